package dna

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"strings"

	"parley/seed"
)

// look refuses what can be told without SQLite to be no finished DNA file.
func (f *File) look(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return f.refuse("cannot be read: %s", seed.Cause(err))
	}
	if !info.Mode().IsRegular() {
		return f.refuse("is not a file")
	}
	for _, beside := range []string{"-journal", "-wal"} {
		if left, err := os.Stat(path + beside); err == nil && left.Size() > 0 {
			return f.refuse("is being written, or was not closed (%s%s is beside it): close it in Discourse Network Analyzer first", f.name, beside)
		}
	}
	file, err := os.Open(path)
	if err != nil {
		return f.refuse("cannot be read: %s", seed.Cause(err))
	}
	defer file.Close()
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(file, head); err != nil || string(head) != magic {
		return f.refuse("is not a Discourse Network Analyzer file: it is not an SQLite database")
	}
	return nil
}

// check holds the file against DNA's tables and version.
func (f *File) check(ctx context.Context) error {
	conn, err := f.conn(ctx)
	if err != nil {
		return f.unreadable(err)
	}
	defer conn.Close()
	if err := sound(ctx, conn); err != nil {
		return f.unreadable(err)
	}
	has, err := columns(ctx, conn)
	if err != nil {
		return f.unreadable(err)
	}
	if !has["SETTINGS.PROPERTY"] || !has["SETTINGS.VALUE"] {
		return f.refuse("is not a Discourse Network Analyzer file: it has no table SETTINGS")
	}
	var version string
	err = conn.QueryRowContext(ctx, `SELECT CAST(Value AS TEXT) FROM SETTINGS WHERE Property = 'version'`).Scan(&version)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return f.refuse("is not a Discourse Network Analyzer file: its SETTINGS have no version")
	case err != nil:
		return f.unreadable(err)
	}
	var known bool
	if f.layout, known = layoutOf(version); !known {
		return f.refuse("is of Discourse Network Analyzer %.20q; 2 and 3 are read", version)
	}
	for _, column := range append(needed(), f.layout.columns...) {
		if !has[strings.ToUpper(column)] {
			return f.refuse("is not a whole Discourse Network Analyzer file: it has no table with the column %s", column)
		}
	}
	return nil
}

// sound lets SQLite look at every page. One that is part of a tree twice would
// otherwise give rows without an end.
func sound(ctx context.Context, conn *sql.Conn) error {
	var found string
	if err := conn.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return errors.New(found)
	}
	return nil
}

// needed are the columns that are read of every version.
func needed() []string {
	return []string{
		"DOCUMENTS.ID", "DOCUMENTS.Title", "DOCUMENTS.Text", "DOCUMENTS.Author", "DOCUMENTS.Source", "DOCUMENTS.Section", "DOCUMENTS.Type", "DOCUMENTS.Date",
		"STATEMENTS.ID", "STATEMENTS.StatementTypeId", "STATEMENTS.DocumentId", "STATEMENTS.Start", "STATEMENTS.Stop",
		"STATEMENTTYPES.ID", "STATEMENTTYPES.Label",
		"VARIABLES.ID", "VARIABLES.Variable", "VARIABLES.DataType", "VARIABLES.StatementTypeId",
		"DATASHORTTEXT.StatementId", "DATASHORTTEXT.VariableId",
		"DATABOOLEAN.StatementId", "DATABOOLEAN.VariableId", "DATABOOLEAN.Value",
	}
}

// columns returns the plain columns of the plain tables, in capitals: a view or a
// computed column could keep SQLite busy for as long as its author likes.
func columns(ctx context.Context, conn *sql.Conn) (map[string]bool, error) {
	rows, err := conn.QueryContext(ctx, `
		SELECT upper(t.name || '.' || c.name) FROM pragma_table_list t, pragma_table_xinfo(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table' AND c.hidden = 0`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	has := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		has[name] = true
	}
	return has, rows.Err()
}
