package neo4jtest

import (
	"errors"
	"os"
	"sync"
	"testing"
)

// shared is the server of this test process. It is a package variable because
// the tests of a package have nothing else in common, and a server for each of
// them would take seconds.
var shared = sync.OnceValues(startShared)

// Start returns the server that the tests of this process share, or skips the
// test.
func Start(tb testing.TB) Server {
	tb.Helper()
	skipIfShort(tb)
	s, err := shared()
	refuse(tb, err)
	return s
}

// Private is a server that belongs to one test.
type Private struct {
	Server
	tb testing.TB
}

// Setup is what a private server has beyond the others.
type Setup struct {
	Settings map[string]string // lines of neo4j.conf
	Files    map[string][]byte // by their paths in the server's home folder
	Scheme   string            // of the address by which the test reaches it; "" is neo4j
}

// StartPrivate starts a server for this test alone, or skips the test. NEO4J_URI
// does not count here: nobody may kill that server.
func StartPrivate(tb testing.TB) *Private {
	tb.Helper()
	return StartWith(tb, Setup{})
}

// StartWith is StartPrivate for a server with settings and files of the test's
// own. It needs a server that is a process of this machine.
func StartWith(tb testing.TB, setup Setup) *Private {
	tb.Helper()
	skipIfShort(tb)
	s, err := startOwn(setup)
	refuse(tb, err)
	tb.Cleanup(s.close)
	return &Private{s, tb}
}

// Kill ends the server as a power cut would, and returns when it is gone.
func (p *Private) Kill() {
	p.tb.Helper()
	if err := p.host.kill(); err != nil {
		p.tb.Fatalf("kill Neo4j: %v", err)
	}
}

// Restart starts the server again, on the same data and the same port, and
// returns when it answers. A server that still runs is killed first.
func (p *Private) Restart() {
	p.tb.Helper()
	p.Kill()
	if err := p.boot(); err != nil {
		p.tb.Fatalf("restart Neo4j: %v", err)
	}
}

// Replace puts files into the home folder of a server, in the place of those
// there, for its next start.
func (p *Private) Replace(files map[string][]byte) {
	p.tb.Helper()
	if err := p.host.replace(files); err != nil {
		p.tb.Fatalf("replace files of Neo4j: %v", err)
	}
}

func startShared() (Server, error) {
	if uri := os.Getenv("NEO4J_URI"); uri != "" {
		return given(uri)
	}
	return startOwn(Setup{})
}

// startOwn starts a server of the first sort that is possible here.
func startOwn(setup Setup) (Server, error) {
	r := wanted()
	var reasons []error
	for _, prepare := range []func(release, Setup) (host, error){fromMaven, fromDocker} {
		h, err := prepare(r, setup)
		if err == nil {
			return startOn(h)
		}
		reasons = append(reasons, err)
	}
	return Server{}, impossible{errors.Join(reasons...)}
}

func startOn(h host) (Server, error) {
	s := Server{URI: h.uri(), Username: "neo4j", Password: password, host: h}
	if err := s.open(); err != nil {
		return Server{}, err
	}
	err := s.boot()
	if err == nil {
		err = s.claim()
	}
	if err != nil {
		s.close()
	}
	return s, err
}

// password is what the servers of our own ask for, so that tests log in as
// users do.
const password = "parley-tests"

// impossible says why there is no server.
type impossible struct{ error }

func skipIfShort(tb testing.TB) {
	tb.Helper()
	if testing.Short() {
		tb.Skip("tests on Neo4j are left out with -short")
	}
}

// refuse ends a test that has no server.
func refuse(tb testing.TB, err error) {
	tb.Helper()
	switch {
	case err == nil:
	case errors.As(err, new(impossible)) && os.Getenv("CI") != "true":
		tb.Skipf("%s\n%v", advice, err)
	case errors.As(err, new(impossible)):
		tb.Fatalf("%s\n%v", advice, err)
	default:
		tb.Fatalf("start Neo4j: %v", err)
	}
}

const advice = "no Neo4j for tests: install Maven and Java 17 or 21 (apt-get install maven openjdk-17-jre-headless), " +
	"or Docker, or set NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD"
