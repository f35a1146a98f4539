package seed

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The files of a folder.
const (
	factsFile = "facts.yaml"
	textFile  = "text.txt"
)

// maxFile is the size of the largest file that is read.
const maxFile = 16 << 20

// Folder is where a source's two files are.
type Folder struct {
	Name  string // how problems call it
	Files fs.FS
}

//go:embed peace-talks/facts.yaml peace-talks/text.txt harbour
var shipped embed.FS

// Shipped is the folder of the article that Parley ships.
func Shipped() Folder {
	const name = "peace-talks"
	files, _ := fs.Sub(shipped, name) // fails for a malformed name only
	return Folder{name, files}
}

// Invented lists the folders of a story that nobody lived, in the order in which its
// sources came out: it shows what becomes of denials, corrections and turns.
func Invented() []Folder {
	var list []Folder
	for _, name := range []string{"1-report", "2-correction"} {
		files, _ := fs.Sub(shipped, path.Join("harbour", name)) // fails for a malformed name only
		list = append(list, Folder{path.Join("harbour", name), files})
	}
	return list
}

// Dir is a folder on disk. Nothing outside it is read, not even through
// symbolic links in it.
func Dir(name string) Folder { return Folder{name, dir(name)} }

// dir is a folder as a file system that no link leads out of.
type dir string

// Open opens a file or the folder itself. What else there may be, such as a
// pipe, might never come to an end.
func (d dir) Open(name string) (fs.File, error) {
	root, err := os.OpenRoot(string(d))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(name)
	if err != nil && linked(root, name) {
		return nil, errors.New("it is a link out of the folder or to nothing: put the file itself there")
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() && !info.IsDir() {
		return nil, errors.New("it is not a file")
	}
	return root.Open(name)
}

// linked reports whether a file or a folder on the way to it is a link.
func linked(root *os.Root, name string) bool {
	for ; name != "."; name = path.Dir(name) {
		if info, err := root.Lstat(name); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return true
		}
	}
	return false
}

func (f Folder) path(file string) string { return path.Join(f.Name, file) }

// check says what is wrong with the folder as a whole, or "".
func (f Folder) check() string {
	info, err := fs.Stat(f.Files, ".")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such folder"
	case err != nil:
		return "cannot be read: " + Cause(err)
	case !info.IsDir():
		return "is not a folder"
	}
	return ""
}

// read returns a file as it is, and whether it is there.
func (f Folder) read(file string) (raw []byte, there bool, err error) {
	in, err := f.Files.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, true, errors.New("cannot be read: " + Cause(err))
	}
	defer in.Close()
	raw, err = io.ReadAll(io.LimitReader(in, maxFile+1))
	if err != nil {
		return nil, true, errors.New("cannot be read: " + Cause(err))
	}
	if len(raw) > maxFile {
		return nil, true, fmt.Errorf("is larger than %d MB", maxFile>>20)
	}
	return raw, true, nil
}

// decode returns a file's text without a byte order mark and with "\n" at the end
// of lines. Otherwise it says what is wrong, and at which byte.
func decode(raw []byte) (text, wrong string, at int) {
	text = string(raw)
	for i, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD") {
			return text, fmt.Sprintf("the byte %#02x is not UTF-8: save the file as UTF-8", text[i]), i
		}
		if unicode.IsControl(r) && r < ' ' && !strings.ContainsRune("\t\n\r\f\v", r) {
			return text, fmt.Sprintf("a control character (%U) is not text: take it out", r), i
		}
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	return strings.ReplaceAll(text, "\r\n", "\n"), "", 0
}

// position returns the line and column of a byte.
func position(text string, at int) (line, column int) {
	before := text[:at]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}
