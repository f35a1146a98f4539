package dossier

import (
	"bytes"
	"encoding/json"
)

// sealed is a dossier with its digest, as a file has it.
type sealed struct {
	Dossier json.RawMessage `json:"dossier"`
	SHA256  string          `json:"sha256"` // of the dossier, in canonical JSON
}

// What stands around a dossier in a file.
const (
	opening  = `<script type="application/json" id="dossier">`
	closing  = `</script>`
	prologue = "<!DOCTYPE html>\n"
)

// IsDossier reports whether a file begins as one of a dossier does.
func IsDossier(file []byte) bool {
	return bytes.HasPrefix(file, []byte(prologue)) && bytes.Contains(file, []byte(opening))
}

// embedded returns the JSON in a file.
func embedded(file []byte) (text []byte, ok bool) {
	_, rest, found := bytes.Cut(file, []byte(opening))
	text, _, closed := bytes.Cut(rest, []byte(closing))
	return text, found && closed
}
