package documents

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	jsonv2 "github.com/go-json-experiment/json"
)

// Read reads documents from files and folders: Relay's persisted queries and
// Apollo's manifests (.json), and documents (.graphql). Of a folder it reads all
// such files in it and below. The first that check has something against, or that
// cannot be read, is an error that names the file.
func Read(paths []string, check func(text string) error) (*Set, error) {
	s := &Set{texts: map[string]string{}, from: map[string]string{}}
	for _, path := range paths {
		files, err := filesOf(path)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			if err := s.read(file, check); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

// filesOf lists the files that a path means.
func filesOf(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{path}, err
	}
	var files []string
	err = filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && slices.Contains([]string{".json", ".graphql"}, filepath.Ext(name)) {
			files = append(files, name)
		}
		return err
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: there is no .graphql and no .json file in it", path)
	}
	return files, err
}

// read reads one file.
func (s *Set) read(file string, check func(text string) error) error {
	text, err := readFile(file)
	if err != nil {
		return err
	}
	found := []document{{Body: string(text)}}
	if filepath.Ext(file) == ".json" {
		if found, err = manifest(text); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	for _, d := range found {
		if d.ID == "" {
			d.ID = IDOf(d.Body)
		}
		if err := check(d.Body); err != nil {
			return fmt.Errorf("%s: document %s: %w", file, d.ID, err)
		}
		if err := s.add(file, d.ID, d.Body); err != nil {
			return err
		}
	}
	return nil
}

// readFile reads a file that is one, and not too large.
func readFile(name string) ([]byte, error) {
	if info, err := os.Stat(name); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file", name)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err == nil && len(text) > maxFile {
		err = fmt.Errorf("%s is larger than %d bytes", name, maxFile)
	}
	return text, err
}

// document is one of a manifest.
type document struct {
	ID   string `json:"id"`
	Body string `json:"body"`
}

// apollo names the format of Apollo's manifests.
const apollo = "apollo-persisted-query-manifest"

// manifest reads Apollo's manifest, or else Relay's persisted queries: an object
// of texts by their identifiers.
func manifest(text []byte) ([]document, error) {
	var all map[string]json.RawMessage
	if err := jsonv2.Unmarshal(text, &all); err != nil {
		return nil, errors.New("it is not a JSON object with each name once")
	}
	if _, ok := all["format"]; ok {
		return apolloManifest(text)
	}
	var found []document
	for id, value := range all {
		var body string
		if err := jsonv2.Unmarshal(value, &body); err != nil {
			return nil, fmt.Errorf("%.50q is not a text: write {\"identifier\": \"document\"}, as Relay does, or Apollo's %s", id, apollo)
		}
		found = append(found, document{id, body})
	}
	slices.SortFunc(found, func(a, b document) int { return strings.Compare(a.ID, b.ID) })
	return found, nil
}

func apolloManifest(text []byte) ([]document, error) {
	var m struct {
		Format     string     `json:"format"`
		Version    int        `json:"version"`
		Operations []document `json:"operations"`
	}
	if err := jsonv2.Unmarshal(text, &m); err != nil || m.Format != apollo || m.Version != 1 {
		return nil, fmt.Errorf("it is no %s of version 1", apollo)
	}
	for i, d := range m.Operations {
		if d.ID == "" {
			return nil, fmt.Errorf("operation %d has no id", i+1)
		}
	}
	return m.Operations, nil
}
