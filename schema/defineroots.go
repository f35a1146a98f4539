package schema

import (
	"parley/graph"

	"github.com/vektah/gqlparser/v2/ast"
)

// root adds a root field.
func (d *Definer) root(name, typ, doc string, plan RootPlan, args ...*ast.ArgumentDefinition) {
	query, _ := d.Define(ast.Object, "Query", "What can be asked.")
	field := &ast.FieldDefinition{Name: name, Description: doc, Type: parseType(typ), Arguments: append(args, asOfArgs()...), Position: nowhere()}
	query.Fields = append(query.Fields, field)
	d.roots[field] = plan
}

// defineRoots defines the root fields: two for each kind, and those across kinds.
func (d *Definer) defineRoots() {
	for _, k := range d.Model.Kinds {
		set := graph.KindSet(0).With(k)
		d.root(k.Singular(), k.Name, "The "+k.Singular()+" with an id, or with a name or alias; give exactly one.", ByKey(k),
			Argument("id", "ID", "Its id."), Argument("name", "String", "Its name or an alias, whatever the case and diacritics."))
		c := d.nodeConnection(set)
		d.root(k.Plural, c.name+"!", k.Doc, OfKinds(set), pageArgs(c.filter, c.order)...)
	}
	d.root("node", "Node", "The node with an id (Relay).", NodeByID, Argument("id", "ID!", "Its id."))
	d.root("nodes", "[Node]!", "The nodes with some ids, in their order; null where there is none.", NodesByID,
		Argument("ids", "[ID!]!", "Their ids, at most 1000."))
	d.root("search", d.nodeConnection(d.Model.All).name+"!", "The nodes that words find, best first: in a name, an alias, a statement or a quote. The last word may be unfinished.",
		Search, append([]*ast.ArgumentDefinition{
			Argument("text", "String!", "The words; all must be found."),
			Argument("kinds", "[String!]", "Only these kinds, written like their types: \"Person\"."),
		}, pageArgs("", "")...)...)
	d.root("facts", d.evidenceConnection().name+"!", "Everything that sources say, with the words that say it.", Facts, pageArgs("EvidenceFilter", "EvidenceOrder")...)
	d.defineCompare()
	d.defineExplore()
}
