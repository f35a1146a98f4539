package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// rooms says what each package may import of Parley, tests aside. What stands
// under a room may import what the room may, and the room.
var rooms = map[string][]string{
	"parley/graph":              {},
	"parley/graph/graphtest":    {"parley/graph"},
	"parley/graph/ledger":       {"parley/graph", "parley/graph/weigh"},
	"parley/graph/prose":        {},
	"parley/graph/weigh":        {"parley/graph"},
	"parley/graph/memory":       {"parley/graph", "parley/graph/ledger", "parley/graph/memory/container", "parley/graph/memory/codec", "parley/graph/memory/intern"},
	"parley/graph/neo4j":        {"parley/graph", "parley/graph/ledger", "parley/graph/neo4j/layout", "parley/graph/neo4j/cypher"},
	"parley/schema":             {"parley/graph", "parley/schema/gate", "parley/schema/planning", "parley/schema/api", "parley/schema/mutation"},
	"parley/schema/gate":        {"parley/graph"},
	"parley/schema/planning":    {"parley/graph", "parley/graph/prose", "parley/graph/weigh", "parley/graph/explore", "parley/schema/gate"},
	"parley/schema/api":         {"parley/graph", "parley/graph/weigh", "parley/graph/explore", "parley/schema/gate", "parley/schema/planning"},
	"parley/schema/mutation":    {"parley/graph", "parley/schema/gate", "parley/schema/planning", "parley/schema/api"},
	"parley/schema/dossier":     {"parley/graph", "parley/graph/weigh", "parley/graph/ledger", "parley/schema", "parley/schema/planning", "parley/graph/prose"},
	"parley/schema/dossiertest": {"parley/graph", "parley/graph/graphtest", "parley/schema", "parley/schema/dossier", "parley/schema/storytest"},
	"parley/schema/requesttest": {},
	"parley/schema/schematest":  {"parley/graph", "parley/graph/graphtest", "parley/schema", "parley/schema/requesttest"},
	"parley/schema/sampletest":  {"parley/graph", "parley/graph/graphtest", "parley/graph/memory", "parley/seed"},
	"parley/schema/casetest":    {"parley/graph", "parley/schema", "parley/seed"},
	"parley/schema/suite":       {"parley/graph", "parley/schema", "parley/schema/casetest", "parley/seed"},
	"parley/schema/storytest":   {"parley/graph", "parley/graph/graphtest", "parley/schema"},
	"parley/schema/treetest":    {"parley/graph"},
	"parley/seed":               {"parley/graph", "parley/graph/prose", "parley/seed/quotes"},

	"parley/graph/memory/container":    {},
	"parley/graph/memory/intern":       {"parley/graph", "parley/graph/ledger"},
	"parley/graph/memory/codec":        {"parley/graph"},
	"parley/graph/sqlite":              {"parley/graph", "parley/graph/memory"},
	"parley/graph/explore":             {"parley/graph", "parley/graph/weigh"},
	"parley/graph/explore/exploretest": {"parley/graph", "parley/graph/graphtest", "parley/graph/explore"},
	"parley/graph/export":              {"parley/graph", "parley/graph/explore"},
	"parley/seed/quotes":               {"parley/graph", "parley/graph/prose"},
	"parley/seed/schemagen":            {"parley/graph", "parley/seed"},
	"parley/seed/editor":               {"parley/graph", "parley/seed"},
	"parley/seed/table":                {"parley/graph", "parley/seed"},
	"parley/seed/dna":                  {"parley/graph", "parley/seed"},
	"parley/seed/ftm":                  {"parley/graph", "parley/seed"},
	"parley/seed/ndjson":               {"parley/graph", "parley/seed"},
	"parley/seed/ingest":               {"parley/graph", "parley/seed", "parley/seed/editor", "parley/seed/table", "parley/seed/dna", "parley/seed/ftm", "parley/seed/ndjson"},
	"parley/seed/seedtest":             {"parley/graph", "parley/graph/graphtest", "parley/seed", "parley/seed/ndjson"},

	"parley/graph/neo4j/layout":     {"parley/graph"},
	"parley/graph/neo4j/cypher":     {"parley/graph", "parley/graph/neo4j/layout"},
	"parley/graph/neo4j/neo4jtest":  {},
	"parley/graph/neo4j/storetest":  {"parley/graph", "parley/graph/neo4j", "parley/graph/neo4j/neo4jtest"},
	"parley/graph/neo4j/apitest":    {},
	"parley/server":                 {"parley/server/web/documents", "parley/graph", "parley/graph/memory", "parley/graph/sqlite", "parley/graph/neo4j", "parley/schema", "parley/schema/gate", "parley/schema/dossier", "parley/seed", "parley/seed/editor", "parley/seed/ingest", "parley/seed/table", "parley/seed/ndjson", "parley/server/web", "parley/server/web/access", "parley/server/web/observe"},
	"parley/server/web/asset":       {},
	"parley/server/web/browsertest": {},
	"parley/server/web/clienttest":  {},
	"parley/server/web/questions":   {"parley/graph", "parley/schema"},
	"parley/server/web/graphiql":    {"parley/server/web/asset", "parley/server/web/questions"},
	"parley/server/web/explorer":    {"parley/graph", "parley/graph/prose", "parley/graph/weigh", "parley/graph/export", "parley/server/web/asset"},
	"parley/server/web/frame":       {"parley/graph", "parley/server/web/asset"},
	"parley/server/web/front":       {"parley/graph", "parley/graph/prose", "parley/schema", "parley/server/web/frame", "parley/server/web/questions"},
	"parley/server/web/pages":       {"parley/graph", "parley/graph/prose", "parley/graph/weigh", "parley/schema", "parley/server/web/frame"},
	"parley/server/web/guide":       {"parley/server/web/frame"},
	"parley/server/web/documents":   nil,
	"parley/server/web/access":      {},
	"parley/server/web/limits":      {"parley/graph"},
	"parley/server/web/observe":     {"parley/graph", "parley/schema", "parley/schema/gate", "parley/server/web/limits"},
	"parley/server/web":             {"parley/server/web/documents", "parley/server/web/access", "parley/server/web/limits", "parley/server/web/observe", "parley/server/web/questions", "parley/server/web/graphiql", "parley/server/web/explorer", "parley/server/web/frame", "parley/server/web/front", "parley/server/web/pages", "parley/server/web/guide", "parley/graph", "parley/graph/explore", "parley/graph/export", "parley/schema", "parley/schema/gate", "parley/schema/dossier", "parley/seed", "parley/seed/ingest"},
}

// roomy is how many files a package may have, beside its tests.
const roomy = 30

// TestHouse fails when a package imports what its room may not, stands in no room,
// or has too many files.
func TestHouse(t *testing.T) {
	for _, p := range packages(t) {
		may, known := rooms[p.ImportPath]
		if !known {
			t.Errorf("%s stands in no room: say in rooms what it may import", p.ImportPath)
		}
		for _, path := range p.Imports {
			if strings.HasPrefix(path, "parley/") && !slices.Contains(may, path) {
				t.Errorf("%s imports %s", p.ImportPath, path)
			}
		}
		if p.Doc == "" {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
		if n := len(p.GoFiles) + len(p.IgnoredGoFiles); n > roomy {
			t.Errorf("%s has %d files: %d are as many as one can know; make a room below it", p.ImportPath, n, roomy)
		}
	}
}

// TestTopLevel fails when something stands at the top that the design does not
// name.
func TestTopLevel(t *testing.T) {
	allowed := []string{
		"graph", "schema", "server", "seed", "go.mod", "go.sum", "README.md", "LICENSE",
		"CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "Dockerfile", "compose.yaml",
		"parley", "parley.exe", "dist", // which README and .ci/release make
	}
	entries, err := filepath.Glob("../*")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := filepath.Base(entry)
		if !slices.Contains(allowed, name) && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "parley.db") {
			t.Errorf("%s stands at the top level", name)
		}
	}
}

type goPackage struct {
	ImportPath, Doc string
	Imports         []string
	GoFiles         []string // without tests, and without those of other systems
	IgnoredGoFiles  []string
}

// packages lists the packages of the module.
func packages(t *testing.T) []goPackage {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Doc,Imports,GoFiles,IgnoredGoFiles", "./...")
	command.Dir = ".."
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []goPackage
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for decoder.More() {
		var p goPackage
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

// TestContributingNamesFiles holds the files that CONTRIBUTING.md names against
// those that there are. A name without a folder is of the paragraph's last one.
func TestContributingNamesFiles(t *testing.T) {
	text, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	named, folder := 0, ""
	for _, match := range regexp.MustCompile("`([a-z0-9/]+/)?([a-z_0-9]+\\.go)`").FindAllStringSubmatch(string(text), -1) {
		if match[1] != "" {
			folder = match[1]
		}
		named++
		if _, err := os.Stat(filepath.Join("..", folder, match[2])); err != nil {
			t.Errorf("%s: %v", match[0], err)
		}
	}
	if named < 30 {
		t.Errorf("only %d files are named", named)
	}
}
