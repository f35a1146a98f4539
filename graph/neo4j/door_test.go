package neo4j

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/neo4j/neo4jtest"
)

// authority signs certificates.
type authority struct {
	t    *testing.T
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	file string // its certificate, in PEM
}

func newAuthority(t *testing.T, name string) *authority {
	t.Helper()
	a := &authority{t: t, key: newKey(t), file: filepath.Join(t.TempDir(), "ca.pem")}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &a.key.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	if a.cert, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(a.file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return a
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// signed returns the files of a server that is called localhost until some time.
func (a *authority) signed(until time.Time) map[string][]byte {
	a.t.Helper()
	key := newKey(a.t)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "Neo4j"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: until,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, a.cert, &key.PublicKey, a.key)
	if err != nil {
		a.t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		a.t.Fatal(err)
	}
	return map[string][]byte{
		"certificates/bolt/public.crt":  pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}),
		"certificates/bolt/private.key": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}),
	}
}

// behindTLS starts a server that speaks TLS alone.
func behindTLS(t *testing.T, files map[string][]byte) *neo4jtest.Private {
	t.Helper()
	return neo4jtest.StartWith(t, neo4jtest.Setup{
		Scheme: "bolt+ssc", Files: files,
		Settings: map[string]string{
			"server.default_advertised_address":          "localhost",
			"server.bolt.tls_level":                      "REQUIRED",
			"dbms.ssl.policy.bolt.enabled":               "true",
			"dbms.ssl.policy.bolt.base_directory":        "certificates/bolt",
			"dbms.ssl.policy.bolt.private_key":           "private.key",
			"dbms.ssl.policy.bolt.public_certificate":    "public.crt",
			"dbms.ssl.policy.bolt.client_auth":           "NONE",
			"dbms.security.auth_lock_time":               "1m",
			"dbms.security.auth_max_failed_attempts":     "3",
			"dbms.security.auth_minimum_password_length": "1",
		},
	})
}

// attempt is a way to reach a server, and what /readyz says of it: "" that it is
// ready.
type attempt struct {
	name   string
	change func(*Config)
	says   string
}

// try opens a store as each of some attempts says.
func try(t *testing.T, server neo4jtest.Server, attempts []attempt) {
	for _, a := range attempts {
		t.Run(a.name, func(t *testing.T) {
			c := configFor(t, server)
			a.change(&c)
			err := open(t, c).Prepare(t.Context())
			switch {
			case a.says == "" && err != nil:
				t.Errorf("it is not ready: %v", err)
			case a.says != "" && (graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), a.says)):
				t.Errorf("it says %v, not %q", err, a.says)
			case err != nil && c.Password != "" && strings.Contains(err.Error(), c.Password):
				t.Errorf("the password is in %v", err)
			}
		})
	}
}

// at replaces the scheme and the host of an address.
func at(server neo4jtest.Server, scheme, host string) string {
	return scheme + "://" + host + server.URI[strings.LastIndex(server.URI, ":"):]
}

// trustedBySystem makes a process of the tests call this address, trusting whom
// the system trusts.
const trustedBySystem = "PARLEY_TEST_TRUSTED"

func TestTrustedBySystem(t *testing.T) {
	uri := os.Getenv(trustedBySystem)
	if uri == "" {
		t.Skip("TestTLS runs this")
	}
	s := open(t, Config{URI: uri, Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), Model: standardModel(t)})
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestTLS reaches a server that speaks TLS, with what fits and with what does not.
func TestTLS(t *testing.T) {
	ours, others := newAuthority(t, "ours"), newAuthority(t, "others")
	p := behindTLS(t, ours.signed(time.Now().Add(time.Hour)))
	to := func(scheme, host, file string) func(*Config) {
		return func(c *Config) { c.URI, c.CAFile = at(p.Server, scheme, host), file }
	}
	try(t, p.Server, []attempt{
		{"bolt+s and its authority", to("bolt+s", "localhost", ours.file), ""},
		{"neo4j+s and its authority", to("neo4j+s", "localhost", ours.file), ""},
		{"bolt+ssc", to("bolt+ssc", "127.0.0.1", ""), ""},
		{"neo4j+ssc", to("neo4j+ssc", "localhost", ""), ""},
		{"an authority that nobody knows", to("neo4j+s", "localhost", ""), "NEO4J_CA_FILE"},
		{"another authority", to("bolt+s", "localhost", others.file), "of an authority that is not trusted"},
		{"another name", to("bolt+s", "127.0.0.1", ours.file), "for other names"},
		{"without TLS", to("bolt", "localhost", ""), "it wants TLS: let its address begin with neo4j+s or bolt+s"},
		{"without TLS, routed", to("neo4j", "localhost", ""), "it wants TLS"},
	})
	t.Run("SSL_CERT_FILE", func(t *testing.T) {
		child := exec.Command(os.Args[0], "-test.run=^TestTrustedBySystem$")
		child.Env = append(os.Environ(), trustedBySystem+"="+at(p.Server, "neo4j+s", "localhost"), "SSL_CERT_FILE="+ours.file,
			"NEO4J_USERNAME="+p.Username, "NEO4J_PASSWORD="+p.Password)
		if out, err := child.CombinedOutput(); err != nil || strings.Contains(string(out), "SKIP") {
			t.Errorf("%v: %s", err, out)
		}
	})
	p.Kill()
	yesterday := time.Now().Add(-24 * time.Hour)
	p.Replace(ours.signed(yesterday))
	p.Restart()
	try(t, p.Server, []attempt{
		{"expired", to("neo4j+s", "localhost", ours.file), "expired on " + yesterday.UTC().Format(time.DateOnly)},
		{"expired, and nobody looks", to("bolt+ssc", "localhost", ""), ""},
	})
	signedIn(t, p)
}

// signedIn tries to sign in to a server of the test's own.
func signedIn(t *testing.T, p *neo4jtest.Private) {
	raw(t, neo4jtestOf(p, "system"), "CREATE USER fresh SET PASSWORD 'to be changed' CHANGE REQUIRED", nil)
	as := func(user, password, database string) func(*Config) {
		return func(c *Config) { c.Username, c.Password, c.Database = user, password, database }
	}
	wrong := as(p.Username, "hunter2", "")
	try(t, p.Server, []attempt{
		{"nobody", func(c *Config) { c.Username, c.Password = "", "" }, "NEO4J_USERNAME"},
		{"a password to be changed", as("fresh", "to be changed", ""), "change the password first"},
		{"a database that does not exist", func(c *Config) { c.Database = "nowhere" }, "NEO4J_DATABASE"},
		{"a wrong password", wrong, "does not accept the user and the password"},
		{"a wrong password again", wrong, "does not accept the user and the password"},
		{"a wrong password once more", wrong, "does not accept the user and the password"},
		{"a wrong password too often", wrong, "after too many wrong passwords"},
	})
}

// neo4jtestOf is a server with another database.
func neo4jtestOf(p *neo4jtest.Private, database string) neo4jtest.Server {
	server := p.Server
	server.Database = database
	return server
}

// TestDoor calls at addresses where there is no Neo4j that can be used.
func TestDoor(t *testing.T) {
	server := neo4jtest.Start(t)
	http := httptest.NewServer(nil)
	defer http.Close()
	to := func(uri string) func(*Config) { return func(c *Config) { c.URI = uri } }
	host := server.URI[strings.Index(server.URI, "://")+3:]
	try(t, server, []attempt{
		{"nobody listens", to("bolt://" + nowhere(t)), "nobody listens"},
		{"nobody listens, routed", to("neo4j://" + nowhere(t)), "nobody listens"},
		{"nobody answers", to("bolt://" + silence(t)), "says nothing"},
		{"nobody answers, with TLS", to("bolt+s://" + silence(t)), "says nothing"},
		{"a name that does not exist", to("neo4j://nowhere.invalid:7687"), "the name of its host is not known"},
		{"HTTP", to("bolt://" + strings.TrimPrefix(http.URL, "http://")), "the port of Bolt is 7687"},
		{"TLS with who does not speak it", to("bolt+s://" + host), "it speaks without TLS"},
		{"TLS with who does not speak it, routed", to("neo4j+ssc://" + host), "it speaks without TLS"},
	})
}

// TestCAFile refuses files of authorities that are of no use.
func TestCAFile(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.pem")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, uri, file, says string }{
		{"there is none", "neo4j+s://host", filepath.Join(t.TempDir(), "none"), "cannot be read"},
		{"it has no certificate", "bolt+s://host", empty, "no certificate in PEM"},
		{"without TLS", "neo4j://host", empty, "neo4j+s or bolt+s"},
		{"whatever the certificate", "bolt+ssc://host", empty, "neo4j+s or bolt+s"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := New(t.Context(), Config{URI: c.uri, CAFile: c.file, Model: standardModel(t)})
			if graph.CodeOf(err) != graph.BadInput || !strings.Contains(err.Error(), c.says) {
				t.Error(err)
			}
		})
	}
}
