package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// EvidencePrefix is how the ids of evidence begin.
const EvidencePrefix = "evidence:"

// maxID is the length of the longest id, in bytes.
const maxID = 256

// KindOf returns the kind that an id's prefix names, or nil.
func (m *Model) KindOf(id string) *Kind {
	prefix, _, _ := strings.Cut(id, ":")
	for _, k := range m.Kinds {
		if len(prefix)+1 == len(k.Prefix()) && strings.HasPrefix(k.Prefix(), prefix) {
			return k
		}
	}
	return nil
}

// CheckID returns the kind of a node's id, or an error that says what is wrong
// with it: an id is a kind, a colon and a slug of visible characters.
func (m *Model) CheckID(id string) (*Kind, error) {
	if len(id) > maxID {
		return nil, Errorf(BadInput, "id", "%q… is longer than %d bytes", id[:32], maxID)
	}
	k := m.KindOf(id)
	_, slug, _ := strings.Cut(id, ":")
	switch {
	case k == nil:
		return nil, Errorf(BadInput, "id", "%q does not begin with a kind: write person:jane-doe, country:fr, …", id)
	case slug == "":
		return nil, Errorf(BadInput, "id", "%q lacks what comes after the colon", id)
	case !utf8.ValidString(id):
		return nil, Errorf(BadInput, "id", "%q is not UTF-8", id)
	case strings.IndexFunc(slug, invisible) >= 0:
		return nil, Errorf(BadInput, "id", "%q has a space or an invisible character", id)
	case NFC(id) != id:
		return nil, Errorf(BadInput, "id", "%q is not in Unicode normal form C", id)
	}
	return k, nil
}

func invisible(r rune) bool {
	if r <= unicode.MaxASCII {
		return r <= ' ' || r == '\x7f'
	}
	return !unicode.IsGraphic(r) || unicode.IsSpace(r)
}

// EdgeID makes an edge's id from its type, its ends and its identity
// properties, in the model's order: "HOLDS person:a position:b OPPOSES". The
// space sorts below all that an id may hold, so edges of one type sort by
// their ends.
func EdgeID(e *Edge, from, to string, identity func(*Property) Value) string {
	return e.Name + " " + from + " " + to + IdentityKey(e, identity)
}

// IdentityKey is what the identity properties add to an edge's id: a space and
// a word for each, without what is null at the end.
func IdentityKey(e *Edge, identity func(*Property) Value) string {
	var key strings.Builder
	nulls := 0
	for _, p := range e.props {
		if !p.Identity {
			continue
		}
		v := identity(p)
		if v == nil {
			nulls++
			continue
		}
		key.WriteString(strings.Repeat(" -", nulls))
		nulls = 0
		key.WriteByte(' ')
		key.WriteString(word(v))
	}
	return key.String()
}

func word(v Value) string {
	if w, ok := v.(*When); ok {
		return w.Token()
	}
	return strings.Join(strings.Fields(Print(v)), "_")
}

// Ordered returns a fact with the ends of a symmetric edge in the order of ids, in
// which it is one and the same edge whichever of them is put first.
func (m *Model) Ordered(f Fact) Fact {
	if e := m.Edge(f.Edge); e != nil && e.Symmetric && f.From > f.To {
		f.From, f.To = f.To, f.From
	}
	return f
}

// FactID returns the id of the node or edge that a piece of evidence is for.
func (m *Model) FactID(f Fact) string {
	if f.Node != "" {
		return f.Node
	}
	f = m.Ordered(f)
	return EdgeID(m.Edge(f.Edge), f.From, f.To, func(p *Property) Value { return f.Identity[p.Name] })
}

// PropsOf returns the properties of the node or edge that a piece of evidence is for.
func (m *Model) PropsOf(f Fact) []*Property {
	if f.Node != "" {
		return m.KindOf(f.Node).props
	}
	return m.Edge(f.Edge).props
}

// EdgeOf returns the type of the edge of an id and the ids of its ends; the type is
// nil where it is not the id of an edge.
func (m *Model) EdgeOf(id string) (e *Edge, from, to string) {
	words := strings.SplitN(id, " ", 4)
	if len(words) < 3 {
		return nil, "", ""
	}
	return m.Edge(words[0]), words[1], words[2]
}

// IdentityIn returns the value of a property as it stands in the id of an edge of the
// type, of which ids it is part; "" where it is null, or no part of these.
func (e *Edge) IdentityIn(id string, of *Property) string {
	words := strings.Split(id, " ")
	at := 3
	for _, p := range e.props {
		switch {
		case !p.Identity:
		case p != of:
			at++
		case at < len(words) && words[at] != "-":
			return words[at]
		}
	}
	return ""
}

// CurrentID returns an id as it is now. Ids of edges had a word, in earlier
// versions, for properties that are no part of their identity any more: it is
// dropped, as is what is null at the end then. The ends of a symmetric edge come in
// the order of ids.
func (m *Model) CurrentID(id string) string {
	e, _, _ := m.EdgeOf(id)
	switch {
	case e == nil:
		return id
	case e.Symmetric:
		return m.MeantID(id, func(id string) string { return id })
	case len(e.former) == 0:
		return id
	}
	words := strings.Split(id, " ")
	at := 3 // of the identity's words
	for _, p := range e.props {
		switch {
		case at >= len(words):
		case p.Formerly:
			words = slices.Delete(words, at, at+1)
		case p.Identity:
			at++
		}
	}
	for len(words) > 3 && words[len(words)-1] == "-" {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// currentFact returns a piece of evidence with what was part of its edge's id in
// earlier versions among what it says, unless it says something else of it.
func (m *Model) currentFact(c PutEvidence) PutEvidence {
	e := m.Edge(c.Fact.Edge)
	if e == nil {
		return c
	}
	for _, p := range e.former {
		was, put := c.Fact.Identity[p.Name]
		if !put {
			continue
		}
		c.Fact.Identity = maps.Clone(c.Fact.Identity)
		delete(c.Fact.Identity, p.Name)
		if c.Says[p.Name] == nil && was != nil {
			says := map[string]Value{}
			maps.Copy(says, c.Says)
			says[p.Name] = was
			c.Says = says
		}
	}
	return c
}

// EvidenceID makes a piece of evidence's id. It begins with the source and the sort key of the place
// there, so that in the order of ids a source's evidence stands as in the
// source; it ends with a digest of what is said, so that saying it again is
// the same evidence.
func EvidenceID(source, sortKey string, digest uint64) string {
	_, slug, _ := strings.Cut(source, ":")
	return fmt.Sprintf("%s%s %s %012x", EvidencePrefix, slug, sortKey, digest)
}

// SourceOf returns the id of the source that a piece of evidence's id names.
func SourceOf(evidenceID string) (source string, ok bool) {
	rest, ok := strings.CutPrefix(evidenceID, EvidencePrefix)
	slug, _, spaced := strings.Cut(rest, " ")
	return "source:" + slug, ok && spaced
}

// Version returns a digest of a node or an edge: of its values, of which value
// returns one by its property, and of the ids of its evidence, in their order. It
// is 64 bits of a SHA-256, in hexadecimal, and changes when they do.
func Version(props []*Property, value func(*Property) Value, evidence iter.Seq[string]) string {
	said := make([]byte, 0, 512)
	for _, p := range props {
		if !p.Weighed {
			said = appendValue(said, p.Name, value(p))
		}
	}
	for id := range evidence {
		said = appendTexts(said, id)
	}
	sum := sha256.Sum256(said)
	return hex.EncodeToString(sum[:8])
}

// Digest tells the evidence from others for the same or another fact at the
// same place of its source: 48 bits of a SHA-256 of all that it says. What few say
// comes last, and only where it is said, so that the digests of all others are what
// they have always been.
func (e *Evidence) Digest(factID string) uint64 {
	said := make([]byte, 0, 512)
	said = appendTexts(said, factID, e.Quote, strconv.Itoa(e.End), e.SaidBy)
	said = appendWhen(said, e.SaidWhen)
	said = appendTexts(said, e.SaidAt, e.Act, e.Basis)
	var few [8]string
	for _, name := range appendSorted(few[:0], e.Says) {
		said = appendValue(said, name, e.Says[name])
	}
	if e.SaidFor != "" {
		said = appendTexts(said, ".saidFor", e.SaidFor)
	}
	if len(e.Corrects) > 0 {
		said = appendValue(said, ".corrects", e.Corrects)
	}
	sum := sha256.Sum256(said)
	return binary.BigEndian.Uint64(sum[:]) >> 16
}

// appendTexts appends texts so that none runs into the next.
func appendTexts(said []byte, texts ...string) []byte {
	for _, s := range texts {
		said = strconv.AppendInt(said, int64(len(s)), 10)
		said = append(said, ':')
		said = append(said, s...)
	}
	return said
}

func appendValue(said []byte, name string, v Value) []byte {
	said = appendTexts(said, name)
	switch v := v.(type) {
	case *When:
		return appendWhen(said, v)
	case []string:
		said = appendTexts(said, strconv.Itoa(len(v)))
		return appendTexts(said, v...)
	case []Identifier:
		said = appendTexts(said, strconv.Itoa(len(v)))
		for _, id := range v {
			said = appendTexts(said, id.Scheme, id.Value)
		}
		return said
	default:
		return appendTexts(said, Print(v))
	}
}

func appendWhen(said []byte, w *When) []byte {
	if w == nil {
		return appendTexts(said, "")
	}
	return appendTexts(said, w.Text, w.EDTF, w.Basis, strings.Join(w.After, " "))
}

// appendSorted appends the keys of a map to keys, in their order.
func appendSorted(keys []string, m map[string]Value) []string {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
