package web

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"parley/schema/dossier"
	"parley/server/web/observe"
)

// dossier answers with the dossier of a question, as a file to keep.
func (s *site) dossier(of *dossier.Maker) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		var page bytes.Buffer
		var state tagged
		held := s.answers.Claim()
		defer held.Drop()
		ctx, budget := s.Schema.Budgeted(r.Context())
		err := s.work(ctx, s.clientOf(r), func(ctx context.Context) (err error) {
			if state, err = s.tagOf(ctx, r, "", "dossier"); err != nil || state.same {
				return err
			}
			return s.writeDossier(ctx, of, r, &page)
		})
		v := observe.Of(r)
		if v.Work, v.Held = budget.Spent(); err == nil {
			err = held.Take(page.Len())
		}
		if err != nil {
			return notExported(err)
		}
		if state.same {
			state.notModified(w)
			return nil
		}
		state.set(w.Header())
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="dossier.html"`)
		setWrite(w, time.Now().Add(s.WriteTime))
		// The client has gone if this fails; there is nobody left to tell.
		_, _ = w.Write(page.Bytes())
		return nil
	}
}

// writeDossier writes the dossier of the question in a request's URL.
func (s *site) writeDossier(ctx context.Context, of *dossier.Maker, r *http.Request, to *bytes.Buffer) error {
	asked := s.bodies.Claim()
	defer asked.Drop()
	request, err := s.request(r, nil, asked, false)
	if err != nil {
		return err
	}
	d, err := of.Make(ctx, s.store, request)
	if err != nil {
		return err
	}
	return d.Write(to)
}
