package explore

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/graph"
)

// LearnedQuery asks what became known after one day, up to another and on it.
type LearnedQuery struct {
	From, To graph.Day
	Topic    string   // only what is about this entity, or leads to it or to what is about it; "" is all
	Actor    string   // only edges of this actor and what they lead to; "" is all
	Kinds    []string // only these kinds of node and types of edge; none is all
}

// What says in which way something became known.
type What string

// The ways in which something becomes known.
const (
	Appeared  What = "APPEARED"
	Corrected What = "CORRECTED"
	Denied    What = "DENIED"
	Differs   What = "VALUE"
	Verified  What = "VERIFICATION"
	Withdrawn What = "WITHDRAWN"
)

// Whats lists the ways in which something becomes known, with what they mean.
func Whats() []graph.EnumValue {
	return []graph.EnumValue{
		{Name: string(Appeared), Doc: "it is there, and was not before"},
		{Name: string(Differs), Doc: "a property has another value"},
		{Name: string(Verified), Doc: "those who speak to it make something else of it together"},
		{Name: string(Denied), Doc: "somebody denies it"},
		{Name: string(Corrected), Doc: "what was said of it was corrected"},
		{Name: string(Withdrawn), Doc: "what was said of it was withdrawn by its publisher"},
	}
}

// Learned is something that became known.
type Learned struct {
	LearnedKey
	Subject       Subject
	Before, After graph.Value // of a property: as text, or nil
	Evidence      []string    // ids of the evidence that did it
}

// Subject is a node or an edge of which something is found.
type Subject struct {
	ID, Kind, Label string // the kind of a node, or the type of an edge
}

// LearnedKey is where something stands among what became known.
type LearnedKey struct {
	Day      graph.Day // the first day on which some of its evidence became known
	ID       string    // of the subject
	What     What
	Property string // or ""
}

func (k LearnedKey) compare(o LearnedKey) int {
	return cmp.Or(cmp.Compare(k.Day, o.Day), strings.Compare(k.ID, o.ID),
		cmp.Compare(k.What, o.What), strings.Compare(k.Property, o.Property))
}

// maxLearned is how many subjects, and how many pieces of evidence, are looked at.
const maxLearned = 100_000

// Learned returns what became known between two days, by the day on which it did.
// It reads on both days all that the sources which were published or withdrawn in
// between speak of, and what that bears on, and compares.
func (x *Explorer) Learned(ctx context.Context, q LearnedQuery, part Cut[LearnedKey]) (*Page[Learned], error) {
	if err := x.checkLearned(ctx, &q); err != nil {
		return nil, err
	}
	l := &learning{
		Explorer: &Explorer{Model: x.Model, From: x.From}, meter: newMeter(ctx, "learned"), q: &q,
		subjects: map[string]*subject{}, pairs: map[string][]*subject{}, speech: map[string][]*subject{}, said: map[string]*said{},
	}
	list, err := l.list()
	if err := cmp.Or(err, l.done()); err != nil {
		return nil, err
	}
	return cut(list, part, func(is Learned, k LearnedKey) int { return is.compare(k) }), nil
}

func (x *Explorer) checkLearned(ctx context.Context, q *LearnedQuery) error {
	if !q.From.Known() || !q.To.Known() || q.From > q.To {
		return graph.Errorf(graph.BadInput, "learned", "from and to must be days, from no later than to")
	}
	return x.resolveScope(ctx, "learned", &q.Topic, &q.Actor)
}

// resolveScope checks the ids of a topic and of an actor, which may be "", and
// replaces them by those of the nodes that they mean.
func (x *Explorer) resolveScope(ctx context.Context, op string, topic, actor *string) error {
	if err := cmp.Or(
		x.checkOptionalID(op, "topic", *topic, x.Model.SubjectMatter.ToKinds()),
		x.checkOptionalID(op, "actor", *actor, x.Model.Actors),
	); err != nil {
		return err
	}
	for _, id := range []*string{topic, actor} {
		if *id == "" {
			continue
		}
		means, err := x.resolveIDs(ctx, op, *id)
		if err != nil {
			return err
		}
		*id = means[0]
	}
	return nil
}

// learning finds what became known.
type learning struct {
	*Explorer
	*meter
	q        *LearnedQuery
	subjects map[string]*subject
	pairs    map[string][]*subject // the edges of a type between two ends, by these
	speech   map[string][]*subject // the edges that say something of a claim, by its id
	said     map[string]*said      // evidence, by its id
}

// subject is what something may have become known of.
type subject struct {
	Subject
	node     *graph.Kind // nil of an edge
	edge     *graph.Edge // nil of a node
	from, to string      // of an edge
	props    []*graph.Property
	then     [2]reading // on the first day and on the last; nil where it is not there
	own      []*said
}

// reading is what is read of a subject on a day: the values of its properties as
// texts, nil where there is none.
type reading []graph.Value

// said is a piece of evidence.
type said struct {
	id, of           string
	says             []graph.Said
	polarity         string
	counts           [2]bool // on the first day and on the last
	correctedBy      string  // on the last
	known, withdrawn graph.Day
}

// list returns all that became known, in order.
func (l *learning) list() ([]Learned, error) {
	for _, step := range []func() error{l.gather, l.readNodes, l.readEdges, l.readHubs, l.readEvidence} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	wanted, err := l.wanted()
	if err != nil {
		return nil, err
	}
	var list []Learned
	for _, s := range l.subjects {
		if !l.Step() {
			return nil, l.Err()
		}
		if wanted(s) {
			found := l.of(s)
			l.Hold(len(found) * learnedBytes)
			list = append(list, found...)
		}
	}
	slices.SortFunc(list, func(a, b Learned) int { return a.compare(b.LearnedKey) })
	return list, l.Err()
}

// wanted returns what reports whether a subject is asked for.
func (l *learning) wanted() (func(*subject) bool, error) {
	var ids []string
	for _, s := range l.subjects {
		ids = append(ids, s.nodes()...)
	}
	scope := scope{topic: l.q.Topic, actor: l.q.Actor}
	for day := range l.days() {
		if err := scope.read(l.meter, l.on(day), ids); err != nil {
			return nil, err
		}
	}
	return func(s *subject) bool {
		return (len(l.q.Kinds) == 0 || slices.Contains(l.q.Kinds, s.Kind)) && scope.has(s.nodes()...)
	}, nil
}

// nodes returns the ids of the node, or of the ends of the edge, that a subject is.
func (s *subject) nodes() []string {
	if s.edge == nil {
		return []string{s.ID}
	}
	return []string{s.from, s.to}
}

// The days on which is read.
const (
	first = iota
	last
)

// days returns the two days.
func (l *learning) days() [2]graph.Day { return [2]graph.Day{l.q.From, l.q.To} }

// on returns an explorer of what was known on one of the days.
func (l *learning) on(day int) *Explorer {
	x := *l.Explorer
	x.AsOf = graph.AsOf{Known: true, KnownOn: l.days()[day]}
	return &x
}

// The bytes of what is held while it is compared, and of what is found.
const (
	subjectBytes = 320
	saidBytes    = 240
	learnedBytes = 240
)
