package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/export"
)

// handleExport lets tools fetch a part of the graph in their own format: with
// GET, whose URL is stable, or with POST and the same arguments as JSON.
func (c Config) handleExport(mux *http.ServeMux) {
	mux.HandleFunc("GET /export", c.exportGet)
	mux.HandleFunc("POST /export", c.exportPost)
}

func (c Config) exportGet(w http.ResponseWriter, r *http.Request) {
	a, err := argumentsOf(r.URL.Query())
	if err != nil {
		c.refuseExport(w, err)
		return
	}
	c.export(w, r, a)
}

func (c Config) exportPost(w http.ResponseWriter, r *http.Request) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != plainJSON {
		refuse(w, http.StatusUnsupportedMediaType, graph.BadInput, "send JSON, with Content-Type: application/json")
		return
	}
	var a exportArguments
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&a)
	if err == nil {
		if _, more := decoder.Token(); more != io.EOF {
			err = errors.New("there is more than one value")
		}
	}
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		refuse(w, http.StatusRequestEntityTooLarge, graph.BadInput, "the request is larger than 1 MiB")
	case err != nil:
		refuse(w, http.StatusBadRequest, graph.BadInput, "the body is not what an export takes: "+strings.TrimPrefix(err.Error(), "json: "))
	default:
		c.export(w, r, &a)
	}
}

// export answers with a part of the graph, streamed.
func (c Config) export(w http.ResponseWriter, r *http.Request, a *exportArguments) {
	format, g, err := c.explored(r, a)
	if err != nil {
		c.refuseExport(w, err)
		return
	}
	w.Header().Set("Content-Type", format.Media)
	w.Header().Set("Content-Disposition", fmt.Sprintf("inline; filename=%q", format.File))
	// The client has gone if this fails; there is nobody left to tell.
	_ = format.Write(w, g)
}

// explored gives what is to be exported, and what it is to be written as.
func (c Config) explored(r *http.Request, a *exportArguments) (export.Format, *explore.Graph, error) {
	format, err := export.Find(a.Format)
	if err != nil {
		return format, nil, err
	}
	asOf, err := a.asOf()
	if err != nil {
		return format, nil, err
	}
	x := &explore.Explorer{Model: c.Schema.Model(), From: c.Store.Snapshot(), AsOf: asOf}
	g, err := a.explore(r.Context(), x)
	if err != nil {
		return format, nil, err
	}
	return format, g, format.Check(g)
}

// statuses are the HTTP statuses of what can go wrong; 500 is for the rest.
var statuses = map[graph.Code]int{
	graph.BadInput:    http.StatusBadRequest,
	graph.NotFound:    http.StatusNotFound,
	graph.TooLarge:    http.StatusUnprocessableEntity,
	graph.Unavailable: http.StatusServiceUnavailable,
	graph.Timeout:     http.StatusServiceUnavailable,
	graph.Cancelled:   http.StatusServiceUnavailable,
}

// refuseExport says what went wrong, as a GraphQL response would; of an inner
// fault only that it happened.
func (c Config) refuseExport(w http.ResponseWriter, err error) {
	var known *graph.Error
	if !errors.As(err, &known) || known.Code == graph.Internal {
		c.Log.Error("export", "cause", err)
		refuse(w, http.StatusInternalServerError, graph.Internal, "something went wrong inside Parley; its log says what")
		return
	}
	status, ok := statuses[known.Code]
	if !ok {
		status = http.StatusInternalServerError
	}
	refuse(w, status, known.Code, known.Op+": "+known.Message)
}
