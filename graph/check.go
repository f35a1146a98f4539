package graph

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// Check holds a change against the model, without looking at the graph, and
// returns it with its text in normal form C and what named an edge in an earlier
// version as it is now.
func (m *Model) Check(c Change) (Change, error) {
	switch c := c.(type) {
	case PutNode:
		return m.checkNode(c)
	case PutEvidence:
		return m.checkEvidence(c)
	case Sweep:
		return c, m.checkSource(c.Source)
	case DropSource:
		return c, m.checkSource(c.Source)
	case WithdrawStatement:
		if _, err := m.CheckID(c.ID); err != nil {
			return nil, err
		}
		return c, m.checkSource(c.Source)
	case Retract:
		c.ID = m.CurrentID(c.ID)
		return c, m.checkAnyID(c.ID)
	case Precondition:
		c.ID = m.CurrentID(c.ID)
		return c, m.checkAnyID(c.ID)
	case Merge:
		return c, m.checkMerge(c)
	case IdempotencyKey:
		return c, checkKey(c.Key)
	}
	return nil, Errorf(Internal, "check", "unknown change %T", c)
}

// checkAnyID checks the id of a node, an edge or a piece of evidence.
func (m *Model) checkAnyID(id string) error {
	first, _, spaced := strings.Cut(id, " ")
	if spaced && (m.Edge(first) != nil || strings.HasPrefix(id, EvidencePrefix)) {
		return checkUTF8(id)
	}
	_, err := m.CheckID(id)
	return err
}

func (m *Model) checkMerge(c Merge) error {
	k, err := m.CheckID(c.ID)
	if err != nil {
		return err
	}
	if k == m.Publication {
		return Errorf(BadInput, "merge", "%s is a source, and a source is a unit: drop one of the two, or load one again", c.ID)
	}
	if c.Into == "" {
		return nil
	}
	if c.Into == c.ID {
		return Errorf(BadInput, "merge", "%s cannot be merged into itself", c.ID)
	}
	return m.checkRef(c.Into, []string{k.Name}, "into")
}

func checkKey(key string) error {
	if key == "" || len(key) > maxID {
		return Errorf(BadInput, "check", "a key has 1 to %d bytes, not %d", maxID, len(key))
	}
	return checkUTF8(key)
}

func (m *Model) checkSource(id string) error {
	return m.checkRef(id, []string{m.Publication.Name}, "source")
}

func (m *Model) checkNode(c PutNode) (Change, error) {
	k, err := m.CheckID(c.ID)
	if err != nil {
		return nil, err
	}
	if err := m.checkSource(c.Source); err != nil {
		return nil, err
	}
	if name, _ := c.Props["name"].(string); strings.TrimSpace(name) == "" {
		return nil, Errorf(BadInput, "check", "%s has no name", c.ID)
	}
	for name := range c.Props {
		p := k.Prop(name)
		if p != nil && p.Weighed {
			return nil, Errorf(BadInput, "check", "%s.%s follows from what sources say; nobody states it", k.Name, name)
		}
		if p != nil && !p.Editorial {
			return nil, Errorf(BadInput, "check", "%s.%s needs evidence: state it as a fact with a quote", k.Name, name)
		}
	}
	c.Props, err = m.checkProps(k.Name, k.props, c.Props)
	return c, err
}

func (m *Model) checkEvidence(c PutEvidence) (Change, error) {
	if err := m.checkSource(c.Source); err != nil {
		return nil, err
	}
	c = m.currentFact(c)
	props, err := m.checkFact(&c.Fact)
	if err != nil {
		return nil, err
	}
	owner := c.Fact.Edge
	if owner == "" {
		owner = m.KindOf(c.Fact.Node).Name
	}
	for name := range c.Says {
		p := propNamed(props, name)
		if p != nil && (p.Identity || p.Editorial || p.Weighed) {
			return nil, Errorf(BadInput, "check", "%s.%s is not set by evidence: it is editorial, part of the fact's id or follows from what sources say", owner, name)
		}
	}
	if c.Says, err = m.checkProps(owner, props, c.Says); err != nil {
		return nil, err
	}
	if err := m.checkWords(&c.Evidence); err != nil {
		return nil, err
	}
	if len(c.Corrects) == 0 {
		c.Corrects = nil
	}
	return c, m.checkCorrects(c.Corrects, c.Source)
}

// checkCorrects checks the ids of the sources that a source's evidence corrects.
func (m *Model) checkCorrects(ids []string, source string) error {
	if err := m.checkTexts(m.EvidenceProp("corrects"), ids); err != nil {
		return err
	}
	if slices.Contains(ids, source) {
		return Errorf(BadInput, "check", "%s cannot correct itself: leave out of the source what is not so", source)
	}
	return nil
}

// checkFact checks what a piece of evidence is for and returns its properties.
func (m *Model) checkFact(f *Fact) ([]*Property, error) {
	if f.Node != "" {
		if f.Edge != "" {
			return nil, Errorf(BadInput, "check", "a fact is for either a node or an edge, not for %s and %s", f.Node, f.Edge)
		}
		k, err := m.CheckID(f.Node)
		if err != nil {
			return nil, err
		}
		return k.props, nil
	}
	e := m.Edge(f.Edge)
	if e == nil {
		return nil, Errorf(BadInput, "check", "there is no edge %s: the edges are %s", f.Edge, m.edgeNames())
	}
	if err := m.checkEnd(e, "from", f.From, e.from); err != nil {
		return nil, err
	}
	if err := m.checkEnd(e, "to", f.To, e.to); err != nil {
		return nil, err
	}
	if f.From == f.To && !e.Reflexive {
		return nil, Errorf(BadInput, "check", "%s cannot lead from %s to itself", e.Name, f.From)
	}
	if from, to := m.KindOf(f.From), m.KindOf(f.To); e.SameKind && from != to {
		return nil, Errorf(BadInput, "check", "%s goes between two of one kind, %s, not between %s and %s", e.Name, m.kindNames(e.from), f.From, f.To)
	}
	*f = m.Ordered(*f)
	for name := range f.Identity {
		if p := e.Prop(name); p == nil || !p.Identity {
			return nil, Errorf(BadInput, "check", "%s has no identity property %s", e.Name, name)
		}
	}
	var err error
	f.Identity, err = m.checkProps(e.Name, e.props, f.Identity)
	return e.props, err
}

func (m *Model) checkEnd(e *Edge, end, id string, kinds KindSet) error {
	k, err := m.CheckID(id)
	if err != nil {
		return err
	}
	if !kinds.Has(k) {
		return Errorf(BadInput, "check", "%s goes %s %s, not %s %s", e.Name, end, m.kindNames(kinds), end, id)
	}
	return nil
}

// checkWords checks the parts of a piece of evidence that are the same for all facts.
func (m *Model) checkWords(e *Evidence) error {
	if (e.Quote == "") == (e.Locator == "") {
		return Errorf(BadInput, "check", "a piece of evidence has either a quote or a locator")
	}
	if e.Quote != "" && (e.Start < 0 || e.End-e.Start != utf8.RuneCountInString(e.Quote)) {
		return Errorf(BadInput, "check", "the quote %q does not fill %d to %d", e.Quote, e.Start, e.End)
	}
	if least, most := min(e.Start, e.End), max(e.Start, e.End); least < 0 || most > math.MaxInt32 {
		return Errorf(BadInput, "check", "a piece of evidence stands between 0 and %d, not from %d to %d", math.MaxInt32, e.Start, e.End)
	}
	for _, given := range [...]struct{ name, value string }{{"act", e.Act}, {"basis", e.Basis}, {"saidAt", e.SaidAt}, {"saidBy", e.SaidBy}, {"saidFor", e.SaidFor}} {
		p := m.EvidenceProp(given.name)
		switch {
		case given.value == "" && p != nil && p.Type == Reference:
			continue
		case p == nil:
			return unknownProp("evidence", m.Evidence, given.name)
		}
		if err := m.checkText(p, given.value); err != nil {
			return fmt.Errorf("evidence.%s: %w", p.Name, err)
		}
	}
	return checkUTF8(e.Locator)
}

// checkProps checks names and values and puts texts into normal form C. It gives
// what it is given where that is so already.
func (m *Model) checkProps(owner string, props []*Property, given map[string]Value) (map[string]Value, error) {
	var few [8]string
	var out map[string]Value
	for _, name := range appendSorted(few[:0], given) {
		p := propNamed(props, name)
		if p == nil {
			return nil, unknownProp(owner, props, name)
		}
		v, err := m.checkValue(p, given[name])
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", owner, name, err)
		}
		if v != nil && Equal(v, given[name]) {
			continue
		}
		if out == nil {
			out = maps.Clone(given)
		}
		out[name] = v
		if v == nil {
			delete(out, name)
		}
	}
	if out == nil {
		return given, nil
	}
	return out, nil
}

func unknownProp(owner string, props []*Property, name string) error {
	return Errorf(BadInput, "check", "%s has no property %s: it has %s", owner, name, propNames(props))
}

func (m *Model) checkValue(p *Property, v Value) (Value, error) {
	if v == nil {
		return nil, nil
	}
	switch x := v.(type) {
	case string:
		if err := m.checkText(p, x); err != nil {
			return nil, err
		}
		if p.Type == Text && p.Name != "text" && NFC(x) != x { // quotes point into a source's text by code point
			return NFC(x), nil
		}
		return v, nil
	case int64:
		if p.Type == Number {
			return v, nil
		}
	case bool:
		if p.Type == Flag {
			return v, nil
		}
	case *When:
		if p.Type == Date {
			return v, nil
		}
	case []string:
		if p.Type == TextList {
			return mapped(x, NFC), m.checkTexts(p, x)
		}
	case []Identifier:
		if p.Type == Identifiers {
			return v, checkIdentifiers(x)
		}
	}
	return nil, Errorf(BadInput, "check", "%v is not of the right type", v)
}

func (m *Model) checkText(p *Property, s string) error {
	switch p.Type {
	case Text:
		if err := checkUTF8(s); err != nil {
			return err
		}
		return p.Format.check(s)
	case Enumerated:
		if !p.Enum.Has(s) {
			return Errorf(BadInput, "check", "there is no %s %q: it is one of %s", p.Enum.Name, s, p.Enum.Names())
		}
		return nil
	case Reference:
		return m.checkRef(s, p.To, p.Name)
	}
	return Errorf(BadInput, "check", "%q is not of the right type", s)
}

// checkTexts checks a list of texts, which may have to be ids.
func (m *Model) checkTexts(p *Property, texts []string) error {
	for _, id := range texts {
		if len(p.To) == 0 {
			break
		}
		if err := m.checkRef(id, p.To, p.Name); err != nil {
			return err
		}
	}
	return checkUTF8(texts...)
}

// checkIdentifiers refuses what "scheme:value" would not tell apart.
func checkIdentifiers(ids []Identifier) error {
	for _, id := range ids {
		if id.Scheme == "" || id.Value == "" || strings.Contains(id.Scheme, ":") {
			return Errorf(BadInput, "check", "an identifier has a scheme without a colon and a value, not %q and %q", id.Scheme, id.Value)
		}
		if err := checkUTF8(id.Scheme, id.Value); err != nil {
			return err
		}
	}
	return nil
}

// checkUTF8 refuses what is no text. A NUL is not: some stores end a text there.
func checkUTF8(texts ...string) error {
	for _, s := range texts {
		if !utf8.ValidString(s) {
			return Errorf(BadInput, "check", "%.100q is not valid UTF-8", s)
		}
		if i := strings.IndexByte(s, 0); i >= 0 {
			return Errorf(BadInput, "check", "%.100q has a NUL at byte %d, which is not text", s, i)
		}
	}
	return nil
}

func (m *Model) checkRef(id string, kinds []string, name string) error {
	k, err := m.CheckID(id)
	if err != nil {
		return err
	}
	if !slices.Contains(kinds, k.Name) {
		return Errorf(BadInput, "check", "%s is %s, not %s", name, strings.Join(kinds, " or "), id)
	}
	return nil
}

func (m *Model) edgeNames() string {
	var names []string
	for _, e := range m.Edges {
		names = append(names, e.Name)
	}
	return strings.Join(names, ", ")
}

func (m *Model) kindNames(s KindSet) string {
	var names []string
	for _, k := range m.KindsOf(s) {
		names = append(names, k.Name)
	}
	return strings.Join(names, " or ")
}

func propNames(props []*Property) string {
	var names []string
	for _, p := range props {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

func mapped(list []string, f func(string) string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = f(s)
	}
	return out
}
