package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

// evidencePrefix is how the ids of evidence begin.
const evidencePrefix = "evidence:"

// maxID is the length of the longest id, in bytes.
const maxID = 256

// KindOf gives the kind that an id's prefix names, or nil.
func (m *Model) KindOf(id string) *Kind {
	prefix, _, _ := strings.Cut(id, ":")
	for _, k := range m.Kinds {
		if len(prefix)+1 == len(k.Prefix()) && strings.HasPrefix(k.Prefix(), prefix) {
			return k
		}
	}
	return nil
}

// CheckID gives the kind of a node's id, or an error that says what is wrong
// with it: an id is a kind, a colon and a slug of visible characters.
func (m *Model) CheckID(id string) (*Kind, error) {
	k := m.KindOf(id)
	_, slug, _ := strings.Cut(id, ":")
	switch {
	case k == nil:
		return nil, Errorf(BadInput, "id", "%q does not begin with a kind: write person:jane-doe, country:fr, …", id)
	case slug == "":
		return nil, Errorf(BadInput, "id", "%q lacks what comes after the colon", id)
	case len(id) > maxID:
		return nil, Errorf(BadInput, "id", "%q… is longer than %d bytes", id[:32], maxID)
	case strings.IndexFunc(slug, func(r rune) bool { return r <= ' ' || !unicode.IsGraphic(r) || unicode.IsSpace(r) }) >= 0:
		return nil, Errorf(BadInput, "id", "%q has a space or an invisible character", id)
	case NFC(id) != id:
		return nil, Errorf(BadInput, "id", "%q is not in Unicode normal form C", id)
	}
	return k, nil
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

// FactID gives the id of the node or edge that an evidence is for.
func (m *Model) FactID(f Fact) string {
	if f.Node != "" {
		return f.Node
	}
	return EdgeID(m.Edge(f.Edge), f.From, f.To, func(p *Property) Value { return f.Identity[p.Name] })
}

// EdgeOf gives the type of the edge of an id and the ids of its ends; the type is
// nil where it is not the id of an edge.
func (m *Model) EdgeOf(id string) (e *Edge, from, to string) {
	words := strings.SplitN(id, " ", 4)
	if len(words) < 3 {
		return nil, "", ""
	}
	return m.Edge(words[0]), words[1], words[2]
}

// EvidenceID makes an evidence's id. It begins with the source and the place
// there, so that in the order of ids a source's evidence stands as in the
// source; it ends with a digest of what is said, so that saying it again is
// the same evidence.
func EvidenceID(source, place string, digest uint64) string {
	_, slug, _ := strings.Cut(source, ":")
	return fmt.Sprintf("%s%s %s %012x", evidencePrefix, slug, place, digest)
}

// SourceOf gives the id of the source that an evidence's id names.
func SourceOf(evidenceID string) (source string, ok bool) {
	rest, ok := strings.CutPrefix(evidenceID, evidencePrefix)
	slug, _, spaced := strings.Cut(rest, " ")
	return "source:" + slug, ok && spaced
}

// Version is a digest of the values of a node or an edge, of which value gives
// one by its property: 64 bits of a SHA-256, in hexadecimal. It changes when
// they do.
func Version(props []*Property, value func(*Property) Value) string {
	h := sha256.New()
	for _, p := range props {
		if p.Rule == nil {
			putValue(h, p.Name, value(p))
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Place is a word that sorts as the evidence stands in its source.
func (e *Evidence) Place() string {
	if e.Locator == "" {
		return fmt.Sprintf("%08d", e.Start)
	}
	return padNumbers(strings.Join(strings.Fields(e.Locator), "_"))
}

// padNumbers writes each number with eight digits at least, so that row 9 sorts
// before row 10.
func padNumbers(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] >= '0' && s[j] <= '9' {
			j++
		}
		if j == i {
			out.WriteByte(s[i])
			i++
			continue
		}
		out.WriteString(strings.Repeat("0", max(0, 8-(j-i))))
		out.WriteString(s[i:j])
		i = j
	}
	return out.String()
}

// Digest tells the evidence from others for the same or another fact at the
// same place of its source: 48 bits of a SHA-256 of all that it says.
func (e *Evidence) Digest(factID string) uint64 {
	h := sha256.New()
	put(h, factID, e.Quote, strconv.Itoa(e.End), e.SaidBy)
	putWhen(h, e.SaidWhen)
	put(h, e.SaidAt, e.Act, e.Basis)
	for _, name := range sortedKeys(e.Says) {
		putValue(h, name, e.Says[name])
	}
	return binary.BigEndian.Uint64(h.Sum(nil)) >> 16
}

// put writes texts so that none runs into the next.
func put(h hash.Hash, texts ...string) {
	for _, s := range texts {
		h.Write([]byte(strconv.Itoa(len(s))))
		h.Write([]byte{':'})
		h.Write([]byte(s))
	}
}

func putValue(h hash.Hash, name string, v Value) {
	put(h, name)
	switch v := v.(type) {
	case *When:
		putWhen(h, v)
	case []string:
		put(h, strconv.Itoa(len(v)))
		put(h, v...)
	case []Identifier:
		put(h, strconv.Itoa(len(v)))
		for _, id := range v {
			put(h, id.Scheme, id.Value)
		}
	default:
		put(h, Print(v))
	}
}

func putWhen(h hash.Hash, w *When) {
	if w == nil {
		put(h, "")
		return
	}
	put(h, w.Text, w.EDTF, w.Basis, strings.Join(w.After, " "))
}

func sortedKeys(m map[string]Value) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
