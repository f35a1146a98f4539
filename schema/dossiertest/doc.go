// Package dossiertest makes dossiers for tests: of random questions about random
// stories, on any store.
package dossiertest
