package neo4jtest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
)

// java is a Java that is installed here.
type java struct {
	path    string
	version string // "17.0.15"
}

// findJava returns the first Java that is recent enough.
func findJava(oldest int) (java, error) {
	for _, path := range javas() {
		if version, major := javaVersion(path); major >= oldest {
			return java{path, version}, nil
		}
	}
	return java{}, fmt.Errorf("no Java %d or later", oldest)
}

// javas lists where a Java may be, the likely places first.
func javas() []string {
	var paths []string
	if home := os.Getenv("JAVA_HOME"); home != "" {
		paths = append(paths, filepath.Join(home, "bin", "java"))
	}
	if path, err := exec.LookPath("java"); err == nil {
		paths = append(paths, path)
	}
	for _, pattern := range []string{"/usr/lib/jvm/*/bin/java", "/Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java"} {
		found, _ := filepath.Glob(pattern)
		paths = append(paths, found...)
	}
	return paths
}

var versionLine = regexp.MustCompile(`version "((\d+)[^"]*)"`)

// javaVersion asks a Java; major is 0 if it does not say.
func javaVersion(path string) (version string, major int) {
	out, err := exec.Command(path, "-version").CombinedOutput()
	m := versionLine.FindSubmatch(out)
	if err != nil || m == nil {
		return "", 0
	}
	major, _ = strconv.Atoi(string(m[2]))
	return string(m[1]), major
}
