package neo4jtest

import (
	"strings"
	"testing"
)

// TestGiven shows that a server from the environment is used, but not one whose
// data tests would destroy.
func TestGiven(t *testing.T) {
	p := Start(t)
	if p.host == nil {
		t.Skip("the server is given already")
	}
	p.Wipe(t)
	for name, value := range map[string]string{
		"NEO4J_URI": p.URI, "NEO4J_USERNAME": p.Username, "NEO4J_PASSWORD": p.Password, "NEO4J_DATABASE": "neo4j",
	} {
		t.Setenv(name, value)
	}
	const drop = "DROP INDEX " + mark
	steps := []struct {
		name    string
		before  []string
		refused bool
	}{
		{"full, with the mark", []string{"CREATE (:Person)"}, false},
		{"full, without the mark", []string{"CREATE (:Person)", drop}, true},
		{"empty, without the mark", []string{"MATCH (n) DELETE n"}, false},
		{"empty, with the mark", nil, false},
	}
	for _, step := range steps {
		do(t, p, step.before...)
		s, err := startShared()
		if step.refused {
			if err == nil || !strings.Contains(err.Error(), "holds data") {
				t.Errorf("%s: the error is %v", step.name, err)
			}
			if p.wipe(true) == nil {
				t.Errorf("%s: the database was wiped", step.name)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		s.Wipe(t)
		s.close()
	}
}
