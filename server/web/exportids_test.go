package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestExportIDs asks for exports with odd ids in every parameter that takes one: as
// a URL and as JSON. What is no id is BAD_INPUT, what names nobody NOT_FOUND.
func TestExportIDs(t *testing.T) {
	a := newAPI(t)
	none := []string{
		" ", "x", "0", "person:", ":x", "person", "Person:x", "person: x", "person:x\x00", "person:\xff", "evidence:peace-talks 1 00",
		"HOLDS country:ua position:x OPPOSES", "country:us; DROP", "`", "$i", "../..", "meta:x", "person:a\u030asa", "person:" + strings.Repeat("n", 293),
	}
	nobody := []string{"person:\U0001f600", "source:-", "topic:none"}
	for _, id := range slices.Concat(none, nobody) {
		want, code := http.StatusBadRequest, "BAD_INPUT"
		if slices.Contains(nobody, id) {
			want, code = http.StatusNotFound, "NOT_FOUND"
		}
		text, err := json.Marshal(id)
		if err != nil {
			t.Fatal(err)
		}
		escaped := url.QueryEscape(id)
		for _, get := range []string{"roots=" + escaped, "roots=country:ua&roots=" + escaped, "kind=CO_ATTENDANCE&topic=" + escaped, "kind=CONFLICT&topic=" + escaped} {
			t.Run(fmt.Sprintf("GET %.60s", get), func(t *testing.T) {
				reply, body := a.fetch(t, "/export?format=d3&"+get)
				refusedWith(t, reply, body, want, code, "")
			})
		}
		if !utf8.ValidString(id) {
			continue // JSON has U+FFFD for what is not UTF-8, which an id may have
		}
		for _, arguments := range []string{`"subgraph": {"roots": [%s]}`, `"network": {"kind": "CO_ATTENDANCE", "topic": %s}`} {
			arguments = fmt.Sprintf(arguments, text)
			t.Run(fmt.Sprintf("POST %.80s", arguments), func(t *testing.T) {
				reply, body := a.postTo(t, "/export", "application/json", `{"format": "d3", `+arguments+"}")
				refusedWith(t, reply, body, want, code, "")
			})
		}
	}
}

// TestExportLongID asks with an id that is longer than a URL may be, and with it as
// JSON: it is refused, and not repeated whole.
func TestExportLongID(t *testing.T) {
	a := newAPI(t)
	id := strings.Repeat("person:n", 12_800)
	if reply, _ := a.fetch(t, "/export?format=d3&roots="+id); reply.StatusCode/100 != 4 {
		t.Errorf("as a URL: %s", reply.Status)
	}
	reply, body := a.postTo(t, "/export", "application/json", `{"format": "d3", "subgraph": {"roots": ["`+id+`"]}}`)
	refusedWith(t, reply, body, http.StatusBadRequest, "BAD_INPUT", "longer than 256 bytes")
	if len(body) > 1000 {
		t.Errorf("%d bytes say so", len(body))
	}
}
