package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// index is one of our indexes. Those that are unique are constraints.
type index struct {
	name     string
	labels   []string
	property string
	unique   bool
	analyzer string // of a full-text index
}

// indexes are what the model needs: every look-up by id or name, every way from
// a node to its evidence, every order by a date. An id is unique among entities,
// and so within its kind; a constraint on the kind itself would bind a Person of
// somebody else too.
func indexes(m *graph.Model) []index {
	list := []index{
		{name: "parley_meta", labels: []string{layout.MetaLabel}, property: "name", unique: true},
		{name: "parley_merged", labels: []string{layout.MergedLabel}, property: "id", unique: true},
		{name: "parley_once", labels: []string{layout.OnceLabel}, property: "key", unique: true},
		unique(layout.EntityLabel, "id"),
		unique(layout.EvidenceLabel, "id"),
		{name: layout.NamesIndex, labels: []string{layout.EntityLabel}, property: "folds", analyzer: "keyword"},
		{name: layout.WordsIndex, labels: []string{layout.EntityLabel, layout.EvidenceLabel}, property: "words", analyzer: "whitespace"},
		ranged(layout.EvidenceLabel, "subject"), ranged(layout.EvidenceLabel, "corrects"),
	}
	for _, p := range m.Evidence {
		if p.Type == graph.Reference {
			list = append(list, ranged(layout.EvidenceLabel, p.Name))
		}
	}
	for _, says := range layout.SaysNames(m) {
		list = append(list, ranged(layout.EvidenceLabel, says))
	}
	for _, k := range m.Kinds {
		list = append(list, ranged(k.Name, "id"), ranged(k.Name, "name"))
		for _, p := range k.Props() {
			if p.Type == graph.Date {
				list = append(list, ranged(k.Name, p.Name+"StartEarliest"))
			}
		}
	}
	return list
}

func unique(label, property string) index {
	i := ranged(label, property)
	i.unique = true
	return i
}

func ranged(label, property string) index {
	return index{name: "parley_" + strings.ToLower(label) + "_" + property, labels: []string{label}, property: property}
}

// statement writes how the index is made.
func (i index) statement() string {
	of := fmt.Sprintf("%s IF NOT EXISTS FOR (n:%s)", layout.Name(i.name), layout.Names(i.labels))
	on := layout.Get("n", i.property)
	switch {
	case i.unique:
		return fmt.Sprintf("CREATE CONSTRAINT %s REQUIRE (%s) IS UNIQUE", of, on)
	case i.analyzer != "":
		return fmt.Sprintf("CREATE FULLTEXT INDEX %s ON EACH [%s] OPTIONS {indexConfig: {`fulltext.analyzer`: '%s', `fulltext.eventually_consistent`: false}}", of, on, i.analyzer)
	}
	return fmt.Sprintf("CREATE INDEX %s ON (%s)", of, on)
}

const (
	showText = "SHOW INDEXES YIELD name, type, state, entityType, labelsOrTypes, properties, options, owningConstraint"

	awaitText = "UNWIND $names AS name CALL db.awaitIndex(name, 600) RETURN count(*)"
)

// shown is an index as the database has it.
type shown struct {
	name, state string
	index
	properties  []string
	entity, typ string
}

// shownOf reads a record of showText.
func shownOf(values []any) shown {
	s := shown{name: layout.Text(values[0]), typ: layout.Text(values[1]), state: layout.Text(values[2]), entity: layout.Text(values[3])}
	s.labels, s.properties = layout.Texts(values[4]), layout.Texts(values[5])
	s.unique = values[7] != nil
	options, _ := values[6].(map[string]any)
	config, _ := options["indexConfig"].(map[string]any)
	s.analyzer, _ = config["fulltext.analyzer"].(string)
	return s
}

// among returns the index as it is there: by its name or, as it makes no
// difference to what is not full text, by another.
func (i index) among(there []shown) (*shown, error) {
	var found *shown
	for j := range there {
		s := &there[j]
		same := s.is(i)
		switch {
		case s.name == i.name && !same:
			return nil, graph.Errorf(graph.Conflict, "prepare", "the index %s in Neo4j is not as Parley makes it: drop it, and it is made anew", i.name)
		case s.name == i.name && s.state == "FAILED":
			return nil, graph.Errorf(graph.Conflict, "prepare", "the index %s in Neo4j has failed: drop it, and it is made anew", i.name)
		case same && (s.name == i.name || i.analyzer == ""):
			found = s
		}
	}
	return found, nil
}

// is reports whether two indexes are the same but for their names.
func (s shown) is(i index) bool {
	sort := "RANGE"
	if i.analyzer != "" {
		sort = "FULLTEXT"
	}
	return s.typ == sort && s.entity == "NODE" && s.unique == i.unique && s.analyzer == i.analyzer &&
		slices.Equal(s.properties, []string{i.property}) && slices.Equal(sorted(s.labels), sorted(i.labels))
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }
