package api

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

// choiceArguments are the arguments that choose which ties of a derived relation of
// pairs count: met(status: [SCHEDULED], mode: [PHONE]). planning.ChoiceOf reads them.
func (d *Definer) choiceArguments(of *graph.Derived) (args []*ast.ArgumentDefinition) {
	hubs, _ := d.Model.Pairs(of)
	hub := d.Model.KindsOf(hubs.To)[0]
	if p := d.Model.NodeProp(of.Pair.Hub); p != nil {
		args = append(args, Argument(p.Name, "["+p.Enum.Name+"!]",
			"Only "+hub.Plural+" of this "+p.Name+"; "+strings.Join(of.Pair.Default, ", ")+" unless given."))
	}
	if p := d.Model.NodeProp(of.Pair.Mode); p != nil {
		args = append(args, Argument(p.Name, "["+p.Enum.Name+"!]",
			"Only "+hub.Plural+" that both attended in one of these ways. Where an attendance does not say how, the "+hub.Singular()+" does; where neither does, it is "+p.Enum.Weak()+"."))
	}
	return append(args, verificationArgument(of))
}

// verificationArgument chooses by how well ties are verified.
func verificationArgument(of *graph.Derived) *ast.ArgumentDefinition {
	p := planning.Verification(of)
	return Argument(p.Name, "["+p.Enum.Name+"!]", "The weakest verification of all that a tie rests on must be one of these; "+strings.Join(of.Pair.Verified, ", ")+" unless given.")
}

// sameHub is the choice of pairs whose edges end in one node.
const sameHub = "SAME"

// choiceOfLink are those arguments on the link itself, which shows the usual choice as
// their default.
func (d *Definer) choiceOfLink(of *graph.Derived) []*ast.ArgumentDefinition {
	args := d.choiceArguments(of)
	if t := of.Pair.Through; t != nil {
		hubs, _ := d.Model.Pairs(of)
		name := UpperFirst(of.Name) + "Through"
		d.enum(name, "What relates the two of "+of.Name+".",
			graph.EnumValue{Name: sameHub, Doc: "stances on the same " + d.Model.KindsOf(hubs.To)[0].Singular()}, graph.EnumValue{Name: t.Edge, Doc: t.Doc})
		args = append(args, withDefault(Argument(planning.ThroughArgument, name, "What relates them; of chains of "+t.Edge+" one step counts."), ast.EnumValue, sameHub))
	}
	for _, arg := range args {
		switch arg.Name {
		case of.Pair.Hub:
			arg.DefaultValue = enumValues(of.Pair.Default)
		case planning.Verification(of).Name:
			arg.DefaultValue = enumValues(of.Pair.Verified)
		}
	}
	return args
}

// enumValues is a default of several values of an enum.
func enumValues(names []string) *ast.Value {
	list := &ast.Value{Kind: ast.ListValue, Position: nowhere()}
	for _, name := range names {
		list.Children = append(list.Children, &ast.ChildValue{Value: DefaultValue(ast.EnumValue, name)})
	}
	return list
}
