package access

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Readers are those who may read where not everybody may: who brings one of the
// tokens, and browsers that have signed in.
type Readers struct {
	tokens *Tokens
	secret []byte // of this process: sessions end with it

	mu         sync.Mutex
	invitation string // "" once it was used
	until      time.Time
}

const (
	invited   = time.Hour          // how long an invitation can be used
	signedIn  = 7 * 24 * time.Hour // how long a session lasts
	hostOnly  = "__Host-parley"    // the cookie's name where a browser comes by HTTPS
	otherwise = "parley"
)

// NewReaders makes readers of tokens, and an invitation for one browser.
func NewReaders(tokens *Tokens) *Readers {
	return &Readers{tokens: tokens, secret: []byte(rand.Text()), invitation: rand.Text(), until: time.Now().Add(invited)}
}

// Invitation is what signs a browser in, once: /login?token= and this.
func (r *Readers) Invitation() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.invitation
}

// Know reports whether a token is one of the readers'.
func (r *Readers) Know(token string) bool { return r.tokens.Know(token) }

// Accept takes an invitation, once.
func (r *Readers) Accept(token string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.invitation == "" || time.Now().After(r.until) || subtle.ConstantTimeCompare([]byte(token), []byte(r.invitation)) == 0 {
		return false
	}
	r.invitation = ""
	return true
}

// session is the value of a cookie: when it ends, and what only this process can
// make of that.
func (r *Readers) session(until time.Time) string {
	end := strconv.FormatInt(until.Unix(), 10)
	return end + "." + r.sign(end)
}

func (r *Readers) sign(end string) string {
	mac := hmac.New(sha256.New, r.secret)
	fmt.Fprintf(mac, "session until %s", end)
	return hex.EncodeToString(mac.Sum(nil))
}

// lasts reports whether a cookie's value is a session that lasts.
func (r *Readers) lasts(session string) bool {
	end, signature, _ := strings.Cut(session, ".")
	until, err := strconv.ParseInt(end, 10, 64)
	return err == nil && subtle.ConstantTimeCompare([]byte(signature), []byte(r.sign(end))) == 1 && time.Now().Unix() < until
}

// SignedIn reports whether a request is of a browser whose session lasts.
func (r *Readers) SignedIn(of *http.Request) bool {
	cookie, err := of.Cookie(cookieName(of))
	return err == nil && r.lasts(cookie.Value)
}

// cookieName returns the name that the cookie has for a browser. One that begins
// with __Host- cannot be set by another host or without HTTPS, and so must be
// Secure; but Safari takes no such cookie by plain HTTP, from this machine either.
func cookieName(r *http.Request) string {
	if byHTTPS(r) {
		return hostOnly
	}
	return otherwise
}

// byHTTPS reports whether a browser comes by HTTPS, as far as the proxy that ends
// TLS says so. Who says so himself gets a cookie that he can use over HTTPS alone.
func byHTTPS(r *http.Request) bool {
	return r.TLS != nil || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}

// Cookie returns the cookie that signs the browser in that sends a request.
func (r *Readers) Cookie(of *http.Request) *http.Cookie {
	return &http.Cookie{
		Name: cookieName(of), Value: r.session(time.Now().Add(signedIn)), Path: "/", MaxAge: int(signedIn.Seconds()),
		HttpOnly: true, Secure: byHTTPS(of), SameSite: http.SameSiteLaxMode,
	}
}
