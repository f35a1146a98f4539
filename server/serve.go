package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"parley/graph"
	"parley/schema"
	"parley/server/web"
)

// options are what the command line says of serving.
type options struct {
	addr    string
	store   string
	seed    bool
	demo    bool
	load    list
	origins list
	embeds  list
	clientLimits
}

// usualAddr is this machine alone.
const usualAddr = "127.0.0.1:8080"

// flagSet declares the flags of serving, of which each has a variable as well.
func (o *options) flagSet() *flag.FlagSet {
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	flags.StringVar(&o.addr, "addr", usualAddr, "`address` to listen on; the default is this machine alone")
	flags.StringVar(&o.store, "store", "", "where the graph is kept: `sqlite:PATH`, memory: (it ends with the server) or neo4j://host:7687; without it NEO4J_URI says, else "+byItself)
	flags.BoolVar(&o.seed, "seed", true, "load the article that Parley ships, unless it was retracted")
	flags.BoolVar(&o.demo, "demo", false, "to look around: serve the article and an invented story with denials, corrections and turns, from memory; every page says FICTION")
	flags.Var(&o.load, "load", "a corpus `folder` to load, unless it was retracted; may be given several times")
	flags.Var(&o.origins, "cors-origin", "an `origin` whose pages may ask, as in https://example.org; may be given several times")
	flags.Var(&o.embeds, "embed-origin", "an `origin` whose pages may show maps of the explorer in a frame, from /embed, as in https://example.org; may be given several times")
	o.clientLimits.flags(flags)
	flags.Usage = func() {
		fmt.Fprintf(flags.Output(), usage+"\nflags:\n", called())
		flags.PrintDefaults()
		fmt.Fprint(flags.Output(), environmentHelp)
	}
	return flags
}

func readOptions(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := o.flagSet()
	if err := parse(flags, args, stderr); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, usageError{fmt.Sprintf("%q is neither a flag nor a command; to load a folder write -load %s", flags.Arg(0), flags.Arg(0))}
	}
	if o.demo && given(flags)["store"] {
		return o, usageError{"-demo keeps nothing: it serves from memory; leave -store out, or -demo"}
	}
	return o, nil
}

// kept returns the address of the store that the options ask for.
func (o *options) kept() string {
	if o.demo {
		return inMemory
	}
	return address(o.store, os.Getenv)
}

// serve loads what is to be served and answers until ctx ends.
func serve(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	o, err := readOptions(args, stderr)
	if err != nil {
		return err
	}
	s, err := newServer(ctx, o, stdout, stderr)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.store.Close()) }()
	return s.answer(ctx)
}

// server is what the command line asks for, opened.
type server struct {
	options
	model  *graph.Model
	store  *kept
	config web.Config
	stdout io.Writer
}

// newServer opens what the options ask for.
func newServer(ctx context.Context, o options, stdout, stderr io.Writer) (*server, error) {
	s := &server{options: o, stdout: stdout}
	var err error
	if s.config, err = s.clientLimits.config(s.addr, stderr); err != nil {
		return nil, err
	}
	fit(s.config.Log)
	if s.model, err = graph.NewModel(graph.Standard()); err != nil {
		return nil, err
	}
	if s.config.Schema, err = schema.New(s.model, s.clientLimits.gate()...); err != nil {
		return nil, err
	}
	if s.config.Documents, err = s.clientLimits.read(s.config.Schema); err != nil {
		return nil, err
	}
	if s.store, err = openStore(ctx, s.model, s.kept(), os.Getenv); err != nil {
		return nil, err
	}
	s.config.Fiction = s.demo
	s.config.Origins, s.config.EmbedOrigins, s.config.Limits = s.origins, s.embeds, s.clientLimits.limits(s.store.remote)
	return s, nil
}

// answer fills the store and answers from it until ctx ends.
func (s *server) answer(ctx context.Context) error {
	loading := newLoading(s.store)
	life := newLife(s.config.Log, s.stdout)
	s.config.Store, s.config.Ready, s.config.Whole = s.store, life.ready(loading.ready), loading.whole
	handler, err := web.New(s.config)
	if err != nil {
		return usageError{err.Error()}
	}
	fill := func() error {
		_, err := load(ctx, s.model, s.store, s.options, s.stdout)
		return err
	}
	if !s.store.remote {
		if err := loading.once(fill); err != nil {
			return err
		}
		defer oversubscribe()()
		return life.serve(ctx, s.clientLimits, handler)
	}
	ctx, stop := context.WithCancel(ctx)
	filled := make(chan error, 1)
	go func() {
		err := loading.until(ctx, fill, s.config.Log)
		if err != nil {
			stop()
		}
		filled <- err
	}()
	err = life.serve(ctx, s.clientLimits, handler)
	stop()
	return errors.Join(<-filled, err)
}

// greet says where the server is and what to ask. With an invitation it says how
// to sign in.
func greet(out io.Writer, addr, invitation string) {
	if invitation != "" {
		fmt.Fprintf(out, `Parley answers at http://%[1]s/graphql to who brings a token (Authorization: Bearer …).
Sign one browser in, once and within an hour, with this address; behind a
proxy, with the name that it has there:

  http://%[1]s/login?token=%[2]s

Ctrl-C stops it.
`, addr, invitation)
		return
	}
	fmt.Fprintf(out, `Parley answers at http://%[1]s/graphql. Look at it in a browser, at
http://%[1]s/, ask in http://%[1]s/graphiql, or try:

  curl -s http://%[1]s/graphql -H 'Content-Type: application/json' \
    -d '{"query": "{ people(first: 3, orderBy: [{meetings: {count: DESC}}]) { nodes { name met { nodes { name } } } } }"}'

Ctrl-C stops it.
`, addr)
}
