package dna

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/seed"
)

var _ seed.Data = (*File)(nil)

func TestAStatementBecomesAStanceWithItsWords(t *testing.T) {
	m := standard(t)
	changes, problems := read(t, mustOpen(t, makeFile(t, []string{harbour}, twoCodings)))
	want := []string{
		"source:harbour-1",
		"person:anna-berg",
		"organization:port-authority",
		"position:the-harbour-reopens",
		`position:the-harbour-reopens | Der Hafen öffnet wieder | 2-25 SAID STATED by "person:anna-berg" on 2025-12-02`,
		`HOLDS person:anna-berg position:the-harbour-reopens SUPPORTS | Der Hafen öffnet wieder | 2-25 SAID STATED by "person:anna-berg" on 2025-12-02`,
		`MEMBER_OF person:anna-berg organization:port-authority | Der Hafen öffnet wieder | 2-25 REPORTED INFERRED by "" on 2025-12-02`,
		"person:carl-dahl",
		`position:the-harbour-reopens | “The harbour must stay closed,” | 44-75 SAID STATED by "person:carl-dahl" on 2025-12-02`,
		`HOLDS person:carl-dahl position:the-harbour-reopens OPPOSES | “The harbour must stay closed,” | 44-75 SAID STATED by "person:carl-dahl" on 2025-12-02`,
	}
	if diff := cmp.Diff(want, written(m, changes)); diff != "" || problems != nil {
		t.Errorf("%s\n%v", diff, problems)
	}
}

// What DNA 2 has of the same documents and statements is the same.
func TestAFileOfVersion2SaysTheSame(t *testing.T) {
	const alias = `INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) SELECT ID, 4, 'Berg' FROM ENTITIES WHERE Value = 'Anna Berg'`
	path := makeFile(t, []string{harbour, harbour}, twoCodings, alias)
	want, _ := read(t, mustOpen(t, path))
	run(t, path, toVersion2)
	got, problems := read(t, mustOpen(t, path))
	if diff := cmp.Diff(want, got); diff != "" || problems != nil {
		t.Errorf("(-3 +2):\n%s\n%v", diff, problems)
	}
}

func TestAnEntityOfVersion2ThatThereIsNot(t *testing.T) {
	f := mustOpen(t, makeFile(t, []string{harbour}, twoCodings[:1], toVersion2, `DELETE FROM ATTRIBUTES WHERE Value = 'Anna Berg'`))
	_, problems := read(t, f)
	want := []string{"harbour.dna: document 1, statement 1: its person is the entity person Anna Berg, which does not exist"}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Error(diff)
	}
}

func TestADocumentBecomesASource(t *testing.T) {
	changes, _ := read(t, mustOpen(t, makeFile(t, []string{harbour}, nil)))
	published, err := graph.NewWhen("", "2025-12-02", "STATED")
	if err != nil {
		t.Fatal(err)
	}
	want := []graph.Change{graph.PutNode{Source: "source:harbour-1", ID: "source:harbour-1", Props: map[string]graph.Value{
		"name": "Note 1", "title": "Note 1", "text": harbour, "published": published,
		"publisher": "Example Gazette", "description": "by A. Writer; section Politics",
		"identifiers": []graph.Identifier{{Scheme: "dna", Value: "1"}},
	}}}
	if diff := cmp.Diff(want, changes); diff != "" {
		t.Error(diff)
	}
}

func TestAnOrganizationHoldsWhereNobodyIsNamed(t *testing.T) {
	codings := []coding{{1, "öffnet", "", "Port Authority", "The harbour reopens", 1}}
	changes, _ := read(t, mustOpen(t, makeFile(t, []string{harbour}, codings)))
	got := written(standard(t), changes)
	want := `HOLDS organization:port-authority position:the-harbour-reopens SUPPORTS | öffnet | 12-18 SAID STATED by "organization:port-authority" on 2025-12-02`
	if !slices.Contains(got, want) {
		t.Errorf("%s\nis not in\n%s", want, strings.Join(got, "\n"))
	}
}

func TestLineEndsCountAsInDNAsWindow(t *testing.T) {
	codings := []coding{{1, "two\nthree", "Ann", "", "x", 1}}
	changes, problems := read(t, mustOpen(t, makeFile(t, []string{"one\r\ntwo\rthree"}, codings)))
	got := written(standard(t), changes)
	if want := "position:x | two\nthree | 4-13 SAID"; problems != nil || !strings.HasPrefix(got[3], want) {
		t.Errorf("%v %v, want %s", got, problems, want)
	}
}

func TestAnAttributeTellsAliasAndDescription(t *testing.T) {
	f := mustOpen(t, makeFile(t, []string{harbour}, twoCodings[:1],
		`INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) SELECT ID, 4, 'Berg' FROM ENTITIES WHERE Value = 'Anna Berg'`,
		`INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) SELECT ID, 1, 'Minister' FROM ENTITIES WHERE Value = 'Anna Berg'`))
	changes, _ := read(t, f)
	want := map[string]graph.Value{"name": "Anna Berg", "aliases": []string{"Berg"}, "description": "Minister"}
	if diff := cmp.Diff(want, changes[1].(graph.PutNode).Props); diff != "" {
		t.Error(diff)
	}
}

func TestNamesThatDifferAreDifferentEntities(t *testing.T) {
	codings := []coding{
		{1, "öffnet", "Anna Berg", "", "A tax > 5%", 1},
		{1, "öffnet", "ANNA BERG", "", "A tax < 5%", 1},
		{1, "öffnet", "???", "", strings.Repeat("long words ", 20) + "one", 1},
		{1, "öffnet", "강경화", "", strings.Repeat("long words ", 20) + "two", 1},
	}
	changes, problems := read(t, mustOpen(t, makeFile(t, []string{harbour}, codings)))
	ids := map[string]bool{}
	for _, c := range changes {
		if n, ok := c.(graph.PutNode); ok {
			ids[n.ID] = true
		}
	}
	if len(ids) != 9 || problems != nil {
		t.Errorf("1 source, 4 people and 4 positions are %v; %v", ids, problems)
	}
	if !ids["person:anna-berg"] || !ids["person:강경화"] {
		t.Errorf("plain names have no digest: %v", ids)
	}
}

func TestProblemsSayWhichStatement(t *testing.T) {
	const statement = `INSERT INTO STATEMENTS VALUES (7, 1, 1, 0, 5, 1)`
	const full = statement + `; INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (7, 1, 4), (7, 3, 6);
		INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (7, 4, 1)`
	tests := []struct{ name, change, want string }{
		{"outside the text", full + `; UPDATE STATEMENTS SET Stop = 9000 WHERE ID = 7`,
			"harbour.dna: document 1, statement 7: its place 9000 is outside the text of 92 UTF-16 units"},
		{"before the text", full + `; UPDATE STATEMENTS SET Start = -2 WHERE ID = 7`,
			"harbour.dna: document 1, statement 7: its place -2 is outside the text of 92 UTF-16 units"},
		{"inside an emoji", full + `; UPDATE STATEMENTS SET Start = 1 WHERE ID = 7`,
			"harbour.dna: document 1, statement 7: its place 1 is inside a letter"},
		{"no words", full + `; UPDATE STATEMENTS SET Start = 2, Stop = 3 WHERE ID = 7`,
			"harbour.dna: document 1, statement 7: it marks no words: from 2 to 3"},
		{"backwards", full + `; UPDATE STATEMENTS SET Start = 9, Stop = 4 WHERE ID = 7`,
			"harbour.dna: document 1, statement 7: it marks no words: from 9 to 4"},
		{"place is text", full + `; UPDATE STATEMENTS SET Start = 'x' WHERE ID = 7`,
			"harbour.dna: document 1, statement 7: its place in the text is not a number"},
		{"no such entity", full + `; UPDATE DATASHORTTEXT SET Entity = 99 WHERE StatementId = 7 AND VariableId = 1`,
			"harbour.dna: document 1, statement 7: its person is the entity 99, which does not exist"},
		{"agreement on a scale", full + `; UPDATE DATABOOLEAN SET Value = 3 WHERE StatementId = 7`,
			"harbour.dna: document 1, statement 7: its agreement is 3, not 0 or 1"},
		{"no agreement", full + `; DELETE FROM DATABOOLEAN WHERE StatementId = 7`,
			"harbour.dna: document 1, statement 7: its agreement is missing"},
		{"name is no text", full + `; UPDATE ENTITIES SET Value = x'ff' WHERE ID = 4`,
			"harbour.dna: document 1, statement 7: its person is not text"},
		{"no such document", `INSERT INTO STATEMENTS VALUES (7, 1, 8, 0, 5, 1)`,
			"harbour.dna: statement 7 is of a document that does not exist"},
		{"no such type", `INSERT INTO STATEMENTS VALUES (7, 9, 1, 0, 5, 1)`,
			"harbour.dna: statement 7 is of a type that does not exist"},
		{"text with NUL", `UPDATE DOCUMENTS SET Text = 'a' || char(0) || 'b'`,
			"harbour.dna: document 1: its text has a NUL, which is not text"},
		{"text is not UTF-8", `UPDATE DOCUMENTS SET Text = CAST(x'61ff' AS TEXT)`,
			"harbour.dna: document 1: its text is not UTF-8"},
		{"text is bytes", `UPDATE DOCUMENTS SET Text = x'61'`,
			"harbour.dna: document 1: its text is not text"},
		{"text is large", `UPDATE DOCUMENTS SET Text = CAST(zeroblob(17000000) AS TEXT)`,
			"harbour.dna: document 1: its text is larger than 16 MB"},
		{"title is not UTF-8", `UPDATE DOCUMENTS SET Title = CAST(x'ff' AS TEXT)`,
			"harbour.dna: document 1: its title, author, source, section or type is not text"},
		{"date is no number", `UPDATE DOCUMENTS SET Date = 'today'`,
			"harbour.dna: document 1: its date is not a number"},
		{"date is out of time", `UPDATE DOCUMENTS SET Date = 9223372036854775807`,
			"harbour.dna: document 1: its date, 9223372036854775807 seconds from 1970, is outside the years -9999 to 9999"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := read(t, mustOpen(t, makeFile(t, []string{harbour}, twoCodings[:1], tt.change)))
			if len(problems) == 0 || problems[0] != tt.want {
				t.Errorf("%q, want %q", problems, tt.want)
			}
		})
	}
}

func TestWhatHasNoPlaceIsCounted(t *testing.T) {
	f := mustOpen(t, makeFile(t, []string{harbour}, []coding{
		{1, "öffnet", "Ann", "", "", 1},
		{1, "öffnet", "", "", "x", 1},
	},
		`INSERT INTO STATEMENTTYPES VALUES (4, 'Scaled')`,
		`INSERT INTO VARIABLES VALUES (21, 'Person', 'short text', 4), (22, 'Concept', 'short text', 4), (23, 'Agreement', 'integer', 4)`,
		`INSERT INTO STATEMENTS VALUES (7, 2, 1, 0, 5, 1), (8, 3, 1, 0, 5, 1), (9, 3, 1, 0, 5, 1), (10, 4, 1, 0, 5, 1)`))
	want := map[string]int{
		"statements without a concept":                                    1,
		"statements without a person or an organization":                  1,
		`statements of type "NPF Story Element": no concept`:              1,
		`statements of type "Annotation": no concept`:                     2,
		`statements of type "Scaled": an agreement that is not yes or no`: 1,
	}
	for range 2 {
		changes, problems := read(t, f)
		if diff := cmp.Diff(want, f.Skipped()); diff != "" || len(changes) != 1 || problems != nil {
			t.Errorf("%s\n%v %v", diff, changes, problems)
		}
	}
}

func TestAnOwnTypeWithTheSameVariablesIsRead(t *testing.T) {
	f := mustOpen(t, makeFile(t, []string{harbour}, nil,
		`INSERT INTO STATEMENTTYPES VALUES (4, 'Own')`,
		`INSERT INTO VARIABLES VALUES (21, 'Organization', 'short text', 4), (22, 'Concept', 'short text', 4), (23, 'Agreement', 'boolean', 4)`,
		`INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (31, 21, 'Port'), (32, 22, 'x')`,
		`INSERT INTO STATEMENTS VALUES (7, 4, 1, 0, 5, 1)`,
		`INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (7, 21, 31), (7, 22, 32)`,
		`INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (7, 23, 0)`))
	changes, problems := read(t, f)
	if got := written(standard(t), changes); problems != nil || len(got) != 5 || !strings.HasPrefix(got[4], "HOLDS organization:port position:x OPPOSES") {
		t.Errorf("%v %v", got, problems)
	}
}

func TestReadingStopsWhenNoMoreIsWanted(t *testing.T) {
	f := mustOpen(t, makeFile(t, []string{harbour, harbour}, twoCodings))
	for most := 1; most <= 4; most++ {
		n := 0
		err := f.Rows(t.Context(), func(seed.Row) bool { n++; return n < most })
		if err != nil || n != most {
			t.Errorf("%d rows wanted, %d given, %v", most, n, err)
		}
	}
}

func TestAContextThatEndsEndsTheReading(t *testing.T) {
	f := mustOpen(t, makeFile(t, []string{harbour}, twoCodings))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.Rows(ctx, func(seed.Row) bool { return true }); graph.CodeOf(err) != graph.Cancelled {
		t.Errorf("%v", err)
	}
}
