package seed

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph"
)

const least = "source: {id: source:s, title: S}\n"

func write(t *testing.T, dir, name, data string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestAFolderOnDiskLoads(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, factsFile, least)
	write(t, dir, textFile, "One. Two.")
	c := mustLoad(t, standard(t), Dir(dir), nil)
	if len(c.Unused) != 2 || c.Nodes != 1 {
		t.Errorf("it gives %+v", c)
	}
}

func TestFoldersThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	write(t, dir, "file", "")
	for _, test := range []struct{ what, path, want string }{
		{"no folder", filepath.Join(dir, "none"), filepath.Join(dir, "none") + ": there is no such folder"},
		{"a file", file, file + ": cannot be read: not a directory"},
		{"an empty folder", dir, dir + "/facts.yaml: there is no such file: a source's folder has a facts.yaml and, unless it is a data set, a text.txt"},
	} {
		t.Run(test.what, func(t *testing.T) { refused(t, Dir(test.path), test.want) })
	}
}

func TestNothingOutsideTheFolderIsRead(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	write(t, outside, factsFile, least)
	if err := os.Symlink(filepath.Join(outside, factsFile), filepath.Join(dir, factsFile)); err != nil {
		t.Skip(err)
	}
	refused(t, Dir(dir), dir+"/facts.yaml: cannot be read: it is a link out of the folder or to nothing: put the file itself there")

	inside := t.TempDir()
	write(t, inside, "mine.yaml", least)
	if err := os.Symlink("mine.yaml", filepath.Join(inside, factsFile)); err != nil {
		t.Fatal(err)
	}
	mustLoad(t, standard(t), Dir(inside), nil)
}

func TestWhatIsNotAFileIsNotRead(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, factsFile), 0o755); err != nil {
		t.Fatal(err)
	}
	refused(t, Dir(dir), dir+"/facts.yaml: cannot be read: is a directory")
}

func TestFilesThatAreNotText(t *testing.T) {
	for _, test := range []struct{ what, facts, text, want string }{
		{"bad UTF-8", least + "# a\xe9", "", "her/facts.yaml:2:4: the byte 0xe9 is not UTF-8: save the file as UTF-8"},
		{"bad UTF-8 in the text", least, "one\ntwé \xff", "her/text.txt:2:5: the byte 0xff is not UTF-8: save the file as UTF-8"},
		{"a NUL", least, "one\x00", "her/text.txt:1:4: a control character (U+0000) is not text: take it out"},
		{"UTF-16", "s\x00o\x00", "", "her/facts.yaml:1:2: a control character (U+0000) is not text: take it out"},
		{"a text over 16 MB", least, strings.Repeat("x", 16<<20+1), "her/text.txt: is larger than 16 MB"},
	} {
		t.Run(test.what, func(t *testing.T) { refused(t, her(test.facts, test.text), test.want) })
	}
}

// Where the graph cannot be asked, that is the error, and not a refusal.
func TestAGraphThatDoesNotAnswer(t *testing.T) {
	m := standard(t)
	s := withArticle(t, m)
	_, err := Load(t.Context(), m, aftermath(), broken{s.Snapshot()})
	var r *Refusal
	if errors.As(err, &r) || graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("Load gives %v", err)
	}
}

// broken is a graph that does not answer.
type broken struct{ graph.Reader }

func (broken) Select(context.Context, *graph.Plan) (*graph.Rows, error) {
	return nil, graph.Errorf(graph.Unavailable, "select", "the graph is away")
}
