package web

import (
	"log/slog"
	"net/http"
	"time"

	"parley/graph"
)

// observed counts each request and writes one line about it: what was asked for,
// how it went, how long it took. Of what the request holds, the line has the
// operation's name and the document's hash alone. On the level of debug there is
// one when it arrives, too.
func (s *site) observed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		seen := &statusWriter{ResponseWriter: w, visit: visitOf(r), status: http.StatusOK}
		s.Log.LogAttrs(r.Context(), slog.LevelDebug, "arrived", slog.String("id", visitOf(r).id))
		defer func() {
			v, took := visitOf(r), time.Since(start)
			s.metrics.count(v, took)
			s.Log.LogAttrs(r.Context(), v.level(), "request", line(r, v, seen, took)...)
		}()
		next.ServeHTTP(seen, r)
	})
}

// line is what the log says of a request.
func line(r *http.Request, v *visit, seen *statusWriter, took time.Duration) []slog.Attr {
	all := []slog.Attr{
		slog.String("id", v.id), slog.String("method", cut(r.Method)), slog.String("path", cut(r.URL.Path)),
		slog.Int("status", seen.status), slog.Int("bytes", seen.bytes), slog.Duration("took", took.Round(10*time.Microsecond)),
		slog.String("outcome", outcome(v.outcome)),
	}
	for _, a := range [][2]string{{"operation", v.operation}, {"name", cut(v.name)}, {"hash", v.hash}, {"reason", v.reason}} {
		if a[1] != "" {
			all = append(all, slog.String(a[0], a[1]))
		}
	}
	if v.cost > 0 {
		all = append(all, slog.Int("cost", v.cost))
	}
	if v.held > 0 {
		all = append(all, slog.Int64("work", v.work), slog.Int64("held", v.held))
	}
	if v.cause != nil {
		all = append(all, slog.String("cause", v.cause.Error()))
	}
	return all
}

// level is how loud the line is.
func (v *visit) level() slog.Level {
	switch v.outcome {
	case graph.Internal:
		return slog.LevelError
	case graph.Unavailable:
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

// maxWord is how many bytes of a word that a client chose go into the log.
const maxWord = 100

func cut(word string) string {
	if len(word) > maxWord {
		return word[:maxWord] + "…"
	}
	return word
}

// statusWriter remembers what was sent.
type statusWriter struct {
	http.ResponseWriter
	visit         *visit
	status, bytes int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status, w.visit.sent = status, true
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(p []byte) (int, error) {
	w.visit.sent = true
	n, err := w.ResponseWriter.Write(p)
	w.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
