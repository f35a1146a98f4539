package pages

import (
	"cmp"
	"context"

	"parley/graph"
	"parley/graph/prose"
)

// moment is something on a timeline.
type moment struct {
	ID, Kind, Label string
	When            *when
	Verification    string
	Evidence        []evidence
}

// change is something that became known.
type change struct {
	Subject                       fact
	What, Property, Before, After string
	Evidence                      []evidence
}

// PublishedOn returns the day on which it became known.
func (c *change) PublishedOn() string {
	for _, e := range c.Evidence {
		if w := e.Source.Published; w != nil {
			return w.Day()
		}
	}
	return ""
}

// Told returns in words what became known of it.
func (c *change) Told() string {
	switch {
	case c.Property == "":
		return prose.Spoken(c.What)
	case c.Before == "":
		return prose.Spoken(c.Property) + ": " + prose.SpokenValue(c.After)
	case c.After == "":
		return prose.Spoken(c.Property) + ": no longer " + prose.SpokenValue(c.Before)
	}
	return prose.Spoken(c.Property) + ": " + prose.SpokenValue(c.After) + ", before " + prose.SpokenValue(c.Before)
}

// lastDay is after all days on which something was published.
const lastDay = "9999-12-31"

// history asks what an entity did last, and what became known of it last.
func (p *Pages) history(ctx context.Context, page *entityPage) error {
	query := `query History($id: ID!, $asOf: Date, $knownOn: Date) {
  timeline(entity: $id, last: 10, asOf: $asOf, knownOn: $knownOn) { edges { node { id kind label when { text edtf } verification evidence { ` + selectBrief + ` } } } }
}`
	var data struct {
		Timeline struct{ Edges []struct{ Node moment } }
	}
	if err := p.ask(ctx, query, page.Days.vars(map[string]any{"id": page.ID}), &data); err != nil {
		return err
	}
	for _, e := range data.Timeline.Edges {
		page.Timeline = append([]moment{e.Node}, page.Timeline...)
	}
	if !page.Actor {
		return nil
	}
	return p.learned(ctx, page)
}

// learned asks what became known of an actor last, by the day that the page shows.
// Where too much did to be weighed again, the page does not tell it.
func (p *Pages) learned(ctx context.Context, page *entityPage) error {
	query := `query Learned($id: ID!, $to: Date!) {
  learned(actor: $id, from: "0001-01-01", to: $to, last: 8) { edges { node { subject { id kind label } what property before after evidence { ` + selectBrief + ` } } } }
}`
	to := cmp.Or(page.Days.KnownOn, lastDay)
	var data struct {
		Learned struct{ Edges []struct{ Node change } }
	}
	err := p.ask(ctx, query, map[string]any{"id": page.ID, "to": to}, &data)
	if graph.CodeOf(err) == graph.TooLarge {
		return nil
	}
	for _, e := range data.Learned.Edges {
		page.Learned = append([]change{e.Node}, page.Learned...)
	}
	return err
}
