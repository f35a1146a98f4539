package ftm

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/seed"
)

func TestProblemsSayWhereAndWhy(t *testing.T) {
	anna := line("a", "Person", "name=Anna")
	port := line("o", "Organization", "name=Port")
	tests := []struct {
		name  string
		lines []string
		want  []string
	}{
		{"not JSON", []string{anna, `{"id": "ü", x}`},
			[]string{"peps.ftm.json:2:13: the line is not JSON: invalid character 'x' looking for beginning of object key string"}},
		{"cut short", []string{`{"id": "b", "schema"`},
			[]string{"peps.ftm.json:1:20: the line is not JSON: unexpected end of JSON input"}},
		{"two on a line", []string{anna + anna},
			[]string{"peps.ftm.json:1:66: the line is not JSON: invalid character '{' after top-level value"}},
		{"a list", []string{`[1]`},
			[]string{`peps.ftm.json:1:1: the line is not an entity: write {"id": …, "schema": …, "properties": {…}}`}},
		{"a number for an id", []string{`{"id": 7, "schema": "Person"}`},
			[]string{`peps.ftm.json:1:1: the line is not an entity: write {"id": …, "schema": …, "properties": {…}}`}},
		{"no list", []string{`{"id": "b", "schema": "Person", "properties": {"name": "Bo"}}`},
			[]string{"peps.ftm.json:1:59: a property is a list of texts, not a string"}},
		{"an entity nested in another", []string{`{"id": "b", "schema": "Occupancy", "properties": {"holder": [{"id": "a", "schema": "Person"}]}}`},
			[]string{"peps.ftm.json:1:62: an entity is nested in a property: export plain entities, which name each other by id (entities.ftm.json)"}},
		{"a statement", []string{`{"id": "1", "entity_id": "a", "canonical_id": "a", "schema": "Person", "prop": "name", "value": "Anna"}`},
			[]string{"peps.ftm.json:1:1: the line is a statement, not an entity: bring the statements of an entity together first"}},
		{"JSON nested a million deep", []string{anna, `{"id": "b", "schema": "Person", "properties": ` + strings.Repeat("[", 1_000_000), port},
			[]string{"peps.ftm.json:2:10046: the line is not JSON: invalid character '[' exceeded max depth"}},
		{"not UTF-8", []string{"", "  {\"id\": \"ü\xff\"}"},
			[]string{"peps.ftm.json:2:12: the byte 0xff is not UTF-8: save the file as UTF-8"}},
		{"NUL", []string{"{\"id\": \"\x00\"}"},
			[]string{"peps.ftm.json:1:9: a NUL is not text: take it out"}},
		{"an escaped NUL", []string{`{"id": "b", "schema": "Person", "properties": {"name": ["a\u0000b"]}}`},
			[]string{`peps.ftm.json:1:1: b has a NUL in a property ("name"), which is not text: take it out`}},
		{"no id", []string{`{"schema": "Person"}`}, []string{"peps.ftm.json:1:1: the entity has no id"}},
		{"no schema", []string{`{"id": "b"}`}, []string{"peps.ftm.json:1:1: b has no schema"}},
		{"a strange schema", []string{`{"id": "b", "schema": "a b"}`}, []string{`peps.ftm.json:1:1: b has the schema "a b", which is no name of one`}},
		{"a long id", []string{line(strings.Repeat("b", 300), "Person")},
			[]string{"peps.ftm.json:1:1: the id \"" + strings.Repeat("b", 40) + "\"… is longer than 256 bytes"}},
		{"an id with a space", []string{line("b c", "Person")}, []string{`peps.ftm.json:1:1: the id "b c" has a space or a control character`}},
		{"no name", []string{line("b", "Person", "name= "), line("f", "Family", "person=a", "relative=b"), anna},
			[]string{"peps.ftm.json:1:1: Person b: it has no name"}},
		{"twice", []string{anna, anna},
			[]string{"peps.ftm.json:2:1: a stands on line 1 already: bring the parts of an entity together first (ftm aggregate)"}},
		{"no such person", []string{anna, line("f", "Family", "person=a", "relative=z")},
			[]string{`peps.ftm.json:2:1: Family f: its relative "z" stands nowhere in the file`}},
		{"the wrong schema", []string{anna, port, line("f", "Family", "person=a", "relative=o")},
			[]string{"peps.ftm.json:3:1: Family f: its relative o (line 2) is no Person"}},
		{"the wrong schemata", []string{anna, line("m", "Position", "name=M"), line("f", "Membership", "member=m", "organization=a")},
			[]string{"peps.ftm.json:3:1: Membership f: its member m (line 2) is no Person or Organization"}},
		{"half a link", []string{anna, line("f", "Family", "person=a")},
			[]string{"peps.ftm.json:2:1: Family f: it has no relative"}},
		{"no date", []string{anna, line("m", "Position", "name=M"), line("f", "Occupancy", "holder=a", "post=m", "startDate=spring 2020")},
			[]string{`peps.ftm.json:3:1: Occupancy f: "spring 2020" is not a date: write it as 2025, 2025-12 or 2025-12-02`}},
		{"no such day", []string{anna, line("e", "Event", "name=E", "involved=a", "date=2025-02-30")},
			[]string{`peps.ftm.json:2:1: Event e: "2025-02-30" is not a date: write it as 2025, 2025-12 or 2025-12-02`}},
		{"an end before the start", []string{anna, port, line("f", "Membership", "member=a", "organization=o", "startDate=2021", "endDate=2020")},
			[]string{`peps.ftm.json:3:1: Membership f: its dates are wrong: cannot read "2021/2020" as a date: the interval ends before it starts; accepted are`}},
		{"what is right beside it is read on", []string{`x`, anna, `y`},
			[]string{
				"peps.ftm.json:1:1: the line is not JSON: invalid character 'x' looking for beginning of value",
				"peps.ftm.json:3:1: the line is not JSON: invalid character 'y' looking for beginning of value",
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, got := read(t, of(tt.lines...))
			for i := range got {
				got[i], _, _ = strings.Cut(got[i], " a year (")
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAByteOrderMarkEmptyLinesAndCRLFAreFine(t *testing.T) {
	f := ofText("\uFEFF" + line("a", "Person", "name=Anna") + "\r\n\r\n \n" + line("b", "Person", "name=Bo") + "\r\n")
	if got := nodes(t, f); len(got) != 3 {
		t.Errorf("%v", got)
	}
}

func TestALineWithoutEndIsNotHeld(t *testing.T) {
	const size = 1 << 30
	opened := 0
	f := New("long.json", func() (io.ReadCloser, error) {
		opened++
		most := int64(size)
		if opened > 1 {
			most = 1
		}
		return io.NopCloser(io.MultiReader(io.LimitReader(endless{}, most), strings.NewReader("\n"+line("a", "Person", "name=Anna")))), nil
	}, Options{})
	changes, problems := read(t, f)
	if len(changes) != 2 || len(problems) != 1 || problems[0] != "long.json:1:1: the line is longer than 16 MB" {
		t.Errorf("%v %v", changes, problems)
	}
}

// endless is a line without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// An import of nothing would take away all that was there.
func TestAFileWithoutALineIsRefused(t *testing.T) {
	for name, text := range map[string]string{"nothing": "", "empty lines": "\n \r\n", "a byte order mark": "\uFEFF"} {
		err := ofText(text).Rows(t.Context(), func(seed.Row) bool { return true })
		if graph.CodeOf(err) != graph.BadInput || err.Error() != "peps.ftm.json: the file has no entity: write one a line" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTooManyLinksAreRefused(t *testing.T) {
	var lines []string
	values := []string{}
	for i := range 80 {
		id := "p" + strings.Repeat("x", i)
		lines = append(lines, line(id, "Person", "name=P"))
		values = append(values, "person="+id, "relative="+id)
	}
	_, problems := read(t, of(append(lines, line("f", "Family", values...))...))
	if len(problems) != 1 || !strings.HasSuffix(problems[0], "Family f: it makes more than 5000 links") {
		t.Error(problems)
	}
}

func TestAFileThatCannotBeReadIsAnError(t *testing.T) {
	gone := New("x.json", func() (io.ReadCloser, error) { return nil, errors.New("no such file") }, Options{})
	torn := New("x.json", func() (io.ReadCloser, error) { return broken{strings.NewReader("{")}, nil }, Options{})
	for _, f := range []*File{gone, torn} {
		err := f.Rows(t.Context(), func(seed.Row) bool { return true })
		var refused *graph.Error
		if !errors.As(err, &refused) || refused.Message != "x.json cannot be read to its end" || refused.Code != graph.BadInput {
			t.Error(err)
		}
	}
}

func TestReadingStopsWhenNoMoreIsWanted(t *testing.T) {
	f := of(line("a", "Person", "name=Anna"), "x", line("e", "Event", "name=E", "involved=a"))
	for most := 1; most <= 5; most++ {
		n := 0
		err := f.Rows(t.Context(), func(seed.Row) bool { n++; return n < most })
		if err != nil || n != most {
			t.Errorf("%d rows wanted, %d given, %v", most, n, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.Rows(ctx, func(seed.Row) bool { return true }); graph.CodeOf(err) != graph.Cancelled {
		t.Error(err)
	}
}
