package neo4jtest

import (
	"context"
	"fmt"
	"os"
)

// given takes the server that the environment names.
func given(uri string) (Server, error) {
	s := Server{
		URI:      uri,
		Username: os.Getenv("NEO4J_USERNAME"),
		Password: os.Getenv("NEO4J_PASSWORD"),
		Database: os.Getenv("NEO4J_DATABASE"),
	}
	if s.Username == "" && s.Password != "" {
		s.Username = "neo4j"
	}
	var err error
	if s.turn, err = takeTurn(); err != nil {
		return s, err
	}
	if err := s.open(); err != nil {
		return s, err
	}
	if err := s.claim(); err != nil {
		s.close()
		return s, err
	}
	return s, nil
}

// takeTurn waits until no other test process uses a given server: go test runs
// packages side by side, and one would wipe what another has just written. The
// file is the turn, and passes on when this process ends.
func takeTurn() (*os.File, error) {
	dir, err := cacheDir()
	if err != nil {
		return nil, err
	}
	return lock(dir, "turn.lock")
}

// claim marks an empty database as one that tests may wipe.
func (s Server) claim() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	ours, _, err := s.schema(ctx)
	if err != nil || ours {
		return err
	}
	full, err := s.run(ctx, "MATCH (n) RETURN 1 LIMIT 1", nil)
	if err != nil {
		return err
	}
	if len(full) > 0 {
		return fmt.Errorf("NEO4J_URI: the database at %s holds data, which the tests would delete; "+
			"name an empty one, or unset NEO4J_URI and they start their own", s.URI)
	}
	_, err = s.run(ctx, "CREATE INDEX "+mark+" IF NOT EXISTS FOR (n:ParleyTests) ON (n.mayWipe)", nil)
	return err
}
