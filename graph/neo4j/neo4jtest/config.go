package neo4jtest

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Version is the release that tests run on. PARLEY_NEO4J_VERSION names another.
const Version = "5.26.26"

// release is a Neo4j that can be started.
type release struct {
	version string
	main    string // the class that starts it
	java    int    // the oldest Java that runs it
}

func wanted() release {
	v := cmp.Or(os.Getenv("PARLEY_NEO4J_VERSION"), Version)
	if strings.HasPrefix(v, "5.") {
		return release{v, "org.neo4j.server.CommunityEntryPoint", 17}
	}
	return release{v, "org.neo4j.server.Neo4jCommunity", 21}
}

// settings make a small server that tells nobody of itself.
func settings(port int) map[string]string {
	return map[string]string{
		"server.bolt.listen_address":        fmt.Sprintf("127.0.0.1:%d", port),
		"server.default_advertised_address": "127.0.0.1",
		"server.http.enabled":               "false",
		"dbms.usage_report.enabled":         "false",
		"dbms.security.auth_enabled":        "true",
		"server.memory.pagecache.size":      "128m",
		"db.tx_log.preallocate":             "false",
		"db.tx_log.rotation.size":           "32m",
	}
}

// write puts the configuration and the files of a server into its home folder.
func (s Setup) write(home string, port int) error {
	all := settings(port)
	maps.Copy(all, s.Settings)
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(&text, "%s=%s\n", name, all[name])
	}
	files := map[string][]byte{filepath.Join("conf", "neo4j.conf"): []byte(text.String())}
	maps.Copy(files, s.Files)
	return writeFiles(home, files)
}

func writeFiles(home string, files map[string][]byte) error {
	for name, content := range files {
		path := filepath.Join(home, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// command starts the release on a home folder. The serial collector starts three
// seconds sooner than the default one, and takes less memory.
func (i installation) command(home string, flags []string) []string {
	c := []string{i.java.path, "-cp", filepath.Join(i.dir, "lib", "*"), "-Xmx1g", "-XX:+UseSerialGC"}
	c = append(c, flags...)
	for _, name := range []string{"java.nio", "java.io", "sun.nio.ch", "java.util.concurrent"} {
		c = append(c, "--add-opens=java.base/"+name+"=ALL-UNNAMED")
	}
	return append(c, i.main, "--home-dir="+home, "--config-dir="+filepath.Join(home, "conf"))
}
