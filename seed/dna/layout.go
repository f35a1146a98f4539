package dna

import "strings"

// layout is what differs between the versions of DNA: where the names of actors
// and concepts are kept, and in what dates are counted.
type layout struct {
	columns   []string // that are read beside those of all versions
	entities  string   // selects key, variable, name, alias and type of each entity
	key       string   // selects the key of the entity that a short text d, of the variable v, is
	perSecond int64    // units of a date
}

// layoutOf returns the layout of a version, and whether it is one that is read.
func layoutOf(version string) (*layout, bool) {
	switch {
	case strings.HasPrefix(version, "3."):
		return third(), true
	case strings.HasPrefix(version, "2."):
		return second(), true
	}
	return nil, false
}

// third is the layout of DNA 3, in which entities have numbers.
func third() *layout {
	return &layout{
		columns: []string{
			"ENTITIES.ID", "ENTITIES.VariableId", "ENTITIES.Value", "DATASHORTTEXT.Entity",
			"ATTRIBUTEVARIABLES.ID", "ATTRIBUTEVARIABLES.AttributeVariable",
			"ATTRIBUTEVALUES.EntityId", "ATTRIBUTEVALUES.AttributeVariableId", "ATTRIBUTEVALUES.AttributeValue",
		},
		entities: `SELECT e.ID, lower(v.Variable), e.Value, ` + attribute("alias") + `, ` + attribute("type") + `
			FROM ENTITIES e JOIN VARIABLES v ON v.ID = e.VariableId`,
		key:       `d.Entity`,
		perSecond: 1,
	}
}

// attribute selects an attribute of the entity e.
func attribute(name string) string {
	return `(SELECT x.AttributeValue FROM ATTRIBUTEVALUES x JOIN ATTRIBUTEVARIABLES y ON y.ID = x.AttributeVariableId
		WHERE x.EntityId = e.ID AND lower(y.AttributeVariable) = '` + name + `')`
}

// second is the layout of DNA 2, in which entities are their words.
func second() *layout {
	return &layout{
		columns: []string{
			"ATTRIBUTES.ID", "ATTRIBUTES.VariableId", "ATTRIBUTES.Value", "ATTRIBUTES.Alias", "ATTRIBUTES.Type", "DATASHORTTEXT.Value",
		},
		entities: `SELECT lower(v.Variable) || ' ' || e.Value, lower(v.Variable), e.Value, e.Alias, e.Type
			FROM ATTRIBUTES e JOIN VARIABLES v ON v.ID = e.VariableId`,
		key:       `lower(v.Variable) || ' ' || d.Value`,
		perSecond: 1000,
	}
}
