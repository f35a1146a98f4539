package neo4jtest

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// Server says how to reach a running Neo4j.
type Server struct {
	URI      string
	Username string // empty: it asks for no log-in
	Password string
	Database string // empty: the user's home database

	driver neo4j.DriverWithContext
	host   host     // nil: the server is not ours
	turn   *os.File // what keeps other test processes from the server
}

// host runs one database.
type host interface {
	uri() string
	fresh() bool           // still has the password that Neo4j comes with
	start() error          // returns at once
	died() <-chan struct{} // of the newest start; nil: nobody can tell
	kill() error           // returns when the database is gone
	remove()               // with all its data
	log() string           // its last words
	replace(files map[string][]byte) error
}

// patience is how long a server may take to answer.
const patience = 5 * time.Minute

// Driver returns a driver logged in to the server. It is shared: do not close it.
func (s Server) Driver() neo4j.DriverWithContext { return s.driver }

func (s *Server) open() error {
	auth := neo4j.NoAuth()
	if s.Username != "" {
		auth = neo4j.BasicAuth(s.Username, s.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(s.URI, auth, quick)
	s.driver = driver
	return err
}

// quick makes a driver tell soon that nobody answers.
func quick(c *config.Config) { c.SocketConnectTimeout = 2 * time.Second }

// boot starts the host and waits until it answers.
func (s Server) boot() error {
	first := s.host.fresh()
	if err := s.host.start(); err != nil {
		return err
	}
	if first {
		if err := s.await(s.firstLogIn); err != nil {
			return err
		}
	}
	return s.await(s.answers)
}

// await tries until it succeeds, or the server ends, or patience does.
func (s Server) await(try func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		err := try(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-s.host.died():
			return fmt.Errorf("it ended instead of starting\n%s", s.host.log())
		case <-ctx.Done():
			return fmt.Errorf("no answer in %v: %w\n%s", patience, err, s.host.log())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// answers is nil when the database takes questions.
func (s Server) answers(ctx context.Context) error {
	_, err := s.run(ctx, "RETURN 1", nil)
	return err
}

// firstLogIn sets the password of a new server, which it asks for before all else.
func (s Server) firstLogIn(ctx context.Context) error {
	first := Server{URI: s.URI, Username: "neo4j", Password: "neo4j", Database: "system"}
	if err := first.open(); err != nil {
		return err
	}
	defer first.close()
	_, err := first.run(ctx, "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
		map[string]any{"old": first.Password, "new": s.Password})
	return err
}

// run returns all records of a statement, in a transaction of its own that is not
// tried again.
func (s Server) run(ctx context.Context, cypher string, params map[string]any) ([]*neo4j.Record, error) {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.Database})
	defer session.Close(ctx)
	result, err := session.Run(ctx, cypher, params)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// close releases all that the server holds here.
func (s Server) close() {
	s.driver.Close(context.Background())
	if s.host != nil {
		s.host.remove()
	}
	if s.turn != nil {
		s.turn.Close()
	}
}
