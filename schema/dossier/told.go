package dossier

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/ledger"
	"parley/schema/planning"
)

// told returns what is known of the fields of an object that shows something.
func (w *walk) told(at string, shown Shown, def *ast.Definition) map[string]any {
	has := func(field string) bool { return def.Fields.ForName(field) != nil }
	if has("snapshot") && (shown.ID != "" || len(shown.Rests) > 0) && shown.Snapshot != w.snapshot {
		w.add(at, "", "it is of %q, and %q was asked for", shown.Snapshot, w.snapshot)
	}
	e, _, _ := w.model.EdgeOf(shown.ID)
	k, _ := w.model.CheckID(shown.ID)
	switch st := w.statements[shown.ID]; {
	case has(tracedFact):
		if st == nil || !slices.ContainsFunc(shown.Rests, func(ids []string) bool { return slices.Contains(ids, st.About) }) {
			w.add(at, "", "it is no statement of this dossier, or not shown with what it is about")
			return nil
		}
		asOf, _ := planning.ParseSnapshot(shown.Snapshot)
		return w.toldOfStatement(st, asOf)
	case e != nil || k != nil:
		known := w.toldOfSubject(shown)
		switch event := has("entity"); {
		case !event:
			known["evidence"] = about(shown.ID)
		case has("evidence") && e == nil: // it is as sure as it is whose it is
			known["verification"] = w.best(shown.Rests, shown.Snapshot, shown.ID)
		}
		if e != nil && has("version") {
			w.toldOfEdge(known, shown.ID, e)
		}
		if k != nil && has("version") {
			w.toldOfNode(known, shown.ID, k)
		}
		if is := w.model.Kind(def.Name); is != nil && is != k {
			w.add(at, "", "it is of the type %s, and %s is not", def.Name, shown.ID)
		}
		return known
	case has("id") && !consists(def):
		w.add(at, "", "%q is neither a node nor an edge", shown.ID)
	case has("via"):
		if len(shown.Rests) == 0 {
			w.add(at, "", "nothing tells what it rests on")
		}
		return w.toldOfTie(shown)
	}
	return nil
}

// subject returns what follows for a node or an edge.
func (w *walk) subject(id, snapshot string) Subject {
	key := wanted{id, snapshot}
	of, known := w.subjects[key]
	if !known {
		asOf, _ := planning.ParseSnapshot(snapshot)
		of = w.subjectOf(id, snapshot, asOf)
		w.subjects[key] = of
	}
	return of
}

// toldOfSubject returns what is known of a node or an edge in short.
func (w *walk) toldOfSubject(shown Shown) map[string]any {
	of := w.subject(shown.ID, shown.Snapshot)
	known := map[string]any{"id": shown.ID, "snapshot": shown.Snapshot}
	ends := []string{shown.ID}
	if e, onEdge := w.edges[shown.ID]; onEdge {
		known["kind"], known["source"], known["target"] = e.Type.Name, e.From, e.To
		ends = []string{e.From, e.To}
	} else {
		known["kind"] = w.Node(shown.ID).Kind.Name
	}
	unnamed := func(id string) bool { _, named := w.nodes[id]; return !named } // it was never there on a day that is shown
	if !w.between && !slices.ContainsFunc(ends, unnamed) {
		known["label"] = of.Label
	}
	if v, verified := of.Values["verification"]; verified {
		known["verification"] = v
	}
	return known
}

// toldOfEdge adds what is known of an edge's fields.
func (w *walk) toldOfEdge(known map[string]any, id string, e *graph.Edge) {
	_, from, to := w.model.EdgeOf(id)
	known["from"], known["to"], known["node"] = ref(from), ref(to), refs{from, to}
	w.toldValues(known, id, e.Props())
}

// toldOfNode adds what is known of a node's fields.
func (w *walk) toldOfNode(known map[string]any, id string, k *graph.Kind) {
	node := w.Node(id)
	for _, p := range editorial(k) {
		if p == w.model.Publication.Prop("text") {
			continue
		}
		known[p.Name] = fieldOf(p, ledger.FirstStated(node.Stated, k, p))
	}
	w.toldValues(known, id, k.Props())
}

// toldValues adds the values that follow for a node or an edge.
func (w *walk) toldValues(known map[string]any, id string, props []*graph.Property) {
	asOf, _ := planning.ParseSnapshot(known["snapshot"].(string))
	o := w.weighed(id, asOf)
	for i, p := range props {
		switch v := o.value(i); {
		case p.Internal || p.Editorial:
		case p.Type == graph.Spans:
			periods, _ := v.([]graph.Period)
			known[p.Name] = w.periodsOf(periods, o.series)
		case p.Type == graph.Reference:
			known[p.Name] = refOf(textOf(v))
		default:
			known[p.Name] = fieldOf(p, v)
		}
	}
	known["reasons"] = reasonsOf(w.subject(id, known["snapshot"].(string)).Reasons)
}

// fieldOf returns a value as GraphQL has it.
func fieldOf(p *graph.Property, v graph.Value) any {
	switch v := v.(type) {
	case *graph.When:
		if v == nil {
			return nil
		}
		return whenOf(v)
	case *graph.Support:
		return map[string]any{"affirmed": v.Affirmed, "denied": v.Denied, "silent": v.Silent, "publishers": v.Publishers}
	case []graph.Identifier:
		list := []any{}
		for _, one := range v {
			list = append(list, map[string]any{"scheme": one.Scheme, "value": one.Value})
		}
		return list
	case []string:
		return textsOf(v)
	case nil:
		if p.Type == graph.TextList || p.Type == graph.Identifiers {
			return []any{}
		}
	}
	return v
}

func textsOf(texts []string) []any {
	list := []any{}
	for _, t := range texts {
		list = append(list, t)
	}
	return list
}

// whenOf returns a date as GraphQL has it.
func whenOf(w *graph.When) map[string]any {
	known := map[string]any{"after": textsOf(w.After)}
	parts := map[string]graph.Part{
		"text": graph.WhenText, "edtf": graph.WhenEDTF, "basis": graph.WhenBasis, "startEarliest": graph.StartEarliest,
		"startLatest": graph.StartLatest, "endEarliest": graph.EndEarliest, "endLatest": graph.EndLatest,
	}
	for name, part := range parts {
		known[name] = w.Part(part)
		if day, ok := known[name].(graph.Day); ok {
			known[name] = day.String()
		}
	}
	return known
}

// periodsOf returns periods as GraphQL has them.
func (w *walk) periodsOf(periods []graph.Period, series []int) []any {
	list := []any{}
	day := func(d graph.Day) any {
		if !d.Known() {
			return nil
		}
		return d.String()
	}
	for _, p := range periods {
		evidence := []any{}
		for _, n := range p.Statements {
			evidence = append(evidence, ref(w.ids[series[n]]))
		}
		list = append(list, map[string]any{
			"start":    map[string]any{"earliest": day(p.StartEarliest), "latest": day(p.StartLatest)},
			"end":      map[string]any{"earliest": day(p.EndEarliest), "latest": day(p.EndLatest)},
			"evidence": evidence,
		})
	}
	return list
}

// refOf returns what is wanted of a reference; nil where it is null.
func refOf(id string) any {
	if id == "" {
		return nil
	}
	return ref(id)
}

// reasonsOf returns reasons as GraphQL has them.
func reasonsOf(reasons []Reason) []any {
	list := []any{}
	for _, r := range reasons {
		over, votes := []any{}, []any{}
		for _, o := range r.Over {
			over = append(over, map[string]any{"value": o.Value, "statement": ref(o.Statement)})
		}
		for _, v := range r.Votes {
			votes = append(votes, map[string]any{"principal": v.Principal, "side": v.Side, "statement": ref(v.Statement)})
		}
		var rule any
		if r.DecidedBy != "" {
			rule = r.DecidedBy
		}
		list = append(list, map[string]any{
			"property": r.Property, "value": r.Value, "decidedBy": rule, "statement": refOf(r.Statement), "over": over, "votes": votes,
		})
	}
	return list
}

// toldOfStatement returns what is known of a statement's fields.
func (w *walk) toldOfStatement(s *Statement, asOf graph.AsOf) map[string]any {
	known := map[string]any{"id": s.ID, "source": ref(s.Source)}
	at, weighed := w.places[s.ID]
	if !weighed {
		return known
	}
	values := new(problems).decoded(s.ID, statedOf(w.model), s.Evidence)
	for _, p := range statedOf(w.model) {
		if p.Type == graph.Reference {
			known[p.Name] = refOf(textOf(values[p.Name]))
		} else {
			known[p.Name] = fieldOf(p, values[p.Name])
		}
	}
	says := []any{}
	for _, said := range w.facts[at].Says {
		says = append(says, map[string]any{"property": said.Property, "value": graph.Print(said.Value)})
	}
	known["says"] = says
	o := w.weighed(s.About, asOf)
	j := o.judged[at]
	known["counts"], known["polarity"], known["correctedBy"] = j.Counts, j.Polarity.String(), nil
	if j.Corrected {
		known["correctedBy"] = ref(w.ids[j.CorrectedBy])
	}
	known["fact"] = w.toldOfSubject(Shown{ID: s.About, Snapshot: planning.SnapshotName(asOf)})
	return known
}

// toldOfTie returns what is known of what follows from other things.
func (w *walk) toldOfTie(shown Shown) map[string]any {
	things := map[string]bool{} // nodes in the middle, or edges where there is none
	for _, all := range shown.Rests {
		thing := strings.Join(all, "\n")
		for _, id := range all {
			if e, _, _ := w.model.EdgeOf(id); e == nil {
				thing = id
			}
		}
		things[thing] = true
	}
	known := map[string]any{"count": len(things), "snapshot": shown.Snapshot}
	if len(shown.Rests) > 0 {
		known["verification"] = w.best(shown.Rests, shown.Snapshot)
	}
	return known
}

// best returns how well verified is what rests on several things: the best of these, each
// as well as the weakest that it consists of, with some that all have.
func (w *walk) best(rests [][]string, snapshot string, with ...string) string {
	best := graph.Strength(0)
	for _, all := range rests {
		weakest := graph.Undisputable
		for _, id := range append(with[:len(with):len(with)], all...) {
			verification := graph.Value(textIn(w.subject(id, snapshot).Values, "verification"))
			weakest = min(weakest, w.model.Strength(verification))
		}
		best = max(best, weakest)
	}
	return w.model.Verified(best)
}
