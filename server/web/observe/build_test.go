package observe

import (
	"runtime/debug"
	"testing"
)

// TestBuild reads records of builds as Go makes them.
func TestBuild(t *testing.T) {
	cases := []struct {
		name string
		info debug.BuildInfo
		want string
	}{
		{"a release", debug.BuildInfo{
			GoVersion: "go1.26.0", Main: debug.Module{Version: "v1.2.0"},
			Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "0a1b2c"}, {Key: "vcs.modified", Value: "false"}},
		}, "parley v1.2.0, revision 0a1b2c, go1.26.0"},
		{"a working tree with changes", debug.BuildInfo{
			GoVersion: "go1.26.0", Main: debug.Module{Version: "(devel)"},
			Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "0a1b2c"}, {Key: "vcs.modified", Value: "true"}},
		}, "parley (devel), revision 0a1b2c, modified, go1.26.0"},
		{"no record", debug.BuildInfo{}, "parley unknown, revision unknown, unknown"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := buildOf(&c.info).String(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
