package export

import "parley/graph/explore"

// The IRIs of JSON-LD. Ids of the graph become URNs (RFC 8141) of their own
// namespace, so that they mean the same wherever the file lies.
const ldContext = `{"@vocab":"urn:parley:term:","id":"@id","type":"@type",` +
	`"schema":"https://schema.org/","prov":"http://www.w3.org/ns/prov#","rdf":"http://www.w3.org/1999/02/22-rdf-syntax-ns#",` +
	`"xsd":"http://www.w3.org/2001/XMLSchema#",` +
	`"label":"schema:name","description":"schema:description","aliases":"schema:alternateName","identifiers":"schema:identifier",` +
	`"start":{"@id":"schema:startDate","@type":"xsd:date"},"end":{"@id":"schema:endDate","@type":"xsd:date"},` +
	`"quote":"prov:value","primarySource":{"@id":"prov:hadPrimarySource","@type":"@id"},` +
	`"source":{"@id":"rdf:subject","@type":"@id"},"target":{"@id":"rdf:object","@type":"@id"},"predicate":{"@id":"rdf:predicate","@type":"@id"},` +
	`"saidById":{"@id":"prov:wasAttributedTo","@type":"@id"},"restsOn":{"@id":"prov:wasDerivedFrom","@type":"@id"},` +
	`"saidForId":{"@type":"@id"},"capacity":{"@type":"@id"},"onBehalfOf":{"@type":"@id"}}`

// jsonLD writes JSON-LD 1.1 in terms of schema.org. An edge is a statement about
// two nodes (RDF 1.1 Schema, reification), which is a prov:Entity with the words
// of its primary source.
func jsonLD(w *writer, g *explore.Graph) {
	w.text(`{"@context":`, ldContext, `,"@graph":`)
	w.each(1+len(g.Nodes)+len(g.Edges), func(i int) {
		switch i--; {
		case i < 0:
			w.object(append([]field{{"id", "urn:parley:graph"}, {"type", "schema:Dataset"}}, graphFields(g)...)...)
			return
		case i < len(g.Nodes):
			n := &g.Nodes[i]
			lead := []field{{"id", urn(n.ID)}, {"type", n.Kind.Class}, {"label", n.Label}}
			w.object(append(lead, ldFields(nodeFields(n))...)...)
			return
		}
		e := &g.Edges[i-len(g.Nodes)]
		lead := []field{
			{"id", urn(e.ID)}, {"type", []string{"rdf:Statement", "prov:Entity"}},
			{"source", urn(e.Source)}, {"predicate", "urn:parley:term:" + e.Kind}, {"target", urn(e.Target)}, {"label", e.Label},
		}
		w.object(append(lead, ldFields(edgeFields(e))...)...)
	})
	w.text("}\n")
}

// ldFields makes IRIs of what names nodes.
func ldFields(fields []field) []field {
	out := make([]field, len(fields))
	for i, f := range fields {
		switch v := f.value.(type) {
		case ref:
			f.value = urn(string(v))
		case []ref:
			f.value = mapped(v, func(id ref) string { return urn(string(id)) })
		}
		if f.name == "quoteSourceId" {
			f.name = "primarySource"
		}
		out[i] = f
	}
	return out
}

// urn makes a URN of an id, whose spaces and other characters are written as
// %XX (RFC 3986, section 2.1).
func urn(id string) string {
	const hex = "0123456789ABCDEF"
	out := []byte("urn:parley:")
	for i := range len(id) {
		b := id[i]
		switch {
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b >= '0' && b <= '9', b == ':', b == '-', b == '.', b == '_', b == '~':
			out = append(out, b)
		default:
			out = append(out, '%', hex[b>>4], hex[b&15])
		}
	}
	return string(out)
}
