package graph

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func standard(t *testing.T) *Model {
	t.Helper()
	m, err := NewModel(Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestStandardModel(t *testing.T) {
	m, spec := standard(t), Standard()
	actors := 0
	for _, k := range spec.Kinds {
		if k.Actor {
			actors++
		}
	}
	want := []int{len(spec.Kinds), len(spec.Edges), len(spec.Derived), actors}
	if diff := cmp.Diff(want, []int{len(m.Kinds), len(m.Edges), len(m.Derived), m.Actors.Len()}); diff != "" {
		t.Errorf("kinds, edges, derived relations, kinds of actors (-want +got):\n%s", diff)
	}
	if m.SubjectMatter.ToKinds() != m.All {
		t.Errorf("%s does not lead to every kind", m.SubjectMatter.Name)
	}
}

// TestOneTypeForOneName shows that a property name has one type across kinds.
func TestOneTypeForOneName(t *testing.T) {
	spec := Standard()
	first := map[string]Property{}
	for _, k := range spec.Kinds {
		for _, p := range append(spec.Common, k.Properties...) {
			known, again := first[p.Name]
			if again && (known.Type != p.Type || known.Enum != p.Enum) {
				t.Errorf("%s.%s has another type than elsewhere", k.Name, p.Name)
			}
			first[p.Name] = p
		}
	}
}

// TestTelling shows what stands in the labels of edges: whatever an edge cannot be
// without, and what relations and rules look at. A model without it would have one
// who opposes a position HOLD it.
func TestTelling(t *testing.T) {
	m := standard(t)
	told := func(e *Edge, name string) {
		if p := e.LabelProp(); p == nil || p.Name != name || p.Type != Enumerated {
			t.Errorf("%s.%s is not in the edge's label", e.Name, name)
		}
	}
	for _, e := range m.Edges {
		for _, p := range e.Props() {
			if p.Required {
				told(e, p.Name)
			}
		}
	}
	for _, d := range m.Derived {
		if d.Pair != nil {
			told(d.EdgeType(d.Pair.Edge), d.Pair.On)
		}
	}
}

func TestLine(t *testing.T) {
	tests := []struct{ name, typ, value, want string }{
		{"with a value", "HOLDS", "OPPOSES", "Ukraine HOLDS (OPPOSES) Surrender"},
		{"without one", "ABOUT", "", "Ukraine ABOUT Surrender"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Line("Ukraine", tt.typ, tt.value, "Surrender"); got != tt.want {
				t.Errorf("%q, not %q", got, tt.want)
			}
		})
	}
}

func TestKindsShareProperties(t *testing.T) {
	m := standard(t)
	for _, k := range m.Kinds {
		for i, p := range k.Props() {
			if p != m.NodeProp(p.Name) {
				t.Errorf("%s.%s is another than the model's", k.Name, p.Name)
			}
			if k.Index(p) != i {
				t.Errorf("%s.%s has place %d, not %d", k.Name, p.Name, k.Index(p), i)
			}
		}
		for i, l := range k.Links() {
			if k.LinkIndex(l) != i {
				t.Errorf("%s.%s has place %d, not %d", k.Name, l.Name, k.LinkIndex(l), i)
			}
			if i > 0 && k.Links()[i-1].Ordinal() >= l.Ordinal() {
				t.Errorf("%s.%s stands before the link that the model has before it", k.Name, l.Name)
			}
		}
	}
	if place := m.Kind("Person").Index(m.NodeProp("iso")); place != -1 {
		t.Errorf("a person has an iso at %d", place)
	}
}

// TestEverythingIsDescribed shows that docs can be made from the model.
func TestEverythingIsDescribed(t *testing.T) {
	m := standard(t)
	check := func(name, doc string) {
		if !strings.HasSuffix(doc, ".") {
			t.Errorf("%s is described as %q, not by a sentence", name, doc)
		}
	}
	props := func(owner string, list []*Property) {
		for _, p := range list {
			check(owner+"."+p.Name, p.Doc)
			if p.Enum == nil {
				continue
			}
			check(p.Enum.Name, p.Enum.Doc)
			for _, v := range p.Enum.Values {
				check(p.Enum.Name+"."+v.Name, v.Doc+".")
				if v.Doc == "" || v.Name != strings.ToUpper(v.Name) {
					t.Errorf("%s of %s is not in capitals with a meaning", v.Name, p.Enum.Name)
				}
			}
		}
	}
	for _, k := range m.Kinds {
		check(k.Name, k.Doc)
		props(k.Name, k.Props())
	}
	for _, e := range m.Edges {
		check(e.Name, e.Doc)
		props(e.Name, e.Props())
	}
	for _, d := range m.Derived {
		check(d.Name, d.Doc)
	}
	props("evidence", m.Evidence)
}

// TestModelGrows shows that a kind and a property are one entry each.
func TestModelGrows(t *testing.T) {
	spec := Standard()
	spec.Kinds = append(spec.Kinds, Kind{Name: "Ship", Plural: "ships"})
	person := altered{&spec}.kind("Person")
	person.Properties = append(person.Properties, Property{Name: "born", Type: Date})
	m, err := NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	if m.Kind("Ship").Link("mentionedBy") == nil || m.Kind("Ship").Prop("name") == nil {
		t.Error("the new kind lacks what all kinds have")
	}
	if m.Kind("Person").Prop("born") == nil || m.Kind("Country").Prop("born") != nil {
		t.Error("the new property is not just where it was declared")
	}
	if standard(t).Kind("Person").Prop("born") != nil {
		t.Error("the standard model has changed")
	}
}

// TestEachKindDescribesItsOwn shows that kinds that share a property say for
// themselves what it means.
func TestEachKindDescribesItsOwn(t *testing.T) {
	m := standard(t)
	when := m.NodeProp("when")
	for kind, want := range map[string]string{"Meeting": "When it takes place.", "Proposal": "When it came up.", "Claim": "When it was put forward."} {
		if got := m.Kind(kind).DocOf(when); got != want {
			t.Errorf("%s.when: %q, not %q", kind, got, want)
		}
	}
	both := KindSet(0).With(m.Kind("Meeting")).With(m.Kind("Claim"))
	if got, want := m.DocOf(both, when), "When it takes place. When it was put forward."; got != want {
		t.Errorf("of both: %q, not %q", got, want)
	}
	if got, want := m.Kind("Claim").DocOf(m.NodeProp("name")), "What it is called."; got != want {
		t.Errorf("Claim.name: %q, not %q", got, want)
	}
}

func TestBrokenModels(t *testing.T) {
	tests := []struct {
		name string
		harm func(altered)
		want string // of the message
	}{
		{"an end of no kind", func(s altered) { s.edge("HOLDS_POST").From = []string{"Robot"} }, "HOLDS_POST: model: there is no kind Robot"},
		{"another end of no kind", func(s altered) { s.edge("HOLDS_POST").To = []string{"Robot"} }, "HOLDS_POST: model: there is no kind Robot"},
		{"a part of ids of before that is one still", func(s altered) { s.edge("HOLDS").Properties[1].Identity = true }, "HOLDS.when was part of an id, but is still, or is not of an edge"},
		{"one of a node", func(s altered) { s.kind("Country").Properties[0].Formerly = true }, "Country.iso was part of an id, but is still, or is not of an edge"},
		{"a name with two types", func(s altered) {
			s.kind("Person").Properties = []Property{{Name: "iso", Type: Number}}
		}, "Country.iso has another type"},
		{"a name with two enums", func(s altered) {
			s.kind("Person").Properties = []Property{{Name: "status", Type: Enumerated, Enum: stance}}
		}, "Meeting.status has another type"},
		{"a link named as a property", func(s altered) { s.edge("HOLDS_POST").Out = "name" }, "Person has two fields of the name name"},
		{"two links of a name", func(s altered) { s.edge("MEMBER_OF").Out = "posts" }, "Person has two fields of the name posts"},
		{"two properties of a name", func(s altered) {
			s.edge("HOLDS_POST").Properties = append(s.edge("HOLDS_POST").Properties, Property{Name: "occupancy", Type: Text})
		}, "HOLDS_POST has two properties of the name occupancy"},
		{"a property named as what every edge has", func(s altered) {
			s.edge("POST_OF").Properties = []Property{{Name: "node", Type: Text}}
		}, "POST_OF has two properties of the name node"},
		{"two kinds of a name", func(s altered) { s.Kinds = append(s.Kinds, Kind{Name: "Person", Plural: "persons"}) }, "the name person"},
		{"two edges of a name", func(s altered) { s.Edges = append(s.Edges, Edge{Name: "POST_OF", Out: "a", In: "b"}) }, "the name POST_OF"},
		{"too many kinds", func(s altered) { s.Kinds = make([]Kind, 65) }, "at most 64 kinds, not 65"},
		{"a node that refers", func(s altered) {
			s.kind("Person").Properties = []Property{{Name: "boss", Type: Reference, To: []string{"Person"}}}
		}, "Person.boss refers to a node"},
		{"a reference to no kind", func(s altered) { property(s.Evidence, "saidAt").To = []string{"Robot"} }, "evidence.saidAt refers to no kind"},
		{"a reference to nothing", func(s altered) { property(s.Evidence, "saidAt").To = nil }, "evidence.saidAt refers to no kind"},
		{"a text with kinds to refer to", func(s altered) { property(s.Evidence, "locator").To = []string{"Person"} }, "evidence.locator has kinds to refer to, but"},
		{"a list of ids of no kind", func(s altered) { property(s.Evidence, "corrects").To = []string{"Robot"} }, "evidence.corrects refers to no kind"},
		{"an enumeration without values", func(s altered) { property(s.Evidence, "act").Enum = nil }, "evidence.act is enumerated without"},
		{"a text in the label", func(s altered) { property(s.edge("MEMBER_OF").Properties, "role").InLabel = true }, "MEMBER_OF.role stands in the label, but is not an enumerated property of an edge"},
		{"a label property of a node", func(s altered) { property(s.kind("Organization").Properties, "classification").InLabel = true }, "Organization.classification stands in the label, but"},
		{"evidence in a label", func(s altered) { property(s.Evidence, "act").InLabel = true }, "evidence.act stands in the label, but"},
		{"two label properties", func(s altered) { property(s.edge("PARTICIPATED_IN").Properties, "mode").InLabel = true }, "PARTICIPATED_IN has two label properties, attendance and mode"},
		{"an event without a date", func(s altered) { s.edge("POST_OF").Time = Event }, "POST_OF is an event without a date"},
		{"an event that cannot begin", func(s altered) { s.kind("Meeting").Begun = &Begun{Property: "phase"} }, "Meeting has no property phase"},
		{"evidence without a source", func(s altered) { s.Evidence = without(s.Evidence, "source") }, "evidence has no property source"},
		{"a relation by no edge", func(s altered) { s.relation("met").Pair.Edge = "MET" }, "met: model: there is no edge MET"},
		{"a relation with no group", func(s altered) { s.relation("met").Pair.NoGroup = "GROUP" }, "met: model: there is no edge GROUP"},
		{"a relation along no edge", func(s altered) { s.relation("represents").Paths[0][0].Edge = "HAS" }, "represents: model: there is no edge HAS"},
		{"a relation by no property", func(s altered) { s.relation("met").Pair.On = "presence" }, "met looks at PARTICIPATED_IN.presence"},
		{"a relation by no hub's property", func(s altered) { s.relation("met").Pair.Hub = "state" }, "met looks at state of its hubs"},
		{"a symmetric edge with two fields", func(s altered) { s.edge("EXCLUDES").In = "excludedBy" }, "EXCLUDES is symmetric: both its fields are one"},
		{"a symmetric edge between two groups of kinds", func(s altered) { s.edge("EXCLUDES").To = []string{"Claim"} }, "EXCLUDES is symmetric or of one kind, but its ends are of different kinds"},
		{"an edge of one kind between two groups of kinds", func(s altered) { s.edge("HOLDS").SameKind = true }, "HOLDS is symmetric or of one kind"},
		{"a relation along a symmetric edge", func(s altered) { s.relation("represents").Paths[0][0].Edge = "EXCLUDES" }, "represents follows EXCLUDES one way"},
		{"a relation by modes of two sorts", func(s altered) { s.relation("met").Pair.Mode = "role" }, "met looks at role of its hubs"},
		{"a relation by modes that are always known", func(s altered) {
			formats := s.kind("Meeting").Properties[1]
			edge := s.edge("PARTICIPATED_IN")
			edge.Properties = append(edge.Properties, formats)
			s.relation("met").Pair.Mode = formats.Name
		}, "which are not of one enum with a weak value"},
		{"a relation that counts by no verification", func(s altered) { s.relation("met").Pair.Verified = []string{"SURE"} }, "met counts what is SURE, which is no Verification"},
		{"a model without votes", func(s altered) { s.Weighed = without(s.Weighed, "verification") }, "nothing tells what the votes on something come to"},
		{"a relation through what links no hubs", func(s altered) { s.relation("agreesWith").Pair.Through.Edge = "BROADER" }, "agreesWith goes through BROADER, which does not lead from hub to hub"},
		{"a relation through hubs that it looks at", func(s altered) { s.relation("met").Pair.Through = s.relation("agreesWith").Pair.Through }, "met goes through ENTAILS, but looks at what its hubs are"},
		{"nothing that says things", func(s altered) { s.kind("Source").Role = "" }, "nothing has the role publication"},
		{"nothing that is about something", func(s altered) { s.edge("ABOUT").Role = "" }, "nothing has the role subjectMatter"},
		{"nobody meets", func(s altered) { s.relation("met").Role = "" }, "nothing has the role meets"},
		{"nobody represents", func(s altered) { s.relation("represents").Role = "" }, "nothing has the role represents"},
		{"nobody agrees", func(s altered) { s.relation("agreesWith").Role = "" }, "nothing has the role agrees"},
		{"a conflict along paths", func(s altered) { s.relation("conflictsWith").Pair = nil }, "nothing has the role conflicts"},
		{"two that say things", func(s altered) { s.kind("Person").Role = Publication }, "two have the role publication"},
		{"a role where it cannot be", func(s altered) { s.kind("Person").Role = Meets }, "two have the role meets"},
		{"a role that does not exist", func(s altered) { s.kind("Person").Role = "hero" }, "there is no role hero"},
		{"a source without a text", func(s altered) {
			source := s.kind("Source")
			source.Properties = without(source.Properties, "text")
		}, "Source has no property text"},
		{"a text of another type", func(s altered) { property(s.kind("Source").Properties, "text").Type = TextList }, "Source has no property text, or one of another type"},
		{"nodes without names", func(s altered) { s.Common = s.Common[1:] }, "every kind has no property name"},
		{"evidence without an act", func(s altered) { s.Evidence = without(s.Evidence, "act") }, "evidence has no property act"},
		{"a property that an editor states here and evidence there", func(s altered) {
			s.kind("Person").Properties = []Property{{Name: "title", Type: Text}}
		}, "Source.title has another type, or is stated in another way"},
		{"a property that is required there alone", func(s altered) {
			s.kind("Person").Properties = []Property{{Name: "title", Type: Text, Editorial: true, Required: true}}
		}, "Source.title has another type, or is stated in another way"},
		{"a property that is derived there alone", func(s altered) {
			s.kind("Meeting").Properties = append(s.kind("Meeting").Properties, Property{Name: "verification", Type: Enumerated, Enum: verification})
		}, "Meeting.verification has another type, or is stated in another way"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			spec := Standard()
			tt.harm(altered{&spec})
			_, err := NewModel(spec)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("the error is %v, not … %s …", err, tt.want)
			}
		})
	}
}

// altered is a model to be altered: what it declares is found by name, wherever it
// stands.
type altered struct{ *Spec }

func (s altered) kind(name string) *Kind {
	return &s.Kinds[slices.IndexFunc(s.Kinds, func(k Kind) bool { return k.Name == name })]
}

func (s altered) edge(name string) *Edge {
	return &s.Edges[slices.IndexFunc(s.Edges, func(e Edge) bool { return e.Name == name })]
}

func (s altered) relation(name string) *Derived {
	return &s.Derived[slices.IndexFunc(s.Derived, func(d Derived) bool { return d.Name == name })]
}

func property(list []Property, name string) *Property {
	return &list[slices.IndexFunc(list, func(p Property) bool { return p.Name == name })]
}

func without(list []Property, name string) []Property {
	return slices.DeleteFunc(slices.Clone(list), func(p Property) bool { return p.Name == name })
}
