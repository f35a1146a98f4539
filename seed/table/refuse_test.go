package table

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
	"parley/seed"
)

// Each refusal of a table's block, which begins on line 4, with its place and
// message. The columns of a.csv are name, from and date.
func TestRefusalsOfTables(t *testing.T) {
	m := standard(t)
	entity := func(s string) string { return "  entities: [{" + s + "}]" }
	fact := func(s string) string { return "  facts: [{" + s + "}]" }
	let := func(s string) string { return "  let: {x: " + s + "}" }
	tests := []struct{ what, block, want string }{
		{"an unknown key", "  entites: []", `4:3: a table has no "entites": did you mean entities?`},
		{"a key twice", "  locator: a\n  locator: b", `5:3: the key "locator" stands twice`},
		{"a column that the file lacks", entity("id: 'person:{nme}', name: N"), `4:19: a.csv has no column "nme", and nothing above has that name: did you mean name?`},
		{"a variable that stands below", "  let: {x: '{z}', z: '{name}'}", `4:12: a.csv has no column "z", and nothing above has that name: there is date, from, name`},
		{"a variable that is a column", "  let: {name: x}", `4:9: there is a column or another variable called "name" already: choose another name`},
		{"a variable of the block outside", "  let: {x: a}\n  each: [{part: x, from: '{name}', split: ','}]", `5:17: there is a column or another variable called "x" already: choose another name`},
		{"a name with a sign", "  let: {a-b: x}", `4:9: "a-b" is no name: it has letters, digits and _ only`},
		{"a part of a column", let("'{name.x}'"), `4:12: {name} has no parts: write {name}`},
		{"a group that the pattern has not", "  let: {x: {from: '{name}', match: '(?P<a>.)'}, y: '{x.b}'}", `4:52: {x} has no "b": there is a`},
		{"an unknown filter", let("'{name|slog}'"), `4:12: there is no filter "slog": did you mean slug?`},
		{"a brace that stands alone", let("'{name'"), "4:12: a brace stands alone: a name is written {name}, a brace itself {{ or }}"},
		{"a template without quotation marks", entity("id: {name}, name: N"), `4:19: id is a text: one that begins with { goes in single quotes, '{id}'`},
		{"a variable that does nothing", let("{from: '{name}'}"), "4:12: a variable is a text, or has one of date, first, lookup, match, replace, text, values"},
		{"a key of another variable", let("{from: '{name}', match: x, key: y}"), `4:39: a variable with match has no "key": there is match, from, else, where`},
		{"a variable without a text to work on", let("{match: x}"), "4:12: match needs from: the text that it works on, such as from: '{column}'"},
		{"a bad pattern", let("{from: '{name}', match: '('}"), "4:36: match is no regular expression: error parsing regexp: missing closing ): `(`"},
		{"a bad form of dates", let("{from: '{date}', date: dd.mm.yyyy}"), `4:35: "dd.mm.yyyy" is no form of a date: it is put together of YYYY, M, MM, MMM or MMMM, and D or DD, such as D.M.YYYY`},
		{"replacing with nothing said", let("{from: '{name}', replace: x}"), "4:12: replace needs with: the text to put there, '' for none"},
		{"a look-up without a key", let("{from: '{name}', lookup: b.csv}"), "4:12: lookup needs key: the column of b.csv in which to look"},
		{"a look-up by a column that is not there", let("{from: '{name}', lookup: b.csv, key: kay}"), `4:49: b.csv has no column "kay": did you mean key?`},
		{"a look-up in a file that is not there", let("{from: '{name}', lookup: c.csv, key: k}"), "4:37: her/c.csv: cannot be read: file does not exist"},
		{"a look-up in a file outside", let("{from: '{name}', lookup: ../c.csv, key: k}"), `4:37: "../c.csv" is not in the mapping's folder: put the file there and name it without a path`},
		{"a bad delimiter", "  delimiter: x", `4:14: delimiter is ',', ';', '|' or tab, not "x"`},
		{"an unknown condition", "  where: {name: {is: x}}", `4:18: name has no "is": there is not, matches, lacks, given`},
		{"a condition that is neither", "  where: {name: {given: maybe}}", `4:25: given is true or false, not "maybe"`},
		{"a condition on nothing", "  where: {nam: x}", `4:11: a.csv has no column "nam", and nothing above has that name: did you mean name?`},
		{"parts of nothing", "  each: [{part: p}]", "4:10: each needs part, the name of a part; from, the text; and either split, what is between parts, or find, a pattern of what they are"},
		{"parts with nothing between", "  each: [{part: p, from: '{name}', split: ''}]", "4:43: split needs the words or signs between the parts, such as ', '"},

		{"an entity without an id", entity("name: N"), "4:14: an entity has no id, such as id: person:{name|slug}"},
		{"an entity without a name", entity("id: 'person:{name}'"), "4:14: an entity has no name"},
		{"an entity of an unknown kind", entity("id: 'persn:{name}', name: N"), "4:19: an id begins with a kind and a colon: there is " + strings.Join(seed.KindWords(m.Kinds), ", ")},
		{"an unknown property", entity("id: 'person:{name}', name: N, alias: A"), `4:45: a Person has no "alias": did you mean aliases?`},
		{"a property of another kind", let("'person:{name}'") + "\n" + entity("id: '{x}', name: N, iso: A"), `5:35: a Person has no "iso": there is ` + entityKeys(m.Kind("Person"))},
		{"a property that needs evidence", entity("id: 'meeting:{name}', name: N, status: HELD"), `4:46: status needs evidence: state it in a fact, "- fact:" with the same id`},
		{"a property that follows from what is said", entity("id: 'claim:{name}', name: N, verification: DENIED"), "4:44: verification follows from what sources say: it is not written down"},
		{"an unknown value", entity("id: 'place:{name}', name: N, placeType: CTY"), `4:55: placeType is never "CTY": did you mean CITY?`},
		{"aliases that are no list", entity("id: 'person:{name}', name: N, aliases: A"), `4:54: aliases is a list: begin each entry with "- " on a line of its own, or write [a, b]`},
		{"half an identifier", entity("id: 'person:{name}', name: N, identifiers: [{scheme: x}]"), "4:59: an identifier has a scheme and a value: {scheme: wikidata, value: '{qid}'}"},

		{"no fact", fact("act: SAID"), `4:11: a fact begins with "fact: '{from} EDGE {to}'" or "fact: '{id}'"`},
		{"half an edge", fact("fact: 'person:{name} HOLDS'"), `4:18: a fact is "{from} EDGE {to}" or an id, such as "person:{who} HOLDS_POST {post}" or "{meeting}", not "person:{name} HOLDS"`},
		{"an unknown edge", fact("fact: 'person:{name} HOLD position:p'"), `4:18: there is no edge "HOLD": did you mean HOLDS?`},
		{"an edge to the wrong kind", fact("fact: 'person:{name} HOLDS meeting:p', stance: SUPPORTS"), "4:18: HOLDS does not go to a Meeting"},
		{"a fact without its point", fact("fact: 'person:{name} HOLDS position:p'"), "4:11: HOLDS needs stance"},
		{"an unknown property of a fact", fact("fact: 'meeting:{name}', stats: HELD"), `4:36: a fact for Meeting has no "stats": did you mean status?`},
		{"an editorial property of a fact", fact("fact: 'meeting:{name}', name: HELD"), "4:36: Meeting.name is not a fact: it stands with the entity, or is derived"},
		{"a quote", fact("fact: 'meeting:{name}', quote: x"), "4:36: a row of data has no quote: say where it is with a locator"},
		{"an unknown act", fact("fact: 'meeting:{name}', act: SAD"), `4:41: act is never "SAD": did you mean SAID?`},
		{"an unknown basis of a date", fact("fact: 'meeting:{name}', when: {edtf: '{date}', basis: INFERED}"), `4:66: basis is never "INFERED": did you mean INFERRED?`},
		{"an unknown part of a date", fact("fact: 'meeting:{name}', when: {edft: '{date}'}"), `4:43: when has no "edft": there is edtf, text, after, basis`},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			refused(t, sourceBlock+"tables:\n- file: a.csv\n"+test.block+"\n", "her/mapping.yaml:"+test.want)
		})
	}
}

// Refusals of the mapping as a whole, and of its source.
func TestRefusalsOfMappings(t *testing.T) {
	const tables = "tables: [{file: a.csv}]\n"
	tests := []struct{ what, mapping, want string }{
		{"an empty file", "# nothing\n", "1:1: the file is empty: it needs source and tables"},
		{"a text", "hello\n", `1:1: the mapping is written as keys and values, "key: value", a line each`},
		{"no tables", sourceBlock, "1:1: there are no tables: name a CSV file, and what its rows say"},
		{"an unknown key", sourceBlock + "table: []\n" + tables, `2:1: the mapping has no "table": did you mean tables?`},
		{"no source", tables, `1:1: there is no source: begin with "source:", its id and its title`},
		{"a source without a title", "source: {id: source:s}\n" + tables, "1:9: a source has an id and a title"},
		{"a source of another kind", "source: {id: person:s, title: S}\n" + tables, `1:14: the id of a source begins with "source:", not "person:"`},
		{"an unknown property of a source", "source: {id: source:s, title: S, link: x}\n" + tables, `1:34: a Source has no "link": there is ` + entityKeys(standard(t).Publication)},
		{"a bad date of a source", "source: {id: source:s, title: S, published: soon}\n" + tables, `1:9: cannot read "soon" as a date: "soon" has none of the accepted forms; accepted are`},
		{"a column outside of tables", sourceBlock + "entities: [{id: 'person:{a}', name: A}]\n" + tables, `2:17: there is no "a" here: only tables have columns and variables`},
		{"a fact outside of tables without a locator", sourceBlock + "facts: [{fact: meeting:a, status: HELD}]\n" + tables, "2:9: a fact that stands outside of tables needs a locator: where in the data it is said"},
		{"a table without a file", sourceBlock + "tables: [{locator: x}]\n", "2:10: a table needs file: the name of a CSV file beside the mapping"},
		{"a table that is not there", sourceBlock + "tables: [{file: c.csv}]\n", "2:17: her/c.csv: cannot be read: file does not exist"},
		{"an absolute path", sourceBlock + "tables: [{file: /etc/passwd}]\n", `2:17: "/etc/passwd" is not in the mapping's folder: put the file there and name it without a path`},
		{"a path that leads out", sourceBlock + "tables: [{file: x/../../a.csv}]\n", `2:17: "x/../../a.csv" is not in the mapping's folder: put the file there and name it without a path`},
		{"the folder itself", sourceBlock + "tables: [{file: .}]\n", `2:17: "." is not in the mapping's folder: put the file there and name it without a path`},
		{"an anchor", "source: &s {id: source:s, title: S}\n" + tables, "1:9: anchors (&s) are not part of the format: take it out"},
		{"a merge key", "source: {<<: {id: source:s}, title: S}\n" + tables, "1:10: merge keys (<<) are not part of the format: write the keys out"},
		{"a tag", "source: !!map {id: source:s, title: S}\n" + tables, "1:9: tags (!!map) are not part of the format: take it out"},
		{"a second document", sourceBlock + tables + "---\nx: y\n", "3:1: a second document begins here: a mapping is one"},
		{"what is not YAML", "source: id: b\n", `1:11: not YAML: mapping values are not allowed in this context; a text that begins with { or has ": " or " #" in it goes in single quotes: '{id}'`},
		{"NUL", "source: {id: source:s, title: \x00}\n" + tables, "1:31: a NUL character is not text: take it out"},
		{"bad UTF-8", "source: {id: source:s,\n title: ä\xff}\n" + tables, "2:10: the byte 0xff is not UTF-8: save the file as UTF-8"},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			refused(t, test.mapping, "her/mapping.yaml:"+test.want)
		})
	}
}

func TestRefusalsOfFiles(t *testing.T) {
	const lookup = sourceBlock + "tables: [{file: a.csv, let: {x: {from: '{name}', lookup: b.csv, key: key}}}]\n"
	tests := []struct{ what, a, b, want string }{
		{"an empty table", "", "key\n", "her/mapping.yaml:2:17: her/a.csv: the file is empty: its first line names the columns"},
		{"a table of semicolons", "name;from;date\n", "key\n", `her/a.csv:1:1: the header is one column, "name;from;date": if ; stands between its columns, say delimiter: ; in the mapping`},
		{"a table of tabs", "name\tfrom\n", "key\n", `her/a.csv:1:1: the header is one column, "name\tfrom": if tab stands between its columns, say delimiter: tab in the mapping`},
		{"a table of bars", "name|from\n", "key\n", `her/a.csv:1:1: the header is one column, "name|from": if '|' stands between its columns, say delimiter: '|' in the mapping`},
		{"a look-up of semicolons", "name\n", "key;v\n", `her/b.csv:1:1: the header is one column, "key;v": if ; stands between its columns, say delimiter: ; in the mapping`},
		{"lines that end with CR", "name,from\rAnn,Oslo\r", "key\n", "her/a.csv:1:1: its lines end with CR alone, as those of old Macs do: save the file with LF or CRLF"},
		{"two columns of one name", "name,b,name\n", "key\n", `her/a.csv:1:8: a second column is called "name": give it another name`},
		{"a header that is not UTF-8", "name,\xff\n", "key\n", "her/a.csv:1:6: the byte 0xff is not UTF-8: save the file as UTF-8"},
		{"a key twice", "name\n", "v,key\nä,1\nb,2\nä,1\n", `her/b.csv:4:3: key "1" stands twice: first on line 2`},
		{"a bad row of a look-up", "name\n", "key,v\n1\n", "her/b.csv:2:1: the row has 1 cells, the header 2"},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			_, err := Open(standard(t), files("mapping.yaml", lookup, "a.csv", test.a, "b.csv", test.b), "mapping.yaml")
			if fmt.Sprint(err) != test.want {
				t.Errorf("got:  %v\nwant: %s", err, test.want)
			}
		})
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	_, err := Open(standard(t), files("mapping.yaml", sourceBlock+"tables:\n- {file: a.csv, locater: x, entities: [{id: 'person:{a}', name: '{b}'}]}\n", "a.csv", "n\n"), "mapping.yaml")
	if n := strings.Count(fmt.Sprint(err), "\n") + 1; n != 3 {
		t.Errorf("%d problems: %v", n, err)
	}
}

// refused expects one problem, and a typed error.
// entityKeys lists what a block of a kind may have.
func entityKeys(k *graph.Kind) string {
	keys := []string{"id", "where"}
	for _, p := range k.Props() {
		if p.Editorial {
			keys = append(keys, p.Name)
		}
	}
	return strings.Join(keys, ", ")
}

func refused(t *testing.T, mapping, want string) {
	t.Helper()
	m, err := Open(standard(t), files("mapping.yaml", mapping, "a.csv", "name,from,date\n", "b.csv", "key,value\n"), "mapping.yaml")
	if m != nil || graph.CodeOf(err) != graph.BadInput {
		t.Fatalf("Open gives %v, %v", m, err)
	}
	got := err.Error()
	if got != want && !(strings.HasSuffix(want, "accepted are") && strings.HasPrefix(got, want)) {
		t.Errorf("got:  %s\nwant: %s", got, want)
	}
}
