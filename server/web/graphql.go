package web

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"parley/graph"
	"parley/schema"
)

// The media types of GraphQL over HTTP.
const (
	plainJSON   = "application/json"
	graphqlJSON = "application/graphql-response+json"
)

// graphql answers one GraphQL request.
func (c Config) graphql(w http.ResponseWriter, r *http.Request) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != plainJSON {
		refuse(w, http.StatusUnsupportedMediaType, graph.BadInput, "send JSON, with Content-Type: application/json")
		return
	}
	request, status, problem := readRequest(r.Body)
	if problem != "" {
		refuse(w, status, graph.BadInput, problem)
		return
	}
	response := c.Schema.Do(r.Context(), c.Store, request)
	for _, e := range response.Errors {
		if e.Code == graph.Internal || e.Code == graph.Unavailable {
			c.Log.Error("graphql", "code", e.Code, "path", e.Path, "cause", e.Cause)
		}
	}
	send(w, r, response)
}

// readRequest reads the body; a problem is what is wrong with it.
func readRequest(body io.Reader) (request schema.Request, status int, problem string) {
	decoder := json.NewDecoder(body)
	decoder.UseNumber()
	err := decoder.Decode(&request)
	if err == nil {
		if _, more := decoder.Token(); more != io.EOF {
			err = errors.New("more than one value")
		}
	}
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return request, http.StatusRequestEntityTooLarge, "the request is larger than 1 MiB"
	case err != nil:
		return request, http.StatusBadRequest, "the body is not one JSON object with query, operationName and variables"
	case strings.TrimSpace(request.Query) == "":
		return request, http.StatusBadRequest, "the query is missing"
	}
	return request, 0, ""
}

// send writes a response in the media type that the client prefers.
func send(w http.ResponseWriter, r *http.Request, response *schema.Response) {
	kind, status := plainJSON, http.StatusOK
	if strings.Contains(r.Header.Get("Accept"), graphqlJSON) {
		kind = graphqlJSON
		if !response.Executed {
			status = http.StatusBadRequest
		}
	}
	write(w, kind, status, response)
}

// refuse answers a request that is no GraphQL request.
func refuse(w http.ResponseWriter, status int, code graph.Code, message string) {
	write(w, plainJSON, status, &schema.Response{Errors: []*schema.Error{{Message: message, Code: code}}})
}

func write(w http.ResponseWriter, kind string, status int, response *schema.Response) {
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	// The client has gone if this fails; there is nobody left to tell.
	_ = encoder.Encode(response)
}
