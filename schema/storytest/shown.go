package storytest

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

// object is a JSON object.
type object = map[string]any

// ask returns what a store shows in a view, in the facts of [Evaluate].
func (a *asker) ask(t testing.TB, store graph.Store, v View) Graph {
	t.Helper()
	var roots map[string]struct{ Nodes []object }
	a.do(t, store, a.query(v), &roots)
	g := Graph{}
	for _, k := range a.model.Kinds {
		for _, node := range roots[k.Plural].Nodes {
			if k.Name == "Meeting" || k.Name == "Claim" {
				g[node["id"].(string)] = factsOf(node, k.Properties, false)
			}
			for _, e := range a.model.Edges {
				in, _ := node[e.In].(object)
				edges, _ := in["edges"].([]any)
				for _, edge := range edges {
					edge := edge.(object)
					g[edge["id"].(string)] = factsOf(edge, e.Properties, e.Time == graph.State)
				}
			}
		}
	}
	return g
}

// factsOf returns the facts of a node or an edge.
func factsOf(x object, props []graph.Property, state bool) map[string]string {
	facts := map[string]string{"there": "true"}
	set := func(name string, v any) {
		if v != nil {
			facts[name] = fmt.Sprint(v)
		}
	}
	for _, p := range props {
		switch v := x[p.Name].(type) {
		case string:
			if isSaid(p) {
				set("value."+p.Name, v)
			}
		case object:
			if p.Type == graph.Date && state {
				set("hull", text(v["startEarliest"])+".."+text(v["endLatest"]))
			} else {
				set("value."+p.Name, cmp.Or(v["edtf"], v["id"]))
			}
		}
	}
	set("verification", x["verification"])
	set("current", x["current"])
	support, _ := x["support"].(object)
	for name, n := range support {
		set("support."+name, n)
	}
	if periods, ok := x["periods"].([]any); ok {
		var texts []string
		for _, p := range periods {
			p := p.(object)
			texts = append(texts, boundsOf(p["start"])+"/"+boundsOf(p["end"]))
		}
		set("periods", strings.Join(texts, ","))
	}
	setEvidence(set, x["evidence"].([]any))
	setReasons(set, x)
	return facts
}

// setReasons sets why values won, why a state held when it did, and how who votes.
func setReasons(set func(string, any), x object) {
	reasons, _ := x["reasons"].([]any)
	told := map[string][]string{}
	for _, r := range reasons {
		r := r.(object)
		for _, v := range r["votes"].([]any) {
			v := v.(object)
			set("vote."+v["principal"].(string), v["side"].(string)+" "+placeOf(v["statement"].(object)))
		}
		if r["statement"] != nil {
			name := r["property"].(string)
			told[name] = append(told[name], because(r))
		}
	}
	for name, list := range told {
		set("reason."+name, strings.Join(list, ", "))
	}
}

// because tells by which rule, where there is one, a statement decided over others.
func because(r object) string {
	reason := placeOf(r["statement"].(object))
	for _, o := range r["over"].([]any) {
		reason += " over " + placeOf(o.(object)["statement"].(object))
	}
	if rule := r["decidedBy"]; rule != nil {
		return rule.(string) + " " + reason
	}
	return reason
}

func setEvidence(set func(string, any), list []any) {
	var places []string
	for _, e := range list {
		e := e.(object)
		place := placeOf(e)
		places = append(places, place)
		set("counts."+place, e["counts"])
		set("polarity."+place, e["polarity"])
		if by, ok := e["correctedBy"].(object); ok {
			set("correctedBy."+place, placeOf(by))
		}
	}
	set("evidence", strings.Join(places, ","))
}

// placeOf names a piece of evidence as [Source.Place] does.
func placeOf(e object) string {
	source := e["source"].(object)["id"].(string)
	if row, ok := e["locator"].(string); ok {
		return source + "/" + row
	}
	return fmt.Sprintf("%s/%v-%v", source, e["start"], e["end"])
}

func boundsOf(v any) string {
	b, _ := v.(object)
	return text(b["earliest"]) + ".." + text(b["latest"])
}

// text returns a JSON string, "" for null.
func text(v any) string {
	s, _ := v.(string)
	return s
}
