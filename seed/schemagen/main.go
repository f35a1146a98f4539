// Command schemagen writes the JSON Schema of facts.yaml, by which editors
// complete keys and values, to the file that it is given. It is run by
//
//	go generate ./seed
//
// The schema follows from the model, and checks less than [seed.Load]: not which
// property goes with which edge, nor anything that takes the text.
package main

import (
	"fmt"
	"os"

	"parley/graph"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "name the file to write: schemagen FILE")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "schemagen:", err)
		os.Exit(1)
	}
}

// write writes the schema of Parley's own model.
func write(file string) error {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		return err
	}
	return os.WriteFile(file, schemaOf(m), 0o644)
}
