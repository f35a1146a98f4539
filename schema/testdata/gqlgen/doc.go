// Package gqlgen answers the question of schema's BenchmarkRequest with gqlgen
// over the same store, to have something to measure against. It is a module of
// its own, so that Parley does not depend on gqlgen; what gqlgen generates is not
// kept:
//
//	cd schema/testdata/gqlgen && go generate && go test -bench . -benchmem
package gqlgen

//go:generate go tool gqlgen generate
