package neo4jtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// installation is a release in the cache folder.
type installation struct {
	release
	java java
	dir  string // lib has the jars
}

// fromMaven makes a process of a release whose jars come from Maven Central.
func fromMaven(r release, setup Setup) (host, error) {
	inst, err := install(r)
	if err != nil {
		return nil, fmt.Errorf("Neo4j %s from Maven Central: %w", r.version, err)
	}
	return newProcess(inst, setup, inst.fromArchive()...)
}

// install finds a release in the cache folder, or puts it there.
func install(r release) (installation, error) {
	j, err := findJava(r.java)
	if err != nil {
		return installation{}, err
	}
	cache, err := cacheDir()
	if err != nil {
		return installation{}, err
	}
	inst := installation{r, j, filepath.Join(cache, r.version)}
	turn, err := lock(cache, r.version+".lock")
	if err != nil {
		return inst, err
	}
	defer turn.Close()
	if err := inst.fetch(); err != nil {
		return inst, err
	}
	return inst, inst.archive()
}

func cacheDir() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "parley", "neo4j")
	return dir, os.MkdirAll(dir, 0o755)
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>parley</groupId>
  <artifactId>neo4jtest</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>%[1]s</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>%[1]s</version></dependency>
  </dependencies>
</project>
`

// fetch lets Maven fill a folder, which gets its name when it is complete.
func (i installation) fetch() error {
	if exists(i.dir) {
		return nil
	}
	partial := i.dir + ".partial"
	if err := os.RemoveAll(partial); err != nil {
		return err
	}
	if err := os.Mkdir(partial, 0o755); err != nil {
		return err
	}
	text := fmt.Sprintf(pom, i.version)
	if err := os.WriteFile(filepath.Join(partial, "pom.xml"), []byte(text), 0o644); err != nil {
		return err
	}
	if err := maven(partial); err != nil {
		return err
	}
	return os.Rename(partial, i.dir)
}

// maven takes some 40 seconds and fetches 130 MB.
func maven(dir string) error {
	if _, err := exec.LookPath("mvn"); err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, "neo4jtest: fetching Neo4j from Maven Central, for the first time")
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	mvn := exec.CommandContext(ctx, "mvn", "-q", "-B", "dependency:copy-dependencies",
		"-DincludeScope=runtime", "-DoutputDirectory="+filepath.Join(dir, "lib"))
	mvn.Dir = dir
	if out, err := mvn.CombinedOutput(); err != nil {
		return fmt.Errorf("mvn: %w\n%s", err, out)
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
