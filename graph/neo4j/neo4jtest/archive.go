package neo4jtest

import (
	"os"
	"path/filepath"
)

// The class data archive of a JVM keeps Neo4j's 20,000 classes as they are in
// memory. With it a server starts in half the time.

// archivePath differs by Java, since another Java cannot read it.
func (i installation) archivePath() string {
	return filepath.Join(i.dir, "java-"+i.java.version+".jsa")
}

// fromArchive returns the flags that use the archive. A JVM that cannot starts
// without.
func (i installation) fromArchive() []string {
	if info, err := os.Stat(i.archivePath()); err != nil || info.Size() == 0 {
		return nil
	}
	return []string{"-XX:SharedArchiveFile=" + i.archivePath()}
}

// archive starts a server once and lets the JVM write down the classes at its
// end. A JVM that does not leaves an empty file, so that nobody tries again.
func (i installation) archive() error {
	if exists(i.archivePath()) {
		return nil
	}
	partial := i.archivePath() + ".partial"
	p, err := newProcess(i, Setup{}, "-XX:+IgnoreUnrecognizedVMOptions", "-XX:ArchiveClassesAtExit="+partial)
	if err != nil {
		return err
	}
	s, err := startOn(p)
	if err != nil {
		return err
	}
	defer s.close()
	if err := p.stop(); err != nil {
		return err
	}
	if !exists(partial) {
		return os.WriteFile(i.archivePath(), nil, 0o644)
	}
	return os.Rename(partial, i.archivePath())
}
