package dossier

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"parley/graph/prose"
)

// titleOf returns what a question is called: by the comment over it, else by its name.
func titleOf(q *Question) string {
	if line, _, _ := strings.Cut(q.Document, "\n"); strings.HasPrefix(line, "#") {
		return strings.TrimSpace(strings.TrimLeft(line, "# "))
	}
	if q.Operation != "" {
		return prose.Capitalized(prose.Spoken(q.Operation))
	}
	return "An answer of Parley"
}

// answer returns the answer as a tree, its fields in the order of the question.
func (r *renderer) answer() field {
	var v any
	if decode(r.Answer, &v) != nil {
		return field{Text: "It cannot be read."}
	}
	return r.tree("", "", v, placesIn(r.Question.Document))
}

// placesIn returns where names first stand in a document.
func placesIn(document string) map[string]int {
	places := map[string]int{}
	doc, err := parser.ParseQuery(&ast.Source{Input: document})
	if err != nil {
		return places
	}
	var walk func(set ast.SelectionSet)
	walk = func(set ast.SelectionSet) {
		for _, s := range set {
			switch s := s.(type) {
			case *ast.Field:
				if _, seen := places[s.Alias]; !seen {
					places[s.Alias] = len(places)
				}
				walk(s.SelectionSet)
			case *ast.InlineFragment:
				walk(s.SelectionSet)
			}
		}
	}
	for _, op := range doc.Operations {
		walk(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		walk(f.SelectionSet)
	}
	return places
}

// tree returns a value of the answer, at a path.
func (r *renderer) tree(name, path string, v any, places map[string]int) field {
	f := field{Name: prose.Spoken(name)}
	switch v := v.(type) {
	case map[string]any:
		shown := r.Shows[path]
		f.Anchor = r.anchors[wanted{shown.ID, shown.Snapshot}]
		f.Fields = []field{}
		for _, key := range inPlace(v, places) {
			f.Fields = append(f.Fields, r.tree(key, join(path, key), v[key], places))
		}
	case []any:
		f.List = true
		for i, item := range v {
			f.Items = append(f.Items, r.tree("", join(path, strconv.Itoa(i)), item, places))
		}
	case string:
		f.Text = prose.SpokenValue(v)
	case nil:
		f.Text = "—"
	case bool:
		f.Text = yesNo(v)
	default:
		f.Text = string(raw(v))
	}
	return f.simple()
}

// simple returns a value without the objects around it that have nothing but it.
func (f field) simple() field {
	if len(f.Fields) != 1 || f.Anchor != "" {
		return f
	}
	inner := f.Fields[0]
	if f.Name != "" {
		inner.Name = f.Name + " · " + inner.Name
	}
	return inner
}

// inPlace returns the keys of an object in the order of some places.
func inPlace(v map[string]any, places map[string]int) []string {
	list := keys(v, nil)
	slices.SortStableFunc(list, func(a, b string) int { return cmp.Compare(places[a], places[b]) })
	return list
}
