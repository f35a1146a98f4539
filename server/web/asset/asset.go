// Package asset serves embedded files: compressed, with a validator, so that a
// browser fetches each once, and unpacked for the few clients that do not take
// gzip.
package asset

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// Handler serves the files of a folder by their names.
type Handler struct {
	files map[string]file
	csp   string
}

type file struct {
	packed []byte
	kind   string // media type
	tag    string // of what is in it
}

// types are the media types by the ends of names, on every system the same.
var types = map[string]string{
	".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".ttf": "font/ttf",
}

// New reads the files of a folder among others. Those whose names end in ".gz" are packed
// already and go by their names without it. All are sent with the content
// security policy, which is a worker's own.
func New(files fs.FS, name, csp string) (*Handler, error) {
	folder, err := fs.Sub(files, name)
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(folder, "*")
	if err != nil {
		return nil, err
	}
	h := &Handler{files: map[string]file{}, csp: csp}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		name, packed := strings.CutSuffix(name, ".gz")
		if !packed {
			if data, err = pack(data); err != nil {
				return nil, err
			}
		}
		kind := types[path.Ext(name)]
		if kind == "" {
			kind = "application/octet-stream"
		}
		sum := sha256.Sum256(data)
		h.files[name] = file{data, kind, hex.EncodeToString(sum[:12])}
	}
	return h, nil
}

// ServeHTTP answers a request whose path is a file's name.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := h.files[strings.TrimPrefix(r.URL.Path, "/")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	head := w.Header()
	head.Set("Content-Type", f.kind)
	head.Set("Content-Security-Policy", h.csp)
	head.Set("Cache-Control", "no-cache") // kept, but asked for anew: a release may change it
	head.Add("Vary", "Accept-Encoding")
	if takesGzip(r) {
		head.Set("Content-Encoding", "gzip")
		head.Set("Etag", fmt.Sprintf("%q", f.tag+"-gzip"))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.packed))
		return
	}
	plain, err := unpack(f.packed)
	if err != nil {
		http.Error(w, "the file is damaged", http.StatusInternalServerError)
		return
	}
	head.Set("Etag", fmt.Sprintf("%q", f.tag))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(plain))
}

func pack(plain []byte) ([]byte, error) {
	var out bytes.Buffer
	to, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := to.Write(plain); err != nil {
		return nil, err
	}
	if err := to.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func unpack(packed []byte) ([]byte, error) {
	in, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(in)
}

// takesGzip reports whether a client takes gzip (RFC 9110, section 12.5.3).
func takesGzip(r *http.Request) bool {
	takes := false
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, parameter, _ := strings.Cut(strings.TrimSpace(coding), ";")
		weight, weighed := strings.CutPrefix(strings.TrimSpace(parameter), "q=")
		q, err := strconv.ParseFloat(weight, 64)
		wanted := !weighed || err == nil && q > 0
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			return wanted
		case "*":
			takes = wanted
		}
	}
	return takes
}
