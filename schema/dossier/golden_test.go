package dossier_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"parley/schema"
	"parley/schema/dossiertest"
	"parley/schema/sampletest"
)

var update = flag.Bool("update", false, "write the golden dossiers anew")

// TestGolden holds two dossiers of the shipped article against the files in testdata.
// Where they change, what others were given still verifies only with [dossier.Format] as
// it was: raise that.
func TestGolden(t *testing.T) {
	b := dossiertest.New(t)
	b.Limits.Text = 1000 // so that the files stay small
	store, _ := sampletest.Article(t, b.Model())
	for name, query := range map[string]string{
		"contested.html": "# What is contested?\n{ claims(where: {verification: {eq: CONTESTED}}, first: 1) { nodes { name verification assertions { edges { verdict node { name } evidence { quote } } } } } }",
		"met.html":       "# Whom did Volodymyr Zelensky meet?\nquery Met($known: Date) { person(name: \"Volodymyr Zelensky\", knownOn: $known) { met(first: 1) { edges { count verification node { name } meetings { name status when { edtf } } } } } }",
	} {
		t.Run(name, func(t *testing.T) {
			file := b.Written(t, store, schema.Request{Query: query})
			holds(t, b, file)
			path := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(path, file, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			golden, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(golden, file) {
				t.Errorf("%s is written differently; -update writes it anew, and a page that looks different needs another Format", path)
			}
		})
	}
}
