package neo4j

import (
	"context"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/graph/neo4j/neo4jtest"
	"parley/schema"
	"parley/seed"
)

// runs counts the statements that a store sends.
type runs struct{ n atomic.Int64 }

func (r *runs) LogClientMessage(_, msg string, _ ...any) {
	if strings.HasPrefix(msg, "RUN ") {
		r.n.Add(1)
	}
}

func (r *runs) LogServerMessage(string, string, ...any) {}

// one question each, however deep it goes.
var deep = map[string]int64{
	`{ person(name: "Steve Witkoff") { name posts { nodes { of { nodes { id } } } } met { totalCount edges { count node { name } meetings { name evidence { nodes: quote saidBy { name } } } } } } }`: 1,
	`{ meetings(orderBy: [{participants: {count: DESC}}]) { totalCount groupBy(field: STATUS) { value count } edges { node { participants { totalCount groupBy(field: ATTENDANCE) { value count }
		edges { capacity { of { nodes { name } } } evidence { quote source { title } } node { ... on Person { met { totalCount } } } } } follows { nodes { id } } } } } }`: 1,
	`{ search(text: "witkoff", first: 5) { totalCount edges { node { id ... on Person { meetings { nodes { name } } } } } } }`:                                  1,
	`{ facts(first: 3) { totalCount nodes { quote fact { label } saidBy { name } source { title } } } }`:                                                        1,
	`{ node(id: "person:steve-witkoff") { ... on Person { agreesWith { nodes { name } } } } }`:                                                                  1,
	`{ a: people(first: 1) { nodes { name } } b: people(last: 1) { nodes { name } } positions { nodes { holders { nodes { name } } } } places { totalCount } }`: 4,
}

func TestOneRootFieldIsOneStatement(t *testing.T) {
	ctx, sent := context.Background(), &runs{}
	server := neo4jtest.Start(t)
	server.Clear(t)
	config := configFor(t, server)
	config.BoltLog = sent
	s := open(t, config)
	api, err := schema.New(s.model)
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := seed.Load(ctx, s.model, seed.Shipped(), s.Snapshot())
	if err == nil {
		_, err = seed.Apply(ctx, s, shipped)
	}
	if err != nil {
		t.Fatal(err)
	}
	hold := func(t *testing.T, r schema.Request, want int64) {
		before := sent.n.Load()
		if answer := api.Do(ctx, s, r); len(answer.Errors) > 0 {
			t.Fatal(answer.Errors)
		}
		if got := sent.n.Load() - before; got != want {
			t.Errorf("%s%s\n%d statements, not %d", r.Query, r.OperationName, got, want)
		}
	}
	if _, err := s.size(ctx); err != nil { // which is read now and then, for all questions
		t.Fatal(err)
	}
	s.counts.keep(map[string]float64{})
	s.counts.until = time.Now().Add(time.Hour)
	for query, fields := range deep {
		hold(t, schema.Request{Query: query}, fields)
	}
	text, err := os.ReadFile("../../server/web/questions/questions.graphql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"WhoMetWhom", "WhoGoesToMoscow", "WhoHoldsWhichStance", "Compare", "Contested", "WhatWasSaid", "Search", "Source"} {
		hold(t, schema.Request{Query: string(text), OperationName: name}, 1)
	}
}
