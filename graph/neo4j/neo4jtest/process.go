package neo4jtest

import (
	"bufio"
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a database that runs as a child of keep.sh.
type process struct {
	home   string // its configuration, data and logs
	scheme string
	port   int
	unused bool // was never started
	keeper *exec.Cmd
	orders io.WriteCloser
	life   *os.File // closes when we end
	news   *bufio.Reader
	child  *os.Process
	gone   chan struct{}
}

//go:embed keep.sh
var keepScript string

// newProcess makes a home and a keeper for a database that is not started yet.
func newProcess(inst installation, setup Setup, flags ...string) (*process, error) {
	home, err := os.MkdirTemp("", "neo4jtest-")
	if err != nil {
		return nil, err
	}
	p := &process{home: home, scheme: cmp.Or(setup.Scheme, "neo4j"), port: freePort(), unused: true}
	if err := setup.write(home, p.port); err != nil {
		return nil, errors.Join(err, os.RemoveAll(home))
	}
	if err := p.keep(inst.command(home, flags)); err != nil {
		return nil, errors.Join(err, os.RemoveAll(home))
	}
	return p, nil
}

// keep starts the keeper, in a process group of its own: Ctrl-C is for us, and
// the keeper follows.
func (p *process) keep(command []string) error {
	end, life, err := os.Pipe()
	if err != nil {
		return err
	}
	defer end.Close()
	p.life = life
	p.keeper = exec.Command("sh", append([]string{"-c", keepScript, "keep.sh", p.home}, command...)...)
	p.keeper.ExtraFiles = []*os.File{end}
	ownGroup(p.keeper)
	out, err := p.keeper.StdoutPipe()
	if err != nil {
		return err
	}
	p.news = bufio.NewReader(out)
	if p.orders, err = p.keeper.StdinPipe(); err != nil {
		return err
	}
	return p.keeper.Start()
}

func (p *process) uri() string { return fmt.Sprintf("%s://127.0.0.1:%d", p.scheme, p.port) }

func (p *process) replace(files map[string][]byte) error { return writeFiles(p.home, files) }

func (p *process) fresh() bool           { return p.unused }
func (p *process) died() <-chan struct{} { return p.gone }

func (p *process) start() error {
	p.unused = false
	if _, err := io.WriteString(p.orders, "start\n"); err != nil {
		return fmt.Errorf("ask the keeper: %w", err)
	}
	line, err := p.news.ReadString('\n')
	if err != nil {
		return fmt.Errorf("hear from the keeper: %w", err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		return err
	}
	p.child, err = os.FindProcess(pid)
	p.gone = make(chan struct{})
	go func(gone chan<- struct{}) {
		p.news.ReadString('\n')
		close(gone)
	}(p.gone)
	return err
}

func (p *process) kill() error { return p.end(os.Kill) }

// end sends a signal and waits for the end of the database.
func (p *process) end(sig os.Signal) error {
	select {
	case <-p.gone:
		return nil
	default:
	}
	if err := p.child.Signal(sig); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-p.gone:
		return nil
	case <-time.After(time.Minute):
		return fmt.Errorf("process %d lives on after %v", p.child.Pid, sig)
	}
}

// stop lets the database end in good order.
func (p *process) stop() error { return p.end(syscall.SIGTERM) }

func (p *process) remove() {
	p.orders.Close()
	p.life.Close()
	p.keeper.Wait()
}

// log returns the last lines of what the server wrote.
func (p *process) log() string {
	var b strings.Builder
	for _, name := range []string{"out", filepath.Join("logs", "neo4j.log")} {
		text, _ := os.ReadFile(filepath.Join(p.home, name))
		lines := strings.SplitAfter(string(text), "\n")
		b.WriteString(strings.Join(lines[max(0, len(lines)-20):], ""))
	}
	return b.String()
}

// freePort finds a port below those that systems give to clients: a driver that
// calls a killed server would otherwise, now and then, be given the server's own
// port, and talk to itself.
func freePort() int {
	for {
		port := 10000 + rand.IntN(20000)
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			l.Close()
			return port
		}
	}
}
