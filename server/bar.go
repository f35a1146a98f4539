package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/mattn/go-isatty"

	"parley/seed"
)

// bar shows how far an import is, in one line of a terminal. Where there is no
// terminal it shows nothing.
type bar struct {
	out   io.Writer // nil where there is no terminal
	what  string
	shown time.Time
}

// showEvery is how long a line stands at least.
const showEvery = 100 * time.Millisecond

func newBar(out io.Writer, what string) *bar {
	if file, ok := out.(*os.File); !ok || !isatty.IsTerminal(file.Fd()) {
		out = nil
	}
	return &bar{out: out, what: what}
}

func (b *bar) show(p seed.Progress) {
	if b.out == nil || time.Since(b.shown) < showEvery {
		return
	}
	b.shown = time.Now()
	fmt.Fprintf(b.out, "\r\x1b[K%s %s", b.what, barLine(p))
}

// clear takes the line away.
func (b *bar) clear() {
	if b.out != nil && !b.shown.IsZero() {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}

// barLine is what a bar says: of a first reading the rows alone, for it is not
// known how many there are.
func barLine(p seed.Progress) string {
	const width = 24
	if p.Applied == 0 {
		return fmt.Sprintf("checked %d rows", p.Read)
	}
	full := width * p.Applied / max(p.Read, 1)
	return fmt.Sprintf("[%s%s] %d of %d rows, %.0f edges a second",
		strings.Repeat("=", full), strings.Repeat(" ", width-full), p.Applied, p.Read, p.EdgesPerSecond())
}
