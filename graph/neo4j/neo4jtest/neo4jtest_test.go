package neo4jtest

import (
	"context"
	"strings"
	"testing"
)

// value runs a statement that gives one value.
func value(t *testing.T, s Server, cypher string) any {
	t.Helper()
	records, err := s.run(context.Background(), cypher, nil)
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	if len(records) != 1 {
		t.Fatalf("%s gives %d records", cypher, len(records))
	}
	return records[0].Values[0]
}

func do(t *testing.T, s Server, statements ...string) {
	t.Helper()
	for _, cypher := range statements {
		if _, err := s.run(context.Background(), cypher, nil); err != nil {
			t.Fatalf("%s: %v", cypher, err)
		}
	}
}

func TestStart(t *testing.T) {
	s := Start(t)
	if got := value(t, s, "RETURN 1"); got != int64(1) {
		t.Errorf("RETURN 1 gives %v", got)
	}
	version := value(t, s, "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]").(string)
	if s.host != nil && !strings.HasPrefix(version, wanted().version) {
		t.Errorf("the server is %s, not %s", version, wanted().version)
	}
	if again := Start(t); again != s {
		t.Errorf("a second Start gives %v after %v", again, s)
	}
}

func TestWipe(t *testing.T) {
	s := Start(t)
	s.Wipe(t)
	do(t, s,
		"CREATE CONSTRAINT `odd``name` FOR (n:Person) REQUIRE n.id IS UNIQUE",
		"CREATE INDEX byName FOR (n:Person) ON (n.name)",
		"CREATE FULLTEXT INDEX words FOR (n:Person) ON EACH [n.name]",
		"UNWIND range(1, 12000) AS i CREATE (:Person {id: i})-[:KNOWS]->(:Person {id: -i})")
	const declared = "SHOW INDEXES YIELD type RETURN count(CASE WHEN type <> 'LOOKUP' THEN 1 END)"
	steps := []struct {
		name    string
		run     func(testing.TB)
		indexes int64
	}{
		{"Clear", s.Clear, 4},
		{"Wipe", s.Wipe, 1},
		{"Wipe of nothing", s.Wipe, 1},
	}
	for _, step := range steps {
		step.run(t)
		if got := value(t, s, "MATCH (n) RETURN count(n)"); got != int64(0) {
			t.Errorf("%s leaves %d nodes", step.name, got)
		}
		if got := value(t, s, declared); got != step.indexes {
			t.Errorf("%s leaves %d indexes, not %d", step.name, got, step.indexes)
		}
	}
	if got := value(t, s, "SHOW INDEXES YIELD type WHERE type = 'LOOKUP' RETURN count(*)"); got != int64(2) {
		t.Errorf("there are %d lookup indexes", got)
	}
}

// TestClearOfAHub clears a node that has more relationships than one transaction
// has memory for.
func TestClearOfAHub(t *testing.T) {
	p := StartWith(t, Setup{Settings: map[string]string{"dbms.memory.transaction.total.max": "32m"}})
	do(t, p.Server, "CREATE (:Hub)")
	for range 15 {
		do(t, p.Server, "MATCH (h:Hub) UNWIND range(1, 10000) AS i CREATE (h)-[:HAS]->(:Part)")
	}
	p.Clear(t)
	if got := value(t, p.Server, "MATCH (n) RETURN count(n)"); got != int64(0) {
		t.Errorf("Clear leaves %d nodes", got)
	}
}

func TestKillAndRestart(t *testing.T) {
	p := StartPrivate(t)
	do(t, p.Server, "CREATE (:Person {name: 'Ada'})")
	p.Kill()
	if err := p.answers(context.Background()); err == nil {
		t.Error("a killed server answers")
	}
	p.Kill()
	p.Restart()
	if got := value(t, p.Server, "MATCH (n:Person) RETURN n.name"); got != "Ada" {
		t.Errorf("after the restart the person is %v", got)
	}
	if p.URI == Start(t).URI {
		t.Error("the private server is the shared one")
	}
}

// TestDeath is about a server that ends while it starts.
func TestDeath(t *testing.T) {
	if _, local := Start(t).host.(*process); !local {
		t.Skip("the server is not a process of ours")
	}
	inst, err := install(wanted())
	if err != nil {
		t.Fatal(err)
	}
	inst.main = "org.example.Nothing"
	p, err := newProcess(inst, Setup{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := startOn(p); err == nil || !strings.Contains(err.Error(), inst.main) {
		t.Errorf("the error is %v", err)
	}
	if exists(p.home) {
		t.Errorf("%s is left behind", p.home)
	}
}
