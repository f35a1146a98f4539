package dna

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/seed"
)

// schema is what DNA 3 makes in a new file, as far as it matters here, with the
// statement types that it ships.
const schema = `
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL);
CREATE TABLE CODERS(ID INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL);
CREATE TABLE DOCUMENTS(ID INTEGER NOT NULL PRIMARY KEY, Title TEXT NOT NULL, Text TEXT NOT NULL, Coder INTEGER,
	Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '', Section TEXT NOT NULL DEFAULT '',
	Notes TEXT NOT NULL DEFAULT '', Type TEXT NOT NULL DEFAULT '', Date INTEGER NOT NULL);
CREATE TABLE STATEMENTTYPES(ID INTEGER NOT NULL PRIMARY KEY, Label TEXT NOT NULL);
CREATE TABLE VARIABLES(ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT NOT NULL, DataType TEXT NOT NULL DEFAULT 'short text',
	StatementTypeId INTEGER, UNIQUE (Variable, StatementTypeId));
CREATE TABLE STATEMENTS(ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER,
	Start INTEGER NOT NULL, Stop INTEGER NOT NULL, Coder INTEGER);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
	Value INTEGER NOT NULL DEFAULT 1, UNIQUE (StatementId, VariableId));
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
	Value INTEGER NOT NULL DEFAULT 0, UNIQUE (StatementId, VariableId));
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT NOT NULL DEFAULT '',
	ChildOf INTEGER, UNIQUE (VariableId, Value));
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
	Entity INTEGER NOT NULL, UNIQUE (StatementId, VariableId));
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
	Value TEXT DEFAULT '', UNIQUE (StatementId, VariableId));
CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, AttributeVariable TEXT NOT NULL);
CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL,
	AttributeValue TEXT NOT NULL DEFAULT '');
INSERT INTO SETTINGS VALUES ('version', '3.0.11'), ('date', '2024-01-01');
INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement'), (2, 'NPF Story Element'), (3, 'Annotation');
INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
	(3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'narrator', 'short text', 2), (11, 'note', 'long text', 3);
INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 1, 'Type'), (4, 1, 'Alias'), (7, 1, 'Notes');
INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (1, 1, ''), (2, 2, ''), (3, 3, '');
`

// toVersion2 makes of a file what DNA 2 would have written.
const toVersion2 = `
UPDATE SETTINGS SET Value = '2.0 beta 19' WHERE Property = 'version';
UPDATE DOCUMENTS SET Date = Date * 1000;
CREATE TABLE ATTRIBUTES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT NOT NULL,
	Type TEXT, Alias TEXT, Notes TEXT, ChildOf TEXT);
INSERT INTO ATTRIBUTES SELECT e.ID, e.VariableId, e.Value, '',
	coalesce((SELECT AttributeValue FROM ATTRIBUTEVALUES WHERE EntityId = e.ID AND AttributeVariableId = 4), ''), '', '' FROM ENTITIES e;
ALTER TABLE DATASHORTTEXT ADD COLUMN Value TEXT;
UPDATE DATASHORTTEXT SET Value = (SELECT Value FROM ENTITIES WHERE ID = Entity);
ALTER TABLE DATASHORTTEXT DROP COLUMN Entity;
DROP TABLE ATTRIBUTEVALUES; DROP TABLE ATTRIBUTEVARIABLES; DROP TABLE ENTITIES;
`

// coding is a statement of the type "DNA Statement"; what is "" is not given.
type coding struct {
	document                      int
	words                         string // marked where they stand first in the text
	person, organization, concept string
	agreement                     int
}

// harbour is a document in which two people disagree.
const harbour = "🚢 Der Hafen öffnet wieder, sagte Anna Berg. “The harbour must stay closed,” said Carl Dahl."

var twoCodings = []coding{
	{1, "Der Hafen öffnet wieder", "Anna Berg", "Port Authority", "The harbour reopens", 1},
	{1, "“The harbour must stay closed,”", "Carl Dahl", "", "The harbour reopens", 0},
}

// makeFile writes a DNA file with one document per text and codings.
func makeFile(t testing.TB, texts []string, codings []coding, more ...string) string {
	t.Helper()
	var script strings.Builder
	script.WriteString(schema)
	for i, text := range texts {
		fmt.Fprintf(&script, "INSERT INTO DOCUMENTS (ID, Title, Text, Author, Source, Section, Type, Date) VALUES (%d, 'Note %d', %s, 'A. Writer', 'Example Gazette', 'Politics', '', %d);\n",
			i+1, i+1, quoted(text), 1764633600+86400*i) // 2025-12-02
	}
	for i, c := range codings {
		script.WriteString(c.script(t, i+1, texts))
	}
	path := filepath.Join(t.TempDir(), "harbour.dna")
	run(t, path, script.String()+strings.Join(more, ";\n"))
	return path
}

func (c coding) script(t testing.TB, id int, texts []string) string {
	shown := lines(texts[c.document-1])
	before, _, found := strings.Cut(shown, c.words)
	if !found {
		t.Fatalf("%q does not stand in the text", c.words)
	}
	start := units(before)
	script := fmt.Sprintf("INSERT INTO STATEMENTS VALUES (%d, 1, %d, %d, %d, 1);\n", id, c.document, start, start+units(c.words))
	for i, name := range []string{c.person, c.organization, c.concept} {
		script += fmt.Sprintf("INSERT OR IGNORE INTO ENTITIES (VariableId, Value) VALUES (%d, %s);\n", i+1, quoted(name))
		script += fmt.Sprintf("INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) SELECT %d, %d, ID FROM ENTITIES WHERE VariableId = %d AND Value = %s;\n", id, i+1, i+1, quoted(name))
	}
	return script + fmt.Sprintf("INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (%d, 4, %d);\n", id, c.agreement)
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// units counts as Java does.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

func run(t testing.TB, path, script string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = db.ExecContext(t.Context(), script); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func mustOpen(t testing.TB, path string) *File {
	t.Helper()
	f, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// read returns what a file's rows say, and the problems.
func read(t testing.TB, f *File) (changes []graph.Change, problems []string) {
	t.Helper()
	err := f.Rows(t.Context(), func(r seed.Row) bool {
		changes = append(changes, r.Changes...)
		if r.Problem != nil {
			problems = append(problems, r.Problem.String())
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return changes, problems
}

func standard(t testing.TB) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// loaded is a store that has a file.
func loaded(t testing.TB, m *graph.Model, f *File) graph.Store {
	t.Helper()
	changes, problems := read(t, f)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s := memory.New(m)
	if _, err := s.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	return s
}

// written prints changes, a line each.
func written(m *graph.Model, changes []graph.Change) []string {
	var out []string
	for _, c := range changes {
		switch c := c.(type) {
		case graph.PutNode:
			out = append(out, c.ID)
		case graph.PutEvidence:
			out = append(out, fmt.Sprintf("%s | %s | %d-%d %s %s by %q on %s", m.FactID(c.Fact), c.Quote, c.Start, c.End, c.Act, c.Basis, c.SaidBy, graph.Print(c.SaidWhen)))
		}
	}
	return out
}

func write(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// fill adds a document with one statement of values as they come.
func fill(t testing.TB, path, text string, start, stop int64, person, organization, concept string, agreement, date int64) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range []struct {
		script string
		args   []any
	}{
		{`INSERT INTO DOCUMENTS (ID, Title, Text, Date) VALUES (1, ?, ?, ?)`, []any{person, text, date}},
		{`INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (11, 1, ?), (12, 2, ?), (13, 3, ?) ON CONFLICT DO NOTHING`, []any{person, organization, concept}},
		{`INSERT INTO STATEMENTS VALUES (1, 1, 1, ?, ?, 1)`, []any{start, stop}},
		{`INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (1, 1, 11), (1, 2, 12), (1, 3, 13)`, nil},
		{`INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (1, 4, ?)`, []any{agreement}},
	} {
		if _, err := db.ExecContext(t.Context(), s.script, s.args...); err != nil {
			t.Fatal(err)
		}
	}
}
