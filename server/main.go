// Command server answers GraphQL questions about a graph of meetings and
// stances.
//
//	go run ./server                       serve the shipped article
//	go run ./server -load FOLDER          serve a folder of your own beside it
//	go run ./server check FOLDER …        say what is wrong with folders
//	go run ./server import FILE …         put data into the graph
//	go run ./server export                write the graph as a file to be imported
//	go run ./server backup TO             copy the graph's file, also while it is served
//	go run ./server verify                say what the graph's file holds, or that it is damaged
//	go run ./server ready                 ask a server on this machine whether it answers
//	go run ./server -version              say which version it is
//
// Each flag of serving is also a variable of the environment: -max-aliases is
// PARLEY_MAX_ALIASES. A flag that is given wins.
//
//	go run ./server dossier -query FILE   write an answer that can be checked without the graph
//	go run ./server verify FILE           check such a dossier
//
// The graph is kept in parley.db of the working folder: what was loaded or
// changed is there when the server starts again. Another file is given with
// -store sqlite:PATH, to serve, backup and verify alike; -store memory: keeps
// nothing, and -store neo4j://host:7687, or the variable NEO4J_URI, keeps the
// graph in Neo4j. One server has a file at a time.
//
// A backup is a store: to go back to it, stop the server and put it in the place
// of parley.db, where no parley.db-wal may be left of another. The exit status is
// 1 where something could not be done, or a store is damaged, and 2 where the
// command line is at fault.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"parley/server/web/observe"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// Exit statuses.
const (
	ok     = 0
	failed = 1 // it could not be done
	misuse = 2 // the command line is at fault
)

// usage says how each command is written, by what the program is called.
const usage = `%[1]s [flags]                          serve
%[1]s check FOLDER …                   say what is wrong with corpus folders
%[1]s import [flags] FILE …            put data into the graph; import -help says more
%[1]s export [flags]                   write the graph as a file to be imported
%[1]s backup [-store sqlite:PATH] TO   copy the graph's file, also while it is served
%[1]s verify [-store sqlite:PATH]      say what the graph's file holds, or that it is damaged
%[1]s ready [-addr ADDRESS]            ask a server on this machine whether it answers; exit status 1 if not
%[1]s -version                         say which version it is
%[1]s dossier -query FILE [flags]      write an answer that can be checked without the graph
%[1]s verify FILE                      check such a dossier
`

// command returns what the first argument asks for, and its own arguments. Without
// a command, the server serves.
func command(args []string) (do func(ctx context.Context, args []string, stdout, stderr io.Writer) error, rest []string) {
	if len(args) == 0 {
		return serve, nil
	}
	switch args[0] {
	case "check":
		return check, args[1:]
	case "import":
		return importing, args[1:]
	case "export":
		return exporting, args[1:]
	case "backup":
		return backup, args[1:]
	case "verify":
		return verify, args[1:]
	case "ready":
		return ready, args[1:]
	case "version", "-version", "--version":
		return version, args[1:]
	case "dossier":
		return writeDossier, args[1:]
	}
	return serve, args
}

// run does what the arguments say and returns the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	warnOfVariables(stderr)
	do, rest := command(args)
	err := do(ctx, rest, stdout, stderr)
	var mistake usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return ok
	case errors.As(err, &mistake):
		tell(stderr, err)
		fmt.Fprintf(stderr, "see: %s -help\n", called())
		return misuse
	default:
		tell(stderr, err)
		return failed
	}
}

// tell says what went wrong, and which variables may have set what it names.
func tell(stderr io.Writer, err error) {
	fmt.Fprintf(stderr, "parley: %v\n", err)
	if names := variables(); len(names) > 0 {
		fmt.Fprintf(stderr, "set in the environment: %s\n", strings.Join(names, ", "))
	}
}

// version says which version it is.
func version(_ context.Context, _ []string, stdout, _ io.Writer) error {
	_, err := fmt.Fprintln(stdout, observe.ReadBuild())
	return err
}

// usageError is a mistake in the command line.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

// parse reads flags, and the variables of those that are not given, without
// printing on its own.
func parse(flags *flag.FlagSet, args []string, stderr io.Writer) error {
	flags.SetOutput(io.Discard)
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(stderr)
		flags.Usage()
		return err
	}
	if err != nil {
		return usageError{err.Error()}
	}
	return setByEnvironment(flags)
}

// list is a flag that may be given several times.
type list []string

func (l *list) String() string { return fmt.Sprint([]string(*l)) }

func (l *list) several() {}

func (l *list) Set(s string) error {
	*l = append(*l, s)
	return nil
}
