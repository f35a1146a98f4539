package neo4jtest

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// childVariable makes this test binary the child of TestNoOrphans.
const childVariable = "NEO4JTEST_CHILD"

// TestChild is what TestNoOrphans runs. It panics when its stdin says so.
func TestChild(t *testing.T) {
	if os.Getenv(childVariable) == "" {
		t.Skip("this is no test on its own")
	}
	p, local := StartPrivate(t).host.(*process)
	if !local {
		t.Skip("the server is not a process of ours")
	}
	fmt.Println("\nserver", p.child.Pid, p.home)
	io.ReadAll(os.Stdin)
	panic("as it was told")
}

// TestNoOrphans shows that no end of a test process leaves a server behind.
func TestNoOrphans(t *testing.T) {
	if _, local := Start(t).host.(*process); !local {
		t.Skip("the server is not a process of ours")
	}
	ends := map[string]func(*exec.Cmd, io.Closer) error{
		"killed":      func(c *exec.Cmd, _ io.Closer) error { return c.Process.Kill() },
		"interrupted": func(c *exec.Cmd, _ io.Closer) error { return c.Process.Signal(os.Interrupt) },
		"panics":      func(_ *exec.Cmd, stdin io.Closer) error { return stdin.Close() },
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) { testOrphan(t, end) })
	}
}

func testOrphan(t *testing.T, end func(*exec.Cmd, io.Closer) error) {
	child := exec.Command(os.Args[0], "-test.run=^TestChild$")
	child.Env = append(os.Environ(), childVariable+"=1")
	in, _ := child.StdinPipe()
	out, _ := child.StdoutPipe()
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	server, home := hear(t, out)
	if !alive(server) || !exists(home) {
		t.Errorf("process %d and %s are not there", server, home)
	}
	if err := end(child, in); err != nil {
		t.Fatal(err)
	}
	child.Wait()
	began := time.Now()
	for alive(server) || exists(home) {
		if time.Since(began) > time.Minute {
			t.Fatalf("left behind: process %d %v, %s %v", server, alive(server), home, exists(home))
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Logf("gone after %v", time.Since(began).Round(time.Millisecond))
}

// hear reads the child's words until it says where its server is.
func hear(t *testing.T, out io.Reader) (pid int, home string) {
	lines := bufio.NewScanner(out)
	var said []string
	for lines.Scan() {
		said = append(said, lines.Text())
		if n, _ := fmt.Sscanf(lines.Text(), "server %d %s", &pid, &home); n == 2 {
			return pid, home
		}
	}
	t.Fatalf("the child started no server: %s", said)
	return 0, ""
}

func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	return err == nil && p.Signal(syscall.Signal(0)) == nil
}
