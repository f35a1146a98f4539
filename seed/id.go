package seed

import (
	"context"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"parley/graph"
)

// kindOf returns the kind of an id, or nil and a problem.
func (r *reading) kindOf(where spot, id string) *graph.Kind {
	prefix, _, colon := strings.Cut(id, ":")
	if colon && r.model.KindOf(id) == nil {
		r.problem(where, "there is no kind %s: %s", Shown(prefix), Suggest(prefix, KindWords(r.model.Kinds)))
		return nil
	}
	k, err := r.model.CheckID(id)
	if err != nil {
		r.problem(where, "%s", Message(err))
		return nil
	}
	return k
}

// CheckSource says what is wrong with the id of a source, or nothing.
func CheckSource(m *graph.Model, id string) error {
	kind, err := m.CheckID(id)
	if err == nil && kind != m.Publication {
		err = graph.Errorf(graph.BadInput, "import", "the id of a source begins with %q, not %q", m.Publication.Prefix(), kind.Prefix())
	}
	return err
}

// either lists kinds as a sentence does: person, country or organization.
func either(kinds []string) string {
	list := strings.ToLower(strings.Join(kinds, ", "))
	if i := strings.LastIndex(list, ", "); i >= 0 {
		return list[:i] + " or " + list[i+2:]
	}
	return list
}

// reference reads an id of one of the property's kinds.
func (r *reading) reference(p *graph.Property, n *yaml.Node) graph.Value {
	id, ok := r.scalar(n, p.Name)
	if !ok {
		return nil
	}
	if !r.mayName(p, at(n), id) {
		return nil
	}
	r.use(at(n), id)
	return id
}

// mayName reports whether an id is of one of the property's kinds, and notes a problem
// where it is not.
func (r *reading) mayName(p *graph.Property, where spot, id string) bool {
	k := r.kindOf(where, id)
	if k != nil && !slices.Contains(p.To, k.Name) {
		r.problem(where, "%s is a %s, not %s", p.Name, either(p.To), id)
		return false
	}
	return k != nil
}

// idList reads an id, or a list of ids, of the property's kinds, which need not be
// there.
func (r *reading) idList(p *graph.Property, n *yaml.Node) []string {
	var ids []string
	for _, entry := range r.oneOrMore(n, p.Name) {
		if id, ok := r.scalar(entry, p.Name); ok && r.mayName(p, at(entry), id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// use notes that an id is used, which must be there in the end.
func (r *reading) use(where spot, id string) {
	r.refs = append(r.refs, reference{where, id})
}

// checkRefs notes ids that neither the folder nor the graph has.
func (r *reading) checkRefs(ctx context.Context, known graph.Reader) error {
	var open []reference
	ids := map[string]bool{}
	for _, ref := range r.refs {
		if _, ok := r.declared[ref.id]; !ok {
			open = append(open, ref)
			ids[ref.id] = true
		}
	}
	there, err := lookUp(ctx, r.model, known, ids)
	if err != nil {
		return err
	}
	for _, ref := range open {
		if !there[ref.id] {
			r.problem(ref.spot, "%s is declared nowhere: %s", ref.id, r.remedy(ref.id))
		}
	}
	return nil
}

// remedy says what to do about an id that is not there.
func (r *reading) remedy(id string) string {
	if len(r.problems) < maxProblems {
		if near := Nearest(id, sorted(r.declared)); near != "" {
			return "did you mean " + near + "?"
		}
	}
	return "add it to entities, or load the source that declares it first"
}

// lookUp finds which ids the graph has, those too of what no statement that counts
// supports.
func lookUp(ctx context.Context, m *graph.Model, known graph.Reader, ids map[string]bool) (map[string]bool, error) {
	there := map[string]bool{}
	if known == nil {
		return there, nil
	}
	for some := range slices.Chunk(sorted(ids), graph.MaxPage) {
		if err := find(ctx, m, known, some, there); err != nil {
			return nil, err
		}
	}
	return there, findUnsupported(ctx, known, ids, there)
}

// findUnsupported notes which of the ids that are not there are declared all the
// same: something rests on them.
func findUnsupported(ctx context.Context, known graph.Reader, ids, there map[string]bool) error {
	for _, id := range sorted(ids) {
		if there[id] {
			continue
		}
		rests, err := known.Dependents(ctx, id)
		if err != nil {
			return err
		}
		there[id] = len(rests) > 0
	}
	return nil
}

// find notes which of some ids the graph has. An id that means another node,
// since a merge, is answered with that one, so that only asking for it alone
// shows that it is there.
func find(ctx context.Context, m *graph.Model, known graph.Reader, ids []string, there map[string]bool) error {
	rows, err := known.Select(ctx, idPlan(m, ids))
	if err != nil || rows.Len == 0 {
		return err
	}
	if len(ids) == 1 {
		there[ids[0]] = true
		return nil
	}
	for i := range rows.Len {
		id, _ := rows.Row(i)[0].(string)
		there[id] = true
	}
	missing := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return there[id] })
	switch {
	case len(missing) == 0:
		return nil
	case len(missing) < len(ids):
		return find(ctx, m, known, missing, there)
	}
	half := len(ids) / 2
	if err := find(ctx, m, known, ids[:half], there); err != nil {
		return err
	}
	return find(ctx, m, known, ids[half:], there)
}

// idPlan asks which nodes there are of these ids.
func idPlan(m *graph.Model, ids []string) *graph.Plan {
	id := graph.Field{Get: graph.GetID}
	values := make([]graph.Value, len(ids))
	for i := range ids {
		values[i] = ids[i]
	}
	return &graph.Plan{Op: "seed", Root: graph.List{
		From: graph.From{Kinds: m.All}, Vars: []graph.Var{{}},
		Where: graph.Is{Field: id, Op: graph.In, Value: values},
		Page:  graph.Page{Limit: len(ids)}, Rows: true,
		Slots: []graph.Slot{{Field: id}},
	}}
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
