package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"github.com/rs/cors"

	"parley/graph"
	"parley/schema"
)

// Config is what a handler needs.
type Config struct {
	Schema  *schema.Schema
	Store   graph.Store
	Log     *slog.Logger
	Origins []string // whose pages may ask; none by default

	Ready func(context.Context) error // says why questions cannot be answered yet
}

const (
	maxBody = 1 << 20          // bytes of a request
	maxTime = 30 * time.Second // for an answer
)

// New makes the handler of all pages. An origin that is not one is an error.
func New(c Config) (http.Handler, error) {
	for _, origin := range c.Origins {
		if u, err := url.Parse(origin); err != nil || u.Scheme == "" || u.Host == "" || u.User != nil || u.Path != "" || u.RawQuery != "" || strings.Contains(origin, "*") {
			return nil, fmt.Errorf("-cors-origin %q is not an origin; write it as https://example.org", origin)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /graphql", c.graphql)
	mux.HandleFunc("/graphql", onlyPost)
	mux.HandleFunc("GET /livez", live)
	mux.HandleFunc("GET /readyz", c.readyz)
	if err := showPages(mux, c.Schema, c.Store, c.Log); err != nil {
		return nil, err
	}
	var handler http.Handler = mux
	if len(c.Origins) > 0 {
		handler = cors.New(cors.Options{
			AllowedOrigins: c.Origins,
			AllowedMethods: []string{http.MethodPost},
			AllowedHeaders: []string{"Content-Type", "Accept"},
		}).Handler(handler)
	}
	return c.logged(bounded(handler)), nil
}

// bounded gives every request a deadline and a largest size.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), maxTime)
		defer cancel()
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// logged writes one line a request: what was asked for, how it went, how long
// it took. It never writes what the request holds.
func (c Config) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		seen := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			if fault := recover(); fault != nil {
				c.Log.Error("panic", "fault", fault, "stack", string(debug.Stack()))
				refuse(seen, http.StatusInternalServerError, graph.Internal, "something went wrong inside Parley; its log says what")
			}
			c.Log.Info("request", "method", r.Method, "path", r.URL.Path, "status", seen.status, "took", time.Since(start).Round(10*time.Microsecond))
		}()
		next.ServeHTTP(seen, r)
	})
}

// statusWriter remembers the status that was sent.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func onlyPost(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Allow", http.MethodPost)
	refuse(w, http.StatusMethodNotAllowed, graph.BadInput, "ask with POST and a JSON body: {\"query\": \"{ people { nodes { name } } }\"}")
}
