package observe

import (
	"log/slog"
	"net/http"
	"time"

	"parley/graph"
)

// Observed counts each request and writes one line about it: what was asked for,
// how it went, how long it took. Of what the request holds, the line has the
// operation's name and the document's hash alone. On the level of debug there is
// one when it arrives, too.
func Observed(log *slog.Logger, m *Metrics, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		seen := &statusWriter{ResponseWriter: w, visit: Of(r), status: http.StatusOK}
		log.LogAttrs(r.Context(), slog.LevelDebug, "arrived", slog.String("id", seen.visit.ID))
		defer func() {
			v, took := Of(r), time.Since(start)
			m.count(v, took)
			log.LogAttrs(r.Context(), v.level(), "request", line(r, v, seen, took)...)
		}()
		next.ServeHTTP(seen, r)
	})
}

// line is what the log says of a request.
func line(r *http.Request, v *Visit, seen *statusWriter, took time.Duration) []slog.Attr {
	all := []slog.Attr{
		slog.String("id", v.ID), slog.String("method", cut(r.Method)), slog.String("path", cut(r.URL.Path)),
		slog.Int("status", seen.status), slog.Int("bytes", seen.bytes), slog.Duration("took", took.Round(10*time.Microsecond)),
		slog.String("outcome", outcome(v.Outcome)),
	}
	for _, a := range [][2]string{{"operation", v.Operation}, {"name", cut(v.Name)}, {"hash", v.Hash}, {"reason", v.Reason}} {
		if a[1] != "" {
			all = append(all, slog.String(a[0], a[1]))
		}
	}
	if v.Cost > 0 {
		all = append(all, slog.Int("cost", v.Cost))
	}
	if v.Held > 0 {
		all = append(all, slog.Int64("work", v.Work), slog.Int64("held", v.Held))
	}
	if v.Cause != nil {
		all = append(all, slog.String("cause", v.Cause.Error()))
	}
	return all
}

// level is how loud the line is.
func (v *Visit) level() slog.Level {
	switch v.Outcome {
	case graph.Internal:
		return slog.LevelError
	case graph.Unavailable:
		return slog.LevelWarn
	}
	if v.Probe { // every few seconds
		return slog.LevelDebug
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
	visit         *Visit
	status, bytes int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status, w.visit.Sent = status, true
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(p []byte) (int, error) {
	w.visit.Sent = true
	n, err := w.ResponseWriter.Write(p)
	w.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
