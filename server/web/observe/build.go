package observe

import (
	"cmp"
	"fmt"
	"runtime/debug"
)

// Build is what the running program was built from.
type Build struct {
	Version  string // of the module
	Revision string // of the repository
	Modified bool   // the working tree had changes beyond the revision
	Go       string // the version of Go

	All string // with all dependencies and settings
}

// ReadBuild returns the build of the running program. What was not recorded is
// "unknown".
func ReadBuild() Build {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = new(debug.BuildInfo)
	}
	return buildOf(info)
}

// buildOf returns what Go's record of a build says.
func buildOf(info *debug.BuildInfo) Build {
	const unknown = "unknown"
	b := Build{Version: cmp.Or(info.Main.Version, unknown), Revision: unknown, Go: cmp.Or(info.GoVersion, unknown), All: info.String()}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Revision = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

// String returns the build as one line.
func (b Build) String() string {
	modified := ""
	if b.Modified {
		modified = ", modified"
	}
	return fmt.Sprintf("parley %s, revision %s%s, %s", b.Version, b.Revision, modified, b.Go)
}
