package layout

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"parley/graph"
)

// This file has what was known of nodes and edges before all was known that is known
// now.

// Version is what a node or an edge was as it was known from one day on, until another:
// its properties as they are stored. Without an Until it is what is known now.
type Version struct {
	From, Until graph.Day
	Props       map[string]any
}

// Past is what was known of a node or an edge, as it is stored: the day from which on
// it is known as it is now, the properties of each earlier version, and their digest,
// or null.
type Past struct {
	KnownFrom any
	Versions  []map[string]any
	Digest    any
}

// NewPast makes what is stored of versions.
func NewPast(versions []Version) Past {
	past := Past{KnownFrom: dateOf(openEnd())}
	var text strings.Builder
	for _, v := range versions {
		from := dateOf(ifOpen(v.From, openStart()))
		if v.Until == graph.NoDay {
			past.KnownFrom = from
			continue
		}
		v.Props[KnownFrom], v.Props["knownTo"] = from, dateOf(v.Until)
		past.Versions = append(past.Versions, v.Props)
		fmt.Fprintln(&text, v.Props) // in the order of names
	}
	if len(past.Versions) > 0 {
		sum := sha256.Sum256([]byte(text.String()))
		past.Digest = hex.EncodeToString(sum[:16])
	}
	return past
}

// Varying lists those of some properties that evidence can set or that follow from it,
// and so may be otherwise on days of less knowledge.
func Varying(props []*graph.Property) []*graph.Property {
	var varying []*graph.Property
	for _, p := range props {
		if !p.Editorial {
			varying = append(varying, p)
		}
	}
	return varying
}

// Varies reports whether nodes of a kind may be otherwise on days of less knowledge.
func Varies(k *graph.Kind) bool { return k.Evidenced || len(Varying(k.Props())) > 0 }

// KnownDay returns the day of a question as it is compared with the days on which
// things were known: what never was is not known on the last of all days either.
func KnownDay(d graph.Day) dbtype.Date { return dateOf(max(openStart(), min(d, openEnd()-1))) }

// What is stored of what was known of a piece of evidence: the day from which on it is
// known, and is as it is now; or, where there was more to it, lists side by side, of days
// and of what was known from each of them on.
const (
	KnownFrom    = "knownFrom"
	JudgedFrom   = "judgedFrom"
	JudgedCounts = "judgedCounts"
	JudgedPlace  = "judgedPlace"
	JudgedBy     = "judgedBy" // the ids of what corrects it, "" for none
)

func judgedPast() []string {
	return []string{KnownFrom, JudgedFrom, JudgedCounts, JudgedPlace, JudgedBy}
}

// JudgedStep is what became of a piece of evidence as it was known from a day on.
type JudgedStep struct {
	From        graph.Day
	Counts      bool
	Place       int
	CorrectedBy string
}

// StoreJudged puts what was known of a piece of evidence into properties. The steps
// begin before all days and end with what is known now.
func StoreJudged(steps []JudgedStep, into map[string]any) {
	steps = slices.CompactFunc(steps, func(a, b JudgedStep) bool { b.From = a.From; return a == b })
	for _, name := range judgedPast() {
		into[name] = nil
	}
	if len(steps) < 2 {
		return
	}
	first, second := steps[0], steps[1]
	if first.Counts, first.From = second.Counts, second.From; len(steps) == 2 && first == second && !steps[0].Counts {
		into[KnownFrom] = dateOf(ifOpen(second.From, openStart()))
		return
	}
	var from []dbtype.Date
	var counts []bool
	var places []int64
	var by []string
	for _, s := range steps {
		from, counts = append(from, dateOf(ifOpen(s.From, openStart()))), append(counts, s.Counts)
		places, by = append(places, int64(s.Place)), append(by, s.CorrectedBy)
	}
	into[JudgedFrom], into[JudgedCounts], into[JudgedPlace], into[JudgedBy] = from, counts, places, by
}
