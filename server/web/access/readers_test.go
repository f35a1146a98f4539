package access

import (
	"testing"
	"time"
)

// TestOldInvitation comes too late.
func TestOldInvitation(t *testing.T) {
	r := NewReaders(&Tokens{})
	r.until = time.Now().Add(-time.Second)
	if r.Accept(r.Invitation()) {
		t.Error("it still works")
	}
	if r.lasts(r.session(time.Now().Add(-time.Second))) {
		t.Error("a session that is over is known")
	}
	if other := NewReaders(&Tokens{}); other.lasts(r.session(time.Now().Add(time.Hour))) {
		t.Error("a session is known to another process")
	}
}
