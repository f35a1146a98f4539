package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// container is a database in Docker.
type container struct {
	name   string
	image  string
	port   int
	made   bool
	keeper *exec.Cmd
	life   io.Closer // closes when we end
}

// errFiles is why a test with a setup needs Java.
var errFiles = errors.New("a container takes no settings and files of a test")

func (c *container) replace(map[string][]byte) error { return errFiles }

// fromDocker makes a container of a release's image.
func fromDocker(r release, setup Setup) (host, error) {
	if len(setup.Settings)+len(setup.Files) > 0 {
		return nil, errFiles
	}
	if _, err := docker(10*time.Second, "info"); err != nil {
		return nil, err
	}
	c := &container{image: "neo4j:" + r.version, port: freePort()}
	if r.version == Version {
		c.image = "neo4j:5" // the image that users have
	}
	if _, err := docker(time.Minute, "image", "inspect", c.image); err != nil {
		if _, err := docker(5*time.Minute, "pull", c.image); err != nil {
			return nil, err
		}
	}
	c.name = fmt.Sprintf("neo4jtest-%d-%d", os.Getpid(), c.port)
	return c, c.keep()
}

// keep lets a shell take the container away when this process is no more.
func (c *container) keep() (err error) {
	c.keeper = exec.Command("sh", "-c", `cat; exec docker rm --force --volumes "$0" >/dev/null 2>&1`, c.name)
	ownGroup(c.keeper)
	if c.life, err = c.keeper.StdinPipe(); err != nil {
		return err
	}
	return c.keeper.Start()
}

func (c *container) uri() string           { return fmt.Sprintf("bolt://127.0.0.1:%d", c.port) }
func (c *container) fresh() bool           { return false }
func (c *container) died() <-chan struct{} { return nil }

func (c *container) start() error {
	if c.made {
		_, err := docker(time.Minute, "start", c.name)
		return err
	}
	c.made = true
	_, err := docker(time.Minute, "run", "--detach", "--name", c.name,
		"--publish", fmt.Sprintf("127.0.0.1:%d:7687", c.port),
		"--env", "NEO4J_AUTH=neo4j/"+password,
		"--env", "NEO4J_dbms_usage__report_enabled=false",
		"--env", "NEO4J_server_memory_heap_max__size=1g",
		"--env", "NEO4J_server_memory_pagecache_size=128m", c.image)
	return err
}

// kill is content with a container that is gone already.
func (c *container) kill() error {
	running, err := docker(time.Minute, "inspect", "--format", "{{.State.Running}}", c.name)
	if err != nil || strings.TrimSpace(running) != "true" {
		return err
	}
	_, err = docker(time.Minute, "kill", c.name)
	return err
}

func (c *container) remove() {
	c.life.Close()
	c.keeper.Wait()
}

func (c *container) log() string {
	out, _ := docker(time.Minute, "logs", "--tail", "20", c.name)
	return out
}

// docker runs a command and returns what it says.
func docker(limit time.Duration, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	out, err := exec.CommandContext(ctx, "docker", args...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("docker %s: %w\n%s", args[0], err, out)
	}
	return string(out), nil
}
