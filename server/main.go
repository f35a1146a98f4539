// Command server answers GraphQL questions about a graph of meetings and
// stances.
//
//	go run ./server                       serve the shipped article
//	go run ./server -load FOLDER          serve a folder of your own beside it
//	go run ./server check FOLDER …        say what is wrong with folders
//	go run ./server import FILE …         put data into the graph
//	go run ./server export                write the graph as a file to be imported
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// Exit statuses.
const (
	ok     = 0
	failed = 1 // it could not be done
	misuse = 2 // the command line is at fault
)

// usage says how each command is written.
const usage = `go run ./server [flags]                   serve
go run ./server check FOLDER …            say what is wrong with corpus folders
go run ./server import [flags] FILE …     put data into the graph; import -help says more
go run ./server export [flags]            write the graph as a file to be imported
`

// commands are what the first argument may be; without one, the server serves.
var commands = map[string]func(ctx context.Context, args []string, stdout, stderr io.Writer) error{
	"check":  check,
	"import": importing,
	"export": exporting,
}

// run does what the arguments say and gives the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	command, rest := serve, args
	if len(args) > 0 {
		if named := commands[args[0]]; named != nil {
			command, rest = named, args[1:]
		}
	}
	err := command(ctx, rest, stdout, stderr)
	var usage usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return ok
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "parley: %v\nsee: go run ./server -help\n", err)
		return misuse
	default:
		fmt.Fprintf(stderr, "parley: %v\n", err)
		return failed
	}
}

// usageError is a mistake in the command line.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

// parse reads flags without printing on its own.
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
	return nil
}

// list is a flag that may be given several times.
type list []string

func (l *list) String() string { return fmt.Sprint([]string(*l)) }

func (l *list) Set(s string) error {
	*l = append(*l, s)
	return nil
}
