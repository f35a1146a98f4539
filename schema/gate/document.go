package gate

import (
	"github.com/vektah/gqlparser/v2/ast"
)

// Document is a request's text as it has passed the gate.
type Document struct {
	*ast.QueryDocument
	Fields int // with fragments written out
	size   int // of its text, in bytes
}

// bytesPerByte is what a kept document takes for each of its bytes: roughly, and
// rather too much (see TestCacheIsBounded).
const bytesPerByte = 60

// Bytes returns what a document takes while it is kept.
func (d *Document) Bytes() int { return bytesPerByte * d.size }

// Pick returns the operation that a request means.
func (d *Document) Pick(name string) (*ast.OperationDefinition, *Error) {
	if op := d.Operations.ForName(name); op != nil {
		return op, nil
	}
	message := "the document has no operation " + Quoted(name)
	switch {
	case len(d.Operations) == 0:
		message = "the document has no operation"
	case name == "":
		message = "the document has several operations; say which in operationName"
	}
	return nil, &Error{Message: message, Code: validationFailed}
}
