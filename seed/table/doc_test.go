package table

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// examples returns the indented pieces of the package's doc comment.
func examples(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	var pieces []string
	inside := false
	for line := range strings.Lines(file.Doc.Text()) {
		code, indented := strings.CutPrefix(line, "\t")
		switch {
		case indented && !inside:
			pieces = append(pieces, code)
		case indented:
			pieces[len(pieces)-1] += code
		case line == "\n" && inside:
			pieces[len(pieces)-1] += line
			continue
		}
		inside = indented
	}
	return pieces
}

func TestTheExampleInTheDocIsRead(t *testing.T) {
	pieces := examples(t)
	m := mustOpen(t, files("mapping.yaml", pieces[0], "calls.csv", pieces[1], "lands.csv", pieces[2]))
	want := `source:harbour-calls {name: Calls at the harbour office, publisher: Harbour Office, title: Calls at the harbour office}
meeting:2025-12-01-harbour-7 {name: Call no. 7}
country:no {iso: NO, name: Norway}
person:anna-berg {description: Guest from Norway, name: Anna Berg}
= meeting:2025-12-01-harbour-7 {format: TALKS, status: HELD, when: 2025-12-01} @ calls.csv no. 7
= person:anna-berg PARTICIPATED_IN meeting:2025-12-01-harbour-7 {attendance: ATTENDED, onBehalfOf: country:no} @ calls.csv no. 7
`
	if diff := cmp.Diff(want, printed(rows(t, m))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, _, problems := load(t, standard(t), m); problems != nil {
		t.Error(problems)
	}
}
