package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema"
)

// list is a connection somewhere in a query: what stands before its arguments
// and what after its selection, and what tells its rows apart.
type list struct {
	before, after string
	row           string
	order         []string // what it can be ordered by, as orderBy writes it
}

// page is a page of a list.
type page struct {
	ids              []string
	start, end       string
	hasNext, hasPrev bool
}

// get asks for a page with arguments.
func (l list) get(t *testing.T, a *api, args string) page {
	t.Helper()
	query := fmt.Sprintf("%s(%s) { edges { %s } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } %s", l.before, args, l.row, l.after)
	var data any
	if err := json.Unmarshal([]byte(a.ask(t, query)), &data); err != nil {
		t.Fatal(err)
	}
	connection := find(data)
	p := page{ids: []string{}}
	for _, edge := range connection["edges"].([]any) {
		row, _ := json.Marshal(edge)
		p.ids = append(p.ids, string(row))
	}
	info := connection["pageInfo"].(map[string]any)
	p.hasNext, p.hasPrev = info["hasNextPage"].(bool), info["hasPreviousPage"].(bool)
	p.start, _ = info["startCursor"].(string)
	p.end, _ = info["endCursor"].(string)
	return p
}

// find returns the one connection in a response.
func find(v any) map[string]any {
	m, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	if _, ok := m["pageInfo"]; ok {
		return m
	}
	for _, inner := range m {
		if c := find(inner); c != nil {
			return c
		}
	}
	return nil
}

// walk pages through a list and returns all its rows in order.
func (l list) walk(t *testing.T, a *api, size int, order string, forward bool, between func()) []string {
	t.Helper()
	var all []string
	cursor := ""
	for {
		p := l.get(t, a, arguments(size, order, forward, cursor))
		more := p.hasNext
		if forward {
			all = append(all, p.ids...)
			cursor = fmt.Sprintf("after: %q", p.end)
		} else {
			all = append(slices.Clone(p.ids), all...)
			cursor = fmt.Sprintf("before: %q", p.start)
			more = p.hasPrev
		}
		if !more {
			return all
		}
		between()
	}
}

func arguments(size int, order string, forward bool, cursor string) string {
	direction := "last"
	if forward {
		direction = "first"
	}
	args := []string{fmt.Sprintf("%s: %d", direction, size)}
	if order != "" {
		args = append(args, "orderBy: "+order)
	}
	if cursor != "" {
		args = append(args, cursor)
	}
	return strings.Join(args, ", ")
}

// lists returns every list of the root, and every list of a few nodes, that has
// rows.
func lists(t *testing.T, a *api) []list {
	t.Helper()
	gate := gqlparser.MustLoadSchema(&ast.Source{Input: sdl(t, a.model)})
	var out []list
	add := func(f *ast.FieldDefinition, before, after string) {
		if !strings.HasSuffix(f.Type.Name(), "Connection") || f.Arguments.ForName("orderBy") == nil {
			return
		}
		edge := gate.Types[strings.TrimSuffix(f.Type.Name(), "Connection")+"Edge"]
		row := "node { id }"
		if edge.Fields.ForName("id") != nil {
			row = "id node { id }"
		}
		order := f.Arguments.ForName("orderBy").Type.Name()
		out = append(out, list{before + f.Name, after, row, orders(gate, order)})
	}
	for _, f := range gate.Query.Fields {
		add(f, "{ ", "}")
	}
	for _, id := range []string{"person:steve-witkoff", "country:ua", "meeting:2025-12-02-moscow", "topic:territory", "position:surrender-of-eastern-territories", "source:peace-talks"} {
		kind := a.model.KindOf(id)
		for _, f := range gate.Types[kind.Name].Fields {
			add(f, fmt.Sprintf("{ %s(id: %q) { ", kind.Singular(), id), "} }")
		}
	}
	return out
}

func sdl(t *testing.T, m *graph.Model) string {
	t.Helper()
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	return s.SDL()
}

// orders writes every key of an order type, up and down.
func orders(gate *ast.Schema, name string) []string {
	var out []string
	for _, key := range keys(gate, name) {
		out = append(out, "["+fmt.Sprintf(key, "ASC")+"]", "["+fmt.Sprintf(key, "DESC")+"]")
	}
	return out
}

func keys(gate *ast.Schema, name string) []string {
	var out []string
	for _, f := range gate.Types[name].Fields {
		if f.Type.Name() == "Direction" {
			out = append(out, "{"+f.Name+": %s}")
			continue
		}
		for _, inner := range keys(gate, f.Type.Name()) {
			out = append(out, "{"+f.Name+": "+inner+"}")
		}
	}
	return out
}

// TestPaging pages through every list, in every order, forwards and backwards,
// in pages of several sizes: the rows are always those of one large page.
func TestPaging(t *testing.T) {
	if testing.Short() {
		t.Skip("it pages through every list of the schema, which takes minutes under the race detector")
	}
	a := newAPI(t)
	all := lists(t, a)
	if len(all) < 50 {
		t.Fatalf("only %d lists", len(all))
	}
	for _, l := range all {
		for i, order := range append([]string{""}, l.order...) {
			whole := l.get(t, a, arguments(graph.MaxPage, order, true, "")).ids
			sizes := []int{3, 100}
			if i == 0 || len(whole) <= 20 {
				sizes = []int{1, 3, 100}
			}
			for _, size := range sizes {
				for _, forward := range []bool{true, false} {
					got := l.walk(t, a, size, order, forward, func() {})
					if diff := cmp.Diff(whole, nilToEmpty(got)); diff != "" {
						t.Fatalf("%s in pages of %d, order %s, forward %v (-want +got):\n%s", l.before, size, order, forward, diff)
					}
				}
			}
		}
	}
}

// TestPagingSearch pages through what a search finds, in the order of ranks.
func TestPagingSearch(t *testing.T) {
	a := newAPI(t)
	l := list{before: `{ search`, after: "}", row: "node { id }"}
	page := func(args string) page { return l.get(t, a, `text: "p", `+args) }
	whole := page("first: 1000").ids
	if len(whole) < 20 {
		t.Fatalf("only %d hits", len(whole))
	}
	var forward, backward []string
	for p := page("first: 3"); ; p = page(fmt.Sprintf("first: 3, after: %q", p.end)) {
		forward = append(forward, p.ids...)
		if !p.hasNext {
			break
		}
	}
	for p := page("last: 3"); ; p = page(fmt.Sprintf("last: 3, before: %q", p.start)) {
		backward = append(slices.Clone(p.ids), backward...)
		if !p.hasPrev {
			break
		}
	}
	if diff := cmp.Diff(whole, forward); diff != "" {
		t.Errorf("forwards (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(whole, backward); diff != "" {
		t.Errorf("backwards (-want +got):\n%s", diff)
	}
}

func nilToEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// TestPagingWhileWriting pages through people while others are added and
// renamed: those that were there all the time come once, in order.
func TestPagingWhileWriting(t *testing.T) {
	for _, order := range []string{"", "[{name: ASC}]", "[{name: DESC}]", "[{met: {count: DESC}}]"} {
		for _, forward := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s forward %v", order, forward), func(t *testing.T) {
				a := newAPI(t)
				l := list{before: "{ people", after: "}", row: "node { id }"}
				stable := l.get(t, a, arguments(graph.MaxPage, order, true, "")).ids
				n := 0
				got := l.walk(t, a, 3, order, forward, func() {
					n++
					a.apply(t, graph.PutNode{Source: "source:peace-talks", ID: fmt.Sprintf("person:newcomer-%d", n), Props: map[string]graph.Value{"name": fmt.Sprintf("%c Newcomer", 'A'+n*5)}})
				})
				kept := slices.DeleteFunc(got, func(row string) bool { return strings.Contains(row, "newcomer") })
				if diff := cmp.Diff(stable, kept); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
}

// TestReadersAndWriters asks and writes at once; under the race detector it
// shows that neither disturbs the other.
func TestReadersAndWriters(t *testing.T) {
	a := newAPI(t)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		for n := 0; ctx.Err() == nil; n++ {
			change := graph.PutNode{Source: "source:peace-talks", ID: fmt.Sprintf("person:p%d", n%20), Props: map[string]graph.Value{"name": fmt.Sprintf("P %d", n)}}
			if _, err := a.store.Apply(context.Background(), []graph.Change{change}); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	readers := make(chan string, 4)
	for range cap(readers) {
		go func() {
			for range 10 {
				if r := a.post(t, wording(t, "WhoMetWhom"), "WhoMetWhom", nil); len(r.Errors) > 0 {
					readers <- r.Errors[0].Message
					return
				}
			}
			readers <- ""
		}()
	}
	for range cap(readers) {
		if problem := <-readers; problem != "" {
			t.Error(problem)
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
