package web_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"testing"
)

// maxIntrospection is how many bytes the answer to GraphiQL's first question may
// have, compressed.
const maxIntrospection = 60_000

func TestIntrospectionIsSmall(t *testing.T) {
	var answer, out bytes.Buffer
	if err := json.Compact(&answer, []byte(newAPI(t).data(t, introspectionQuery, "IntrospectionQuery"))); err != nil {
		t.Fatal(err)
	}
	zipped := gzip.NewWriter(&out)
	if _, err := zipped.Write(answer.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d compressed", answer.Len(), out.Len())
	if out.Len() > maxIntrospection {
		t.Errorf("%d bytes are more than %d", out.Len(), maxIntrospection)
	}
}

// introspectionQuery is what GraphiQL asks first (getIntrospectionQuery of GraphQL.js).
const introspectionQuery = `
query IntrospectionQuery {
  __schema {
    queryType { name } mutationType { name } subscriptionType { name }
    types { ...FullType }
    directives { name description locations args { ...InputValue } }
  }
}
fragment FullType on __Type {
  kind name description
  fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
  inputFields { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef }
}
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
fragment TypeRef on __Type {
  kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } }
}`
