package questions

import (
	"context"
	_ "embed"
	"slices"
	"strings"
	"time"

	"parley/graph"
	"parley/schema"
)

// Cast is whom and what the questions name, by what they are to these: "person" is the
// name of who took part in most meetings. What the graph has none of is missing.
type Cast map[string]string

// part is what a question names: the article's names, by what of a cast stands in their
// place, and the question in words where these name it too.
type part struct {
	names map[string]string
	title string
}

// parts are those of the questions that name something, by the names of the questions.
var parts = map[string]part{
	"WhoMetWhom":          {names: map[string]string{"person": "Steve Witkoff"}},
	"WhoGoesToMoscow":     {map[string]string{"place": "Moscow"}, "Who met, or will, in {place}, and who says so?"},
	"WhoHoldsWhichStance": {map[string]string{"topic": "Territory"}, "Who holds which stance on {topic}?"},
	"Compare":             {map[string]string{"a": "country:ru", "b": "country:ua"}, "Where do {aName} and {bName} collide?"},
	"WhatWasSaid":         {map[string]string{"speaker": "Dmitry Peskov"}, "What has {speaker} said?"},
	"Search":              {names: map[string]string{"alias": "zelenskyy"}},
	"Paths":               {names: map[string]string{"from": "person:emmanuel-macron", "to": "person:keir-starmer"}},
	"Subgraph":            {names: map[string]string{"personID": "person:steve-witkoff"}},
	"Timeline":            {map[string]string{"body": "country:ua"}, "What did {bodyName} and its representatives do?"},
	"BecameKnown":         {names: map[string]string{"since": "2025-11-30", "until": "2025-12-07"}},
	"WhatWasKnown":        {names: map[string]string{"before": "2025-11-30"}},
}

// castings are the questions that find a cast, one after another, an empty line
// between them.
//
//go:embed cast.graphql
var castings string

// held is a node as a casting asks for it.
type held struct {
	ID, Name string
	Aliases  []string
	Meetings struct{ TotalCount int }
	Places   struct{ Nodes []held }
	About    struct{ Nodes []held }

	Published struct{ StartEarliest string }
}

// found is what castings find.
type found struct {
	People, Countries, Organizations, Meetings, Positions, Sources struct{ Nodes []held }

	Facts struct {
		GroupBy []struct{ Value *string }
	}
	Network struct {
		Nodes []struct{ ID, Label string }
		Edges []struct{ Source, Target string }
	}
	Named []held
}

// castOf asks a graph for its cast.
func castOf(ctx context.Context, s *schema.Schema, store graph.Store) Cast {
	var f found
	for query := range strings.SplitSeq(strings.TrimSpace(castings), "\n\n") {
		ask(ctx, s, store, query, nil, &f) // what cannot be asked is not found
	}
	c := Cast{}
	c.people(f.People.Nodes)
	c.things(&f)
	if id := f.speaker(); id != "" {
		ask(ctx, s, store, "query Named($id: ID!) { named: nodes(ids: [$id]) { ... on Entity { name } } }", map[string]any{"id": id}, &f)
		if len(f.Named) > 0 {
			c.set("speaker", f.Named[0].Name)
		}
	}
	return c
}

// ask asks, and reads what is found.
func ask(ctx context.Context, s *schema.Schema, store graph.Store, query string, vars map[string]any, f *found) {
	ctx, cancel := context.WithTimeout(ctx, toFind)
	defer cancel()
	r := s.Do(ctx, store, schema.Request{Query: query, Variables: vars})
	defer r.Close()
	_ = r.Read(f) // what cannot be asked is not found
}

// set notes a value, unless there is none.
func (c Cast) set(name, value string) {
	if value != "" {
		c[name] = value
	}
}

// people casts those who took part in most meetings, who come first.
func (c Cast) people(list []held) {
	list = slices.DeleteFunc(list, func(h held) bool { return h.Meetings.TotalCount == 0 })
	if len(list) > 0 {
		c["person"], c["personID"] = list[0].Name, list[0].ID
	}
	if len(list) > 2 {
		c["from"], c["to"] = list[1].ID, list[2].ID
	}
	for _, h := range list {
		if len(h.Aliases) > 0 {
			c.set("alias", h.Aliases[len(h.Aliases)-1])
			return
		}
	}
}

// things casts all else.
func (c Cast) things(f *found) {
	for _, list := range [][]held{f.Organizations.Nodes, f.Countries.Nodes} {
		if len(list) > 0 && list[0].Meetings.TotalCount > 0 {
			c["body"], c["bodyName"] = list[0].ID, list[0].Name
		}
	}
	for _, m := range f.Meetings.Nodes {
		for _, place := range m.Places.Nodes {
			c.set("place", place.Name)
		}
	}
	for _, p := range f.Positions.Nodes {
		for _, topic := range p.About.Nodes {
			c.set("topic", topic.Name)
		}
	}
	if n := f.Network; len(n.Edges) > 0 {
		c["a"], c["b"] = n.Edges[0].Source, n.Edges[0].Target
		for _, node := range n.Nodes {
			switch node.ID {
			case c["a"]:
				c["aName"] = node.Label
			case c["b"]:
				c["bName"] = node.Label
			}
		}
	}
	if len(f.Sources.Nodes) > 0 {
		c.days(f.Sources.Nodes[0].Published.StartEarliest)
	}
}

// days casts the days about that on which the latest source came out.
func (c Cast) days(latest string) {
	day, err := time.Parse(time.DateOnly, latest)
	if err != nil {
		return
	}
	c["since"], c["until"], c["before"] = day.AddDate(0, 0, -7).Format(time.DateOnly), latest, day.AddDate(0, 0, -1).Format(time.DateOnly)
}

// speaker returns the id of who is quoted most, or "".
func (f *found) speaker() string {
	for _, g := range f.Facts.GroupBy {
		if g.Value != nil {
			return *g.Value
		}
	}
	return ""
}

// Asked are the questions as they are asked of a store. They are looked for anew once a
// minute at most.
type Asked struct {
	schema *schema.Schema
	store  graph.Store

	making chan struct{} // holds a token while the list is made, so that it is made once
	list   []Question
	until  time.Time
}

// Of returns the questions of a store.
func Of(s *schema.Schema, store graph.Store) *Asked {
	return &Asked{schema: s, store: store, making: make(chan struct{}, 1)}
}

const (
	keep   = time.Minute     // for which the questions stay as they are
	toFind = 2 * time.Second // in which each part of a cast is found, or is not
)

// List returns the questions that the schema can answer, about what the store holds;
// none where the context ends before.
func (a *Asked) List(ctx context.Context) []Question {
	select {
	case a.making <- struct{}{}:
		defer func() { <-a.making }()
	case <-ctx.Done():
		return nil
	}
	if time.Now().After(a.until) {
		a.list = Answered(a.schema, askedOf(castOf(ctx, a.schema, a.store)))
		a.until = time.Now().Add(keep)
	}
	return a.list
}

// askedOf returns the questions about a cast. Where whom the article is most about is
// whom the graph says most of, they stand as they were written for it.
func askedOf(c Cast) []Question {
	if c["personID"] == parts["Subgraph"].names["personID"] {
		return All()
	}
	return For(c)
}
