package ndjson

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"parley/graph"
	"parley/seed"
)

// reader reads the tokens of a line until one is wrong. Then all that is read is
// empty.
type reader struct {
	line  []byte
	from  *jsontext.Decoder
	start int // where from begins in the line
	wrong *misread
}

// misread is what is wrong with a line, and at which byte.
type misread struct {
	at   int
	what string
}

func read(line []byte) *reader {
	return &reader{line: line, from: jsontext.NewDecoder(bytes.NewBuffer(line))}
}

// change reads a line as a change of one of these sorts.
func (r *reader) change(sorts []sort) graph.Change {
	var done func() graph.Change
	r.each(func(at int, name string) {
		i := slices.IndexFunc(sorts, func(s sort) bool { return s.name == name })
		switch {
		case i < 0:
			r.refuse(at, unknown(name, sorts, sortName))
		case done != nil:
			r.refuse(at, "a line is one change: begin another line")
		default:
			var fields []field
			fields, done = sorts[i].fresh()
			r.object(fields)
		}
	})
	r.end()
	if r.wrong == nil && done == nil {
		r.refuse(0, "the line has no change: write one of "+listed(sorts, sortName))
	}
	if r.wrong != nil {
		return nil
	}
	return done()
}

func sortName(s sort) string { return s.name }

// end sees that nothing else stands on the line.
func (r *reader) end() {
	if r.wrong == nil && r.from.PeekKind() != jsontext.KindInvalid {
		r.refuse(r.next(), "more stands on the line than one object")
	}
}

// refuse notes what is wrong at a byte. The first word counts.
func (r *reader) refuse(at int, what string) {
	if r.wrong == nil {
		r.wrong = &misread{at, what}
	}
}

// next is the byte at which the next token begins.
func (r *reader) next() int {
	at := r.start + int(r.from.InputOffset())
	for at < len(r.line)-1 && strings.IndexByte(" \t\r\n:,", r.line[at]) >= 0 {
		at++
	}
	return at
}

// token reads a token of a kind.
func (r *reader) token(kind jsontext.Kind, what string) (jsontext.Token, bool) {
	if r.wrong != nil {
		return jsontext.Token{}, false
	}
	at := r.next()
	if got := r.from.PeekKind(); got != kind && got != jsontext.KindInvalid {
		r.refuse(at, "here stands "+what+", and not "+kindWord(got))
		return jsontext.Token{}, false
	}
	t, err := r.from.ReadToken()
	if err != nil {
		r.broken(at, err)
	}
	return t, err == nil
}

// broken notes what is not JSON.
func (r *reader) broken(at int, err error) {
	var syntax *jsontext.SyntacticError
	if !errors.As(err, &syntax) {
		r.refuse(at, "the line is cut short")
		return
	}
	if errors.Is(err, jsontext.ErrDuplicateName) {
		r.refuse(at, fmt.Sprintf("%s stands here a second time", seed.Shown(syntax.JSONPointer.LastToken())))
		return
	}
	at = r.start + int(syntax.ByteOffset)
	if bad := firstInvalid(r.line); bad >= 0 && bad <= at+1 {
		r.refuse(bad, fmt.Sprintf("the byte %#02x is not UTF-8: save the file as UTF-8", r.line[bad]))
		return
	}
	r.refuse(at, "the line is not JSON: "+strings.TrimPrefix(syntax.Err.Error(), "jsontext: "))
}

func firstInvalid(line []byte) int {
	for i := 0; i < len(line); {
		c, n := utf8.DecodeRune(line[i:])
		if c == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

func kindWord(k jsontext.Kind) string {
	switch k {
	case jsontext.KindString:
		return "a text"
	case jsontext.KindNumber:
		return "a number"
	case jsontext.KindBeginObject:
		return "an object"
	case jsontext.KindBeginArray:
		return "a list"
	case jsontext.KindTrue, jsontext.KindFalse:
		return "true or false"
	case jsontext.KindNull:
		return "null"
	}
	return "the end"
}

func (r *reader) text() string {
	t, ok := r.token(jsontext.KindString, "a text")
	if !ok {
		return ""
	}
	return t.String()
}

// number reads a whole number of 64 bits.
func (r *reader) number() int64 {
	at := r.next()
	t, ok := r.token(jsontext.KindNumber, "a number")
	if !ok {
		return 0
	}
	n, err := strconv.ParseInt(t.String(), 10, 64)
	if err != nil {
		r.refuse(at, seed.Shown(t.String())+" is not a whole number of 64 bits")
	}
	return n
}

func (r *reader) flag() bool {
	if r.wrong == nil && r.from.PeekKind() == jsontext.KindTrue {
		_, ok := r.token(jsontext.KindTrue, "")
		return ok
	}
	r.token(jsontext.KindFalse, "true or false")
	return false
}

func (r *reader) list(item func()) {
	if _, ok := r.token(jsontext.KindBeginArray, "a list"); !ok {
		return
	}
	for r.wrong == nil && r.from.PeekKind() != jsontext.KindEndArray {
		item()
	}
	r.token(jsontext.KindEndArray, "the end of the list")
}

// each reads an object: it gives each name and the byte at which it begins, and
// then reads on with the value.
func (r *reader) each(member func(at int, name string)) {
	if _, ok := r.token(jsontext.KindBeginObject, "an object"); !ok {
		return
	}
	for r.wrong == nil && r.from.PeekKind() != jsontext.KindEndObject {
		at := r.next()
		t, ok := r.token(jsontext.KindString, "a name")
		if !ok {
			return
		}
		name := t.String()
		if r.from.PeekKind() != jsontext.KindNull {
			member(at, name)
		} else {
			r.token(jsontext.KindNull, "")
		}
	}
	r.token(jsontext.KindEndObject, "the end of the object")
}

// object reads an object of these fields. What depends on others is read after
// them, wherever it stands.
func (r *reader) object(fields []field) {
	var late []func()
	r.each(func(at int, name string) {
		i := slices.IndexFunc(fields, func(f field) bool { return f.name == name })
		switch {
		case i < 0:
			r.refuse(at, unknown(name, fields, fieldName))
		case fields[i].late != nil && fields[i].late():
			late = append(late, r.later(fields[i].read))
		default:
			fields[i].read(r)
		}
	})
	for _, read := range late {
		read()
	}
}

// later passes over a value, to be read afterwards.
func (r *reader) later(read func(*reader)) func() {
	at := r.next()
	raw, err := r.from.ReadValue()
	if err != nil {
		r.broken(at, err)
		return func() {}
	}
	inner := &reader{line: r.line, from: jsontext.NewDecoder(bytes.NewBuffer(bytes.Clone(raw))), start: at}
	return func() {
		if read(inner); inner.wrong != nil {
			r.refuse(inner.wrong.at, inner.wrong.what)
		}
	}
}

// unknown says of a name that it does not stand here, and what does.
func unknown[T any](name string, known []T, nameOf func(T) string) string {
	return "there is no " + seed.Shown(name) + " here, but " + listed(known, nameOf)
}

func listed[T any](all []T, nameOf func(T) string) string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = nameOf(one)
	}
	return strings.Join(names, ", ")
}

func fieldName(f field) string { return f.name }
