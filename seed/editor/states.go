package editor

import (
	"fmt"

	"parley/graph"
)

// undone warns of what occurred and, further down in the source, was called off:
// without a date nobody can tell which was first.
func (e *eye) undone() {
	took := map[[2]string]*fact{} // place, by source and subject
	for _, f := range e.facts {
		key := [2]string{f.Source, f.subject}
		is := f.leading
		switch first := took[key]; {
		case f.polarity != graph.Affirms:
		case is.Occurred && !is.Negative && first == nil:
			took[key] = f
		case is.Negative && !is.Occurred && first != nil && !f.dated(e.when(f)):
			e.warn(f.at, fmt.Sprintf("it is %s here and %s on line %d: give the day on which this was said (saidWhen), or nobody can tell which came first",
				is.Name, first.leading.Name, first.at.Line))
		}
	}
}

// when returns the property that dates what a fact is for, or nil.
func (e *eye) when(f *fact) *graph.Property {
	if f.edge != nil {
		return f.edge.When()
	}
	return e.model.KindOf(f.Fact.Node).When()
}

// contradicted warns of undated states with another value in the same source.
func (e *eye) contradicted() {
	series := map[[4]string]map[string]*fact{} // the first fact with each value
	for _, f := range e.facts {
		if value := f.state(); value != "" {
			key := f.series()
			if series[key] == nil {
				series[key] = map[string]*fact{}
			}
			if series[key][value] == nil {
				series[key][value] = f
			}
		}
	}
	for _, f := range e.facts {
		value := f.state()
		if value == "" || f.dated(f.edge.When()) {
			continue
		}
		if other := firstOther(series[f.series()], value); other != nil {
			e.warn(f.at, fmt.Sprintf("it is %s here and %s on line %d: say when it held (when), or it counts as of the day on which it was said", value, other.state(), other.at.Line))
		}
	}
}

// series tells the facts of one source on one state.
func (f *fact) series() [4]string {
	return [4]string{f.Source, f.Fact.Edge, f.Fact.From, f.Fact.To}
}

// state returns the value that a state has by a fact; "" where it is none, or its value
// stands against no other.
func (f *fact) state() string {
	if f.edge == nil || f.edge.StateProp() == nil || f.polarity != graph.Affirms {
		return ""
	}
	p := f.edge.StateProp()
	value := p.Enum.Of(f.Fact.Identity[p.Name])
	if value.Weak {
		return ""
	}
	return value.Name
}

// firstOther returns the first fact with another value, or nil.
func firstOther(values map[string]*fact, value string) *fact {
	var first *fact
	for v, f := range values {
		if v != value && (first == nil || f.nth < first.nth) {
			first = f
		}
	}
	return first
}
