package web

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"parley/graph"
	"parley/schema"
)

// parameters are what a request has (GraphQL over HTTP, section 5.1).
type parameters struct {
	Query         string                     `json:"query"`
	OperationName string                     `json:"operationName"`
	Variables     map[string]any             `json:"variables"`
	Extensions    map[string]json.RawMessage `json:"extensions"`
}

// maxValues is how many values the JSON of a request may hold. Reading them
// takes much more memory than they have bytes.
const maxValues = 50_000

// request reads a GraphQL request: by GET from the query of the URL, by POST
// from a body of JSON.
func (s *site) request(w http.ResponseWriter, r *http.Request) (schema.Request, error) {
	var p parameters
	var err error
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		p, err = readQuery(r.URL.RawQuery)
	case http.MethodPost:
		if err := jsonAlone(r.Header); err != nil {
			return schema.Request{}, err
		}
		err = s.readBody(w, r, func(text []byte) error { return readJSON(text, &p) })
	default:
		err = &refusal{
			status: http.StatusMethodNotAllowed, code: graph.BadInput, reason: "method",
			message: `ask with POST and a JSON body: {"query": "{ people { nodes { name } } }"}, or with GET and ?query=…`,
			header:  [2]string{"Allow", "GET, HEAD, POST"},
		}
	}
	if err == nil && strings.TrimSpace(p.Query) == "" {
		err = badRequest("the query is missing")
	}
	return schema.Request{Query: p.Query, OperationName: p.OperationName, Variables: p.Variables}, err
}

// jsonAlone refuses a body that is not JSON in UTF-8 as it stands. What a form
// of a page can send without asking first is among that.
func jsonAlone(h http.Header) error {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err == nil && kind == plainJSON && isUTF8(params) && h.Get("Content-Encoding") == "" {
		return nil
	}
	return &refusal{
		status: http.StatusUnsupportedMediaType, code: graph.BadInput, reason: "media_type",
		message: "send JSON in UTF-8, not compressed, with Content-Type: application/json", header: [2]string{"Accept-Post", plainJSON},
	}
}

// readQuery reads the parameters that stand in a URL. Variables and extensions
// are JSON.
func readQuery(raw string) (parameters, error) {
	var p parameters
	values, err := url.ParseQuery(raw)
	if err != nil || !utf8.ValidString(raw) {
		return p, badRequest("the URL's query is not well formed")
	}
	for name, given := range values {
		if len(given) > 1 || !utf8.ValidString(given[0]) {
			return p, badRequest("the parameter %.20q is given twice, or is not valid UTF-8", name)
		}
	}
	p.Query, p.OperationName = values.Get("query"), values.Get("operationName")
	for name, to := range map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
		text := values.Get(name)
		if text == "" {
			continue
		}
		if err := decode([]byte(text), to); err != nil {
			return p, badRequest("the parameter %s is not a JSON object", name)
		}
	}
	return p, nil
}

// readJSON reads the parameters that are a body.
func readJSON(text []byte, p *parameters) error {
	if text := bytes.TrimLeft(text, " \t\r\n"); len(text) > 0 && text[0] == '[' {
		return badRequest("a list of requests is not answered; send them one by one")
	}
	if values(text) > maxValues {
		return &refusal{
			status: http.StatusRequestEntityTooLarge, code: graph.TooLarge, reason: "too_large",
			message: "the JSON of the request holds too many values",
		}
	}
	if err := decode(text, p); err != nil {
		return badRequest("the body is not one JSON object with query and operationName (text), variables and extensions (objects)")
	}
	return nil
}

// decode reads one JSON value and nothing after it. Numbers stay as they are
// written.
func decode(text []byte, to any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(to); err != nil {
		return err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return badRequest("more than one value")
	}
	return nil
}

// values counts the values of a JSON text, or rather what begins or parts them.
func values(text []byte) int {
	n, quoted := 1, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case !quoted && (c == ',' || c == '[' || c == '{'):
			n++
		}
	}
	return n
}
