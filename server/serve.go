package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"parley/graph"
	"parley/schema"
	"parley/server/web"
)

// options are what the command line says of serving.
type options struct {
	addr    string
	store   string
	seed    bool
	load    list
	origins list
}

func readOptions(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	flags.StringVar(&o.addr, "addr", "127.0.0.1:8080", "`address` to listen on; the default is this machine alone")
	flags.StringVar(&o.store, "store", "", "where the graph is kept: `memory:` or neo4j://host:7687; without it NEO4J_URI says, else memory:")
	flags.BoolVar(&o.seed, "seed", true, "load the article that Parley ships")
	flags.Var(&o.load, "load", "a corpus `folder` to load; may be given several times")
	flags.Var(&o.origins, "cors-origin", "an `origin` whose pages may ask, as in https://example.org; may be given several times")
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage+"\nflags:\n")
		flags.PrintDefaults()
	}
	if err := parse(flags, args, stderr); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, usageError{fmt.Sprintf("%q is neither a flag nor a command; to load a folder write -load %s", flags.Arg(0), flags.Arg(0))}
	}
	return o, nil
}

// serve loads what is to be served and answers until ctx ends.
func serve(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := readOptions(args, stderr)
	if err != nil {
		return err
	}
	model, err := graph.NewModel(graph.Standard())
	if err != nil {
		return err
	}
	api, err := schema.New(model)
	if err != nil {
		return err
	}
	store, err := openStore(ctx, model, o.store, os.Getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	log := slog.New(slog.NewTextHandler(stderr, nil))
	loading := newLoading(store)
	handler, err := web.New(web.Config{Schema: api, Store: store, Log: log, Origins: o.origins, Ready: loading.ready})
	if err != nil {
		return usageError{err.Error()}
	}
	fill := func() error {
		_, err := load(ctx, model, store, o, stdout)
		return err
	}
	if !store.remote {
		if err := loading.once(fill); err != nil {
			return err
		}
		return listen(ctx, o.addr, handler, stdout, log)
	}
	ctx, stop := context.WithCancel(ctx)
	filled := make(chan error, 1)
	go func() {
		err := loading.until(ctx, fill, log)
		if err != nil {
			stop()
		}
		filled <- err
	}()
	err = listen(ctx, o.addr, handler, stdout, log)
	stop()
	return errors.Join(<-filled, err)
}

// How long a client may take.
const (
	headerTime = 5 * time.Second
	readTime   = 15 * time.Second
	writeTime  = 60 * time.Second
	idleTime   = 2 * time.Minute
	stopTime   = 10 * time.Second
)

// listen serves HTTP until ctx ends, then lets running requests finish.
func listen(ctx context.Context, addr string, handler http.Handler, stdout io.Writer, log *slog.Logger) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; choose another address with -addr", addr, cause(err))
	}
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	greet(stdout, listener.Addr())
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(listener) }()
	select {
	case err := <-stopped:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		return fmt.Errorf("some requests did not end within %s: %w", stopTime, err)
	}
	return nil
}

// cause gives the system's own words for an error.
func cause(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err
}

// greet says where the server is and what to ask.
func greet(out io.Writer, addr net.Addr) {
	fmt.Fprintf(out, `Parley answers at http://%[1]s/graphql. Try:

  curl -s http://%[1]s/graphql -H 'Content-Type: application/json' \
    -d '{"query": "{ person(name: \"Steve Witkoff\") { met { edges { node { name } meetings { name } } } } }"}'

Ctrl-C stops it.
`, addr)
}
