package ftm

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

func TestThingsBecomeNodes(t *testing.T) {
	own := func(id string, more ...graph.Identifier) []graph.Identifier {
		return append([]graph.Identifier{{Scheme: "ftm", Value: id}}, more...)
	}
	tests := []struct {
		name, line, id string
		want           map[string]graph.Value
	}{
		{"a person with names",
			line("Q1", "Person", "name=Anna Berg", "name=Анна Берг", "alias=A. Berg", "alias=Anna Berg", "previousName=Anna Dahl", "weakAlias=Ann", "wikidataId=Q1", "nationality=no", "position=Minister"),
			"person:anna-berg-Q1",
			map[string]graph.Value{"name": "Anna Berg", "aliases": []string{"Анна Берг", "A. Berg", "Anna Dahl"}, "description": "Minister",
				"identifiers": own("Q1", graph.Identifier{Scheme: "wikidata", Value: "Q1"})}},
		{"the caption is the name",
			`{"id": "Q2", "caption": "Carl  Dahl", "schema": "Person", "properties": {"name": ["CARL DAHL", "Carl Dahl"]}}`,
			"person:carl-dahl-Q2",
			map[string]graph.Value{"name": "Carl Dahl", "aliases": []string{"CARL DAHL"}, "identifiers": own("Q2")}},
		{"a first and a last name",
			line("x", "Person", "firstName=Eva", "lastName=Falk", "summary=Judge"), "person:eva-falk-x",
			map[string]graph.Value{"name": "Eva Falk", "description": "Judge", "identifiers": own("x")}},
		{"a long id",
			line("8f0c.3b7a9f1d2c4e5f60718293a4b5c6d7e8f9010203", "Person", "name=Gil"), "person:gil-9cc63775d0de",
			map[string]graph.Value{"name": "Gil", "identifiers": own("8f0c.3b7a9f1d2c4e5f60718293a4b5c6d7e8f9010203")}},
		{"a name without letters",
			line("y", "Person", "name=???"), "person:y", map[string]graph.Value{"name": "???", "identifiers": own("y")}},
		{"a party",
			line("p", "Organization", "name=Harbour Party", "topics=pol.party"), "organization:harbour-party-p",
			map[string]graph.Value{"name": "Harbour Party", "classification": "PARTY", "identifiers": own("p")}},
		{"a public body is not classified",
			line("b", "PublicBody", "name=Port Authority", "country=no"), "organization:port-authority-b",
			map[string]graph.Value{"name": "Port Authority", "identifiers": own("b")}},
		{"a company",
			line("c", "Company", "name=Port Ltd", "leiCode=5299", "jurisdiction=pa"), "organization:port-ltd-c",
			map[string]graph.Value{"name": "Port Ltd", "classification": "COMPANY", "identifiers": own("c", graph.Identifier{Scheme: "lei", Value: "5299"})}},
		{"a legal entity",
			line("l", "LegalEntity", "name=Port"), "organization:port-l", map[string]graph.Value{"name": "Port", "identifiers": own("l")}},
		{"a post",
			line("m", "Position", "name=Mayor of Lyon", "subnationalArea=Lyon"), "post:mayor-of-lyon-m",
			map[string]graph.Value{"name": "Mayor of Lyon", "description": "Lyon", "identifiers": own("m")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all := nodes(t, of(tt.line))
			if diff := cmp.Diff(tt.want, all[tt.id]); diff != "" {
				t.Errorf("%s\n%v", diff, all)
			}
		})
	}
}

// Entities that differ are different nodes, whatever their names and ids are.
func TestEntitiesAreToldApart(t *testing.T) {
	tests := []struct {
		name, line string
		id         string
	}{
		{"an id of one word", line("c", "Person", "name=A B"), "person:a-b-c"},
		{"an id with a hyphen", line("b-c", "Person", "name=A"), "person:a--b-c"},
		{"one with more of them", line("b--c", "Person", "name=A"), "person:a--b--c"},
		{"an id with hyphens and no name for it", line("a-b-c", "Person", "name=?"), "person:cbd2be7b96f7"},
		{"an id of one word and no name for it", line("abc", "Person", "name=?"), "person:abc"},
		{"an id of a list", line("ofac-36", "Person", "name=Anna Berg"), "person:anna-berg--ofac-36"},
	}
	var all []string
	for _, tt := range tests {
		if _, there := nodes(t, of(tt.line))[tt.id]; !there {
			t.Errorf("%s is not %s: %v", tt.name, tt.id, nodes(t, of(tt.line)))
		}
		all = append(all, tt.line)
	}
	if got := nodes(t, of(all...)); len(got) != len(tests)+1 {
		t.Errorf("%d entities are %d nodes", len(tests), len(got)-1)
	}
}

func TestTheFileIsTheSource(t *testing.T) {
	want := map[string]graph.Value{"name": "peps.ftm.json", "title": "peps.ftm.json"}
	if diff := cmp.Diff(want, nodes(t, of(line("v", "Vessel")))["source:peps-ftm"]); diff != "" {
		t.Error(diff)
	}
	f := New("x", of(line("v", "Vessel")).open, Options{Source: "source:peps", Title: "PEPs", Publisher: "Gazette", URL: "https://example.org"})
	want = map[string]graph.Value{"name": "PEPs", "title": "PEPs", "publisher": "Gazette", "url": "https://example.org"}
	if diff := cmp.Diff(want, nodes(t, f)["source:peps"]); diff != "" {
		t.Error(diff)
	}
}

func TestCountries(t *testing.T) {
	tests := []struct{ code, id, name, iso string }{
		{"fr", "country:fr", "France", "FR"},
		{"FR", "country:fr", "France", "FR"},
		{"mk", "country:mk", "North Macedonia", "MK"},
		{"su", "country:su", "Soviet Union", ""},
		{"yucs", "country:yucs", "Yugoslavia", ""},
		{"xk", "country:xk", "Kosovo", ""},
		{"eu", "organization:european-union", "European Union", ""},
		{"zz", "", "", ""}, {"un", "", "", ""}, {"uk", "", "", ""}, {"dd", "country:dd", "German Democratic Republic", ""},
		{"ge-ab", "", "", ""}, {"us-ca", "", "", ""}, {"", "", "", ""}, {"419", "", "", ""}, {"fra", "", "", ""},
	}
	for _, tt := range tests {
		id, props, ok := country(tt.code)
		name, _ := props["name"].(string)
		iso, _ := props["iso"].(string)
		if id != tt.id || name != tt.name || iso != tt.iso || ok != (tt.id != "") {
			t.Errorf("%q is %s %q %q", tt.code, id, name, iso)
		}
	}
}
