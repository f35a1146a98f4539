// Package web is Parley over HTTP, made so that a stranger may knock.
//
// A request passes a chain of middlewares, each in a file of its name, and then
// the handler that [New] puts at its path:
//
//	Identified   gives it an id (package observe)
//	observed     counts it and writes a line about it (package observe)
//	timed        gives the client a time to send and to read (deadlines.go)
//	recovered    answers for a handler that panics (chain.go)
//	guarded      sets the headers that a browser minds (headers.go)
//	named        turns away who asks under another name (hosts.go)
//	shared       lets named origins read the answers (origins.go)
//	crossOrigin  turns away what pages of other sites send (origins.go)
//	compression  compresses answers where it pays (compress.go)
//
// All handlers stand in one table (routes.go). Where reading takes a token, those
// that are not open are behind private (readers.go, login.go); package access knows
// the tokens and sessions.
//
// A handler returns an error; handle renders it, as a refusal with its status or
// as what graph's codes mean over HTTP, and never shows its inner cause. A handler
// that works on the store does so within work (work.go), which bounds how many do
// at once and for how long, and shares the slots out among clients (package
// limits); outside stand the front page, which is made by one at a time
// and kept for a while, and imports, of which there is one at a time. A handler
// that reads a body takes readBody, which bounds its bytes, and weighs JSON before
// it reads it; one that changes the graph asks mayWrite; one that streams moves its
// deadlines on with setRead and setWrite.
package web
