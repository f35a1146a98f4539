package neo4j

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
)

// makeReady looks whether the database is there, once, and then makes of it what
// it lacks. That may take a while where it holds much already.
func (s *Store) makeReady() error {
	ctx, cancel := context.WithTimeout(s.closed, prepareTime)
	defer cancel()
	began := time.Now()
	is, err := s.ping(ctx)
	if err != nil {
		return s.explained(ctx, err)
	}
	s.begins.Store(int64(min(max(beginTime, 4*time.Since(began)), maxConnect)))
	if err := s.checkVersion(ctx); err != nil {
		return err
	}
	if is != nil && is.newer(s.versions) {
		return s.versions.holds(is)
	}
	if err := s.makeIndexes(ctx); err != nil {
		return err
	}
	if is == nil || s.versions.holds(is) != nil {
		return s.migrate()
	}
	return nil
}

// explained finds out why Neo4j cannot be reached, or what else speaks at its
// address, where that is the matter.
func (s *Store) explained(ctx context.Context, err error) error {
	if !errors.As(err, new(unreachable)) && graph.CodeOf(err) != graph.Internal {
		return err
	}
	why, cause := s.door.diagnose(ctx)
	return &graph.Error{Code: graph.Unavailable, Op: "prepare", Message: "Neo4j cannot be reached: " + why, Err: unreachable{errors.Join(err, cause)}}
}

// checkVersion refuses a Neo4j that does not know the Cypher that we write.
func (s *Store) checkVersion(ctx context.Context) error {
	info, err := s.driver.GetServerInfo(ctx)
	if err != nil {
		return failure(ctx, "prepare", err, false)
	}
	if tooOld(info.Agent()) {
		return graph.Errorf(graph.Unavailable, "prepare", "%s is too old: Parley needs Neo4j 5.23 or later", info.Agent())
	}
	return nil
}

// tooOld reads what a server calls itself: "Neo4j/5.26.26". One that calls itself
// something else is given a chance.
func tooOld(agent string) bool {
	_, version, _ := strings.Cut(agent, "/")
	parts := strings.FieldsFunc(version, func(r rune) bool { return r < '0' || r > '9' })
	if len(parts) < 2 {
		return false
	}
	major, _ := strconv.Atoi(parts[0])
	minor, _ := strconv.Atoi(parts[1])
	return major < 5 || major == 5 && minor < 23
}

// makeIndexes makes those of our constraints and indexes that are missing, and
// waits until they can be used.
func (s *Store) makeIndexes(ctx context.Context) error {
	wanted := indexes(s.model)
	missing, filling, err := s.look(ctx, wanted)
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		if err := s.create(ctx, missing); err != nil {
			return err
		}
		if missing, filling, err = s.look(ctx, wanted); err != nil {
			return err
		}
	}
	if len(missing) > 0 {
		return graph.Errorf(graph.Conflict, "prepare", "Neo4j has an index like %s by another name: drop that one", missing[0].name)
	}
	return s.await(ctx, filling)
}

// create makes indexes in one transaction. One that there is already, by this or
// another name, is left as it is.
func (s *Store) create(ctx context.Context, missing []index) error {
	return s.transact(ctx, "prepare", neo4j.AccessModeWrite, func(q *queries) {
		for _, i := range missing {
			q.query(i.statement(), nil)
		}
	})
}

// await waits for indexes that are being filled, by name.
func (s *Store) await(ctx context.Context, filling []string) error {
	if len(filling) == 0 {
		return nil
	}
	return s.transact(ctx, "prepare", neo4j.AccessModeRead, func(q *queries) {
		q.query(awaitText, map[string]any{"names": filling})
	})
}

// look returns the indexes that are missing, and the names of those that are
// being filled. One of our names that is something else is an error.
func (s *Store) look(ctx context.Context, wanted []index) (missing []index, filling []string, err error) {
	var there []shown
	err = s.transact(ctx, "prepare", neo4j.AccessModeRead, func(q *queries) {
		there = nil
		for _, r := range q.query(showText, nil) {
			there = append(there, shownOf(r.Values))
		}
	})
	if err != nil {
		return nil, nil, err
	}
	for _, i := range wanted {
		found, err := i.among(there)
		switch {
		case err != nil:
			return nil, nil, err
		case found == nil:
			missing = append(missing, i)
		case found.state == "POPULATING":
			filling = append(filling, found.name)
		}
	}
	return missing, filling, nil
}
