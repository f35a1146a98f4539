package web

import (
	"net/http"
	"time"
)

// timed allows a client a time to send a request and a time to read its answer.
// They are the connection's, and hold until the next request on it. A handler
// that streams moves them on with setRead and setWrite.
func (s *site) timed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := time.Now()
		if r.ContentLength != 0 {
			setRead(w, now.Add(s.ReadTime))
		} else {
			setRead(w, time.Time{})
		}
		setWrite(w, now.Add(s.ReadTime+s.slots.Patience()+s.WorkTime+s.WriteTime))
		next.ServeHTTP(w, r)
	})
}

// setRead says when the client must have sent all. The zero time is never: what
// has been read needs it, as a time that runs out later would look as if the
// client had gone, and end the work.
func setRead(w http.ResponseWriter, at time.Time) {
	// It fails only on a connection that is gone, or on none, as in tests.
	_ = http.NewResponseController(w).SetReadDeadline(at)
}

// setWrite says when the client must have read all.
func setWrite(w http.ResponseWriter, at time.Time) {
	_ = http.NewResponseController(w).SetWriteDeadline(at)
}
