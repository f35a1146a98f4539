package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"parley/seed"
)

// Each flag of serving is also a variable of the environment: -max-aliases is
// PARLEY_MAX_ALIASES. Other commands read those of the flags that they share with
// it. What else they take is for one run, and no variable should stand for it.

const variablePrefix = "PARLEY_"

// environmentHelp follows the flags in the help of serving.
const environmentHelp = `
Each flag is also a variable of the environment: -max-aliases is PARLEY_MAX_ALIASES.
A flag that is given wins; an empty variable is none. Where a flag may be given
several times, commas stand between the values of its variable.
Neo4j is told by NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD (or NEO4J_AUTH_FILE, a
file with user/password), NEO4J_DATABASE and NEO4J_CA_FILE.
`

// variableOf returns the name of a flag's variable.
func variableOf(flag string) string {
	return variablePrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// several is a flag that may be given several times.
type several interface {
	flag.Value
	several()
}

// setByEnvironment sets the flags that the command line leaves out.
func setByEnvironment(flags *flag.FlagSet) error {
	given := given(flags)
	shared := new(options).flagSet()
	var errs []error
	flags.VisitAll(func(f *flag.Flag) {
		value := os.Getenv(variableOf(f.Name))
		if value != "" && !given[f.Name] && shared.Lookup(f.Name) != nil {
			errs = append(errs, setByVariable(f, value))
		}
	})
	return errors.Join(errs...)
}

// given returns the flags that stand on the command line. Those that variables set
// are not among them.
func given(flags *flag.FlagSet) map[string]bool {
	names := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { names[f.Name] = true })
	return names
}

// setByVariable sets a flag to the value of its variable.
func setByVariable(f *flag.Flag, value string) error {
	values := []string{value}
	if _, ok := f.Value.(several); ok {
		values = strings.Split(value, ",")
	}
	for _, v := range values {
		if err := f.Value.Set(strings.TrimSpace(v)); err != nil {
			return usageError{fmt.Sprintf("invalid value %q of %s: %v", v, variableOf(f.Name), err)}
		}
	}
	return nil
}

// variables returns the names of the variables of the environment that look like
// Parley's, in their order.
func variables() []string {
	var names []string
	for _, v := range os.Environ() {
		if name, value, _ := strings.Cut(v, "="); strings.HasPrefix(name, variablePrefix) && value != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// ofService matches the variables by which Kubernetes and Docker's links tell a
// container of a service called parley.
var ofService = regexp.MustCompile(`^PARLEY_(SERVICE_|PORT$|PORT_\d)`)

// warnOfVariables names the variables that no flag has.
func warnOfVariables(stderr io.Writer) {
	var known []string
	new(options).flagSet().VisitAll(func(f *flag.Flag) { known = append(known, variableOf(f.Name)) })
	for _, name := range variables() {
		if slices.Contains(known, name) || ofService.MatchString(name) {
			continue
		}
		hint := fmt.Sprintf("%s -help lists the flags, which are the variables", called())
		if near := seed.Nearest(name, known); near != "" {
			hint = "did you mean " + near + "?"
		}
		fmt.Fprintf(stderr, "parley: warning: no flag has the variable %s: %s\n", name, hint)
	}
}
