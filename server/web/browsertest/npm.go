package browsertest

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// pack is a package of npm's, with its checksum (Subresource Integrity).
type pack struct{ name, version, integrity string }

// fetch lets npm fetch the package, holds it against its checksum and returns the
// files whose paths begin with one of the prefixes.
func (p pack) fetch(ctx context.Context, into string, prefixes ...string) (map[string][]byte, error) {
	npm := exec.CommandContext(ctx, "npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", into, p.name+"@"+p.version)
	npm.Dir = into
	var problems bytes.Buffer
	npm.Stderr = &problems
	out, err := npm.Output()
	if err != nil {
		return nil, fmt.Errorf("npm pack %s@%s: %w\n%s", p.name, p.version, err, problems.String())
	}
	archive := filepath.Join(into, filepath.Base(strings.TrimSpace(string(out))))
	packed, err := os.ReadFile(archive)
	if err != nil {
		return nil, err
	}
	sum := sha512.Sum512(packed)
	if got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:]); got != p.integrity {
		return nil, fmt.Errorf("%s@%s has the checksum %s, not %s", p.name, p.version, got, p.integrity)
	}
	if err := os.Remove(archive); err != nil {
		return nil, err
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return untar(unpacked, func(name string) bool {
		for _, prefix := range prefixes {
			if strings.HasPrefix(name, "package/"+prefix) {
				return true
			}
		}
		return false
	})
}

// untar returns the wanted files of an archive by their names.
func untar(from io.Reader, wanted func(name string) bool) (map[string][]byte, error) {
	files := map[string][]byte{}
	archive := tar.NewReader(from)
	for {
		head, err := archive.Next()
		switch {
		case errors.Is(err, io.EOF):
			return files, nil
		case err != nil:
			return nil, err
		case head.Typeflag != tar.TypeReg || !wanted(head.Name):
			continue
		}
		if files[path.Base(head.Name)], err = io.ReadAll(archive); err != nil {
			return nil, err
		}
	}
}
