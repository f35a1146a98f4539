package web

import (
	"bytes"
	"cmp"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/graph"
	"parley/schema"
	"parley/server/web/limits"
)

// parameters are what a request has (GraphQL over HTTP, section 5.1 and appendix A).
type parameters struct {
	DocumentID    string                    `json:"documentId"`
	Query         string                    `json:"query"`
	OperationName string                    `json:"operationName"`
	Variables     object                    `json:"variables"`
	Extensions    map[string]jsontext.Value `json:"extensions"`
}

// receive takes in what a request sends, which by POST is a body of JSON. What
// it means is read later: that is work.
func (s *site) receive(w http.ResponseWriter, r *http.Request, held *limits.Claim) ([]byte, error) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		return nil, nil
	case http.MethodPost:
		if err := jsonAlone(r.Header); err != nil {
			return nil, err
		}
		return s.readBody(w, r, held)
	}
	return nil, &refusal{
		status: http.StatusMethodNotAllowed, code: graph.BadInput, reason: "method",
		message: `ask with POST and a JSON body: {"query": "{ people { nodes { name } } }"}, or with GET and ?query=…`,
		header:  [2]string{"Allow", "GET, HEAD, POST"},
	}
}

// request reads a GraphQL request from what was received: by GET from the query
// of the URL, by POST from the body.
func (s *site) request(r *http.Request, text []byte, held *limits.Claim, mayWrite bool) (schema.Request, error) {
	var p parameters
	var err error
	from := reader{s.MaxValues, held}
	if r.Method == http.MethodPost {
		p, err = from.body(text)
	} else {
		p, err = from.query(r.URL.RawQuery)
	}
	if err != nil {
		return schema.Request{}, err
	}
	query, err := s.document(r, p, mayWrite && s.Writers != nil)
	return schema.Request{
		Query: query, OperationName: p.OperationName, Variables: p.Variables, Writable: mayWrite && r.Method == http.MethodPost,
	}, err
}

// jsonAlone refuses a body that is not JSON in UTF-8 as it stands, or says of
// itself that it is two things. What a form of a page can send without asking
// first is among that. RFC 9110, section 15.5.16, on what the answer names.
func jsonAlone(h http.Header) error {
	if h.Get("Content-Encoding") != "" {
		return notJSON([2]string{"Accept-Encoding", "identity"})
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || kind != plainJSON || !isUTF8(params) || len(h.Values("Content-Type")) > 1 {
		return notJSON([2]string{"Accept-Post", plainJSON})
	}
	return nil
}

func notJSON(header [2]string) error {
	return &refusal{
		status: http.StatusUnsupportedMediaType, code: graph.BadInput, reason: "media_type",
		message: "send JSON in UTF-8, not compressed, with Content-Type: application/json", header: header,
	}
}

// query reads the parameters that stand in a URL. Variables and extensions are
// JSON.
func (from reader) query(raw string) (parameters, error) {
	var p parameters
	values, err := url.ParseQuery(raw)
	if err != nil || !utf8.ValidString(raw) {
		return p, badRequest("the URL's query is not well formed")
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if given := values[name]; len(given) > 1 || !utf8.ValidString(given[0]) {
			return p, badRequest("the parameter %.20q is given twice, or is not valid UTF-8", name)
		}
	}
	p.DocumentID, p.Query, p.OperationName = values.Get("documentId"), values.Get("query"), values.Get("operationName")
	return p, cmp.Or(from.object(values, "variables", &p.Variables), from.object(values, "extensions", &p.Extensions))
}

// object reads a parameter that is a JSON object.
func (from reader) object(values url.Values, name string, to any) error {
	text := []byte(values.Get(name))
	if len(text) == 0 {
		return nil
	}
	if err := from.weigh(text); err != nil {
		return err
	}
	if err := json.Unmarshal(text, to); err != nil {
		return badRequest("the parameter %s is not a JSON object", name)
	}
	return nil
}

// body reads the parameters that are a body.
func (from reader) body(text []byte) (parameters, error) {
	var p parameters
	if text := bytes.TrimLeft(text, " \t\r\n"); len(text) > 0 && text[0] == '[' {
		return p, badRequest("a list of requests is not answered; send them one by one")
	}
	if err := from.weigh(text); err != nil {
		return p, err
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return p, badRequest("the body is not one JSON object with query, documentId and operationName (text), variables and extensions (objects), each once")
	}
	return p, nil
}
