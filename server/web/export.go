package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/export"
	"parley/schema"
	"parley/server/web/observe"
)

// exportGet lets tools fetch a part of the graph in their own format by a URL
// that is stable.
func (s *site) exportGet(w http.ResponseWriter, r *http.Request) error {
	a, err := argumentsOf(r.URL.Query())
	if err != nil {
		return err
	}
	return s.export(w, r, a)
}

// exportPost is exportGet with the same arguments as JSON.
func (s *site) exportPost(w http.ResponseWriter, r *http.Request) error {
	if err := jsonAlone(r.Header); err != nil {
		return err
	}
	a, err := s.exportBody(w, r)
	if err != nil {
		return err
	}
	return s.export(w, r, a)
}

// exportBody reads the arguments that are a body. What was sent is not kept.
func (s *site) exportBody(w http.ResponseWriter, r *http.Request) (*exportArguments, error) {
	held := s.bodies.Claim()
	defer held.Drop()
	text, err := s.readBody(w, r, held)
	if err != nil {
		return nil, err
	}
	if err := (reader{s.MaxValues, held}).weigh(text); err != nil {
		return nil, err
	}
	var a exportArguments
	return &a, readExport(text, &a)
}

func readExport(body []byte, a *exportArguments) error {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(a)
	if err == nil {
		if _, more := decoder.Token(); more != io.EOF {
			err = errors.New("there is more than one value")
		}
	}
	if err != nil {
		return graph.Errorf(graph.BadInput, "export", "the body is not what an export takes: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	return nil
}

// elementBytes is what a node or an edge that is to be exported takes, or more.
const elementBytes = 1 << 10

// export answers with a part of the graph, streamed. The part is held until the
// client has read it.
func (s *site) export(w http.ResponseWriter, r *http.Request, a *exportArguments) error {
	var format export.Format
	var g *explore.Graph
	var mixed bool
	var state tagged
	held := s.answers.Claim()
	defer held.Drop()
	ctx, budget := s.Schema.Budgeted(r.Context())
	err := s.work(ctx, s.clientOf(r), func(ctx context.Context) (err error) {
		if state, err = s.tagOf(ctx, r, "", ""); err != nil || state.same {
			return err
		}
		if format, g, mixed, err = s.explored(ctx, a); err != nil {
			return err
		}
		return held.Take((len(g.Nodes) + len(g.Edges)) * elementBytes)
	})
	v := observe.Of(r)
	if v.Work, v.Held = budget.Spent(); err != nil {
		return notExported(err)
	}
	if state.same {
		state.notModified(w)
		return nil
	}
	if mixed {
		w.Header().Set("Parley-Mixed", "true")
	} else {
		state.set(w.Header())
	}
	w.Header().Set("Content-Type", format.Media)
	w.Header().Set("Content-Disposition", fmt.Sprintf("inline; filename=%q", format.File))
	setWrite(w, time.Now().Add(s.WriteTime))
	// The client has gone if this fails; there is nobody left to tell.
	_ = format.Write(w, g)
	return nil
}

// notExported adds to an error the status that tells a tool what to do about it.
func notExported(err error) error {
	switch code := graph.CodeOf(err); code {
	case graph.NotFound:
		return &refusal{status: http.StatusNotFound, code: code, reason: "request", message: refusalOf(err).message, err: err}
	case graph.TooLarge:
		return &refusal{status: http.StatusUnprocessableEntity, code: code, reason: "request", message: refusalOf(err).message, err: err}
	}
	return err
}

// explored returns what is to be exported, and what it is to be written as. Where
// the graph changes while it is asked, it is asked again; mixed reports that the
// last answer, too, may be of several states.
func (s *site) explored(ctx context.Context, a *exportArguments) (format export.Format, g *explore.Graph, mixed bool, err error) {
	if format, err = export.Find(a.Format); err != nil {
		return format, nil, false, err
	}
	asOf, err := a.asOf()
	if err != nil {
		return format, nil, false, err
	}
	for attempt := 1; ; attempt++ {
		x := &explore.Explorer{Model: s.Schema.Model(), From: s.store.Snapshot(), AsOf: asOf}
		g, err = a.explore(ctx, x)
		mixed = !x.From.Whole()
		if !mixed || attempt == schema.Attempts || ctx.Err() != nil {
			break
		}
	}
	if err != nil {
		return format, nil, mixed, err
	}
	return format, g, mixed, format.Check(g)
}
