package web

import (
	"bytes"
	"html/template"
	"net/http"
	"strconv"

	"parley/server/web/observe"
)

// loginPolicy lets the form be sent here, and nothing else.
const loginPolicy = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// maxLogin is how many bytes the form has.
const maxLogin = 4 << 10

var loginForm = template.Must(template.New("login").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sign in · Parley</title>
<link rel="icon" href="data:,">
<main>
<h1>Sign in</h1>
{{with .}}<p role="alert">{{.}}</p>{{end}}
<form method="post" action="/login">
<p><label>A reader's or a writer's token <input name="token" type="password" autocomplete="current-password" required autofocus></label>
<button>Sign in</button></p>
</form>
<p>The server prints an address that signs one browser in when it starts.</p>
</main>
</html>
`))

// showLogin shows the form, with what is wrong.
func (s *site) showLogin(w http.ResponseWriter, r *http.Request, status int, problem string) error {
	var out bytes.Buffer
	if err := loginForm.Execute(&out, problem); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", loginPolicy)
	h.Set("Content-Length", strconv.Itoa(out.Len()))
	if status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", noToken)
		v := observe.Of(r)
		v.Outcome, v.Reason = unauthenticated, "unauthenticated"
	}
	w.WriteHeader(status)
	// The client has gone if this fails; there is nobody left to tell.
	_, _ = out.WriteTo(w)
	return nil
}

// loginPage signs a browser in that brings the invitation, and sends it on, so
// that the address bar does not keep it. Others get the form.
func (s *site) loginPage(w http.ResponseWriter, r *http.Request) error {
	token := r.URL.Query().Get("token")
	switch {
	case token == "":
		return s.showLogin(w, r, http.StatusOK, "")
	case r.Method != http.MethodGet: // HEAD takes no invitation away
		return s.showLogin(w, r, http.StatusOK, "")
	case !s.Readers.Accept(token):
		return s.showLogin(w, r, http.StatusUnauthorized, "This address was used already, or is older than an hour. Start the server again for a new one, or sign in with a token.")
	}
	return s.signIn(w, r)
}

// login signs a browser in that sends a token by the form.
func (s *site) login(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxLogin)
	if err := r.ParseForm(); err != nil {
		return badRequest("the form is not well formed, or too large")
	}
	if token := r.PostForm.Get("token"); !s.Readers.Know(token) && !s.Writers.Know(token) {
		return s.showLogin(w, r, http.StatusUnauthorized, "This is not one of this server's tokens.")
	}
	return s.signIn(w, r)
}

// signIn starts a browser's session. What it can do with it is read.
func (s *site) signIn(w http.ResponseWriter, r *http.Request) error {
	http.SetCookie(w, s.Readers.Cookie(r))
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}
