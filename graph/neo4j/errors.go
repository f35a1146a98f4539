package neo4j

import (
	"context"
	"errors"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"

	"parley/graph"
)

// failure makes the driver's error one of Parley's. running says that Neo4j was
// at work when the time ran out; if it was not, it could not be reached.
func failure(ctx context.Context, op string, err error, running bool) error {
	if err == nil {
		return nil
	}
	var ours *graph.Error
	if errors.As(err, &ours) {
		return err
	}
	if errors.Is(context.Cause(ctx), errSilent) {
		return unreached(op, err)
	}
	switch ended := ctx.Err(); {
	case errors.Is(ended, context.Canceled), ended != nil && running:
		return graph.Ended(ctx, op)
	case ended != nil:
		return &graph.Error{Code: graph.Unavailable, Op: op, Message: "Neo4j cannot be reached", Err: err}
	}
	return classify(op, last(err))
}

// unreached is the error of a call that Neo4j did not answer.
func unreached(op string, err error) error {
	return &graph.Error{Code: graph.Unavailable, Op: op, Message: "Neo4j cannot be reached", Err: unreachable{err}}
}

// last is the last of several failed attempts, which do not unwrap.
func last(err error) error {
	var limit *neo4j.TransactionExecutionLimit
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		return limit.Errors[len(limit.Errors)-1]
	}
	return err
}

// classify makes an error of the driver's one that tells the one who asked what
// it means. What the driver has no exported type for has to do with connections.
func classify(op string, err error) error {
	var (
		server      *neo4j.Neo4jError
		usage       *neo4j.UsageError
		unsupported *db.FeatureNotSupportedError
		protocol    *db.ProtocolError
	)
	switch {
	case errors.As(err, &server):
		return classifyCode(op, server)
	case errors.As(err, &unsupported):
		return &graph.Error{Code: graph.Unavailable, Op: op, Message: "this Neo4j is too old", Err: err}
	case errors.As(err, &usage), errors.As(err, &protocol):
		return &graph.Error{Code: graph.Internal, Op: op, Message: "Parley and Neo4j misunderstand each other", Err: err}
	}
	return unreached(op, err)
}

// classifyCode says what an error of the server means.
func classifyCode(op string, err *neo4j.Neo4jError) error {
	code, message := graph.Internal, "Neo4j failed to answer"
	switch err.Title() {
	case "TransactionTimedOut", "TransactionTimedOutClientConfiguration", "LockAcquisitionTimeout":
		code, message = graph.Timeout, "the time allowed has run out"
	case "EntityNotFound":
		code, message = graph.Unavailable, "the graph changed while it was read; ask again"
	case "Terminated", "TransactionNotFound":
		code, message = graph.Unavailable, "Neo4j ended the work"
	case "MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError":
		code, message = graph.TooLarge, "Neo4j has not enough memory for this in one transaction (dbms.memory.transaction.total.max)"
	case "Unauthorized":
		return notSignedIn(op, "Neo4j does not accept the user and the password (NEO4J_USERNAME, NEO4J_PASSWORD)", err)
	case "AuthenticationRateLimit":
		return notSignedIn(op, "Neo4j lets this user in no more for a while, after too many wrong passwords", err)
	case "CredentialsExpired":
		return notSignedIn(op, "Neo4j wants this user to change the password first (ALTER CURRENT USER SET PASSWORD)", err)
	case "DatabaseNotFound":
		code, message = graph.Unavailable, "Neo4j has no database of this name (NEO4J_DATABASE)"
	default:
		code, message = classifyCategory(err)
	}
	return &graph.Error{Code: code, Op: op, Message: message, Err: err}
}

// classifyCategory says what errors of a sort mean.
func classifyCategory(err *neo4j.Neo4jError) (graph.Code, string) {
	switch {
	case err.IsRetriable():
		return graph.Unavailable, "Neo4j cannot answer now"
	case err.HasSecurityCode():
		return graph.Unavailable, "Neo4j does not permit the user to do this"
	case err.Category() == "Database":
		return graph.Unavailable, "Neo4j's database is not up"
	case err.Category() == "Schema":
		return graph.Conflict, "Neo4j holds data or indexes that stand in the way"
	}
	return graph.Internal, "Neo4j failed to answer"
}

// notSignedIn is the error of a sign-in that is not tried again soon.
func notSignedIn(op, why string, err error) error {
	return &graph.Error{Code: graph.Unavailable, Op: op, Err: refused{err},
		Message: fmt.Sprintf("%s; Parley tries again when it is started again, or after %.0f minutes", why, signInEvery.Minutes())}
}

// errSilent is why an attempt is given up whose transaction does not begin.
var errSilent = errors.New("there is no answer")
