//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package neo4jtest

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// lock waits for a lock among processes. It is free again when the file closes,
// at the latest when this process ends.
func lock(dir, name string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, name), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
		if err != syscall.EINTR {
			return f, err
		}
	}
}

// ownGroup keeps a terminal's Ctrl-C from a command.
func ownGroup(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
