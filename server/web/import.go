package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path"
	"slices"
	"strconv"
	"time"

	"parley/graph"
	"parley/schema/gate"
	"parley/seed"
	"parley/seed/ingest"
	"parley/server/web/observe"
)

// ndjsonLines is the media type of lines of JSON. No form of another site's page
// can send it without asking first.
const ndjsonLines = "application/x-ndjson"

// The bounds of an import.
const (
	maxImport  = 1 << 30
	maxSpools  = 4                // files that are being sent, or wait for their turn
	stallTime  = 30 * time.Second // for the next piece of it, or of the answer, to come through
	slowest    = 64 << 10         // bytes of it a second, once it had stallTime: so it takes five hours at most
	tellEvery  = 250 * time.Millisecond
	maxName    = 200 // bytes of a file's name
	maxLeftOut = 1_000_000
)

// importer answers POST /import: the body is a file, and the answer tells, line
// by line, how far its import is and in the end what came of it.
type importer struct {
	model   *graph.Model
	store   graph.Store
	log     *slog.Logger
	allowed func(*http.Request) error // says why a request may not change the graph
	largest int64                     // bytes of a file
	stall   time.Duration             // for the next piece of it to come
	spools  chan struct{}             // one for each file that is sent
	turn    chan struct{}             // one import at a time
}

func newImporter(m *graph.Model, store graph.Store, log *slog.Logger, allowed func(*http.Request) error) *importer {
	return &importer{m, store, log, allowed, maxImport, stallTime, make(chan struct{}, maxSpools), make(chan struct{}, 1)}
}

// mayImport says why a request may not change the graph, or nothing.
func (s *site) mayImport(r *http.Request) error {
	may, err := s.mayWrite(r)
	if may || err != nil {
		return err
	}
	if err := s.mustNot(r); err != nil {
		return err
	}
	return &refusal{status: http.StatusForbidden, code: gate.Forbidden, reason: "forbidden", message: "this server accepts no changes from this address"}
}

// importQuery is what the URL says of an import.
type importQuery struct {
	format    string
	name      string // of the file: what problems call it
	source    string // the id of the source that the file is, or ""
	maxErrors int
	again     bool
}

// bring takes a file and imports it. What is wrong before that has a status of
// its own; afterwards the last line says it.
func (i *importer) bring(w http.ResponseWriter, r *http.Request) error {
	query, err := i.check(r)
	if err != nil {
		return err
	}
	if err := i.room(); err != nil {
		return err
	}
	defer func() { <-i.spools }()
	spool, err := i.take(w, r)
	if err != nil {
		return err
	}
	defer func() { _ = spool.Close() }() // it is temporary
	select {
	case i.turn <- struct{}{}:
		defer func() { <-i.turn }()
	case <-r.Context().Done():
		return graph.Ended(r.Context(), "import")
	}
	w.Header().Set("Content-Type", ndjsonLines)
	lines := newTeller(w)
	summary, err := i.load(r.Context(), spool, query, lines)
	if err != nil {
		i.log.Warn("import", "id", observe.Of(r).ID, "code", graph.CodeOf(err), "cause", err)
		lines.tell(failure(err))
		return nil
	}
	lines.tell(success(summary))
	return nil
}

// check holds a request against what may be asked, before its body is read.
func (i *importer) check(r *http.Request) (q importQuery, err error) {
	if err := i.allowed(r); err != nil {
		return q, err
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != ndjsonLines {
		return q, &refusal{status: http.StatusUnsupportedMediaType, code: graph.BadInput, reason: "media_type", message: "send lines of JSON, with Content-Type: " + ndjsonLines}
	}
	if q, err = readImportQuery(r.URL.Query()); err != nil {
		return q, err
	}
	if q.source != "" {
		err = seed.CheckSource(i.model, q.source)
	}
	return q, err
}

// room takes room for a file, which is the caller's to give back. While an import
// is made, none is taken; while files are sent, others may be. The turn is for
// those that have arrived, so that who sends slowly keeps nobody waiting.
func (i *importer) room() error {
	if len(i.turn) > 0 {
		return graph.Errorf(graph.Unavailable, "import", "another import is going on: wait for its end")
	}
	select {
	case i.spools <- struct{}{}:
		return nil
	default:
		return graph.Errorf(graph.Unavailable, "import", "%d other files are being sent: wait until one of them has arrived", cap(i.spools))
	}
}

// take keeps the body of a request.
func (i *importer) take(w http.ResponseWriter, r *http.Request) (*seed.Spool, error) {
	spool, err := seed.NewSpool(r.Context(), &flowing{from: r.Body, to: w, stall: i.stall, began: time.Now()}, i.largest)
	setRead(w, time.Time{})
	if err != nil {
		setWrite(w, time.Now().Add(stallTime)) // for the answer, however long it took
		return nil, notKept(err)
	}
	return spool, nil
}

// notKept is the error for a body that cannot be kept.
func notKept(err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return &refusal{
			status: http.StatusRequestTimeout, code: graph.Timeout, reason: "slow", err: err,
			message: fmt.Sprintf("the file came too slowly: it may pause for %s, and in all at least %d KB must come a second", stallTime, slowest>>10), header: [2]string{"Connection", "close"},
		}
	}
	switch code := graph.CodeOf(err); code {
	case graph.TooLarge:
		return &refusal{status: http.StatusRequestEntityTooLarge, code: code, reason: "too_large", message: told(err), err: err}
	case graph.BadInput:
		return err
	}
	return &refusal{status: http.StatusServiceUnavailable, code: graph.Unavailable, reason: "request", message: told(err), err: err}
}

func readImportQuery(values url.Values) (q importQuery, err error) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		switch value := values.Get(name); name {
		case "format":
			q.format = value
		case "name":
			q.name = value
		case "source":
			q.source = value
		case "maxErrors":
			if q.maxErrors, err = strconv.Atoi(value); err != nil || q.maxErrors < 0 || q.maxErrors > maxLeftOut {
				return q, graph.Errorf(graph.BadInput, "import", "maxErrors is a number of rows from 0 to %d", maxLeftOut)
			}
		case "again":
			if q.again, err = strconv.ParseBool(value); err != nil {
				return q, graph.Errorf(graph.BadInput, "import", "again is true or false")
			}
		default:
			return q, graph.Errorf(graph.BadInput, "import", "there is no parameter %.40q: there are format, name, source, maxErrors and again", name)
		}
	}
	switch {
	case q.format != "ndjson" && q.format != "ftm":
		return q, graph.Errorf(graph.BadInput, "import", "choose a format: ?format=ndjson for changes, or ?format=ftm for FollowTheMoney entities")
	case len(q.name) > maxName || q.name != "" && path.Base(q.name) != q.name:
		return q, graph.Errorf(graph.BadInput, "import", "name is that of a file, without a folder, of %d bytes at most", maxName)
	case q.format == "ftm" && q.name == "":
		return q, graph.Errorf(graph.BadInput, "import", "name the file, since its source is named after it: &name=peps.json")
	case q.format != "ftm" && q.source != "":
		return q, graph.Errorf(graph.BadInput, "import", "source is for format=ftm: changes say themselves what their sources are")
	case q.name == "":
		q.name = "the file"
	}
	return q, nil
}

// load imports the file.
func (i *importer) load(ctx context.Context, file *seed.Spool, q importQuery, lines *teller) (seed.Summary, error) {
	data := ingest.Changes(i.model, q.name, file.Open)
	if q.format == "ftm" {
		data = ingest.FtM(q.name, file.Open, q.source)
	}
	data.MaxErrors, data.Again, data.Progress = q.maxErrors, q.again, lines.progress
	came, err := data.Run(ctx, i.model, i.store, nil)
	return came.Summary, err
}

// flowing is a body that may take as long as it needs, as long as it comes.
type flowing struct {
	from  io.Reader
	to    http.ResponseWriter
	stall time.Duration
	began time.Time
	came  int64
}

func (f *flowing) Read(p []byte) (int, error) {
	pause := time.Now().Add(f.stall)
	ends := f.began.Add(f.stall + time.Duration(f.came)*time.Second/slowest)
	if ends.Before(pause) {
		pause = ends
	}
	setRead(f.to, pause)
	n, err := f.from.Read(p)
	f.came += int64(n)
	return n, err
}
