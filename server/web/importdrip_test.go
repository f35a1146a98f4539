package web

import (
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"parley/graph"
	store "parley/graph/memory"
)

// bringing is a server that takes imports alone.
type bringing struct {
	*httptest.Server
	*importer
}

func newBringing(t *testing.T, stall time.Duration) bringing {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	i := newImporter(m, store.New(m), slog.New(slog.DiscardHandler), func(*http.Request) error { return nil })
	i.stall = stall
	b := bringing{httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := i.bring(w, r); err != nil {
			refuse(w, r, refusalOf(err))
		}
	})), i}
	t.Cleanup(b.Close)
	return b
}

const noChanges = `{"format":"parley changes","version":1}` + "\n"

// bring posts a file as a whole, and returns the answer.
func (b bringing) bring(t *testing.T) (int, string) {
	t.Helper()
	reply, err := http.Post(b.URL+"/import?format=ndjson", ndjsonLines, strings.NewReader(noChanges))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply.StatusCode, string(text)
}

// drip begins to send a file byte by byte, and tells the answer.
func (b bringing) drip(t *testing.T) (answer chan string) {
	t.Helper()
	conn, err := net.Dial("tcp", b.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	fmt.Fprintf(conn, "POST /import?format=ndjson HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: 1000000\r\n\r\n", ndjsonLines)
	go func() {
		for {
			if _, err := conn.Write([]byte{'\n'}); err != nil {
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	answer = make(chan string, 1)
	go func() {
		text, _ := io.ReadAll(conn) // the server may cut it off
		answer <- string(text)
	}()
	return answer
}

// sending waits until so many files are being sent.
func (b bringing) sending(t *testing.T, n int) {
	t.Helper()
	for began := time.Now(); len(b.spools) != n; time.Sleep(time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatalf("%d files are being sent, not %d", len(b.spools), n)
		}
	}
}

// TestImportBesideADrip imports a file while another comes byte by byte.
func TestImportBesideADrip(t *testing.T) {
	b := newBringing(t, time.Hour)
	b.drip(t)
	b.sending(t, 1)
	if status, says := b.bring(t); status != http.StatusOK || !strings.Contains(says, "summary") {
		t.Errorf("%d %s", status, says)
	}
}

// TestAsManyDripsAsThereIsRoomFor has others turned away that would be one too
// many.
func TestAsManyDripsAsThereIsRoomFor(t *testing.T) {
	b := newBringing(t, time.Hour)
	for range maxSpools {
		b.drip(t)
	}
	b.sending(t, maxSpools)
	if status, says := b.bring(t); status != http.StatusServiceUnavailable || !strings.Contains(says, "4 other files are being sent: wait until one of them has arrived") {
		t.Errorf("%d %s", status, says)
	}
}

// TestADripEnds cuts off a file that comes without a pause, but too slowly.
func TestADripEnds(t *testing.T) {
	b := newBringing(t, 300*time.Millisecond)
	for range 2 * maxSpools {
		if says := <-b.drip(t); !strings.HasPrefix(says, "HTTP/1.1 408") || !strings.Contains(says, "the file came too slowly") {
			t.Errorf("%s", says)
		}
	}
	b.sending(t, 0)
	if status, says := b.bring(t); status != http.StatusOK {
		t.Errorf("%d %s", status, says)
	}
}

// TestAnImportWaitsForItsTurn sends a file while another is imported that came
// after it began.
func TestAnImportWaitsForItsTurn(t *testing.T) {
	b := newBringing(t, time.Hour)
	reader, writer := io.Pipe()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, b.URL+"/import?format=ndjson", reader)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", ndjsonLines)
	status := make(chan int, 1)
	go func() {
		reply, err := http.DefaultClient.Do(request)
		if err != nil {
			status <- 0
			return
		}
		reply.Body.Close()
		status <- reply.StatusCode
	}()
	b.sending(t, 1)
	b.turn <- struct{}{} // another is imported
	if _, err := io.WriteString(writer, noChanges); err != nil {
		t.Fatal(err)
	}
	writer.Close()
	select {
	case is := <-status:
		t.Errorf("it does not wait: %d", is)
	case <-time.After(100 * time.Millisecond):
	}
	<-b.turn
	if is := <-status; is != http.StatusOK {
		t.Errorf("status %d", is)
	}
}
