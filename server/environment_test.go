package main

import (
	"bytes"
	"flag"
	"io"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/schema/gate"
)

// TestEnvironment sets flags by variables: one that is given wins, and one of
// several values has them all.
func TestEnvironment(t *testing.T) {
	t.Setenv("PARLEY_STORE", "sqlite:elsewhere.db")
	t.Setenv("PARLEY_MAX_ALIASES", "7")
	t.Setenv("PARLEY_MAX_FIELDS", "8")
	t.Setenv("PARLEY_SEED", "false")
	t.Setenv("PARLEY_READ_TIMEOUT", "3s")
	t.Setenv("PARLEY_LOG_LEVEL", "warn")
	t.Setenv("PARLEY_LOAD", "a, b")
	t.Setenv("PARLEY_TRUSTED_PROXY", "10.0.0.0/8,127.0.0.1")
	t.Setenv("PARLEY_HOST", "ignored.example.org")
	t.Setenv("PARLEY_DEMO", "")
	o, err := readOptions([]string{"-host", "a.example.org", "-max-fields=9"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if o.store != "sqlite:elsewhere.db" || o.seed || o.demo || o.query.Aliases != 7 || o.query.Fields != 9 || o.readTime != 3*time.Second || o.logLevel.String() != "WARN" {
		t.Errorf("%+v", o)
	}
	if diff := cmp.Diff([]list{{"a", "b"}, {"a.example.org"}}, []list{o.load, o.hosts}); diff != "" {
		t.Error(diff)
	}
	if want := (prefixes{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("127.0.0.1/32")}); !slices.Equal(o.proxies, want) {
		t.Errorf("proxies are %v", o.proxies)
	}
}

// TestEveryFlagIsAVariable sets the variable of each flag to what the flag is anyway.
func TestEveryFlagIsAVariable(t *testing.T) {
	flags := 0
	new(options).flagSet().VisitAll(func(f *flag.Flag) {
		if _, ok := f.Value.(several); ok {
			return
		}
		value := f.DefValue
		if value == "" {
			value = "x"
		}
		flags++
		t.Setenv(variableOf(f.Name), value)
	})
	o, err := readOptions(nil, io.Discard)
	if err != nil || flags < 30 || o.writers != "x" || o.query.Held != gate.DefaultLimits().Held {
		t.Errorf("%d flags: %+v %v", flags, o, err)
	}
}

// TestDemoInAContainer asks for the demonstration where the environment says where
// the graph is kept, as an image does.
func TestDemoInAContainer(t *testing.T) {
	t.Setenv("PARLEY_STORE", "sqlite:/data/parley.db")
	o, err := readOptions([]string{"-demo"}, io.Discard)
	if err != nil || o.kept() != inMemory {
		t.Errorf("it is kept in %s: %v", o.kept(), err)
	}
}

// TestEnvironmentOfCommands runs commands where serving is set up: they take what
// they share with it, and nothing else.
func TestEnvironmentOfCommands(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("PARLEY_STORE", "memory:")
	t.Setenv("PARLEY_FORMAT", "table")
	t.Setenv("PARLEY_O", "written.ndjson")
	o, err := readExportOptions(nil, io.Discard)
	if err != nil || o.store != "memory:" || o.format != ndjsonFormat || o.out != "" {
		t.Errorf("%+v %v", o, err)
	}
	if at, _, err := storeArgs("verify", nil, io.Discard); err != nil || at != "memory:" {
		t.Errorf("verify is of %q, %v", at, err)
	}
}

// TestEnvironmentMisuse sets variables to what they do not take. What is secret is
// not told.
func TestEnvironmentMisuse(t *testing.T) {
	for _, c := range []struct{ name, variable, value, says string }{
		{"no number", "PARLEY_MAX_ALIASES", "many", `invalid value "many" of PARLEY_MAX_ALIASES`},
		{"no network", "PARLEY_TRUSTED_PROXY", "127.0.0.1,here", `invalid value "here" of PARLEY_TRUSTED_PROXY: write it as`},
		{"what is refused later", "PARLEY_HOST", "a b", "set in the environment: PARLEY_HOST"},
		{"a password", "PARLEY_STORE", "neo4j://ann:hunter2@localhost", "set in the environment: PARLEY_STORE"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv(c.variable, c.value)
			var stderr bytes.Buffer
			if status := run(t.Context(), []string{"-addr", "127.0.0.1:0"}, io.Discard, &stderr); status != misuse || !strings.Contains(stderr.String(), c.says) {
				t.Errorf("status %d: %s", status, stderr.String())
			}
			if strings.Contains(stderr.String(), "hunter2") {
				t.Errorf("the password is told: %s", stderr.String())
			}
		})
	}
}

// TestUnknownVariables warns of variables that no flag has, by name alone, and
// not of those that a cluster makes for a service of that name.
func TestUnknownVariables(t *testing.T) {
	for name, value := range map[string]string{
		"PARLEY_STOER": "hunter2", "PARLEY_WRITER": "hunter2",
		"PARLEY_SERVICE_HOST": "10.0.0.1", "PARLEY_PORT": "tcp://10.0.0.1:80", "PARLEY_PORT_80_TCP_ADDR": "10.0.0.1",
	} {
		t.Setenv(name, value)
	}
	var stderr bytes.Buffer
	if status := run(t.Context(), []string{"-version"}, io.Discard, &stderr); status != ok {
		t.Fatalf("status %d", status)
	}
	want := "parley: warning: no flag has the variable PARLEY_STOER: did you mean PARLEY_STORE?\n" +
		"parley: warning: no flag has the variable PARLEY_WRITER: " + called() + " -help lists the flags, which are the variables\n"
	if diff := cmp.Diff(want, stderr.String()); diff != "" {
		t.Error(diff)
	}
}

// TestCredentials reads the user and the password for Neo4j.
func TestCredentials(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "auth", "neo4j/a/b\n")
	write(t, folder, "half", "hunter2")
	file := filepath.Join(folder, "auth")
	for _, c := range []struct {
		name                 string
		env                  map[string]string
		user, password, says string
	}{
		{"nothing", nil, "", "", ""},
		{"variables", map[string]string{"NEO4J_USERNAME": "ann", "NEO4J_PASSWORD": "x"}, "ann", "x", ""},
		{"a file", map[string]string{"NEO4J_AUTH_FILE": file}, "neo4j", "a/b", ""},
		{"both", map[string]string{"NEO4J_AUTH_FILE": file, "NEO4J_PASSWORD": "x"}, "", "", "leave NEO4J_USERNAME and NEO4J_PASSWORD out"},
		{"half of it", map[string]string{"NEO4J_AUTH_FILE": filepath.Join(folder, "half")}, "", "", "as in neo4j/password"},
		{"no file", map[string]string{"NEO4J_AUTH_FILE": filepath.Join(folder, "none")}, "", "", "NEO4J_AUTH_FILE: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			user, password, err := credentials(func(name string) string { return c.env[name] })
			if user != c.user || password != c.password || (err == nil) != (c.says == "") {
				t.Fatalf("%q %q %v", user, password, err)
			}
			if err != nil && (!strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "hunter2")) {
				t.Error(err)
			}
		})
	}
}
