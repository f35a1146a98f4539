package dna

import (
	"context"
	"database/sql"
	"fmt"

	"parley/graph"
	"parley/seed"
)

// The variables of a statement that is read.
const (
	person       = "person"
	organization = "organization"
	concept      = "concept"
	agreement    = "agreement"
)

// kind is a statement type: why its statements are left out, or "".
type kind struct {
	label string
	why   string
}

// readKinds reads the statement types and what their variables are fit for.
func readKinds(ctx context.Context, conn *sql.Conn) (map[int64]kind, error) {
	rows, err := conn.QueryContext(ctx, `
		SELECT t.ID, CAST(t.Label AS TEXT), lower(CAST(v.Variable AS TEXT)), CAST(v.DataType AS TEXT)
		FROM STATEMENTTYPES t LEFT JOIN VARIABLES v ON v.StatementTypeId = t.ID`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	labels, types := map[int64]string{}, map[int64]map[string]string{}
	for rows.Next() {
		var id int64
		var label, variable, dataType sql.NullString
		if err := rows.Scan(&id, &label, &variable, &dataType); err != nil {
			return nil, err
		}
		if types[id] == nil {
			labels[id], types[id] = label.String, map[string]string{}
		}
		types[id][variable.String] = dataType.String
	}
	kinds := map[int64]kind{}
	for id, variables := range types {
		kinds[id] = kind{labels[id], unfit(variables)}
	}
	return kinds, rows.Err()
}

// unfit says why the statements of a type are left out, or "".
func unfit(variables map[string]string) string {
	const short = "short text"
	switch {
	case variables[concept] != short:
		return "no concept"
	case variables[person] != short && variables[organization] != short:
		return "neither person nor organization"
	case variables[agreement] == "":
		return "no agreement"
	case variables[agreement] != "boolean":
		return "an agreement that is not yes or no"
	}
	return ""
}

// entity is a person, an organization or a concept.
type entity struct {
	id    string // "" where DNA has it for "not given"
	props map[string]graph.Value
	wrong string
}

// readEntities reads all entities, by what tells them apart in the file. Two whose
// names have the same slug are told apart by a digest of the later one's name.
func readEntities(ctx context.Context, conn *sql.Conn, l *layout) (map[any]entity, error) {
	rows, err := conn.QueryContext(ctx, l.entities+`
		WHERE lower(v.Variable) IN ('person', 'organization', 'concept') ORDER BY e.ID`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all, names := map[any]entity{}, map[string]string{}
	for rows.Next() {
		var key any
		var variable string
		var value, alias, sort any
		if err := rows.Scan(&key, &variable, &value, &alias, &sort); err != nil {
			return nil, err
		}
		if key = keyOf(key); all[key].props == nil {
			all[key] = newEntity(names, variable, value, alias, sort)
		}
	}
	return all, rows.Err()
}

// newEntity makes an entity; names has the name behind each id given so far.
func newEntity(names map[string]string, variable string, value, alias, sort any) entity {
	name, ok := line(value)
	other, ok2 := line(alias)
	about, ok3 := line(sort)
	switch {
	case !ok || !ok2 || !ok3:
		return entity{wrong: "its " + variable + " is not text"}
	case name == "":
		return entity{}
	}
	props := map[string]graph.Value{"name": name}
	if variable == concept {
		props["statement"] = name
	}
	if other != "" && other != name {
		props["aliases"] = []string{other}
	}
	if about != "" {
		props["description"] = about
	}
	return entity{id: idOf(names, variable, name), props: props}
}

// idOf returns the id of a name.
func idOf(names map[string]string, variable, name string) string {
	prefix := variable + ":"
	if variable == concept {
		prefix = "position:"
	}
	id := prefix + entitySlug(name)
	if had, taken := names[id]; taken && had != name {
		id = prefix + marked(seed.Slug(name), name)
	}
	names[id] = name
	return id
}

// find returns an entity of a statement, nil for none given.
func (r *reading) find(key any, variable string) (*entity, error) {
	if key == nil {
		return nil, nil
	}
	e, there := r.entities[keyOf(key)]
	switch {
	case !there:
		return nil, fmt.Errorf("its %s is the entity %.20s, which does not exist", variable, fmt.Sprint(key))
	case e.wrong != "":
		return nil, fmt.Errorf("%s", e.wrong)
	case e.id == "":
		return nil, nil
	}
	return &e, nil
}

// keyOf makes what SQLite gives the key of a map, which bytes cannot be.
func keyOf(v any) any {
	if bytes, ok := v.([]byte); ok {
		return string(bytes)
	}
	return v
}
