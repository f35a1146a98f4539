package graph

import (
	"context"
	"errors"
	"fmt"
)

// Code says what kind of failure an [Error] is. Clients see it as
// extensions.code.
type Code string

// The codes of Parley's errors.
const (
	BadInput    Code = "BAD_INPUT"   // the request is at fault; sending it again is no use
	NotFound    Code = "NOT_FOUND"   // an id that must exist does not
	Ambiguous   Code = "AMBIGUOUS"   // a name that must mean one entity means several
	Conflict    Code = "CONFLICT"    // somebody else changed it first
	TooLarge    Code = "TOO_LARGE"   // more than a stated limit
	Unavailable Code = "UNAVAILABLE" // the store cannot answer now; later it may
	Timeout     Code = "TIMEOUT"     // the deadline passed
	Cancelled   Code = "CANCELLED"   // the caller went away
	Internal    Code = "INTERNAL"    // a fault of Parley's own
)

// Error is the one error type of Parley. Message is written for the person who
// asked; Err, the inner cause, is for the log and never reaches a client.
type Error struct {
	Code    Code
	Op      string // what was tried: "edtf", "select", "apply"
	Message string
	Err     error

	Argument string // what is wrong of what was given: "first", "where.name.is", "changes[1].source"; may be ""
}

// Error returns the operation, the message and, where there is one, the cause.
func (e *Error) Error() string {
	s := e.Message
	if e.Op != "" {
		s = e.Op + ": " + s
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the inner cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an [Error] with a formatted message.
func Errorf(code Code, op, format string, args ...any) *Error {
	return &Error{Code: code, Op: op, Message: fmt.Sprintf(format, args...)}
}

// In says which argument is wrong, or what in it.
func (e *Error) In(argument string) *Error {
	e.Argument = argument
	return e
}

// Within returns an error about something in an argument as one about the argument.
// What is no [Error] stays as it is.
func Within(argument string, err error) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	outer := *e
	if outer.Argument = argument; e.Argument != "" {
		outer.Argument += "." + e.Argument
	}
	return &outer
}

// CodeOf returns the code of the first [Error] in err's chain, [Internal] where
// there is none, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// Ended returns the error for a context that has ended: TIMEOUT or CANCELLED.
func Ended(ctx context.Context, op string) error {
	switch err := ctx.Err(); {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		return &Error{Code: Timeout, Op: op, Message: "the time allowed has run out", Err: err}
	default:
		return &Error{Code: Cancelled, Op: op, Message: "the request was cancelled", Err: err}
	}
}
