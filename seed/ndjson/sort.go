package ndjson

import (
	"fmt"

	"parley/graph"
	"parley/seed"
)

// sort is a sort of change: its name and, for one such change, the fields that
// are written of it and read into it.
type sort struct {
	name   string
	fields func(graph.Change) []field            // of a change to write; nil of another sort
	fresh  func() ([]field, func() graph.Change) // of a change to read, and that change
}

// of declares a sort by the fields of its changes.
func of[C graph.Change](name string, fields func(c *C) []field) sort {
	return sort{
		name: name,
		fields: func(change graph.Change) []field {
			if c, ok := change.(C); ok {
				return fields(&c)
			}
			return nil
		},
		fresh: func() ([]field, func() graph.Change) {
			c := new(C)
			return fields(c), func() graph.Change { return *c }
		},
	}
}

// sorts lists all sorts of change that stand in a file. Conditions for an Apply,
// such as Expect, do not: a file is applied in many.
func sorts(m *graph.Model) []sort {
	isID := func(id string) error {
		_, err := m.CheckID(id)
		return err
	}
	isEdge := func(edge string) error {
		if m.Edge(edge) == nil {
			return fmt.Errorf("there is no edge %s", seed.Shown(edge))
		}
		return nil
	}
	id := func(name string, to *string) field { return field{name: name, codec: checked{(*text)(to), isID}} }
	return []sort{
		of("putNode", func(c *graph.PutNode) []field {
			return []field{
				id("source", &c.Source), textField("load", &c.Load), id("id", &c.ID),
				valuesField("props", &c.Props, func() []*graph.Property { return kindProps(m, c.ID) }),
			}
		}),
		of("putEvidence", func(c *graph.PutEvidence) []field {
			return []field{
				id("source", &c.Source), textField("load", &c.Load),
				{name: "fact", codec: object{
					id("node", &c.Fact.Node), {name: "edge", codec: checked{(*text)(&c.Fact.Edge), isEdge}}, id("from", &c.Fact.From), id("to", &c.Fact.To),
					valuesField("identity", &c.Fact.Identity, func() []*graph.Property { return edgeProps(m, c.Fact.Edge) }),
				}},
				valuesField("says", &c.Says, func() []*graph.Property {
					if c.Fact.Edge != "" {
						return edgeProps(m, c.Fact.Edge)
					}
					return kindProps(m, c.Fact.Node)
				}),
				textField("quote", &c.Quote), numberField("start", &c.Start), numberField("end", &c.End),
				textField("locator", &c.Locator), numberField("seq", &c.Seq),
				id("saidBy", &c.SaidBy), id("saidFor", &c.SaidFor), {name: "saidWhen", codec: date{&c.SaidWhen}}, id("saidAt", &c.SaidAt),
				{name: "corrects", codec: (*texts)(&c.Corrects)},
				textField("act", &c.Act), textField("basis", &c.Basis),
			}
		}),
		of("sweep", func(c *graph.Sweep) []field { return []field{id("source", &c.Source), textField("load", &c.Load)} }),
		of("unstate", func(c *graph.WithdrawStatement) []field { return []field{id("source", &c.Source), id("id", &c.ID)} }),
		of("merge", func(c *graph.Merge) []field { return []field{id("id", &c.ID), id("into", &c.Into)} }),
		of("retract", func(c *graph.Retract) []field { return []field{textField("id", &c.ID)} }),
		of("dropSource", func(c *graph.DropSource) []field { return []field{id("source", &c.Source)} }),
	}
}

func kindProps(m *graph.Model, id string) []*graph.Property {
	if k := m.KindOf(id); k != nil {
		return k.Props()
	}
	return nil
}

func edgeProps(m *graph.Model, name string) []*graph.Property {
	if e := m.Edge(name); e != nil {
		return e.Props()
	}
	return nil
}
