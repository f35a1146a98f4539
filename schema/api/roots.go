package api

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

// defineRoots defines the root fields: two for each kind, and those across kinds.
func (d *Definer) defineRoots() {
	for _, k := range d.Model.Kinds {
		set := graph.KindSet(0).With(k)
		d.root(k.Singular(), k.Name, "Find one "+k.Singular()+" by its id or by its name; give exactly one of them.", planning.ByKey(k),
			Argument("id", "ID", "Its id."), Argument("name", "String", "Its name or an alias, whatever the case and diacritics."))
		c := d.nodeConnection(set)
		d.root(k.Plural, c.name+"!", "List the "+k.Plural+" that a filter leaves, or all of them.", planning.OfKinds(set), pageArgs(c.filter, c.order)...)
	}
	d.rootOfNow("node", "Node", "Find the node with an id (Relay), as the graph is now; `entity` takes a day, too.", planning.NodeByID, Argument("id", "ID!", "Its id."))
	d.root("entity", "Entity", "Find one entity of any kind by its id.", planning.NodeByID, Argument("id", "ID!", "Its id."))
	d.root("nodes", "[Node]!", "Find the nodes with some ids, in their order; null where there is none.", planning.NodesByID,
		Argument("ids", "[ID!]!", "Their ids, at most 1000."))
	d.root("search", d.nodeConnection(d.Model.All).name+"!", "Find nodes by words, best first: in a name, an alias, a statement or a quote. The last word may be unfinished.",
		planning.Search, append([]*ast.ArgumentDefinition{
			Argument("text", "String!", "The words; all must be found."),
			Argument("kinds", "["+kindEnum+"!]", "Only these kinds."),
		}, pageArgs("", "")...)...)
	d.root("facts", d.evidenceConnection().name+"!", "List what sources say, with the words that say it.", planning.Facts, pageArgs("EvidenceFilter", "EvidenceOrder")...)
	d.defineCompare()
	d.defineGraph()
	d.definePaths()
	d.defineTimeline()
	d.defineNetwork()
	d.defineChanges()
	d.defineLearned()
	d.defineDisagreements()
	d.defineSuggest()
	d.defineNeighbours()
	d.defineEdgesAmong()
	d.defineMentions()
	d.rootOfNow("revision", "String!", "The name of the graph's state: another one after each change, and in each other store.", planning.Revision)
}
