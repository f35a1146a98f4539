package suite

import (
	"io/fs"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"parley/seed"
)

// plainCorpus is a source as the plain graph takes it: all properties are flat.
type plainCorpus struct {
	Source   map[string]any
	Entities []map[string]any
	Facts    []map[string]any
	text     string
}

func readPlain(t *testing.T, folder seed.Folder) (c plainCorpus) {
	t.Helper()
	facts, err := fs.ReadFile(folder.Files, "facts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(facts, &c); err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(folder.Files, "text.txt")
	if err != nil {
		t.Fatal(err)
	}
	c.text = string(text)
	flatten(c.Source)
	for _, list := range [][]map[string]any{c.Entities, c.Facts} {
		for _, props := range list {
			flatten(props)
		}
	}
	return c
}

// flatten makes values such as Neo4j stores. A date is its day or days, and what
// is known of its beginning and its end; of identifiers the values are kept.
func flatten(props map[string]any) {
	for name, value := range props {
		props[name] = flat(value)
	}
	if when, has := props["when"]; has {
		delete(props, "when")
		if when == nil {
			return
		}
		props["date"] = when
		if since, until, interval := strings.Cut(when.(string), "/"); interval {
			setDay(props, "since", since)
			setDay(props, "until", until)
		}
	}
}

func setDay(props map[string]any, name, day string) {
	if day != "" && day != ".." {
		props[name] = day
	}
}

func flat(value any) any {
	switch v := value.(type) {
	case time.Time:
		return v.Format(time.DateOnly)
	case map[string]any:
		if id, has := v["value"]; has {
			return id
		}
		return flat(v["edtf"])
	case []any:
		for i, member := range v {
			v[i] = flat(member)
		}
	}
	return value
}
