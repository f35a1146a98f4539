package dna

import (
	"context"
	"database/sql"

	"parley/graph"
	"parley/seed"
)

// Rows yields each document followed by its statements, by their numbers and
// places. A statement that is wrong is a row with a problem; those of a document
// that is wrong are left out with it.
func (f *File) Rows(ctx context.Context, yield func(seed.Row) bool) error {
	f.skipped = map[string]int{}
	r := &reading{file: f, yield: yield}
	if err := r.all(ctx); err != nil {
		return orEnded(ctx, f.unreadable(err))
	}
	return nil
}

// reading is one run through a file.
type reading struct {
	file    *File
	yield   func(seed.Row) bool
	stopped bool // yield wants no more

	types    map[int64]kind
	entities map[any]entity
	open     *document // whose statements are being read
}

// all reads documents and statements side by side, both ordered by document.
func (r *reading) all(ctx context.Context) error {
	conn, err := r.file.conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if r.types, err = readKinds(ctx, conn); err != nil {
		return err
	}
	if r.entities, err = readEntities(ctx, conn, r.file.layout); err != nil {
		return err
	}
	second, err := r.file.conn(ctx)
	if err != nil {
		return err
	}
	defer second.Close()
	documents, err := queryDocuments(ctx, conn)
	if err != nil {
		return err
	}
	defer documents.Close()
	statements, err := queryStatements(ctx, second, r.file.layout)
	if err != nil {
		return err
	}
	defer statements.rows.Close()
	return r.merge(documents, statements)
}

// merge returns each document and then its statements. Statements of a document
// that does not exist come where it would.
func (r *reading) merge(documents *sql.Rows, statements *statements) error {
	if err := statements.next(); err != nil {
		return err
	}
	for documents.Next() && !r.stopped {
		d, wrong, err := scanDocument(documents, r.file.layout)
		if err != nil {
			return err
		}
		r.open = nil
		if err := r.while(statements, func(document int64) bool { return document < d.number }); err != nil {
			return err
		}
		r.document(d, wrong)
		if err := r.while(statements, func(document int64) bool { return document == d.number }); err != nil {
			return err
		}
	}
	if err := documents.Err(); err != nil {
		return err
	}
	r.open = nil
	return r.while(statements, func(int64) bool { return true })
}

// while returns the next statements, as long as they are of such documents.
func (r *reading) while(statements *statements, of func(document int64) bool) error {
	for statements.there && of(statements.at.document) && !r.stopped {
		r.statement(statements.at)
		if err := statements.next(); err != nil {
			return err
		}
	}
	return nil
}

func (r *reading) give(changes []graph.Change) {
	r.stopped = r.stopped || !r.yield(seed.Row{Changes: changes, At: seed.Position{File: r.file.name}})
}

// problem returns a row that is wrong. DNA's numbers stand in for lines, which the
// file has none of.
func (r *reading) problem(message string) {
	p := &seed.Problem{File: r.file.name, Message: message}
	r.stopped = r.stopped || !r.yield(seed.Row{Problem: p})
}

// scheme is what a document's number is an identifier of.
const scheme = "dna"

// Family tells the sources that the file's documents are.
func (f *File) Family() *seed.Family { return &seed.Family{Begins: f.sourceID(""), Scheme: scheme} }

// sourceID is a document's id.
func (f *File) sourceID(document string) string { return f.source + "-" + document }
