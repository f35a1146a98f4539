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
	case graph.GetLoaded:
		if o.sort == nodeObject {
			return int64(q.nodes.At(o.h).loaded)
		}
	}
	switch o.sort {
	case pairObject:
		return q.ofPair(o.pair, get)
	case factObject:
		if get == graph.GetPrincipal {
			return q.principal(o)
		}
		return q.ofFact(o.h, get)
	}
	return nil
}

func (q *query) ofPair(p *pair, get graph.Getter) graph.Value {
	switch get {
	case graph.GetPairCount:
		q.Steps(len(p.vias))
		return int64(p.count())
	case graph.GetVerified:
		return q.verified(p.strength)
	}
	return p.sameSide()
}

func (q *query) ofFact(h uint32, get graph.Getter) graph.Value {
	f := q.facts.At(h)
	switch get {
	case graph.GetFactID:
		return q.id(subjectOf(f))
	case graph.GetFactKind:
		return q.kind(subjectOf(f))
	case graph.GetFactLabel:
		return q.label(subjectOf(f))
	case graph.GetPlace:
		return int64(q.judgedOf(h).place)
	case graph.GetSeq:
		return int64(f.seq)
	case graph.GetAround:
		return q.around(f)
	case graph.GetSays:
		if f.says == nil {
			return []graph.Said{}
		}
		return f.says
	}
	return nil
}

// around reads a quote with the text before and behind it.
func (q *query) around(f *fact) graph.Value {
	if f.quote == "" {
		return nil
	}
	text, _ := q.node(f.source).value(q.model.NodeProp("text")).(string)
	q.Steps(int(f.end) / longText)
	return graph.Around(text, int(f.start), int(f.end))
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
		return q.versionOfNode(q.node(o.h))
	case edgeObject:
		return q.versionOfEdge(q.edge(o.h))
	}
	return nil
}

func (q *query) label(o object) graph.Value {
	name := q.model.NodeProp("name")
	switch o.sort {
	case nodeObject:
		return q.nodes.At(o.h).value(name)
	case edgeObject:
		e, value := q.edges.At(o.h), ""
		if was := q.edge(o.h); !was.absent {
			value = was.labelValue()
		} else if p := e.edge.LabelProp(); p != nil && p.Identity {
			value = e.labelValue()
		}
		from, to := q.nodes.At(e.from).value(name), q.nodes.At(e.to).value(name)
		return graph.Line(graph.Print(from), e.edge.Name, value, graph.Print(to))
	}
	return nil
}

// prop reads a property of an object.
func (q *query) prop(o object, p *graph.Property) graph.Value {
	switch o.sort {
	case nodeObject:
		if p.Weighed && q.asOf.Set {
			return q.weighedThen(o.h, p)
		}
		return q.node(o.h).value(p)
	case edgeObject:
		return q.edge(o.h).value(p)
	case factObject:
		if p.Weighed {
			return q.judgedProp(q.judgedOf(o.h), p)
		}
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

// judgedProp reads what becomes of a piece of evidence among all for its subject.
func (q *query) judgedProp(j judged, p *graph.Property) graph.Value {
	if p.Type == graph.Flag {
		return j.counts
	}
	return q.enumVals[p.Enum][j.polarity]
}

// weighedThen returns what followed from the statements about a node with what was
// said by the view's day, where its votes are kept by day.
func (q *query) weighedThen(h uint32, p *graph.Property) graph.Value {
	n := q.node(h)
	for i, course := range n.kind.Props() {
		if course.Type == graph.Course && i < len(n.vals) {
			steps, _ := n.vals[i].([]graph.Step)
			return graph.StepOn(steps, q.asOf.Day).Of(p)
		}
	}
	return n.value(p)
}

// part takes a date or a support apart.
func part(v graph.Value, p graph.Part) graph.Value {
	switch x := v.(type) {
	case *graph.When:
		return x.Part(p)
	case *graph.Support:
		return x.Part(p)
	}
	return v
}
