package graphiql

import (
	"testing"

	"parley/server/web/browsertest"
)

func TestSums(t *testing.T) { browsertest.CheckSums(t) }

func TestBuild(t *testing.T) { browsertest.CheckBuild(t, "graphiql") }

func TestLock(t *testing.T) { browsertest.CheckLock(t, 50) }
