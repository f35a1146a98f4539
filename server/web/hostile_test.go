//go:build unix

package web_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/server/web"
)

// What a hostile request may cost, the client's part included. Its processor time
// counts with -costs alone, on a machine that has nothing else to do: beside
// others a processor is slower.
const (
	mostCPU    = 50 * time.Millisecond
	mostMemory = 20 << 20 // bytes allocated, kept or not
)

var costs = flag.Bool("costs", false, "hold the processor time of hostile requests")

// hostile are requests made to harm: each is small and means much.
func hostile() map[string]string {
	var diamond strings.Builder
	diamond.WriteString(`{ people { nodes { ...F0 } } } `)
	for i := range 30 {
		fmt.Fprintf(&diamond, "fragment F%d on Person { ...F%d ...F%d } ", i, i+1, i+1)
	}
	diamond.WriteString("fragment F30 on Person { id }")
	var wide strings.Builder
	wide.WriteString(`{ people { nodes { ...F0 } } } `)
	for i := range 12 {
		fmt.Fprintf(&wide, "fragment F%d on Person { a: met { nodes { ... on Person { ...F%d } } } b: met { nodes { ... on Person { ...F%d } } } } ", i, i+1, i+1)
	}
	wide.WriteString("fragment F12 on Person { id }")
	var aliases strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&aliases, "a%d: __typename ", i)
	}
	query := func(text string) string {
		body, _ := json.Marshal(map[string]string{"query": text})
		return string(body)
	}
	variables := func(text string) string {
		return `{"query": "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", "variables": {"ids": ` + text + `}}`
	}
	nested := func(open, shut string, n int) string { return strings.Repeat(open, n) + strings.Repeat(shut, n) }
	return map[string]string{
		"a circle of fragments":           query(`{ people { nodes { ...A } } } fragment A on Person { met { nodes { ...A } } }`),
		"a circle of fragments at once":   query(`{ people { nodes { ...A } } } fragment A on Person { ...A }`),
		"a diamond of fragments":          query(diamond.String()),
		"a diamond of fragments, nested":  query(wide.String()),
		"64 KB of brackets":               query(strings.Repeat("[", 64<<10)),
		"64 KB of brackets in a value":    query("{ people(where: " + strings.Repeat("[", 64<<10)),
		"64 KB of brackets for a request": strings.Repeat("[", 64<<10),
		"10,000 aliases":                  query("{ " + aliases.String() + "}"),
		"4,000 equal fields":              query("{ people { nodes { " + strings.Repeat("id ", 4000) + "} } }"),
		"4,000 unequal directives":        query("{ people { nodes { id " + strings.Repeat("@include(if: true) ", 4000) + "} } }"),
		"deep introspection":              query("{ __schema { types { " + nested("fields { type { ", "} } ", 9) + "} } }"),
		"wide introspection":              query(`{ __type(name: "Node") { ` + strings.Repeat("possibleTypes { interfaces { ", 6) + "name" + strings.Repeat(" } }", 6) + " } }"),
		"a batch of 1,000":                "[" + strings.Repeat(`{"query": "{ __typename }"},`, 999) + `{"query": "{ __typename }"}]`,
		"huge variables":                  variables("[" + strings.Repeat("0,", 400_000) + "0]"),
		"large variables":                 variables("[" + strings.Repeat("0,", 45_000) + "0]"),
		"deep variables":                  variables(nested("[", "]", 200_000)),
		"deep variables within the limit": variables(nested("[", "]", 9_000)),
		"deep nesting":                    query(nested("{ people ", "}", 10_000)),
		"deep nesting of values":          query("{ people(where: " + nested("{NOT: ", "}", 3_000) + ") { totalCount } }"),
		"deep nesting within the limit":   query("{ people(where: " + nested("{NOT: ", "}", 900) + ") { totalCount } }"),
		"bad UTF-8":                       "{\"query\": \"{ people(where: {name: {eq: \\\"\xff\xfe\\\"}}) { totalCount } }\"}",
		"half a surrogate":                `{"query": "{ \ud800 }"}`,
		"a megabyte of spaces":            query("{ __typename " + strings.Repeat(" ", 1000<<10) + "x }"),
		"more than a megabyte":            query(strings.Repeat("x", 2<<20)),
		"a million operations":            query(strings.Repeat("query A{a} ", 50_000)),
	}
}

// TestHostile sends what is made to harm: each request gets an error, costs
// little, and the server serves the next one.
func TestHostile(t *testing.T) {
	a := newAPI(t)
	for name, body := range hostile() {
		t.Run(name, func(t *testing.T) {
			cheap(t, func() {
				got := a.send(t, "POST", "/graphql", body, map[string]string{"Content-Type": plain, "Accept": graphql})
				code, data := got.code(t)
				refused := !data && got.status >= 400 && got.status <= 499 || strings.HasPrefix(got.body, `{"data":null,`)
				if code == "" || code == "INTERNAL" || !refused {
					t.Fatalf("%d %.300s", got.status, got.body)
				}
			})
			if got := a.send(t, "POST", "/graphql", question, asJSON); got.status != http.StatusOK {
				t.Errorf("the next one gets %d", got.status)
			}
		})
	}
}

// TestHostileSlowBody sends a byte now and then.
func TestHostileSlowBody(t *testing.T) {
	a := serve(t, func(c *web.Config) { c.Limits = web.Limits{ReadTime: 300 * time.Millisecond} })
	cheap(t, func() {
		c := a.dial(t, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n")
		go func() {
			for range 100 {
				if _, err := io.WriteString(c, " "); err != nil {
					return
				}
				time.Sleep(10 * time.Millisecond)
			}
		}()
		if reply, _ := io.ReadAll(c); !strings.HasPrefix(string(reply), "HTTP/1.1 408") {
			t.Fatalf("%s", reply)
		}
	})
	if got := a.send(t, "POST", "/graphql", question, asJSON); got.status != http.StatusOK {
		t.Errorf("the next one gets %d", got.status)
	}
}

// cheap does something three times: the cheapest must be cheap, as this process
// does other things beside it. With -short, under which CI looks for races, the
// costs do not count.
func cheap(t *testing.T, f func()) {
	t.Helper()
	cpu, memory := time.Duration(1<<62), uint64(1<<62)
	for range 3 {
		runtime.GC()
		c, m := spent()
		f()
		cNow, mNow := spent()
		cpu, memory = min(cpu, cNow-c), min(memory, mNow-m)
	}
	if !testing.Short() && (*costs && cpu > mostCPU || memory > mostMemory) {
		t.Errorf("it costs %s and %d KB", cpu, memory>>10)
	}
	t.Logf("%s, %d KB", cpu, memory>>10)
}

// spent returns the processor time and the bytes that this process has used.
func spent() (time.Duration, uint64) {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()), stats.TotalAlloc
}
