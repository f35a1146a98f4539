package pages

import (
	"context"
	"fmt"
	"net/url"

	"parley/server/web/frame"
)

// disputesAtOnce is how many disagreements a page of them has.
const disputesAtOnce = 30

// disagreement is a property of something on which principals differ.
type disagreement struct {
	Subject  fact
	Property string
	Sides    []struct {
		Value      string
		Principals []string
		Evidence   []evidence
	}
}

// disputed makes the page of what sources contradict each other on.
func (p *Pages) disputed(ctx context.Context, query url.Values) (frame.Page, error) {
	page := frame.Page{Template: "disputed", Title: "What is disputed", Current: "/disputed", Description: "On what sources contradict each other, with who says what."}
	d, err := daysOf(query)
	if err != nil {
		return page, err
	}
	vars := d.vars(map[string]any{"after": nil})
	if after := query.Get("after"); after != "" {
		vars["after"] = after
	}
	ask := fmt.Sprintf(`query Disputed($after: String, $asOf: Date, $knownOn: Date) { disagreements(first: %d, after: $after, asOf: $asOf, knownOn: $knownOn) { pageInfo { hasNextPage endCursor }
  edges { node { subject { id kind label } property sides { value principals evidence { %s } } } } } }`, disputesAtOnce, selectEvidence)
	var data struct {
		Disagreements struct {
			PageInfo pageInfo
			Edges    []struct{ Node disagreement }
		}
	}
	err = p.ask(ctx, ask, vars, &data)
	page.Data = map[string]any{"Edges": data.Disagreements.Edges, "Next": data.Disagreements.PageInfo.next(), "Days": d}
	return page, err
}
