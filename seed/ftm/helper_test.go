package ftm

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/seed"
)

// of is a file of these lines.
func of(lines ...string) *File { return ofText(strings.Join(lines, "\n")) }

func ofText(text string) *File {
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
	return New("peps.ftm.json", open, Options{})
}

// line is an entity with "property=value" for each value.
func line(id, schema string, values ...string) string {
	properties := map[string][]string{}
	var order []string
	for _, v := range values {
		name, value, _ := strings.Cut(v, "=")
		if properties[name] == nil {
			order = append(order, name)
		}
		properties[name] = append(properties[name], fmt.Sprintf("%q", value))
	}
	var parts []string
	for _, name := range order {
		parts = append(parts, fmt.Sprintf("%q: [%s]", name, strings.Join(properties[name], ", ")))
	}
	return fmt.Sprintf(`{"id": %q, "schema": %q, "properties": {%s}}`, id, schema, strings.Join(parts, ", "))
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

// said prints the facts of a file, which has no problems.
func said(t testing.TB, f *File) []string {
	t.Helper()
	changes, problems := read(t, f)
	if problems != nil {
		t.Fatal(problems)
	}
	m := standard(t)
	var out []string
	for _, c := range changes {
		if _, err := m.Check(c); err != nil {
			t.Error(err)
		}
		e, ok := c.(graph.PutEvidence)
		if !ok {
			continue
		}
		words := m.FactID(e.Fact)
		for _, name := range []string{"status", "attendance", "role", "relationship", "when"} {
			if v := e.Says[name]; v != nil {
				words += fmt.Sprintf(" %s=%s", name, graph.Print(v))
			}
		}
		if e.SaidWhen != nil {
			words += " said " + graph.Print(e.SaidWhen)
		}
		out = append(out, fmt.Sprintf("%s (%s, %s)", words, e.Locator, e.Basis))
	}
	return out
}

// nodes returns the properties of each node.
func nodes(t testing.TB, f *File) map[string]map[string]graph.Value {
	t.Helper()
	changes, problems := read(t, f)
	if problems != nil {
		t.Fatal(problems)
	}
	all := map[string]map[string]graph.Value{}
	for _, c := range changes {
		if n, ok := c.(graph.PutNode); ok {
			all[n.ID] = n.Props
		}
	}
	return all
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
	if problems != nil {
		t.Fatal(problems)
	}
	s := memory.New(m)
	if _, err := s.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	return s
}

// broken returns some bytes and then fails.
type broken struct{ io.Reader }

func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		err = errors.New("the disk is gone")
	}
	return n, err
}
func (broken) Close() error { return nil }
