package dna

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"parley/graph"
	"parley/seed"
)

// document is a document and what of it is needed for its statements.
type document struct {
	number    int64
	props     map[string]graph.Value
	text      *text
	published *graph.When
	stated    map[string]bool // the nodes that its statements named so far
	facts     int             // how many its statements gave
}

func queryDocuments(ctx context.Context, conn *sql.Conn) (*sql.Rows, error) {
	return conn.QueryContext(ctx, `
		SELECT ID, Date, octet_length(Text), CASE WHEN octet_length(Text) <= ? THEN Text END,
			Title, Author, Source, Section, Type
		FROM DOCUMENTS ORDER BY ID`, maxText)
}

// scanDocument reads a document, or says what is wrong with it.
func scanDocument(rows *sql.Rows, l *layout) (d *document, wrong string, err error) {
	var number, date, size, body any
	var named [5]any
	err = rows.Scan(&number, &date, &size, &body, &named[0], &named[1], &named[2], &named[3], &named[4])
	if err != nil {
		return nil, "", err
	}
	d = &document{stated: map[string]bool{}}
	var ok bool
	if d.number, ok = number.(int64); !ok {
		return d, fmt.Sprintf("a document has no number but %.20s", fmt.Sprint(number)), nil
	}
	if n, _ := size.(int64); n > maxText {
		return d, d.wrong("its text is larger than %d MB", maxText>>20), nil
	}
	s, ok := body.(string)
	if wrong := notText(s); !ok || wrong != "" {
		return d, d.wrong("its text %s", cmp.Or(wrong, "is not text")), nil
	}
	var words [5]string // title, author, source, section, type
	for i, v := range named {
		if words[i], ok = line(v); !ok {
			return d, d.wrong("its title, author, source, section or type is not text"), nil
		}
	}
	if d.published, err = day(date, l.perSecond); err != nil {
		return d, d.wrong("%s", err), nil
	}
	d.text = newText(s)
	d.props = d.properties(words)
	return d, "", nil
}

// properties are those of the document's source, from its title, author,
// source, section and type.
func (d *document) properties(words [5]string) map[string]graph.Value {
	title := cmp.Or(words[0], "Document "+strconv.FormatInt(d.number, 10))
	props := map[string]graph.Value{
		"name": title, "title": title, "text": d.text.s, "published": d.published,
		"identifiers": []graph.Identifier{{Scheme: scheme, Value: strconv.FormatInt(d.number, 10)}},
	}
	if words[2] != "" {
		props["publisher"] = words[2]
	}
	var about []string
	for _, part := range []struct{ label, words string }{{"by ", words[1]}, {"section ", words[3]}, {"", words[4]}} {
		if part.words != "" {
			about = append(about, part.label+part.words)
		}
	}
	if len(about) > 0 {
		props["description"] = strings.Join(about, "; ")
	}
	return props
}

func (d *document) wrong(format string, args ...any) string {
	return fmt.Sprintf("document %d: ", d.number) + fmt.Sprintf(format, args...)
}

// document returns a document's source and opens it for its statements.
func (r *reading) document(d *document, wrong string) {
	r.open = d
	if wrong != "" {
		d.text = nil
		r.problem(wrong)
		return
	}
	id := r.file.sourceID(strconv.FormatInt(d.number, 10))
	r.give([]graph.Change{graph.PutNode{Source: id, ID: id, Props: d.props}})
}

// day reads DNA's date: the time since 1970, of a clock without a time zone.
func day(v any, perSecond int64) (*graph.When, error) {
	units, ok := v.(int64)
	if !ok {
		return nil, fmt.Errorf("its date is not a number")
	}
	seconds := units / perSecond
	if units%perSecond < 0 {
		seconds--
	}
	t := time.Unix(seconds, 0).UTC()
	if y := t.Year(); seconds < -1<<40 || seconds > 1<<40 || y < -9999 || y > 9999 {
		return nil, fmt.Errorf("its date, %d seconds from 1970, is outside the years -9999 to 9999", seconds)
	}
	return graph.NewWhen("", graph.MakeDay(t.Year(), int(t.Month()), t.Day()).String(), "STATED")
}

// line is a text of one line; what there is not is "".
func line(v any) (string, bool) {
	if v == nil {
		return "", true
	}
	s, ok := v.(string)
	return seed.Clean(s), ok && notText(s) == ""
}

// notText says why some bytes are not text, or "".
func notText(s string) string {
	switch {
	case !utf8.ValidString(s):
		return "is not UTF-8"
	case strings.ContainsRune(s, 0):
		return "has a NUL, which is not text"
	}
	return ""
}
