package memory

import (
	"parley/graph"
)

// field reads a scalar of the row.
func (f *frame) field(x *graph.Field) graph.Value {
	o := f.object(x.Var)
	if o.sort == noObject {
		return nil
	}
	switch x.Get {
	case graph.GetProp:
		v := f.q.prop(o, x.Prop)
		if x.Part == graph.Whole {
			return v
		}
		return part(v, x.Part)
	case graph.GetLinkCount:
		return int64(f.q.count(x.Link, o))
	}
	return f.q.get(o, x.Get)
}

func (q *query) get(o object, get graph.Getter) graph.Value {
	switch get {
	case graph.GetID:
		return q.id(o)
	case graph.GetKind:
		return q.kind(o)
	case graph.GetLabel:
		return q.label(o)
	case graph.GetRank:
		return int64(o.rank)
	case graph.GetVersion:
		return q.version(o)
	}
	switch o.sort {
	case pairObject:
		return q.ofPair(o.pair, get)
	case factObject:
		return q.ofFact(q.facts.At(o.h), get)
	}
	return nil
}

func (q *query) ofPair(p *pair, get graph.Getter) graph.Value {
	if get == graph.GetPairCount {
		q.Steps(len(p.vias))
		return int64(p.count())
	}
	return p.sameSide
}

func (q *query) ofFact(f *fact, get graph.Getter) graph.Value {
	switch get {
	case graph.GetFactID:
		return q.id(subjectOf(f))
	case graph.GetFactKind:
		return q.kind(subjectOf(f))
	case graph.GetFactLabel:
		return q.label(subjectOf(f))
	case graph.GetSeq:
		return int64(f.seq)
	case graph.GetSays:
		if f.says == nil {
			return []graph.Said{}
		}
		return f.says
	}
	return nil
}

// id returns an object's id; a pair and a via have those of their nodes.
func (q *query) id(o object) graph.Value {
	switch o.sort {
	case nodeObject:
		return q.nodes.At(o.h).boxed
	case edgeObject:
		return q.edgeID(o.h)
	case factObject:
		return q.factID(o.h)
	case pairObject:
		return q.nodes.At(o.pair.far).boxed
	case viaObject:
		return o.via().id(q.snapshot)
	}
	return nil
}

// idText returns an object's id as a text, "" of nothing.
func (q *query) idText(o object) string {
	id, _ := q.id(o).(string)
	return id
}

func (q *query) kind(o object) graph.Value {
	switch o.sort {
	case nodeObject:
		return q.kinds[q.nodes.At(o.h).kind.Ordinal()]
	case edgeObject:
		return q.types[q.edges.At(o.h).edge.Ordinal()]
	}
	return nil
}

func (q *query) version(o object) graph.Value {
	switch o.sort {
	case nodeObject:
		return q.versionOfNode(q.nodes.At(o.h))
	case edgeObject:
		return q.versionOfEdge(q.edges.At(o.h))
	}
	return nil
}

func (q *query) label(o object) graph.Value {
	name := q.model.NodeProp("name")
	switch o.sort {
	case nodeObject:
		return q.nodes.At(o.h).value(name)
	case edgeObject:
		e := q.edges.At(o.h)
		from, to := q.nodes.At(e.from).value(name), q.nodes.At(e.to).value(name)
		return graph.Line(graph.Print(from), e.edge.Name, e.labelValue(), graph.Print(to))
	}
	return nil
}

// prop reads a property of an object.
func (q *query) prop(o object, p *graph.Property) graph.Value {
	switch o.sort {
	case nodeObject:
		if p.Rule != nil {
			return q.derive(o.h, p)
		}
		return q.nodes.At(o.h).value(p)
	case edgeObject:
		return q.edges.At(o.h).value(p)
	case factObject:
		return q.evidenceProp(q.facts.At(o.h), p)
	}
	return nil
}

// evidenceProp reads a property of a piece of evidence.
func (q *query) evidenceProp(f *fact, p *graph.Property) graph.Value {
	switch quoted := f.quote != ""; {
	case p.Name == "quote" && quoted:
		return f.quote
	case p.Name == "start" && quoted:
		return int64(f.start)
	case p.Name == "end" && quoted:
		return int64(f.end)
	case p.Name == "locator" && f.locator != "":
		return f.locator
	case p.Name == "act":
		return q.acts[f.act]
	case p.Name == "basis":
		return q.bases[f.basis]
	case p.Name == "saidWhen" && f.saidWhen != nil:
		return f.saidWhen
	case p.Name == "corrects" && f.corrects != nil:
		return f.corrects
	}
	return nil
}

// derive works out a property that a rule derives.
func (q *query) derive(h uint32, p *graph.Property) graph.Value {
	n := q.nodes.At(h)
	edge := q.model.Edge(p.Rule.Edge)
	if !edge.ToKinds().Has(n.kind) || n.kind.Index(p) < 0 {
		return nil
	}
	said := edge.Prop(p.Rule.Property)
	var verdicts []graph.Verdict
	for _, e := range n.link(edge.InLink()) {
		if !q.Step() {
			break
		}
		if !q.edgeVisible(e) {
			continue
		}
		value, _ := q.edges.At(e).value(said).(string)
		verdicts = append(verdicts, graph.Verdict{From: q.nodes.At(q.edges.At(e).from).id, Value: value})
	}
	return p.Rule.Derive(verdicts)
}

// part takes a date apart.
func part(v graph.Value, p graph.Part) graph.Value {
	if w, ok := v.(*graph.When); ok {
		return w.Part(p)
	}
	return v
}
