package neo4j

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"

	"parley/graph"
)

// door is where Neo4j is called, and how.
type door struct {
	address string      // a host and a port
	host    string      // what a certificate is to name
	secure  bool        // with TLS
	any     bool        // whatever the certificate
	routed  bool        // Neo4j itself names the addresses that are called in the end
	tls     *tls.Config // with which the driver calls; nil where it needs none of ours
}

// doorOf makes the door of a configuration that was checked.
func doorOf(c Config) (door, error) {
	u, err := url.Parse(c.URI)
	if err != nil {
		return door{}, graph.Errorf(graph.Internal, "neo4j", "the address was not checked")
	}
	scheme, security, _ := strings.Cut(u.Scheme, "+")
	d := door{
		address: net.JoinHostPort(u.Hostname(), cmp.Or(u.Port(), "7687")), host: u.Hostname(),
		secure: security != "", any: security == "ssc", routed: scheme == "neo4j",
	}
	if c.CAFile == "" {
		return d, nil
	}
	if !d.secure || d.any {
		return d, graph.Errorf(graph.BadInput, "neo4j", "NEO4J_CA_FILE is for an address that begins with neo4j+s or bolt+s: other ones look at no certificate")
	}
	d.tls, err = trusting(c.CAFile)
	return d, err
}

// trusting makes a configuration of TLS that trusts the authorities of a file.
func trusting(name string) (*tls.Config, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, &graph.Error{Code: graph.BadInput, Op: "neo4j", Message: "the file of NEO4J_CA_FILE cannot be read", Err: err}
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(text) {
		return nil, graph.Errorf(graph.BadInput, "neo4j", "the file of NEO4J_CA_FILE has no certificate in PEM (-----BEGIN CERTIFICATE-----)")
	}
	return &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}, nil
}

// diagnose returns why Neo4j cannot be reached. The driver's error does not tell
// causes apart, so this calls at the door and looks how far it comes.
func (d door) diagnose(ctx context.Context) (why string, err error) {
	ctx, cancel := context.WithTimeout(ctx, maxConnect)
	defer cancel()
	conn, err := d.dial(ctx)
	if err != nil {
		return undialled(err), err
	}
	defer conn.Close()
	if !d.secure {
		return d.diagnosePlain(ctx, conn)
	}
	if err := d.shake(ctx, conn, d.any); err != nil {
		return d.unshaken(ctx, err), err
	}
	return d.beyond(), nil
}

func (d door) dial(ctx context.Context) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", d.address)
	if err != nil {
		return nil, err
	}
	deadline, _ := ctx.Deadline()
	return conn, conn.SetDeadline(deadline)
}

// undialled returns what it means that there is no connection.
func undialled(err error) string {
	switch {
	case errors.As(err, new(*net.DNSError)):
		return "the name of its host is not known"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nobody listens at its address: it is not running, or at another port"
	}
	return "its host does not answer"
}

// diagnosePlain finds out what speaks at the door where TLS is not wanted.
func (d door) diagnosePlain(ctx context.Context, conn net.Conn) (string, error) {
	answer, err := greeted(conn)
	switch {
	case err == nil && bytes.HasPrefix(answer, []byte("HTTP")):
		return "its address is that of HTTP; the port of Bolt is 7687", nil
	case err == nil && answer[0] != tlsAlert:
		return d.beyond(), nil
	case os.IsTimeout(err):
		return "its host takes a connection and says nothing", err
	}
	again, dialErr := d.dial(ctx)
	if dialErr != nil {
		return undialled(dialErr), dialErr
	}
	defer again.Close()
	if d.shake(ctx, again, true) == nil {
		return "it wants TLS: let its address begin with neo4j+s or bolt+s", err
	}
	return "what listens at its address is not Neo4j", err
}

// tlsAlert is the first byte of what speaks TLS says to what does not.
const tlsAlert = 21

// greeted says what a driver says first, with an empty line behind it for whoever
// speaks in lines, and returns what the other end answers.
func greeted(conn net.Conn) ([]byte, error) {
	if _, err := conn.Write([]byte("\x60\x60\xb0\x17\x00\x08\x08\x05\x00\x02\x04\x04\x00\x00\x00\x03\x00\x00\x00\x00\r\n\r\n")); err != nil {
		return nil, err
	}
	answer := make([]byte, 4)
	_, err := io.ReadFull(conn, answer)
	return answer, err
}

// shake begins TLS on a connection.
func (d door) shake(ctx context.Context, conn net.Conn, any bool) error {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if d.tls != nil {
		config = d.tls.Clone()
	}
	config.ServerName, config.InsecureSkipVerify = d.host, any
	return tls.Client(conn, config).HandshakeContext(ctx)
}

// unshaken returns what it means that TLS does not come about.
func (d door) unshaken(ctx context.Context, err error) string {
	var (
		invalid   x509.CertificateInvalidError
		authority x509.UnknownAuthorityError
		name      x509.HostnameError
	)
	switch {
	case errors.As(err, &authority):
		return "its certificate is of an authority that is not trusted here: name a file with that authority's in NEO4J_CA_FILE"
	case errors.As(err, &name):
		return "its certificate is for other names than the one in its address"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate " + validity(invalid.Cert)
	case errors.As(err, new(*tls.CertificateVerificationError)):
		return "its certificate is not valid"
	case os.IsTimeout(err):
		return "its host takes a connection and says nothing"
	}
	if again, err := d.dial(ctx); err == nil {
		defer again.Close()
		if _, err := greeted(again); err == nil {
			return "it speaks without TLS: let its address begin with neo4j or bolt alone"
		}
	}
	return "TLS with it does not come about"
}

// validity tells of a certificate that is not valid now.
func validity(c *x509.Certificate) string {
	if time.Now().Before(c.NotBefore) {
		return fmt.Sprintf("is not valid before %s", c.NotBefore.UTC().Format(time.DateOnly))
	}
	return fmt.Sprintf("expired on %s", c.NotAfter.UTC().Format(time.DateOnly))
}

// beyond returns what it means that all is well at the door.
func (d door) beyond() string {
	if d.routed {
		return "it answers at its address, but not at those that it names itself (server.bolt.advertised_address): mend these, or let its address begin with bolt"
	}
	return "it answers, and then the connection is lost"
}
