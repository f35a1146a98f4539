package browsertest

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// ended notes how a test was ended.
type ended struct {
	testing.TB
	how string
}

func (e *ended) Helper()                        {}
func (e *ended) Skipf(format string, a ...any)  { e.how = "skipped: " + fmt.Sprintf(format, a...) }
func (e *ended) Fatalf(format string, a ...any) { e.how = "failed: " + fmt.Sprintf(format, a...) }
func (e *ended) Fatal(a ...any)                 { e.how = "failed: " + fmt.Sprint(a...) }

// TestLacking ends tests for want of npm: they say what to install.
func TestLacking(t *testing.T) {
	missing := fmt.Errorf("npm: %w", exec.ErrNotFound)
	cases := []struct {
		name, ci  string
		err       error
		how, says string
	}{
		{"at home", "", missing, "skipped", "apt-get install nodejs npm"},
		{"in CI", "true", missing, "failed", "apt-get install nodejs npm"},
		{"npm has no network", "", fmt.Errorf("npm pack: %w", &exec.ExitError{ProcessState: &os.ProcessState{}}), "skipped", "npm pack"},
		{"something else is wrong", "", fmt.Errorf("no space left"), "failed", "no space left"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("CI", c.ci)
			e := &ended{TB: t}
			Lacking(e, c.err)
			if how, says, _ := strings.Cut(e.how, ": "); how != c.how || !strings.Contains(says, c.says) {
				t.Errorf("it was %s", e.how)
			}
		})
	}
}
