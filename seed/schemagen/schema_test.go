package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"parley/graph"
	"parley/seed"
)

func TestSchemaIsAsCommitted(t *testing.T) {
	const committed = "../corpus.schema.json"
	file := filepath.Join(t.TempDir(), "schema.json")
	if err := write(file); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(committed)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the model makes another %s: go generate ./seed writes it", committed)
	}
}

// A model with one kind and one property more makes more of a schema.
func TestSchemaFollowsTheModel(t *testing.T) {
	spec := graph.Standard()
	spec.Kinds = append(spec.Kinds, graph.Kind{Name: "Lighthouse", Plural: "lighthouses", Doc: "A lighthouse.", Evidenced: true, Properties: []graph.Property{
		{Name: "storeys", Type: graph.Number, Doc: "How many storeys it has."},
		{Name: "staffed", Type: graph.Flag, Editorial: true, Doc: "Whether a keeper lives in it."},
	}})
	schema := string(schemaOf(model(t, spec)))
	for _, word := range []string{`"storeys"`, `"staffed"`, "|lighthouse)"} {
		if !strings.Contains(schema, word) {
			t.Errorf("the schema lacks %s", word)
		}
	}
}

// The schema takes what somebody says as it is written.
func TestSchemaKnowsWhatIsSaid(t *testing.T) {
	s := schema{model(t, graph.Standard()), object{}}
	pattern := regexp.MustCompile(s.saysLine()["pattern"].(string))
	for line, takes := range map[string]bool{
		`person:a SUPPORTS "The pact is signed"`:                      true,
		`country:no  DENIED  claim:b`:                                 true,
		`organization:o NOT_CONFIRMED claim:b “It is “so”, they say”`: true,
		`person:a SUPORTS "The pact is signed"`:                       false,
		`meeting:a SUPPORTS "The pact is signed"`:                     false,
		`person:a SUPPORTS The pact is signed`:                        false,
		`person:a SUPPORTS "The pact is signed`:                       false,
		`person:a SUPPORTS ""`:                                        false,
		`person:a SUPPORTS`:                                           false,
	} {
		if pattern.MatchString(line) != takes {
			t.Errorf("the schema's pattern takes %s: %v", line, !takes)
		}
	}
}

// The schema knows every key of the shipped article, and takes its facts.
func TestSchemaKnowsTheArticle(t *testing.T) {
	var schema struct {
		Properties struct {
			Source   struct{ Properties map[string]any }
			Entities struct {
				Items struct{ Properties map[string]any }
			}
			Facts struct {
				Items struct{ Properties map[string]any }
			}
		}
	}
	if err := json.Unmarshal(schemaOf(model(t, graph.Standard())), &schema); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("../peace-talks/facts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var article struct {
		Source          map[string]any
		Entities, Facts []map[string]any
	}
	if err := yaml.Unmarshal(raw, &article); err != nil {
		t.Fatal(err)
	}
	knows(t, schema.Properties.Source.Properties, article.Source)
	for _, e := range article.Entities {
		knows(t, schema.Properties.Entities.Items.Properties, e)
	}
	fact := schema.Properties.Facts.Items.Properties
	pattern := regexp.MustCompile(fact[seed.FactKey].(map[string]any)["pattern"].(string))
	for _, f := range article.Facts {
		knows(t, fact, f)
		if line := f[seed.FactKey].(string); !pattern.MatchString(line) {
			t.Errorf("the schema does not take the fact %q", line)
		}
	}
}

func model(t *testing.T, spec graph.Spec) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func knows(t *testing.T, properties, block map[string]any) {
	t.Helper()
	for key := range block {
		if properties[key] == nil {
			t.Errorf("the schema lacks %s", key)
		}
	}
}
