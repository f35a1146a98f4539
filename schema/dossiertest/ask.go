package dossiertest

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parley/schema"
	"parley/schema/storytest"
)

// fragments select all of what a dossier can check.
const fragments = `
fragment S on Evidence {
	id quote start end locator act basis counts polarity corrects says { property value } saidWhen { text edtf basis startEarliest endLatest }
	saidBy { id name } saidFor { name } correctedBy { id quote } source { id name publisher published { edtf endLatest } withdrawn { edtf } } fact { id kind label }
}
fragment R on Reason { property value decidedBy statement { id } over { value statement { id } } votes { principal side statement { id } } }
fragment V on Support { affirmed denied silent publishers }
fragment P on Period { start { earliest latest } end { earliest latest } evidence { id act } }
`

// questions returns what is asked of stories, of the days $d and $k; ROOT stands for an actor.
func questions() []string {
	list := []string{
		`meetings(asOf: $d, knownOn: $k) { edges { node { __typename id name status mode when { edtf basis startEarliest } verification support { ...V } reasons { ...R } evidence { ...S }
			participants { edges { id attendance mode capacity { id name } verification support { ...V } reasons { ...R } node { __typename id name } evidence { ...S } } } } } }`,
		`claims(asOf: $d, knownOn: $k) { nodes { id name verification support { ...V } when { edtf } reasons { ...R } evidence { ...S }
			assertions { edges { id verdict when { edtf } verification support { ...V } node { name } evidence { ...S } } } } }`,
		`positions(knownOn: $k) { edges { node { id name holders { edges { id stance when { edtf } current verification support { ...V } periods { ...P } reasons { ...R } evidence { ...S } node { name } } } } } }`,
		`posts(asOf: $d, knownOn: $k) { edges { node { name roleKind holders { edges { occupancy current verification periods { ...P } node { id } evidence { ...S } } } of { edges { verification node { name } evidence { ...S } } } } } }`,
		`people(asOf: $d, knownOn: $k) { edges { node { id name aliases met(verification: [UNVERIFIED, CONFIRMED, CONTESTED, DENIED]) { edges { count verification node { id name } via { a { attendance verification } b { attendance } node { status } } } }
			memberOf { edges { role current periods { ...P } verification node { name } } } said { edges { node { ...S } } }
			conflictsWith(verification: [CONTESTED, UNVERIFIED]) { nodes { name } edges { count verification } } } } }`,
		`facts(first: 60, knownOn: $k) { nodes { ...S } }`,
		`subgraph(roots: [ROOT], depth: 2, asOf: $d, knownOn: $k) { nodes { id kind label verification } edges { id kind source target label verification evidence { ...S } } }`,
		`timeline(entities: [ROOT], knownOn: $k) { edges { node { id kind label verification entity { id name } evidence { ...S } } } }`,
		`disagreements(knownOn: $k) { edges { node { subject { id kind label } property sides { value principals evidence { ...S } } } } }`,
	}
	for i, q := range list {
		vars := "$k: Date"
		if strings.Contains(q, "$d") {
			vars += ", $d: Date"
		}
		text := "query Random(" + vars + ") { " + q + " }\n" + fragments
		for _, name := range []string{"S", "R", "V", "P"} {
			if !strings.Contains(q, "..."+name+" ") {
				text = regexp.MustCompile(`(?s)\nfragment `+name+` on .*?(\nfragment|$)`).ReplaceAllString(text, "$1")
			}
		}
		list[i] = text
	}
	return list
}

// Ask returns a random question about a story.
func Ask(random *rand.Rand, story *storytest.Story) schema.Request {
	days := append(story.Days(), "", "")
	vars := map[string]any{}
	for _, name := range []string{"d", "k"} {
		if day := days[random.IntN(len(days))]; day != "" {
			vars[name] = day
		}
	}
	root := slices.DeleteFunc(story.IDs(), func(id string) bool {
		return strings.HasPrefix(id, "meeting:") || strings.HasPrefix(id, "claim:") || strings.HasPrefix(id, "position:")
	})[0]
	all := questions()
	query := strings.ReplaceAll(all[random.IntN(len(all))], "ROOT", strconv.Quote(root))
	if !strings.Contains(query, "$d") {
		delete(vars, "d")
	}
	return schema.Request{Query: query, Variables: vars}
}
