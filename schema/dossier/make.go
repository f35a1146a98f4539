package dossier

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/weigh"
	"parley/schema"
	"parley/schema/planning"
)

// Maker makes and checks dossiers of a schema. It is safe for concurrent use.
type Maker struct {
	Limits Limits

	schema *schema.Schema                 // that questions have to pass
	wide   func() (*schema.Schema, error) // that answers them with what is added; made when it is first needed
	model  *graph.Model
}

// room is how many times as many fields and other names a question may have with what is
// added to it.
const room = 20

// New returns a maker of dossiers of a schema.
func New(s *schema.Schema) *Maker {
	l := s.Limits()
	l.Fields, l.Aliases, l.Tokens, l.Bytes = l.Fields*room, l.Fields*room, l.Tokens*room, l.Bytes*room
	l.Depth += 2 // what a tie rests on
	wide := sync.OnceValues(func() (*schema.Schema, error) { return schema.New(s.Model(), schema.WithLimits(l)) })
	return &Maker{DefaultLimits(), s, wide, s.Model()}
}

// Model returns the model that dossiers are of.
func (m *Maker) Model() *graph.Model { return m.model }

// Make returns the dossier of a question to a store.
func (m *Maker) Make(ctx context.Context, store graph.Store, r schema.Request) (*Dossier, error) {
	ctx, _ = m.schema.Budgeted(ctx)
	if errs := m.schema.Check(r); len(errs) > 0 {
		return nil, &graph.Error{Code: errs[0].Code, Op: "dossier", Message: errs[0].Message, Err: errs[0].Cause}
	}
	wide, err := m.wide()
	if err != nil {
		return nil, err
	}
	op, doc, err := wide.Operation(r)
	if err != nil {
		return nil, err
	}
	if op.Operation != ast.Query {
		return nil, graph.Errorf(graph.BadInput, "dossier", "a dossier is of a query, not of a %s", op.Operation)
	}
	text, prefix := trace(wide.Types().Types, doc)
	for range schema.Attempts {
		pinned := pinned{store, store.Snapshot()}
		d, err := m.from(ctx, wide, pinned, r, text, prefix)
		if err != nil || pinned.reader.Whole() {
			return d, err
		}
	}
	return nil, graph.Errorf(graph.Unavailable, "dossier", "the graph changes while it is read; ask again")
}

// pinned is a store of which one state is read.
type pinned struct {
	graph.Store
	reader graph.Reader
}

// Snapshot returns the one state.
func (p pinned) Snapshot() graph.Reader { return p.reader }

// from returns the dossier of a question to one state of a graph.
func (m *Maker) from(ctx context.Context, wide *schema.Schema, store pinned, r schema.Request, traced, prefix string) (*Dossier, error) {
	answer, err := m.ask(ctx, wide, store, schema.Request{Query: traced, OperationName: r.OperationName, Variables: r.Variables})
	if err != nil {
		return nil, err
	}
	u := untracer{prefix, map[string]Shown{}}
	d := &Dossier{Format: Format, Rules: weigh.Version, Question: Question{r.Query, r.OperationName, raw(r.Variables)}, Shows: u.shows}
	d.Answer = raw(u.untrace("", answer))
	wanted := wantedBy(m.model, d.Shows)
	if err := m.Limits.check("subjects", len(wanted), m.Limits.Subjects); err != nil {
		return nil, err
	}
	if err := m.fill(ctx, store.reader, d, wanted); err != nil {
		return nil, err
	}
	return d, nil
}

// ask answers a question; an error of it is returned.
func (m *Maker) ask(ctx context.Context, wide *schema.Schema, store graph.Store, r schema.Request) (any, error) {
	response := wide.Do(ctx, store, r)
	defer response.Close()
	if len(response.Errors) > 0 {
		e := response.Errors[0]
		return nil, &graph.Error{Code: e.Code, Op: "dossier", Message: e.Message, Err: e.Cause}
	}
	if n := len(response.JSON()); n > m.Limits.Answer {
		return nil, graph.Errorf(graph.TooLarge, "dossier", "the answer has %d bytes with what tells what it shows; a dossier takes %d: ask for less, or for smaller pages with first", n, m.Limits.Answer)
	}
	var out struct {
		Data       any             `json:"data"`
		Extensions json.RawMessage `json:"extensions"`
	}
	if err := decode(response.JSON(), &out); err != nil {
		return nil, &graph.Error{Code: graph.Internal, Op: "dossier", Message: "the answer cannot be read", Err: err}
	}
	return out.Data, nil
}

// wanted is a subject as it is shown.
type wanted struct{ id, snapshot string }

// wantedBy lists the subjects that what is shown shows or rests on.
func wantedBy(model *graph.Model, shows map[string]Shown) (list []wanted) {
	add := func(id, snapshot string) {
		e, _, _ := model.EdgeOf(id)
		if _, err := model.CheckID(id); e != nil || err == nil {
			list = append(list, wanted{id, snapshot})
		}
	}
	for _, s := range shows {
		add(s.ID, s.Snapshot)
		for _, all := range s.Rests {
			for _, id := range all {
				add(id, s.Snapshot)
			}
		}
	}
	slices.SortFunc(list, func(a, b wanted) int {
		return cmp.Or(strings.Compare(a.id, b.id), strings.Compare(a.snapshot, b.snapshot))
	})
	return slices.Compact(list)
}

// views lists with what was known on which days subjects are shown; now first.
func views(list []wanted) []graph.AsOf {
	out := []graph.AsOf{{}}
	for _, w := range list {
		asOf, _ := planning.ParseSnapshot(w.snapshot)
		known := graph.AsOf{Known: asOf.Known, KnownOn: asOf.KnownOn}
		if !slices.Contains(out, known) {
			out = append(out, known)
		}
	}
	return out
}

// fill reads what subjects rest on, and weighs that.
func (m *Maker) fill(ctx context.Context, from graph.Reader, d *Dossier, list []wanted) (err error) {
	r := &reading{
		selector: selector{ctx, m.model, from}, limits: m.Limits, views: views(list),
		edges: map[string]bool{}, about: map[string]bool{}, statements: map[string]*Statement{}, nodes: map[string]bool{}, sources: map[string]bool{},
	}
	var ids []string
	for _, w := range list {
		if ids = append(ids, w.id); m.model.KindOf(w.id) == m.model.Publication {
			r.sources[w.id] = true
		}
	}
	if err := r.read(ids); err != nil {
		return err
	}
	if d.Nodes, err = r.readNodes(); err != nil {
		return err
	}
	if d.Sources, err = r.readSources(); err != nil {
		return err
	}
	for _, s := range r.statements {
		d.Statements = append(d.Statements, *s)
	}
	slices.SortFunc(d.Statements, func(a, b Statement) int { return strings.Compare(a.ID, b.ID) })
	d.weigh(m.model, list)
	return nil
}

// weigh sets what follows from the statements.
func (d *Dossier) weigh(model *graph.Model, list []wanted) {
	sheet := newSheet(model, d, list, new(problems))
	for i := range d.Statements {
		s := &d.Statements[i]
		s.Renamed = s.identity(model) != s.ID
		said, known := sheet.days(i)
		s.Said, s.Known = said.String(), known.String()
	}
	d.Subjects = sheet.subjects(list)
}

// subjects returns the subjects about which there are statements.
func (s *sheet) subjects(list []wanted) []Subject {
	out := []Subject{}
	for _, w := range list {
		asOf, _ := planning.ParseSnapshot(w.snapshot)
		if of := s.subjectOf(w.id, w.snapshot, asOf); len(of.Ballots) > 0 {
			out = append(out, of)
		}
	}
	return out
}
