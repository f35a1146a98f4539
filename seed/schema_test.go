package seed

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"testing"

	"go.yaml.in/yaml/v4"
)

var update = flag.Bool("update", false, "write golden files")

const schemaFile = "corpus.schema.json"

func TestSchemaIsAsCommitted(t *testing.T) {
	got := Schema(standard(t))
	if *update {
		if err := os.WriteFile(schemaFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the model makes another %s: go test ./seed -run Schema -update writes it", schemaFile)
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
	if err := json.Unmarshal(Schema(standard(t)), &schema); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("peace-talks/" + factsFile)
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
	pattern := regexp.MustCompile(fact[factKey].(map[string]any)["pattern"].(string))
	for _, f := range article.Facts {
		knows(t, fact, f)
		if line := f[factKey].(string); !pattern.MatchString(line) {
			t.Errorf("the schema does not take the fact %q", line)
		}
	}
}

func knows(t *testing.T, properties, block map[string]any) {
	t.Helper()
	for key := range block {
		if properties[key] == nil {
			t.Errorf("the schema lacks %s", key)
		}
	}
}
