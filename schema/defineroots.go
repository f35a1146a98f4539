package schema

import (
	"parley/graph"

	"github.com/vektah/gqlparser/v2/ast"
)

// root adds a root field.
func (d *definer) root(name, typ, doc string, plan planRoot, args ...*ast.ArgumentDefinition) {
	query, _ := d.define(ast.Object, "Query", "What can be asked.")
	field := &ast.FieldDefinition{Name: name, Description: doc, Type: parseType(typ), Arguments: append(args, asOfArgs()...), Position: nowhere()}
	query.Fields = append(query.Fields, field)
	d.roots[field] = plan
}

// defineRoots defines the root fields: two for each kind, and those across kinds.
func (d *definer) defineRoots() {
	for _, k := range d.model.Kinds {
		set := graph.KindSet(0).With(k)
		d.root(k.Singular(), k.Name, "The "+k.Singular()+" with an id, or with a name or alias; give exactly one.", planByKey(k),
			argument("id", "ID", "Its id."), argument("name", "String", "Its name or an alias, whatever the case and diacritics."))
		c := d.nodeConnection(set)
		d.root(k.Plural, c.name+"!", k.Doc, planKinds(set), pageArgs(c.filter, c.order)...)
	}
	d.root("node", "Node", "The node with an id (Relay).", planNodeByID, argument("id", "ID!", "Its id."))
	d.root("nodes", "[Node]!", "The nodes with some ids, in their order; null where there is none.", planNodesByID,
		argument("ids", "[ID!]!", "Their ids, at most 1000."))
	d.root("search", d.nodeConnection(d.model.All).name+"!", "The nodes that words find, best first: in a name, an alias, a statement or a quote. The last word may be unfinished.",
		planSearch, append([]*ast.ArgumentDefinition{
			argument("text", "String!", "The words; all must be found."),
			argument("kinds", "[String!]", "Only these kinds, written like their types: \"Person\"."),
		}, pageArgs("", "")...)...)
	d.root("facts", d.evidenceConnection().name+"!", "Everything that sources say, with the words that say it.", planFacts, pageArgs("EvidenceFilter", "EvidenceOrder")...)
	d.defineCompare()
	d.defineExplore()
}
