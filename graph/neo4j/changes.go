package neo4j

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/neo4j/cypher"
	"parley/graph/neo4j/layout"
)

// dumpTime bounds the dump of a graph whose context has no deadline.
const dumpTime = 6 * time.Hour

// LastLoad returns the load of a source that was ended last.
func (r reader) LastLoad(ctx context.Context, source string) (string, error) {
	return r.text(ctx, "loaded", loadedText, map[string]any{"id": source})
}

// Revision returns what the last Apply has left.
func (r reader) Revision(ctx context.Context) (string, error) {
	answer, err := r.ask(ctx, "revision", &cypher.Statement{Text: "OPTIONAL MATCH " + metaNode + " RETURN m.born + '.' + toString(coalesce(m.revision, 0)) AS answer, " + layout.Revisions + " AS revision"})
	if err != nil {
		return "", err
	}
	return layout.Text(answer[0]), nil
}

// text returns the text with which a statement answers, or "" where it has no answer.
func (r reader) text(ctx context.Context, op, statement string, params map[string]any) (string, error) {
	records, err := r.run(ctx, op, statement, params)
	if err != nil || len(records) == 0 {
		return "", err
	}
	return layout.Text(records[0].Values[0]), nil
}

// Changes returns the graph as changes. They are read in one transaction, record
// by record, and so cannot be begun anew where it fails.
func (r reader) Changes(ctx context.Context) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		err := r.store.dump(ctx, func(t *dumper) error {
			dump, err := t.dump()
			if err != nil {
				return err
			}
			for c, err := range dump.Changes(t.ctx) {
				if err != nil {
					return err
				}
				if !yield(c, nil) {
					return nil
				}
			}
			return nil
		})
		if err != nil {
			yield(nil, err)
		}
	}
}

// dumper reads a graph to be told.
type dumper struct {
	ctx   context.Context
	tx    neo4j.ExplicitTransaction
	model *graph.Model
}

// dump returns a dumper to work with.
func (s *Store) dump(ctx context.Context, work func(*dumper) error) error {
	const op = "changes"
	ctx, cancel, err := s.begin(ctx, op, dumpTime)
	if err != nil {
		return err
	}
	defer cancel()
	release, err := s.admit(ctx, op)
	if err != nil {
		return err
	}
	defer release()
	session := s.session(ctx, neo4j.AccessModeRead)
	defer closeSession(ctx, session)
	tx, err := session.BeginTransaction(ctx, neo4j.WithTxTimeout(remaining(ctx)), neo4j.WithTxMetadata(metadata(op)))
	if err != nil {
		return failure(ctx, op, err, false)
	}
	return failure(ctx, op, work(&dumper{ctx, tx, s.model}), true)
}

// told returns what is made of the records of a statement.
func told[T any](t *dumper, statement string, params map[string]any, of func([]any) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		result, err := t.tx.Run(t.ctx, statement, params)
		for err == nil && result.Next(t.ctx) {
			var x T
			if x, err = of(result.Record().Values); err == nil && !yield(x, nil) {
				return
			}
		}
		if err == nil {
			err = result.Err()
		}
		if err != nil {
			yield(*new(T), err)
		}
	}
}

// gathered returns all of a sequence, up to its first error.
func gathered[T any](seq iter.Seq2[T, error]) ([]T, error) {
	var list []T
	for x, err := range seq {
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, nil
}

const (
	loadedText  = "MATCH (s:Entity:Source {id: $id}) RETURN CASE WHEN EXISTS { MATCH (s)-[t:" + layout.StatesType + "]->(s) WHERE t.load <> '' AND t.load <> s.swept } THEN '' ELSE coalesce(s.swept, '') END"
	tellSources = "MATCH (s:Entity:Source) RETURN s.id, s.loaded, coalesce(s.swept, ''), s.kept, " +
		"COLLECT { MATCH (o:Entity:Source)-[t:" + layout.StatesType + "]->(s) RETURN [o.id, o.loaded, t.load, t.props, t.as] } ORDER BY s.loaded"
	tellMerges = "MATCH (m:" + layout.MergedLabel + ") RETURN m.id, m.into ORDER BY m.id"
	tellStated = "MATCH (:Entity:Source {id: $source})-[t:" + layout.StatesType + "]->(n:Entity) RETURN coalesce(t.as, n.id) AS id, t.load, t.props ORDER BY id"
	tellKept   = "MATCH (n:Entity) WHERE n.kept IS NOT NULL AND NOT n:Source RETURN n.id, n.kept ORDER BY n.id"
)

// tellEvidence reads evidence with the values that its edge has in its identity,
// as these stay those of the evidence that made it.
func tellEvidence(m *graph.Model) string {
	var types []string
	for _, e := range m.Edges {
		if slices.ContainsFunc(e.Props(), func(p *graph.Property) bool { return p.Identity }) {
			types = append(types, e.Name)
		}
	}
	return "WITH DISTINCT e WHERE " + notHidden(m) + " WITH e ORDER BY e.id RETURN properties(e), " +
		"COLLECT { MATCH (a:Entity {id: e.factFrom})-[r {id: e.subject}]->(:Entity {id: e.factTo}) WHERE e.factKind IN " + layout.Literals(types) + " RETURN properties(r) }[0]"
}

// dump reads what is small, and has the rest read when it is told.
func (t *dumper) dump() (*graph.Dump, error) {
	sources, err := gathered(told(t, tellSources, nil, t.source))
	if err != nil {
		return nil, err
	}
	merges, err := gathered(told(t, tellMerges, nil, func(v []any) (graph.Merge, error) {
		return graph.Merge{ID: layout.Text(v[0]), Into: layout.Text(v[1])}, nil
	}))
	of := func(source string) map[string]any { return map[string]any{"source": source} }
	return &graph.Dump{
		Sources: sources, Merges: merges,
		Stated: func(source string) iter.Seq2[graph.PutNode, error] {
			return told(t, tellStated, of(source), func(v []any) (graph.PutNode, error) { return t.node(source, v[0], v[1], v[2]) })
		},
		Kept: func() iter.Seq2[graph.PutNode, error] {
			return told(t, tellKept, nil, func(v []any) (graph.PutNode, error) { return t.node("", v[0], "", v[1]) })
		},
		Said: func(source string) iter.Seq2[graph.PutEvidence, error] {
			return told(t, "MATCH (e:Evidence {source: $source}) "+tellEvidence(t.model), of(source), t.evidence)
		},
	}, err
}

// node makes a statement of a node.
func (t *dumper) node(source string, id, load, props any) (graph.PutNode, error) {
	values, err := layout.Values(t.model.KindOf(layout.Text(id)).Props(), layout.Text(props))
	return graph.PutNode{Source: source, Load: layout.Text(load), ID: layout.Text(id), Props: values}, err
}

func (t *dumper) source(v []any) (graph.DumpedSource, error) {
	id := layout.Text(v[0])
	k := t.model.KindOf(id)
	stated, err := statementsOf(k, layout.Text(v[3]), v[4], newNode)
	if err != nil || len(stated) == 0 {
		return graph.DumpedSource{}, err
	}
	own := slices.IndexFunc(stated, func(s statement) bool { return !s.Kept && s.Source.id == id })
	first := stated[max(own, 0)]
	return graph.DumpedSource{Itself: own >= 0, Node: graph.PutNode{Source: id, Load: layout.Text(v[2]), ID: id, Props: ledger.Named(k.Props(), first.Props)}}, nil
}

// newNode returns a node of which only the id is known.
func newNode(id string) *touchedNode { return &touchedNode{id: id} }

func (t *dumper) evidence(v []any) (graph.PutEvidence, error) { return toldEvidence(t.model, v) }

// toldEvidence makes a piece of evidence of its properties and of those of its edge.
func toldEvidence(m *graph.Model, v []any) (graph.PutEvidence, error) {
	props, _ := v[0].(map[string]any)
	c := graph.PutEvidence{Source: layout.Text(props["source"]), Load: layout.Text(props["load"]), Evidence: graph.Evidence{
		Quote: layout.Text(props["quote"]), Start: layout.Number(props["start"]), End: layout.Number(props["end"]), Locator: layout.Text(props["locator"]), Seq: layout.Number(props["seq"]),
		SaidBy: layout.Text(props["saidBy"]), SaidFor: layout.Text(props["saidFor"]), SaidWhen: layout.Date("saidWhen", props), SaidAt: layout.Text(props["saidAt"]),
		Act: layout.Text(props["act"]), Basis: layout.Text(props["basis"]),
	}}
	c.Corrects, _ = layout.Value(m.EvidenceProp("corrects"), props).([]string)
	c.Fact.Node = layout.Text(props["subject"])
	if e := m.Edge(layout.Text(props["factKind"])); e != nil {
		edge, _ := v[1].(map[string]any)
		c.Fact = graph.Fact{Edge: e.Name, From: layout.Text(props["factFrom"]), To: layout.Text(props["factTo"]), Identity: map[string]graph.Value{}}
		for _, p := range e.Props() {
			if v := layout.Value(p, edge); p.Identity && v != nil {
				c.Fact.Identity[p.Name] = v
			}
		}
	}
	var err error
	if c.Says, err = layout.Values(m.PropsOf(c.Fact), layout.Text(props["says"])); err != nil {
		return c, err
	}
	written, err := layout.Written(layout.Text(props["written"]))
	return m.AsWritten(c, written), err
}

// Dependents returns what rests on a node as changes.
func (r reader) Dependents(ctx context.Context, id string) ([]graph.Change, error) {
	meant, err := r.meant(ctx, []string{id})
	if err != nil {
		return nil, err
	}
	id = cmp.Or(meant[id], id)
	rows := map[string]any{"rows": []any{id}}
	nodes, err := r.run(ctx, "resting", "UNWIND $rows AS row "+readNodes, rows)
	if err != nil || len(nodes) == 0 {
		return nil, err
	}
	k := r.store.model.KindOf(id)
	stated, err := statementsOf(k, "", nodes[0].Values[2], newNode)
	if err != nil {
		return nil, err
	}
	var list []graph.Change
	for _, s := range stated {
		list = append(list, graph.PutNode{Source: s.Source.id, Load: s.Load, ID: cmp.Or(s.As, id), Props: ledger.Named(k.Props(), s.Props)})
	}
	facts, err := r.run(ctx, "resting", "UNWIND $rows AS row "+readResting(r.store.model)+tellEvidence(r.store.model), rows)
	for _, f := range facts {
		c, err := toldEvidence(r.store.model, f.Values)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, err
}
