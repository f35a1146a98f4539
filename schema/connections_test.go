package schema

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// TestConnections holds the schema against Relay's specification of connections.
func TestConnections(t *testing.T) {
	types := standard(t).gate.Schema.Types
	has := func(def *ast.Definition, name, typ string) {
		t.Helper()
		if f := def.Fields.ForName(name); f == nil || f.Type.String() != typ {
			t.Errorf("%s has no %s: %s", def.Name, name, typ)
		}
	}
	page := types["PageInfo"]
	has(page, "hasNextPage", "Boolean!")
	has(page, "hasPreviousPage", "Boolean!")
	has(page, "startCursor", "String")
	has(page, "endCursor", "String")
	for _, def := range types {
		for _, f := range def.Fields {
			connection, of := types[f.Type.Name()], def.Name+"."+f.Name
			if !strings.HasSuffix(connection.Name, "Connection") {
				continue
			}
			arguments := map[string]string{"first": "Int", "after": "String"}
			if of != "Query.neighbours" { // pages forward alone, as Relay lets it
				arguments["last"], arguments["before"] = "Int", "String"
			}
			for name, typ := range arguments {
				if a := f.Arguments.ForName(name); a == nil || a.Type.String() != typ {
					t.Errorf("%s has no argument %s: %s", of, name, typ)
				}
			}
			has(connection, "pageInfo", "PageInfo!")
			edge := strings.TrimSuffix(connection.Name, "Connection") + "Edge"
			has(connection, "edges", "["+edge+"!]!")
			has(types[edge], "cursor", "String!")
			if node := types[edge].Fields.ForName("node"); node == nil || node.Type.Elem != nil {
				t.Errorf("%s has no node, or several", edge)
			}
		}
	}
}
