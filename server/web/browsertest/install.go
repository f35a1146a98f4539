package browsertest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/andybalholm/brotli"
)

// program is a browser that can be started.
type program struct {
	path  string
	env   []string
	flags map[string]any
}

// installed are the names under which systems have a browser of Chromium's kin.
var installed = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "headless-shell",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
	`C:\Program Files\Google\Chrome\Application\chrome.exe`,
}

// chromium is a headless Chromium for Linux on x86-64, with one family of fonts
// and, for systems that lack them, the libraries of NSS.
var chromium = pack{
	name: "@sparticuz/chromium", version: "153.0.0",
	integrity: "sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==",
}

// find returns the installed browser, else the one in the cache, which it fetches
// for the first time.
func find(ctx context.Context) (program, error) {
	for _, name := range installed {
		if path, err := exec.LookPath(name); err == nil {
			return program{path: path, flags: map[string]any{"no-sandbox": os.Geteuid() == 0}}, nil
		}
	}
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		return program{}, fmt.Errorf("no Chromium or Chrome: %w", exec.ErrNotFound)
	}
	folder, err := Filled(ctx, "chromium-"+chromium.version, unpackChromium)
	if err != nil {
		return program{}, err
	}
	p := program{
		path:  filepath.Join(folder, "chromium"),
		env:   []string{"FONTCONFIG_FILE=" + filepath.Join(folder, "fonts.conf")},
		flags: map[string]any{"no-sandbox": true, "no-zygote": true},
	}
	if exec.CommandContext(ctx, p.path, "--version").Run() != nil {
		p.env = append(p.env, "LD_LIBRARY_PATH="+filepath.Join(folder, "lib"))
	}
	return p, nil
}

// unpackChromium fetches 70 MB and unpacks 215 MB, in some ten seconds.
func unpackChromium(ctx context.Context, folder string) error {
	fmt.Fprintln(os.Stderr, "browsertest: fetching a Chromium from npm, for the first time")
	files, err := chromium.fetch(ctx, folder, "bin/")
	if err != nil {
		return err
	}
	browser, err := os.OpenFile(filepath.Join(folder, "chromium"), os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	if _, err := browser.ReadFrom(brotli.NewReader(bytes.NewReader(files["chromium.br"]))); err != nil {
		return errors.Join(err, browser.Close())
	}
	if err := browser.Close(); err != nil {
		return err
	}
	for archive, into := range map[string]string{"al2023.tar.br": "lib", "fonts.tar.br": "fonts"} {
		if err := unpackInto(filepath.Join(folder, into), files[archive]); err != nil {
			return fmt.Errorf("%s: %w", archive, err)
		}
	}
	return os.WriteFile(filepath.Join(folder, "fonts.conf"), []byte(fontConfig), 0o644)
}

// fontConfig lets the browser see its own fonts alone, so that a page looks the
// same on every machine.
const fontConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`

func unpackInto(folder string, packed []byte) error {
	files, err := untar(brotli.NewReader(bytes.NewReader(packed)), func(name string) bool { return !strings.HasSuffix(name, ".conf") })
	if err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o755); err != nil {
		return err
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o755); err != nil {
			return err
		}
	}
	return nil
}
