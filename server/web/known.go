package web

import (
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"

	"parley/graph"
	"parley/schema/gate"
	"parley/server/web/documents"
)

// notPersisted is the code of a document that is not known. Apollo's clients know
// it, and send the text then.
const notPersisted graph.Code = "PERSISTED_QUERY_NOT_FOUND"

// document returns the text of the document that a request means (GraphQL over
// HTTP, appendix A): a known one by its identifier, or the text that is sent. Text
// that is not known is refused where known documents alone are answered.
func (s *site) document(r *http.Request, p parameters, writer bool) (string, error) {
	id := p.identifier()
	text, known := s.Documents.Text(id)
	switch {
	case known && p.Query != "" && p.Query != text:
		return "", badRequest("query is not the document of documentId; send one of them")
	case known:
		return text, nil
	case id != "" && p.Query == "":
		return "", &refusal{
			status: http.StatusBadRequest, code: notPersisted, reason: "document",
			message: "there is no document of that documentId; send its text as query, or start the server with -documents",
		}
	case strings.TrimSpace(p.Query) == "":
		return "", badRequest("the query is missing")
	}
	return p.Query, s.mayAsk(r, p.Query, writer)
}

// mayAsk says why a text may not be asked, or nothing.
func (s *site) mayAsk(r *http.Request, text string, writer bool) error {
	byGet := s.Hardened && r.Method != http.MethodPost
	if !byGet && (!s.DocumentsOnly || writer) {
		return nil
	}
	if _, known := s.Documents.Text(documents.IDOf(text)); known {
		return nil
	}
	if byGet {
		return &refusal{
			status: http.StatusMethodNotAllowed, code: gate.Forbidden, reason: "document",
			message: "over GET this server answers only known documents, by documentId; use POST", header: [2]string{"Allow", http.MethodPost},
		}
	}
	return &refusal{
		status: http.StatusForbidden, code: gate.Forbidden, reason: "document",
		message: "this server answers only known documents, by documentId; others need a writer's token",
	}
}

// identifier returns the identifier of a document: documentId, or where Apollo's
// clients put it.
func (p parameters) identifier() string {
	if p.DocumentID != "" {
		return p.DocumentID
	}
	var persisted struct {
		Hash string `json:"sha256Hash"`
	}
	if err := json.Unmarshal(p.Extensions["persistedQuery"], &persisted); err != nil {
		return ""
	}
	return persisted.Hash
}
