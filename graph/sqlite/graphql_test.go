package sqlite_test

import (
	"testing"

	"parley/schema/schematest"
)

func TestGraphQL(t *testing.T) { schematest.Run(t, open) }
