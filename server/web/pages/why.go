package pages

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/prose"
	"parley/graph/weigh"
)

// names are those of who votes, by principal.
type names map[string]string

// learn notes what the statements that are votes tell of their principals' names, and
// returns the principals whom they do not name.
func (n names) learn(rows []row) (unknown []string) {
	for i := range rows {
		for _, reason := range slices.Concat(rows[i].reasons()...) {
			for _, v := range reason.Votes {
				if n[v.Principal] != "" {
					continue
				}
				if n[v.Principal] = v.name(); n[v.Principal] == "" {
					unknown = append(unknown, v.Principal)
				}
			}
		}
	}
	return unknown
}

// name returns the name of who votes, where its statement has that.
func (v *vote) name() string {
	for _, actor := range []*node{v.Statement.SaidBy, v.Statement.SaidFor} {
		if actor != nil && actor.ID == v.Principal {
			return actor.Name
		}
	}
	switch s := v.Statement.Source; {
	case s.ID == v.Principal:
		return "“" + brief(s.Title) + "”"
	case graph.Fold(s.Publisher) == v.Principal:
		return s.Publisher
	}
	return ""
}

// namesOf returns the names of all who vote in the reasons of rows.
func (p *Pages) namesOf(ctx context.Context, rows []row) (names, error) {
	n := names{}
	unknown := n.learn(rows)
	if len(unknown) == 0 {
		return n, nil
	}
	var data struct{ Nodes []*node }
	if err := p.ask(ctx, "query Names($ids: [ID!]!) { nodes(ids: $ids) { id ... on Entity { name } } }", map[string]any{"ids": list(unknown)}, &data); err != nil {
		return nil, err
	}
	for i, node := range data.Nodes {
		n[unknown[i]] = unknown[i]
		if node != nil {
			n[unknown[i]] = node.Name
		}
	}
	return n, nil
}

// why tells in a sentence or two why something is shown as it is.
func (n names) why(reasons []reason) string {
	var told []string
	for _, r := range reasons {
		if len(r.Over) > 0 && r.DecidedBy != "" {
			told = append(told, fmt.Sprintf("%s rather than %s: %s.", prose.Capitalized(prose.SpokenValue(r.Value)), prose.SpokenValue(r.Over[0].Value), ruleDoc(r.DecidedBy)))
		}
	}
	for _, r := range reasons {
		if len(r.Votes) > 0 {
			told = append(told, n.votes(r.Votes))
		}
	}
	return strings.Join(told, " ")
}

// disputes tells who is against something that a tie rests on, and who for it.
func (n names) disputes(r *row) string {
	for _, reasons := range r.reasons() {
		for _, reason := range reasons {
			if slices.ContainsFunc(reason.Votes, func(v vote) bool { return v.Side == graph.Denies.String() }) {
				return n.votes(reason.Votes)
			}
		}
	}
	return ""
}

// votes tells who is for it and who against.
func (n names) votes(votes []vote) string {
	sides := map[string][]string{}
	for _, v := range votes {
		sides[v.Side] = append(sides[v.Side], n[v.Principal])
	}
	pro, contra, silent := sides[graph.Affirms.String()], sides[graph.Denies.String()], sides[graph.Silent.String()]
	switch {
	case len(pro) > 0 && len(contra) > 0:
		return fmt.Sprintf("For: %s. Against: %s.", listed(pro), listed(contra))
	case len(contra) > 0:
		return fmt.Sprintf("Denied by %s; nobody affirms it.", listed(contra))
	case len(pro) == 1 && inOwnVoice(votes):
		return "One source says so, in its own voice; nobody denies it."
	case len(pro) == 1:
		return pro[0] + " says so; nobody denies it."
	case len(pro) > 1:
		return listed(pro) + " say so; nobody denies it."
	case len(silent) > 0:
		return listed(silent) + " would not say."
	}
	return "Nobody's word decides it."
}

// inOwnVoice reports whether what is affirmed is affirmed by sources alone, quoting
// nobody.
func inOwnVoice(votes []vote) bool {
	return !slices.ContainsFunc(votes, func(v vote) bool {
		return v.Side == graph.Affirms.String() && v.Statement.SaidBy != nil
	})
}

// mostNamed is how many names stand in a list.
const mostNamed = 3

// listed writes some names: "A, B and 2 others".
func listed(names []string) string {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	switch n := len(names); {
	case n == 1:
		return names[0]
	case n > mostNamed+1:
		return fmt.Sprintf("%s and %d others", strings.Join(names[:mostNamed], ", "), n-mostNamed)
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// brief returns the beginning of a title.
func brief(title string) string {
	const most = 40
	letters := []rune(strings.Trim(title, "[]"))
	if len(letters) <= most {
		return string(letters)
	}
	return strings.TrimRight(string(letters[:most]), " ,.;:") + "…"
}

// ruleDoc says what a rule that decides means.
func ruleDoc(rule string) string {
	for _, v := range weigh.Rules() {
		if v.Name == rule {
			return v.Doc
		}
	}
	return prose.Spoken(rule)
}
