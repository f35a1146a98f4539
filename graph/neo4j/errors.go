package neo4j

import (
	"context"
	"errors"

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
	switch ended := ctx.Err(); {
	case errors.Is(ended, context.Canceled), ended != nil && running:
		return graph.Ended(ctx, op)
	case ended != nil:
		return &graph.Error{Code: graph.Unavailable, Op: op, Message: "Neo4j cannot be reached", Err: err}
	}
	code, message := classify(last(err))
	return &graph.Error{Code: code, Op: op, Message: message, Err: err}
}

// last is the last of several failed attempts, which do not unwrap.
func last(err error) error {
	var limit *neo4j.TransactionExecutionLimit
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		return limit.Errors[len(limit.Errors)-1]
	}
	return err
}

// classify says what an error of the driver means to the one who asked. What
// the driver has no exported type for has to do with connections.
func classify(err error) (graph.Code, string) {
	var (
		server      *neo4j.Neo4jError
		usage       *neo4j.UsageError
		unsupported *db.FeatureNotSupportedError
		protocol    *db.ProtocolError
	)
	switch {
	case errors.As(err, &server):
		return classifyCode(server)
	case errors.As(err, &unsupported):
		return graph.Unavailable, "this Neo4j is too old"
	case errors.As(err, &usage), errors.As(err, &protocol):
		return graph.Internal, "Parley and Neo4j misunderstand each other"
	}
	return graph.Unavailable, "Neo4j cannot be reached"
}

// classifyCode says what an error of the server means.
func classifyCode(err *neo4j.Neo4jError) (graph.Code, string) {
	switch err.Title() {
	case "TransactionTimedOut", "TransactionTimedOutClientConfiguration", "LockAcquisitionTimeout":
		return graph.Timeout, "the time allowed has run out"
	case "EntityNotFound":
		return graph.Unavailable, "the graph changed while it was read; ask again"
	case "Terminated", "TransactionNotFound":
		return graph.Unavailable, "Neo4j ended the work"
	case "MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError":
		return graph.TooLarge, "Neo4j has not enough memory for this in one transaction (dbms.memory.transaction.total.max)"
	}
	switch {
	case err.IsAuthenticationFailed():
		return graph.Unavailable, "Neo4j does not accept the user or the password"
	case err.IsRetriable():
		return graph.Unavailable, "Neo4j cannot answer now"
	case err.HasSecurityCode():
		return graph.Unavailable, "Neo4j does not let the user do this"
	case err.Category() == "Database":
		return graph.Unavailable, "Neo4j does not have the database, or it is not up"
	case err.Category() == "Schema":
		return graph.Conflict, "Neo4j holds data or indexes that stand in the way"
	}
	return graph.Internal, "Neo4j failed to answer"
}
