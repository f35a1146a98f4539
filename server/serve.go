package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
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
	load    list
	origins list
	edge
}

func readOptions(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	flags.StringVar(&o.addr, "addr", "127.0.0.1:8080", "`address` to listen on; the default is this machine alone")
	flags.StringVar(&o.store, "store", "", "where the graph is kept: `sqlite:PATH`, memory: (it ends with the server) or neo4j://host:7687; without it NEO4J_URI says, else "+byItself)
	flags.BoolVar(&o.seed, "seed", true, "load the article that Parley ships")
	flags.Var(&o.load, "load", "a corpus `folder` to load; may be given several times")
	flags.Var(&o.origins, "cors-origin", "an `origin` whose pages may ask, as in https://example.org; may be given several times")
	o.edge.flags(flags)
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
func serve(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	o, err := readOptions(args, stderr)
	if err != nil {
		return err
	}
	config, err := o.edge.config(o.addr, stderr)
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
	store, err := openStore(ctx, model, address(o.store, os.Getenv), os.Getenv)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	loading := newLoading(store)
	life := newLife(config.Log, stdout)
	config.Schema, config.Store, config.Origins, config.Ready = api, store, o.origins, life.ready(loading.ready)
	config.Limits = o.edge.limits(store.remote)
	handler, err := web.New(config)
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
		return life.serve(ctx, o.edge, handler)
	}
	ctx, stop := context.WithCancel(ctx)
	filled := make(chan error, 1)
	go func() {
		err := loading.until(ctx, fill, config.Log)
		if err != nil {
			stop()
		}
		filled <- err
	}()
	err = life.serve(ctx, o.edge, handler)
	stop()
	return errors.Join(<-filled, err)
}

// greet says where the server is and what to ask.
func greet(out io.Writer, addr net.Addr) {
	fmt.Fprintf(out, `Parley answers at http://%[1]s/graphql. Try:

  curl -s http://%[1]s/graphql -H 'Content-Type: application/json' \
    -d '{"query": "{ person(name: \"Steve Witkoff\") { met { edges { node { name } meetings { name } } } } }"}'

Ctrl-C stops it.
`, addr)
}
