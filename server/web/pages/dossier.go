package pages

import (
	"encoding/json"
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"parley/graph"
)

// inDossier is how many rows of each list the dossier of an entity has.
const inDossier = 20

// dossier returns the address of the dossier of an entity: of what it is, and of the
// edges at it with the words that say so.
func (p *Pages) dossier(k *graph.Kind, of *header, d days) (template.URL, error) {
	vars, err := json.Marshal(d.vars(map[string]any{"id": of.ID}))
	if err != nil {
		return "", err
	}
	title := "# " + strings.Join(strings.Fields(of.Name), " ") + "\n"
	query := url.Values{"query": {title + p.dossierQuery(k)}, "variables": {string(vars)}}
	return template.URL("/dossier?" + query.Encode()), nil
}

// dossierQuery asks for an entity of a kind and for the edges at it.
func (p *Pages) dossierQuery(k *graph.Kind) string {
	said := fmt.Sprintf("evidence(first: %d) { quote locator act saidBy { name } source { title } }", inDossier)
	of := func(props []*graph.Property) (fields []string) {
		for _, prop := range shown(props) {
			fields = append(fields, fieldOf(prop))
		}
		return fields
	}
	fields := append([]string{"id"}, of(k.Props())...)
	if k.Verified {
		fields = append(fields, "verification")
	}
	for _, l := range k.Links() {
		if l.Kind == graph.EdgeLink {
			edge := append([]string{"node { name }", "verification", said}, of(l.Edge.Props())...)
			fields = append(fields, fmt.Sprintf("%s(first: %d) { edges { %s } }", l.Name, inDossier, strings.Join(edge, " ")))
		}
	}
	return fmt.Sprintf("query Entity($id: ID!, $asOf: Date, $knownOn: Date) {\n  %s(id: $id, asOf: $asOf, knownOn: $knownOn) {\n    %s\n  }\n}",
		k.Singular(), strings.Join(append(fields, said), "\n    "))
}
