package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// index is one of our indexes. Those that are unique are constraints.
type index struct {
	name       string
	labels     []string
	properties []string
	unique     bool
	analyzer   string // of a full-text index
}

// indexes are what the model needs: every look-up by id or name, every way from
// a node to its evidence, every order by a date. An id is unique among entities,
// and so within its kind; a constraint on the kind itself would bind a Person of
// somebody else too.
func indexes(m *graph.Model) []index {
	list := []index{
		{name: "parley_meta", labels: []string{metaLabel}, properties: []string{"name"}, unique: true},
		{name: "parley_merged", labels: []string{mergedLabel}, properties: []string{"id"}, unique: true},
		{name: "parley_once", labels: []string{onceLabel}, properties: []string{"key"}, unique: true},
		unique(entityLabel, "id"),
		unique(evidenceLabel, "id"),
		{name: namesIndex, labels: []string{entityLabel}, properties: []string{"folds"}, analyzer: "keyword"},
		{name: wordsIndex, labels: []string{entityLabel, evidenceLabel}, properties: []string{"words"}, analyzer: "whitespace"},
		ranged(evidenceLabel, "subject"),
	}
	for _, p := range m.Evidence {
		if p.Type == graph.Reference {
			list = append(list, ranged(evidenceLabel, p.Name))
		}
	}
	for _, p := range references(m) {
		list = append(list, ranged(evidenceLabel, saysName(p)))
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

// references lists the names of the edges' properties that refer to nodes.
func references(m *graph.Model) []string {
	var names []string
	for _, e := range m.Edges {
		for _, p := range e.Props() {
			if p.Type == graph.Reference && !slices.Contains(names, p.Name) {
				names = append(names, p.Name)
			}
		}
	}
	return names
}

// saysName names the property of a piece of evidence that repeats the id to which a
// property of its edge refers, so that the node can tell what rests on it.
func saysName(property string) string {
	return "says" + strings.ToUpper(property[:1]) + property[1:]
}

func unique(label, property string) index {
	i := ranged(label, property)
	i.unique = true
	return i
}

func ranged(label, property string) index {
	return index{name: "parley_" + strings.ToLower(label) + "_" + property, labels: []string{label}, properties: []string{property}}
}

// statement writes how the index is made.
func (i index) statement() string {
	of := fmt.Sprintf("%s IF NOT EXISTS FOR (n:%s)", name(i.name), strings.Join(each(i.labels, name), "|"))
	on := strings.Join(each(i.properties, func(p string) string { return get("n", p) }), ", ")
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
	entity string
	typ    string
}

// shownOf reads a record of showText.
func shownOf(values []any) shown {
	s := shown{name: text(values[0]), typ: text(values[1]), state: text(values[2]), entity: text(values[3])}
	s.labels, s.properties = textsOf(values[4]), textsOf(values[5])
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
		slices.Equal(s.properties, i.properties) && slices.Equal(sorted(s.labels), sorted(i.labels))
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }
