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

func (cl *clientLimits) flags(flags *flag.FlagSet) {
	usual := web.DefaultLimits()
	flags.Var(&cl.hosts, "host", "a `name` that this server goes by, beside this machine's own; may be given several times")
	flags.Var(&cl.proxies, "trusted-proxy", "the `address` or network (CIDR) of a proxy whose X-Forwarded-For tells one client from another; may be given several times")
	flags.StringVar(&cl.readers, "readers-token-file", "", "a `file` of tokens, one a line, that allow to read; without it, all who reach the server may")
	flags.StringVar(&cl.writers, "writers-token-file", "", "a `file` of tokens, one a line, that allow to change the graph")
	flags.BoolVar(&cl.hardened, "hardened", false, "hide the schema: no introspection, no /schema.graphql, no suggestions in errors, no explanations, no GraphiQL; by GET only known documents")
	flags.Var(&cl.documents, "documents", "a `file or folder` of documents that clients may ask by documentId: .graphql, Relay's or Apollo's .json; may be given several times")
	flags.BoolVar(&cl.known, "documents-only", false, "answer these alone, but for requests with a writer's token")
	flags.IntVar(&cl.inFlight, "max-in-flight", 0, "requests at work at once; a few may wait, others get 503 (default one a processor and one more, 16 a processor on Neo4j). One client has all but one at most")
	flags.IntVar(&cl.connections, "max-connections", 1000, "open connections; others wait. Beyond half of it, quiet ones are closed, the longest quiet first")
	flags.Int64Var(&cl.requestBytes, "max-request", usual.MaxRequest, "`bytes` of a request's body")
	cl.queryFlags(flags)
	flags.DurationVar(&cl.readTime, "read-timeout", usual.ReadTime, "how long a request may take to arrive")
	flags.DurationVar(&cl.workTime, "timeout", usual.WorkTime, "how long the work on a request may take")
	flags.DurationVar(&cl.writeTime, "write-timeout", usual.WriteTime, "how long a client may take to read its answer")
	flags.StringVar(&cl.logFormat, "log-format", "text", "how the log is written: `text or json`")
	flags.TextVar(&cl.logLevel, "log-level", slog.LevelInfo, "what the log leaves out: all below `debug, info, warn or error`")
}

// queryFlags are the limits of what one query may ask.
func (cl *clientLimits) queryFlags(flags *flag.FlagSet) {
	usual, l := gate.DefaultLimits(), &cl.query
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
func (cl *clientLimits) gate() []schema.Option {
	options := []schema.Option{schema.WithLimits(cl.query)}
	if cl.hardened {
		options = append(options, schema.Hardened())
	}
	return options
}

// config is what the flags say to the handlers, checked.
func (cl *clientLimits) config(addr string, stderr io.Writer) (web.Config, error) {
	var c web.Config
	if cl.inFlight < 0 || cl.connections < 1 || cl.requestBytes < 1 || cl.readTime <= 0 || cl.workTime <= 0 || cl.writeTime <= 0 {
		return c, usageError{"-max-in-flight, -max-connections, -max-request and the timeouts take what is more than nothing"}
	}
	var err error
	if cl.at, err = net.ResolveTCPAddr("tcp", addr); err != nil {
		return c, cannotListen(addr, err)
	}
	if c.Log, err = newLog(cl.logFormat, cl.logLevel, stderr); err != nil {
		return c, err
	}
	if c.Hosts, err = cl.names(); err != nil {
		return c, err
	}
	if err := cl.tokens(&c); err != nil {
		return c, err
	}
	c.Hardened, c.TrustedProxies, c.DocumentsOnly = cl.hardened, cl.proxies, cl.known
	c.WritableHere = cl.loopback() && len(cl.hosts) == 0
	return c, nil
}

// read reads the documents that clients may ask by an identifier, and holds each
// against the schema.
func (cl *clientLimits) read(s *schema.Schema) (*documents.Set, error) {
	if cl.known && len(cl.documents) == 0 {
		return nil, usageError{"-documents-only answers nothing without -documents"}
	}
	known, err := documents.Read(cl.documents, func(text string) error {
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
func (cl *clientLimits) tokens(c *web.Config) error {
	if cl.writers != "" {
		var err error
		if c.Writers, err = access.ReadTokens(cl.writers); err != nil {
			return fmt.Errorf("-writers-token-file: %w", err)
		}
	}
	if cl.readers == "" {
		if !cl.loopback() {
			c.Log.Warn("all who reach this server may read; -readers-token-file closes it", "addr", cl.at.String())
		}
		return nil
	}
	tokens, err := access.ReadTokens(cl.readers)
	if err != nil {
		return fmt.Errorf("-readers-token-file: %w", err)
	}
	c.Readers = access.NewReaders(tokens)
	cl.invitation = c.Readers.Invitation()
	return nil
}

// limits are the flags' on what one client may take. A store elsewhere works for
// more requests at once than this machine could.
func (cl *clientLimits) limits(remote bool) web.Limits {
	l := web.Limits{
		InFlight: cl.inFlight, MaxRequest: cl.requestBytes, MaxValues: cl.query.Values,
		ReadTime: cl.readTime, WorkTime: cl.workTime, WriteTime: cl.writeTime,
	}
	switch {
	case !remote:
		l.LongWork = max(1, runtime.GOMAXPROCS(0)-1)
	case l.InFlight == 0:
		l.InFlight = 16 * runtime.GOMAXPROCS(0)
	}
	return l
}

func (cl *clientLimits) loopback() bool { return cl.at.IP.IsLoopback() }

// names are the hosts that this server goes by. On an address that others reach
// it goes by any, unless told.
func (cl *clientLimits) names() ([]string, error) {
	var all []string
	for _, name := range cl.hosts {
		if name == "" || strings.ContainsAny(name, "/*@ ") || strings.Contains(name, ":") && net.ParseIP(name) == nil {
			return nil, usageError{fmt.Sprintf("-host %q is not a name; write it as parley.example.org, without a port", name)}
		}
		all = append(all, strings.ToLower(name))
	}
	if cl.loopback() {
		all = append(all, web.LoopbackHosts()...)
		all = append(all, cl.at.IP.String())
	}
	return all, nil
}

// prefixes is a flag of networks that may be given several times. An address is
// the network of it alone.
type prefixes []netip.Prefix

func (p *prefixes) String() string { return fmt.Sprint([]netip.Prefix(*p)) }

func (p *prefixes) several() {}

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
