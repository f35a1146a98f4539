package pages

import (
	"html/template"
	"net/url"
	"slices"
	"strconv"

	"parley/graph"
	"parley/graph/prose"
	"parley/server/web/frame"
)

// helpers are what the templates can call.
func helpers(m *graph.Model) template.FuncMap {
	return template.FuncMap{
		"words":    prose.Spoken,
		"value":    prose.SpokenValue,
		"sentence": prose.Capitalized,
		"label":    func(id, kind, text string) label { return labelOf(m, id, kind, text) },
		"path":     func(n node) string { return entityPath(m, n.Type, n.ID) },
		"entity":   func(id string) string { return "/entity/" + url.PathEscape(id) },
		"wordsOf":  wordsOf,
		"bare": func(lines []line) bool {
			return !slices.ContainsFunc(lines, func(l line) bool { return l.Verification != "" })
		},
		"link": frame.Link,
		"plural": func(n int, one, many string) string {
			if n == 1 {
				return one
			}
			return many
		},
	}
}

// wordsOf is the address of the words of a statement on the page of its source.
func wordsOf(e evidence) string {
	path := "/source/" + url.PathEscape(e.Source.ID)
	switch {
	case e.Quote != "" && e.Start != nil:
		return path + "?at=" + strconv.Itoa(*e.Start) + "#at"
	case e.Locator != "":
		return path + "?row=" + url.QueryEscape(e.Locator) + "#at"
	}
	return path
}
