package table

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

const sourceBlock = "source: {id: source:s, title: S}\n"

// A mapping's table block, its CSV file, and what comes of it after the source.
func TestWhatAMappingSays(t *testing.T) {
	const person = "  entities: [{id: 'person:{name|slug}', name: '{name}'}]\n"
	let := func(variable string) string {
		return "  let: {x: " + variable + "}\n  entities: [{id: 'person:{n}', name: '{x}'}]\n"
	}
	tests := []struct{ what, block, csv, want string }{
		{"a row is an entity", person, "name\nAnna Berg\n", "person:anna-berg {name: Anna Berg}"},
		{"a byte order mark, carriage returns and white space do not count", person, "\ufeffname\r\n  Anna Berg \r\n", "person:anna-berg {name: Anna Berg}"},
		{"a cell in quotation marks goes over lines", person, "name\n\"Anna, \"\"B\"\"\nBerg\"\n", "person:anna-b-berg {name: Anna, \"B\"\nBerg}"},
		{"a slug has no marks, capitals and signs", person, "name\nÅsa Ó’Öberg-Müller Jr.\n", "person:asa-ooberg-muller-jr {name: Åsa Ó’Öberg-Müller Jr.}"},
		{"an entity with an empty id is not made", person, "name,b\n,1\n", ""},
		{"a delimiter in the only column's name", "  entities: [{id: 'person:x', name: '{a, b}'}]\n", "\"a, b\"\nAnn\n", "person:x {name: Ann}"},
		{"a delimiter", "  delimiter: tab\n" + person, "name\tb\nAnn, Bo\t1\n", "person:ann-bo {name: Ann, Bo}"},
		{"an entity that stands again is put once", person, "name\nAnn\nann\n", "person:ann {name: Ann}"},
		{"an empty property is left out", "  entities: [{id: 'person:{n}', name: N, description: 'of {b}', aliases: ['{b}', c]}]\n", "n,b\n1,\n2,x\n",
			"person:1 {aliases: [c], name: N}\nperson:2 {aliases: [x c], description: of x, name: N}"},
		{"a name with a question mark may be empty", "  entities: [{id: 'person:{n}', name: '{n} {b?}'}]\n", "n,b\n1,\n", "person:1 {name: 1}"},
		{"two braces are one", "  entities: [{id: 'person:{n}', name: '{{{n}}}'}]\n", "n\n1\n", "person:1 {name: {1}}"},
		{"letters change", "  entities: [{id: 'person:{n|lower}', name: '{n|upper}'}]\n", "n\nAb\n", "person:ab {name: AB}"},
		{"identifiers", "  entities: [{id: 'person:{n}', name: N, identifiers: [{scheme: a, value: '{n}'}, {scheme: b, value: '{b}'}]}]\n", "n,b\n1,\n", "person:1 {identifiers: [{a 1}], name: N}"},

		{"a variable is a template", let("'{n}{n}'"), "n\n1\n", "person:1 {name: 11}"},
		{"the first that is not empty", let("{first: ['{b}', '{n}']}"), "n,b\n1,\n2,x\n", "person:1 {name: 1}\nperson:2 {name: x}"},
		{"a table of values", let("{from: '{n}', values: {1: one}, else: '{n}?'}"), "n\n1\n2\n", "person:1 {name: one}\nperson:2 {name: 2?}"},
		{"a value that is not in the table", let("{from: '{n}', values: {1: one, 2: two}}"), "b,n\n,3\n",
			`! her/a.csv:2:2: "3" is none of the values: there is 1, 2 (mapping.yaml, line 4)`},
		{"what a pattern finds", let("{from: '{n}', match: '[a-z]+'}"), "n\n12ab3\n", "person:12ab3 {name: ab}"},
		{"what a pattern does not find is empty", "  let: {x: {from: '{n}', match: '[a-z]+'}}\n  entities: [{id: 'person:{x}', name: N}]\n", "n\n1\n", ""},
		{"named and numbered groups", "  let: {x: {from: '{n}', match: '(?P<a>\\d)(\\d)'}}\n  entities: [{id: 'person:{x}', name: '{x.2}{x.a}'}]\n", "n\n12\n", "person:12 {name: 21}"},
		{"a pattern over several lines", "  let:\n    x:\n      from: '{n}'\n      match: |\n        ^1\n        [ ]2\n  entities: [{id: 'person:{x|slug}', name: N}]\n", "n\n1 2\n", "person:1-2 {name: N}"},
		{"replacing", let("{from: '{n}', replace: '\\d', with: '$0'}"), "n\na1\n", "person:a1 {name: a$0}"},
		{"a date", let("{from: '{d}', date: [D.M.YYYY, MMM YYYY, YYYY]}"), "n,d\n1,2.1.2025\n2,Feb 2024\n3,2023\n4,31.2.2024\n",
			"person:1 {name: 2025-01-02}\nperson:2 {name: 2024-02}\nperson:3 {name: 2023}\n" +
				`! her/a.csv:5:3: "31.2.2024" is no date of the form D.M.YYYY or MMM YYYY or YYYY (mapping.yaml, line 4)`},
		{"a second file", let("{from: '{n}', lookup: b.csv, key: k, else: none}"), "n\n1\n9\n", "person:1 {name: 1}\nperson:9 {name: none}"},
		{"a column of a second file", "  let: {x: {from: '{n}', lookup: b.csv, key: k}}\n  entities: [{id: 'person:{n}', name: '{x.v}'}]\n", "n\n1\n9\n",
			"person:1 {name: one}\n" + `! her/a.csv:3:1: b.csv has no k "9" (mapping.yaml, line 4)`},
		{"a variable with conditions", let("{text: same, where: {n: '{b}'}}") + "", "n,b\n1,1\n", "person:1 {name: same}"},

		{"rows by a word", "  where: {b: x}\n" + person, "name,b\nAnn,x\nBo,y\n", "person:ann {name: Ann}"},
		{"rows by one of several words", "  where: {b: [x, y]}\n" + person, "name,b\nAnn,x\nBo,z\n", "person:ann {name: Ann}"},
		{"rows by what they are not", "  where: {b: {not: [x, y]}}\n" + person, "name,b\nAnn,x\nBo,z\n", "person:bo {name: Bo}"},
		{"rows by patterns", "  where: {b: {matches: x, lacks: y}}\n" + person, "name,b\nAnn,axe\nBo,xy\n", "person:ann {name: Ann}"},
		{"rows by what is given", "  where: {b: {given: false}}\n" + person, "name,b\nAnn,x\nBo,\n", "person:bo {name: Bo}"},

		{"a fact with the line as its locator", "  facts: [{fact: 'person:{a} RELATED_TO person:{b}', relationship: aunt}]\n", "a,b\nann,bo\n", "= person:ann RELATED_TO person:bo {relationship: aunt} @ a.csv line 2"},
		{"a fact with an empty end is not made", "  facts: [{fact: 'person:{a} RELATED_TO person:{b}'}]\n", "a,b\nann,\n", ""},
		{"what a fact has", "  locator: row {a}\n  facts: [{fact: 'person:{a} HOLDS position:p', stance: SUPPORTS, when: {edtf: '{d}', text: '{w}', basis: INFERRED}, saidBy: 'person:{a}', act: SAID, basis: INFERRED}]\n",
			"a,d,w\nann,2025/2026,lately\nbo,,\n",
			"= person:ann HOLDS position:p {act: SAID, basis: INFERRED, saidBy: person:ann, stance: SUPPORTS, when: 2025/2026 lately INFERRED} @ row ann\n" +
				"= person:bo HOLDS position:p {act: SAID, basis: INFERRED, saidBy: person:bo, stance: SUPPORTS} @ row bo"},
		{"for whom it is said, and what it corrects", "  facts: [{fact: 'person:{a} RELATED_TO person:b', saidFor: 'person:{b}', corrects: 'source:{c}'}, {fact: 'person:b RELATED_TO person:{a}', corrects: ['source:{c}', source:d]}]\n",
			"a,b,c\nann,bo,old\ncy,,\n",
			"= person:ann RELATED_TO person:b {corrects: source:old, saidFor: person:bo} @ a.csv line 2\n= person:b RELATED_TO person:ann {corrects: source:old source:d} @ a.csv line 2\n" +
				"= person:cy RELATED_TO person:b @ a.csv line 3\n= person:b RELATED_TO person:cy {corrects: source:d} @ a.csv line 3"},
		{"a locator of its own", "  locator: row {a}\n  facts: [{fact: 'person:{a} RELATED_TO person:b', locator: 'cell {a}'}]\n", "a\nann\n", "= person:ann RELATED_TO person:b @ cell ann"},
		{"facts with conditions", "  facts: [{fact: 'person:{a} RELATED_TO person:b', where: {a: x}}]\n", "a\nann\nx\n", "= person:x RELATED_TO person:b @ a.csv line 3"},

		{"the parts of a cell", "  each: [{part: p, from: '{n}', split: ',', entities: [{id: 'person:{p|slug}', name: '{p}'}]}]\n", "n\n\"Ann, Bo ,,\"\n", "person:ann {name: Ann}\nperson:bo {name: Bo}"},
		{"of what is between parts the longest counts", "  each: [{part: p, from: '{n}', split: [', ', ', and '], entities: [{id: 'person:{p|slug}', name: '{p}'}]}]\n", "n\n\"Ann, and Bo\"\n", "person:ann {name: Ann}\nperson:bo {name: Bo}"},
		{"the parts that a pattern finds, with their own variables and conditions",
			"  each: [{part: p, from: '{n}', find: '(?P<a>[a-z])(\\d)', let: {x: '{n}-{p.a}'}, where: {p.2: {not: 9}}, entities: [{id: 'person:{x}', name: '{p}'}]}]\n",
			"n\na1b2c9\n", "person:a1b2c9-a {name: a1}\nperson:a1b2c9-b {name: b2}"},
		{"parts of parts", "  each: [{part: p, from: '{n}', split: ;, each: [{part: q, from: '{p}', split: ',', entities: [{id: 'person:{p}/{q}', name: '{q}'}]}]}]\n", "n\n\"a;b,c\"\n", "person:a/a {name: a}\nperson:b,c/b {name: b}\nperson:b,c/c {name: c}"},
		{"nodes come before facts", "  facts: [{fact: 'meeting:{n}', status: HELD}]\n  each: [{part: p, from: '{n}', split: ',', entities: [{id: 'meeting:{n}', name: N}]}]\n", "n\n1\n", "meeting:1 {name: N}\n= meeting:1 {status: HELD} @ a.csv line 2"},

		{"a bad row does not keep the others out", person, "name,b\nAnn,1\nBo\nCarl,1,2\nDan,4\n",
			"person:ann {name: Ann}\n! her/a.csv:3:1: the row has 1 cells, the header 2\n! her/a.csv:4:1: the row has 3 cells, the header 2\nperson:dan {name: Dan}"},
		{"bad UTF-8", person, "b,name\nöö,\"A\nÄ\xff\"\nx,Bo\n", "! her/a.csv:3:2: the byte 0xff is not UTF-8: save the file as UTF-8\nperson:bo {name: Bo}"},
		{"NUL", person, "b,name\nöö,A\x00\nx,Bo\n", "! her/a.csv:2:5: a NUL character is not text: take it out\nperson:bo {name: Bo}"},
		{"a bare quotation mark", person, "name\nAnn \"A\" Berg\nBo\n", "! her/a.csv:2:5: a quotation mark stands inside a cell: put the cell in quotation marks and write the one inside twice\nperson:bo {name: Bo}"},
		{"a quotation mark that is not closed", person, "name\n\"Ann\n", "! her/a.csv:2:6: a quotation mark is not closed, or text follows a closed one: write one inside a cell twice"},
		{"a quotation mark that is not closed for lines", "  where: {a: x}\n", "a,b\n\"öö\n1\",\"é\n\"x\n", "! her/a.csv:4:1: a quotation mark is not closed, or text follows a closed one: write one inside a cell twice; the row begins on line 2"},
		{"a bad id", "  entities: [{id: 'person:{n}', name: N}]\n", "b,n\nä,a b\n", `! her/a.csv:2:3: "person:a b" has a space or an invisible character (mapping.yaml, line 4)`},
		{"a bad date", "  facts: [{fact: meeting:a, when: '{d}'}]\n", "b,d\n1,1953-13-01\n",
			`! her/a.csv:2:3: cannot read "1953-13-01" as a date: there is no day 1953-13-01; accepted are a year (2025, -0044, 201X, 20XX), a month (2025-11, 2025-XX), a day (2025-12-02, 2025-12-XX, 2025-XX-XX), each with ~, ? or % after it where in doubt, an interval (2025-11/2025-12, 2025-11/.., ../2025-12), and one of some days ([2025-12-02..2025-12-04]) (mapping.yaml, line 4)`},
		{"a bad enum value", "  facts: [{fact: 'meeting:{n}', status: '{s}'}]\n", "n,s\n1,GONE\n",
			`! her/a.csv:2:1: there is no MeetingStatus "GONE": it is one of EXPECTED, SCHEDULED, ONGOING, HELD, POSTPONED, CANCELLED, UNKNOWN (mapping.yaml, line 4)`},
		{"a stance that is empty", "  facts: [{fact: 'person:{n} HOLDS position:p', stance: '{s}'}]\n", "n,s\n1,\n", "! her/a.csv:2:3: HOLDS needs stance, which is empty here (mapping.yaml, line 4)"},
		{"a name that is empty", person[:len(person)-len("'{name}'}]\n")] + "'{b}'}]\n", "b,name\n,Ann\n", "! her/a.csv:2:2: person:ann has no name (mapping.yaml, line 4)"},
		{"a meeting without a fact of its own", "  entities: [{id: 'meeting:{n}', name: N}]\n", "n\n1\n", `! her/a.csv:2:1: meeting:1 has no fact of its own here: a Meeting needs one, "- fact:" with the same id`},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			mapping := sourceBlock + "tables:\n- file: a.csv\n" + test.block
			m := mustOpen(t, files("mapping.yaml", mapping, "a.csv", test.csv, "b.csv", "k,v\n1,one\n2,two\n"))
			all := rows(t, m)
			got := strings.TrimPrefix(printed(all), "source:s {name: S, title: S}\n")
			if diff := cmp.Diff(test.want, strings.TrimSuffix(got, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(all, rows(t, m)); diff != "" {
				t.Errorf("the second time it reads otherwise:\n%s", diff)
			}
		})
	}
}

func TestWhatStandsOutsideOfTables(t *testing.T) {
	m := mustOpen(t, files("mapping.yaml", `source: {id: source:s, title: S, name: N, published: 2025, url: "https://example.org"}
entities: [{id: country:no, name: Norway}, {id: post:pm, name: PM}]
facts: [{fact: post:pm POST_OF country:no, locator: a.csv}]
tables: [{file: a.csv}]
`, "a.csv", "x\n"))
	want := `source:s {name: N, published: 2025, title: S, url: https://example.org}
country:no {name: Norway}
post:pm {name: PM}
= post:pm POST_OF country:no @ a.csv
`
	if diff := cmp.Diff(want, printed(rows(t, m))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if m.Source() != "source:s" || strings.Join(m.Files(), " ") != "mapping.yaml a.csv" {
		t.Errorf("%s in %v", m.Source(), m.Files())
	}
}

func TestFactsAreCountedInTheirOrder(t *testing.T) {
	m := mustOpen(t, files("mapping.yaml", sourceBlock+"tables:\n- file: a.csv\n  facts: [{fact: 'person:{n} RELATED_TO person:x'}, {fact: 'person:x RELATED_TO person:{n}'}]\n", "a.csv", "n\na\nb\n"))
	seq := 0
	for _, r := range rows(t, m) {
		for _, c := range r.Changes {
			if e, ok := c.(graph.PutEvidence); ok {
				if seq++; e.Seq != seq {
					t.Errorf("fact %d is number %d", seq, e.Seq)
				}
			}
		}
	}
}
