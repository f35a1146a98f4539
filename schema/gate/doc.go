// Package gate is what a request passes before anything is planned.
//
// A [Gate] holds a document's text and its selections against [Limits]; gqlparser
// parses and validates it; variables and arguments are brought into the form of
// their types. What has passed is kept for the next request with the same text.
// Nothing behind the gate has to guess what a value is, or how large a request may
// become.
//
// The package also has the [Error] of a response, since most are found here.
package gate
