package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"parley/graph"
	"parley/server/web/frame"
	"parley/server/web/observe"
	"parley/server/web/pages"
)

// made answers with a page that is made within a slot of the client's. A browser that
// has it already, of the graph as it is, is told so.
func (s *site) made(route pages.Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tag, err := s.tagOf(r.Context(), r, r.URL.Path, "page")
		if err == nil && tag.same {
			tag.notModified(w)
			return
		}
		var answer pages.Answer
		if err == nil {
			err = s.work(r.Context(), s.clientOf(r), func(ctx context.Context) (err error) {
				answer, err = route.Make(ctx, r)
				return err
			})
		}
		if err != nil {
			s.noPage(w, r, refusalOf(err))
			return
		}
		tag.set(w.Header())
		sendPage(w, r, answer)
	})
}

// sendPage sends what was made.
func sendPage(w http.ResponseWriter, r *http.Request, a pages.Answer) {
	if a.Location != "" {
		http.Redirect(w, r, a.Location, http.StatusMovedPermanently)
		return
	}
	frame.SetHeaders(w.Header())
	if a.Type != "" {
		w.Header().Set("Content-Type", a.Type)
	}
	if a.Name != "" {
		w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", a.Name))
	}
	// The client has gone if this fails; there is nobody left to tell.
	_, _ = w.Write(a.Body)
}

// noPage sends a page that says why there is no other.
func (s *site) noPage(w http.ResponseWriter, r *http.Request, why *refusal) {
	v := observe.Of(r)
	v.Outcome, v.Reason, v.Cause = why.code, why.reason, why.err
	if why.code == graph.NotFound {
		why.status = http.StatusNotFound
	}
	html, err := s.frame.Problem(title(why.code), why.message)
	if err != nil {
		http.Error(w, why.message, why.status)
		return
	}
	frame.SetHeaders(w.Header())
	w.Header().Set("Content-Length", strconv.Itoa(len(html)))
	if why.header[0] != "" {
		w.Header().Set(why.header[0], why.header[1])
	}
	w.WriteHeader(why.status)
	_, _ = w.Write(html)
}

// found answers for what is not there with a page, where a browser asks for one.
func (s *site) found(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := mux.Handler(r); pattern == "" && strings.Contains(r.Header.Get("Accept"), "text/html") {
			w = &lost{ResponseWriter: w, path: r.URL.Path, frame: s.frame}
		}
		mux.ServeHTTP(w, r)
	})
}

// lost puts a page in the place of a line that says 404.
type lost struct {
	http.ResponseWriter
	path  string
	frame *frame.Frame
	done  bool
}

// WriteHeader sends the page, where there is no other.
func (l *lost) WriteHeader(status int) {
	if status != http.StatusNotFound {
		l.ResponseWriter.WriteHeader(status)
		return
	}
	html, err := l.frame.Problem(title(graph.NotFound), "there is no page "+l.path)
	if l.done = err == nil; l.done {
		frame.SetHeaders(l.Header())
	}
	l.ResponseWriter.WriteHeader(status)
	_, _ = l.ResponseWriter.Write(html)
}

// Write drops the line.
func (l *lost) Write(text []byte) (int, error) {
	if l.done {
		return len(text), nil
	}
	return l.ResponseWriter.Write(text)
}

// title says in a few words why there is no page.
func title(code graph.Code) string {
	switch code {
	case graph.NotFound:
		return "Not found"
	case graph.BadInput, graph.Ambiguous:
		return "This cannot be asked"
	case graph.TooLarge:
		return "This asks for too much"
	}
	return "Not now"
}
