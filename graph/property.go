package graph

import (
	"net/url"
	"slices"
	"strings"
)

// Type is the type of a property's values.
type Type uint8

// The types of properties, and the dynamic type of a [Value] of each.
const (
	Text        Type = iota // string
	TextList                // []string
	Enumerated              // string, one of the Enum's values
	Number                  // int64
	Flag                    // bool
	Date                    // *When
	Identifiers             // []Identifier
	Reference               // string, the id of a node of a kind in To; of edges and evidence only
	Tally                   // *Support; Weighed only
	Spans                   // []Period; Weighed only
	Course                  // []Step; Weighed only
)

// Identifier names an entity in another system: scheme "wikidata", value "Q7747".
type Identifier struct{ Scheme, Value string }

// Property is one line of the model's table.
type Property struct {
	Name      string
	Type      Type
	Enum      *Enum    // of an Enumerated property
	Format    Format   // of a Text: what form it must have
	To        []string // of a Reference: the kinds that it may name; of a TextList: its texts are ids of these kinds, whether or not there are such nodes
	Identity  bool     // it is part of its edge's id
	Formerly  bool     // of an edge: it was part of the edge's id in earlier versions; see [Model.CurrentID]
	Editorial bool     // an editor states it; it needs no evidence
	Required  bool     // a fact without it has no point
	InLabel   bool     // of an edge: its value stands in the label, which without it might say the opposite
	Side      int      // of an edge: it has a value only where the property that leads has one of this side, or none
	Speech    bool     // of an edge: it says what its actor says of what the edge leads to; see [Model.Polarity]
	Leads     bool     // what statements say of it decides which of them set the other properties; see package weigh
	Weighed   bool     // it follows from all statements about its owner; nobody states it
	Internal  bool     // it is not shown: others are worked out from it
	Doc       string

	ordinal int // its place among the node properties, or in its edge
}

// Ordinal is the property's place among all names of node properties, or among
// its edge's properties.
func (p *Property) Ordinal() int { return p.ordinal }

// Enum is a closed list of values, in capitals.
type Enum struct {
	Name   string
	Doc    string
	Values []EnumValue
}

// EnumValue is one value of an [Enum]: what it means, and what that comes to when
// it is weighed against others.
type EnumValue struct {
	Name, Doc string
	Weak      bool     // it loses against any other value
	Occurred  bool     // it says that something occurred, which no plan undoes
	Undoes    bool     // it says that what was planned does not take place: said afterwards, it speaks against it
	Negative  bool     // it says that something did not, or will not, take place: no wonder where its words have a "not"
	Side      int      // values of two sides other than 0 cannot be true together
	Concludes bool     // it holds from the day on which the other values end
	Confirms  bool     // of a verb, or of what one says of a claim: it confirms what another has said
	Speaks    bool     // of an office: who holds it speaks for whose it is
	Polarity  Polarity // of a verb, or of what one says of a claim
}

// Polarity is how a statement bears on what it is about.
type Polarity uint8

// The polarities.
const (
	Affirms Polarity = iota
	Denies
	Silent
)

// String returns the polarity as evidence has it.
func (p Polarity) String() string {
	switch p {
	case Denies:
		return "DENIES"
	case Silent:
		return "SILENT"
	}
	return "AFFIRMS"
}

// Has reports whether the enum has the value.
func (e *Enum) Has(value string) bool {
	for _, v := range e.Values {
		if v.Name == value {
			return true
		}
	}
	return false
}

// Names lists the enum's values as a reader would: "A, B, C".
func (e *Enum) Names() string { return joined(e.Values, func(v EnumValue) string { return v.Name }) }

// enum declares an Enum; each value is "NAME: what it means".
func enum(name, doc string, values ...string) *Enum {
	e := &Enum{Name: name, Doc: doc}
	for _, v := range values {
		value, meaning, _ := strings.Cut(v, ": ")
		e.Values = append(e.Values, EnumValue{Name: value, Doc: meaning})
	}
	return e
}

// Weak is the first of the enum's values that lose against any other; "" if none does.
func (e *Enum) Weak() string {
	for _, v := range e.Values {
		if v.Weak {
			return v.Name
		}
	}
	return ""
}

// with declares more of some of the enum's values.
func (e *Enum) with(declare func(*EnumValue), values ...string) *Enum {
	for i := range e.Values {
		if slices.Contains(values, e.Values[i].Name) {
			declare(&e.Values[i])
		}
	}
	return e
}

// What declares more of an enum's values.
func weak(v *EnumValue)      { v.Weak = true }
func occurred(v *EnumValue)  { v.Occurred = true }
func negative(v *EnumValue)  { v.Negative = true }
func undoes(v *EnumValue)    { v.Undoes = true }
func concludes(v *EnumValue) { v.Concludes = true }
func confirms(v *EnumValue)  { v.Confirms = true }
func speaks(v *EnumValue)    { v.Speaks = true }
func denies(v *EnumValue)    { v.Polarity = Denies }
func silent(v *EnumValue)    { v.Polarity = Silent }

func side(n int) func(*EnumValue) {
	return func(v *EnumValue) { v.Side = n }
}

// Of returns the enum's value of a name; the zero one where it has none.
func (e *Enum) Of(v Value) EnumValue {
	for i := range e.Values {
		if e.Values[i].Name == v {
			return e.Values[i]
		}
	}
	return EnumValue{}
}

// Format is the form that a text property must have.
type Format uint8

// The forms of a text.
const (
	FreeText Format = iota
	URL             // an address that may be followed; see [IsLink]
)

// schemes are those of the addresses that may be followed: what others name,
// such as javascript, data and file, is run, shown or opened where it is read.
var schemes = []string{"http", "https", "doi", "urn"}

// LinkPattern is a regular expression for the beginning of what [IsLink] takes,
// for schemas: it takes more.
const LinkPattern = `^([Hh][Tt][Tt][Pp][Ss]?://|[Dd][Oo][Ii]:|[Uu][Rr][Nn]:)\S+$`

// check refuses what does not have the form.
func (f Format) check(s string) error {
	if f == URL && !IsLink(s) {
		return Errorf(BadInput, "check", "%.100q is not an address of %s: write it as https://example.org/page, doi:10.1000/182 or urn:isbn:0451450523", s, strings.Join(schemes, ", "))
	}
	return nil
}

// IsLink reports whether a text is an address that may be followed: of http or
// https with a host, or a doi or urn. What a store has held for long need not be.
func IsLink(s string) bool {
	u, err := url.Parse(s)
	if err != nil || !slices.Contains(schemes, u.Scheme) || strings.ContainsAny(s, " \\") {
		return false
	}
	if u.Opaque == "" {
		return u.Hostname() != ""
	}
	return u.Scheme == "doi" || u.Scheme == "urn"
}
