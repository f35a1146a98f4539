package table

import (
	"errors"
	"testing"

	"parley/graph"
	"parley/seed"
)

// Whatever stands in the files, Open gives a mapping or says what is wrong, and
// each row gives changes that the model takes, or a problem with a place.
func FuzzRows(f *testing.F) {
	f.Add(tableA, "n\nAnn\n", "k,v\n1,2\n")
	f.Add(sourceBlock+"tables:\n- file: a.csv\n  delimiter: ;\n  let: {x: {from: '{n}', lookup: b.csv, key: k, delimiter: ','}, d: {from: '{n}', date: D.M.YYYY, else: ''}}\n"+
		"  facts: [{fact: 'person:{x.v} HOLDS position:p', stance: SUPPORTS, when: {edtf: '{d}', text: '{n}'}}]\n", "n;m\n1;2\n", "k,v\n1,2\n")
	f.Add(sourceBlock+"tables:\n- file: a.csv\n  each: [{part: p, from: '{n}', find: '(.)(?P<a>.)', where: {p.1: {not: '{n}'}}, entities: [{id: 'meeting:{p.a|slug}', name: '{p}'}], facts: [{fact: 'meeting:{p.a|slug}', status: '{n}'}]}]\n", "n\nHELD\n", "")
	f.Add("source: {id: source:s, title: S}\ntables: [{file: b.csv, let: {x: {from: '{k}', replace: '\\d', with: x}, y: {text: '{x|slug}', where: {x: [x]}}}, entities: [{id: 'person:{y}', name: '{x?}', aliases: ['{k}']}]}]\n", "n\n", "k\n\"1\n2\"\n")
	m := standard(f)
	f.Fuzz(func(t *testing.T, mapping, a, b string) {
		d, err := Open(m, files("mapping.yaml", mapping, "a.csv", a, "b.csv", b), "mapping.yaml")
		if err != nil {
			mustRefuse(t, err)
			return
		}
		err = d.Rows(t.Context(), func(r seed.Row) bool {
			if p := r.Problem; p != nil && (len(r.Changes) > 0 || p.File == "" || p.Line < 1 || p.Column < 1 || p.Message == "") {
				t.Errorf("a problem %+v beside %d changes", p, len(r.Changes))
			}
			for _, c := range r.Changes {
				if _, err := m.Check(c); err != nil {
					t.Errorf("%s: %v", printChange(c), err)
				}
			}
			return true
		})
		if err != nil {
			mustRefuse(t, err)
		}
	})
}

func mustRefuse(t *testing.T, err error) {
	t.Helper()
	var refusal *seed.Refusal
	if !errors.As(err, &refusal) || graph.CodeOf(err) != graph.BadInput {
		t.Errorf("not a refusal: %v", err)
	}
}
