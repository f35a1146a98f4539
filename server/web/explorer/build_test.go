package explorer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/server/web/browsertest"
)

func TestSums(t *testing.T) { browsertest.CheckSums(t) }

func TestBuild(t *testing.T) { browsertest.CheckBuild(t, "explorer", "tsconfig.json") }

func TestLock(t *testing.T) { browsertest.CheckLock(t, 20) }

// maxScripts is how many bytes all scripts of the explorer may take, compressed.
const maxScripts = 100 << 10

func TestScriptsAreSmall(t *testing.T) {
	files, err := filepath.Glob("bundle/*.js.gz")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	var all int64
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		all += info.Size()
	}
	if all > maxScripts {
		t.Errorf("the scripts take %d bytes, more than %d", all, maxScripts)
	}
	t.Logf("%d bytes", all)
}

// TestModelAlone holds that the scripts name no kind and no edge type of the
// standard model: what they know of it, the page tells them.
func TestModelAlone(t *testing.T) {
	m := standard(t)
	files, err := filepath.Glob("build/src/*.ts*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range m.Edges {
			if strings.Contains(string(data), e.Name) && strings.Contains(e.Name, "_") {
				t.Errorf("%s names %s", file, e.Name)
			}
		}
		for _, k := range m.Kinds {
			for _, named := range []string{"'" + k.Name + "'", `"` + k.Name + `"`} {
				if strings.Contains(string(data), named) {
					t.Errorf("%s names %s", file, k.Name)
				}
			}
		}
	}
}
