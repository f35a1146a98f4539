package dossier

import (
	"strconv"
	"strings"
)

// untracer takes out of an answer what trace had added to its document.
type untracer struct {
	prefix string
	shows  map[string]Shown
}

// untrace returns an answer as it is without what was added, and notes what its objects
// show, by their paths.
func (u *untracer) untrace(path string, v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = u.untrace(join(path, strconv.Itoa(i)), v[i])
		}
	case map[string]any:
		shown := Shown{Type: u.text(v, tracedType), ID: u.text(v, tracedID), Snapshot: u.text(v, tracedSnapshot)}
		if fact := u.ids(v[u.prefix+tracedFact]); len(fact) > 0 {
			shown.Rests = append(shown.Rests, fact)
		}
		for _, more := range []string{tracedVia, tracedEdges, tracedLinks} {
			shown.Rests = append(shown.Rests, u.each(v[u.prefix+more])...)
		}
		var parts []string
		for key, inner := range v {
			if strings.HasPrefix(key, u.prefix+tracedParts) {
				parts = append(parts, u.ids(inner)...)
			}
		}
		if len(parts) > 0 {
			shown.Rests = append(shown.Rests, unique(parts))
		}
		if shown.tells() {
			u.shows[path] = shown
		}
		for key, inner := range v {
			if strings.HasPrefix(key, u.prefix) && key != "__typename" {
				delete(v, key)
			} else {
				v[key] = u.untrace(join(path, key), inner)
			}
		}
	}
	return v
}

func (s *Shown) tells() bool { return s.Type != "" || s.ID != "" || len(s.Rests) > 0 }

// text returns what was added under a name.
func (u *untracer) text(v map[string]any, name string) string {
	s, _ := v[u.prefix+name].(string)
	return s
}

// each returns the ids that were added within each row of a list.
func (u *untracer) each(v any) (rests [][]string) {
	list, _ := v.([]any)
	for _, row := range list {
		if ids := u.ids(row); len(ids) > 0 {
			rests = append(rests, ids)
		}
	}
	return rests
}

// ids returns all ids that were added within a value, in their order, each once.
func (u *untracer) ids(v any) (list []string) {
	switch v := v.(type) {
	case []any:
		for _, inner := range v {
			list = append(list, u.ids(inner)...)
		}
	case map[string]any:
		if id := u.text(v, tracedID); id != "" {
			list = append(list, id)
		}
		for _, inner := range v {
			list = append(list, u.ids(inner)...)
		}
	}
	return unique(list)
}

// join returns the path of what stands under a key.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
