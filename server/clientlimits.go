package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"runtime"
	"strings"
	"time"

	"parley/schema"
	"parley/schema/gate"
	"parley/server/web"
	"parley/server/web/access"
	"parley/server/web/documents"
)

// clientLimits is what the command line says of clients: who they may be, and what one
// may take from the others.
type clientLimits struct {
	at           *net.TCPAddr
	hosts        list
	proxies      prefixes
	readers      string
	invitation   string // of a browser, where reading takes a token
	writers      string
	hardened     bool
	documents    list
	known        bool
	inFlight     int
	connections  int
	requestBytes int64
	readTime     time.Duration
	workTime     time.Duration
	writeTime    time.Duration
	logFormat    string
	logLevel     slog.Level
	query        gate.Limits
}

func (e *clientLimits) flags(flags *flag.FlagSet) {
	usual := web.DefaultLimits()
	flags.Var(&e.hosts, "host", "a `name` that this server goes by, beside this machine's own; may be given several times")
	flags.Var(&e.proxies, "trusted-proxy", "the `address` or network (CIDR) of a proxy whose X-Forwarded-For tells one client from another; may be given several times")
	flags.StringVar(&e.readers, "readers-token-file", "", "a `file` of tokens, one a line, that allow to read; without it, all who reach the server may")
	flags.StringVar(&e.writers, "writers-token-file", "", "a `file` of tokens, one a line, that allow to change the graph")
	flags.BoolVar(&e.hardened, "hardened", false, "hide the schema: no introspection, no suggestions in errors, no explanations, no GraphiQL; by GET only known documents")
	flags.Var(&e.documents, "documents", "a `file or folder` of documents that clients may ask by documentId: .graphql, Relay's or Apollo's .json; may be given several times")
	flags.BoolVar(&e.known, "documents-only", false, "answer these alone, but for requests with a writer's token")
	flags.IntVar(&e.inFlight, "max-in-flight", 0, "requests at work at once; a few may wait, others get 503 (default one a processor and one more, 16 a processor on Neo4j). One client has all but one at most")
	flags.IntVar(&e.connections, "max-connections", 1000, "open connections; others wait. Beyond half of it, quiet ones are closed, the longest quiet first")
	flags.Int64Var(&e.requestBytes, "max-request", usual.MaxRequest, "`bytes` of a request's body")
	e.queryFlags(flags)
	flags.DurationVar(&e.readTime, "read-timeout", usual.ReadTime, "how long a request may take to arrive")
	flags.DurationVar(&e.workTime, "timeout", usual.WorkTime, "how long the work on a request may take")
	flags.DurationVar(&e.writeTime, "write-timeout", usual.WriteTime, "how long a client may take to read its answer")
	flags.StringVar(&e.logFormat, "log-format", "text", "how the log is written: `text or json`")
	flags.TextVar(&e.logLevel, "log-level", slog.LevelInfo, "what the log leaves out: all below `debug, info, warn or error`")
}

// queryFlags are the limits of what one query may ask.
func (e *clientLimits) queryFlags(flags *flag.FlagSet) {
	usual, l := gate.DefaultLimits(), &e.query
	for _, f := range []struct {
		name  string
		to    *int
		usual int
		what  string
	}{
		{"max-query", &l.Bytes, usual.Bytes, "`bytes` of a query"},
		{"max-tokens", &l.Tokens, usual.Tokens, "names, numbers, texts and signs in a query"},
		{"max-depth", &l.Depth, usual.Depth, "selections within selections"},
		{"max-fields", &l.Fields, usual.Fields, "fields of a query, fragments written out"},
		{"max-aliases", &l.Aliases, usual.Aliases, "fields under another name"},
		{"max-directives", &l.Directives, usual.Directives, "directives of a query"},
		{"max-nesting", &l.Nesting, usual.Nesting, "lists and objects within each other, in arguments and variables"},
		{"max-introspection", &l.Schema, usual.Schema, "values that introspection gives"},
		{"max-values", &l.Values, usual.Values, "values in the variables"},
		{"max-cost", &l.Cost, usual.Cost, "objects that a query may give: the pages asked for, times what each holds"},
		{"max-objects", &l.Objects, usual.Objects, "objects in an answer"},
		{"max-answer", &l.Output, usual.Output, "`bytes` of an answer"},
		{"max-work", &l.Work, usual.Work, "rows looked at and pairs made for a request"},
		{"max-held", &l.Held, usual.Held, "`bytes` held for a request while it is answered"},
	} {
		flags.IntVar(f.to, f.name, f.usual, f.what)
	}
}

// gate is what the flags say to the schema.
func (e *clientLimits) gate() []schema.Option {
	options := []schema.Option{schema.WithLimits(e.query)}
	if e.hardened {
		options = append(options, schema.Hardened())
	}
	return options
}

// config is what the flags say to the handlers, checked.
func (e *clientLimits) config(addr string, stderr io.Writer) (web.Config, error) {
	var c web.Config
	if e.inFlight < 0 || e.connections < 1 || e.requestBytes < 1 || e.readTime <= 0 || e.workTime <= 0 || e.writeTime <= 0 {
		return c, usageError{"-max-in-flight, -max-connections, -max-request and the timeouts take what is more than nothing"}
	}
	var err error
	if e.at, err = net.ResolveTCPAddr("tcp", addr); err != nil {
		return c, cannotListen(addr, err)
	}
	if c.Log, err = newLog(e.logFormat, e.logLevel, stderr); err != nil {
		return c, err
	}
	if c.Hosts, err = e.names(); err != nil {
		return c, err
	}
	if err := e.tokens(&c); err != nil {
		return c, err
	}
	c.Hardened, c.TrustedProxies, c.DocumentsOnly = e.hardened, e.proxies, e.known
	c.WritableHere = e.loopback() && len(e.hosts) == 0
	return c, nil
}

// read reads the documents that clients may ask by an identifier, and holds each
// against the schema.
func (e *clientLimits) read(s *schema.Schema) (*documents.Set, error) {
	if e.known && len(e.documents) == 0 {
		return nil, usageError{"-documents-only answers nothing without -documents"}
	}
	known, err := documents.Read(e.documents, func(text string) error {
		if errs := s.CheckDocument(text); len(errs) > 0 {
			return errs[0]
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("-documents: %w", err)
	}
	return known, nil
}

// tokens reads the files of tokens.
func (e *clientLimits) tokens(c *web.Config) error {
	if e.writers != "" {
		var err error
		if c.Writers, err = access.ReadTokens(e.writers); err != nil {
			return fmt.Errorf("-writers-token-file: %w", err)
		}
	}
	if e.readers == "" {
		if !e.loopback() {
			c.Log.Warn("all who reach this server may read; -readers-token-file closes it", "addr", e.at.String())
		}
		return nil
	}
	tokens, err := access.ReadTokens(e.readers)
	if err != nil {
		return fmt.Errorf("-readers-token-file: %w", err)
	}
	c.Readers = access.NewReaders(tokens)
	e.invitation = c.Readers.Invitation()
	return nil
}

// limits are the flags' on what one client may take. A store elsewhere works for
// more requests at once than this machine could.
func (e *clientLimits) limits(remote bool) web.Limits {
	l := web.Limits{
		InFlight: e.inFlight, MaxRequest: e.requestBytes, MaxValues: e.query.Values,
		ReadTime: e.readTime, WorkTime: e.workTime, WriteTime: e.writeTime,
	}
	switch {
	case !remote:
		l.LongWork = max(1, runtime.GOMAXPROCS(0)-1)
	case l.InFlight == 0:
		l.InFlight = 16 * runtime.GOMAXPROCS(0)
	}
	return l
}

func (e *clientLimits) loopback() bool { return e.at.IP.IsLoopback() }

// names are the hosts that this server goes by. On an address that others reach
// it goes by any, unless told.
func (e *clientLimits) names() ([]string, error) {
	var all []string
	for _, name := range e.hosts {
		if name == "" || strings.ContainsAny(name, "/*@ ") || strings.Contains(name, ":") && net.ParseIP(name) == nil {
			return nil, usageError{fmt.Sprintf("-host %q is not a name; write it as parley.example.org, without a port", name)}
		}
		all = append(all, strings.ToLower(name))
	}
	if e.loopback() {
		all = append(all, web.LoopbackHosts()...)
		all = append(all, e.at.IP.String())
	}
	return all, nil
}

// prefixes is a flag of networks that may be given several times. An address is
// the network of it alone.
type prefixes []netip.Prefix

func (p *prefixes) String() string { return fmt.Sprint([]netip.Prefix(*p)) }

// Set reads a network.
func (p *prefixes) Set(s string) error {
	if at, err := netip.ParseAddr(s); err == nil {
		*p = append(*p, netip.PrefixFrom(at, at.BitLen()))
		return nil
	}
	network, err := netip.ParsePrefix(s)
	if err != nil {
		return errors.New("write it as 10.0.0.0/8, or as one address")
	}
	*p = append(*p, network.Masked())
	return nil
}

// newLog makes the log.
func newLog(format string, level slog.Level, out io.Writer) (*slog.Logger, error) {
	options := &slog.HandlerOptions{Level: level}
	switch format {
	case "text":
		return slog.New(slog.NewTextHandler(out, options)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(out, options)), nil
	}
	return nil, usageError{fmt.Sprintf("-log-format %q is neither text nor json", format)}
}
