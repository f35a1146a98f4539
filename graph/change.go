package graph

// Change is one change of the graph, or what must hold for the changes beside
// it. What is put is put in the name of a source, so that what a source says can
// be replaced or taken away as a whole.
type Change interface{ change() }

// PutNode states a node in the name of a source: that it is, and its editorial
// properties. A node that several sources state has, of each property, the
// value of the source that came first; lists are joined. Where the node is
// itself the source, ID and Source are the same.
//
// A node that no source states any more keeps what was stated last for as long
// as words of a source rest on it. What nothing rests on goes at the end of an
// Apply; so a source that one Apply drops and puts again keeps its place in the
// order of loading.
type PutNode struct {
	Source string
	Load   string // the load that it belongs to, for Sweep
	ID     string // "person:vladimir-putin"; what stands before the colon is its kind
	Props  map[string]Value
}

// PutEvidence states one fact with the words that say so. It makes the edge
// that it is for; a node that it is for must be there.
type PutEvidence struct {
	Source string
	Load   string
	Fact   Fact
	Evidence
}

// Evidence is why something is in the graph.
type Evidence struct {
	Quote      string // the exact words; "" where Locator stands for them
	Start, End int    // the quote's place in the source's text, in code points
	Locator    string // a place in a data set
	Seq        int    // its place in the source's list of facts
	SaidBy     string // the id of an actor, or ""
	SaidFor    string // the id of the actor for whom SaidBy speaks, or ""
	SaidWhen   *When
	SaidAt     string   // the id of a meeting, or ""
	Corrects   []string // the ids of the sources that it corrects, which need not be there
	Act        string
	Basis      string // STATED or INFERRED
	Says       map[string]Value
}

// Setters put values into a piece of evidence, by the names of the properties that are
// written down: where a quote stands and which source has it are worked out.
func (e *Evidence) Setters() map[string]func(Value) {
	text := func(to *string) func(Value) {
		return func(v Value) { *to, _ = v.(string) }
	}
	return map[string]func(Value){
		"quote":    text(&e.Quote),
		"locator":  text(&e.Locator),
		"saidBy":   text(&e.SaidBy),
		"saidFor":  text(&e.SaidFor),
		"saidAt":   text(&e.SaidAt),
		"act":      text(&e.Act),
		"basis":    text(&e.Basis),
		"corrects": func(v Value) { e.Corrects, _ = v.([]string) },
		"saidWhen": func(v Value) { e.SaidWhen, _ = v.(*When) },
	}
}

// Fact is what a piece of evidence is for: a node, or an edge with those of its
// properties that make its id. What made it in earlier versions alone, the date of a
// state, is taken for what the evidence says, unless that says another.
type Fact struct {
	Node     string
	Edge     string // the type, where it is an edge
	From, To string
	Identity map[string]Value
}

// Sweep ends a load of a source: what the source said in other loads and no
// longer says goes.
type Sweep struct {
	Source string
	Load   string
}

// DropSource takes a source away, with all that rests on it alone.
type DropSource struct{ Source string }

// WithdrawStatement takes back what a source states of a node. What is not stated is taken
// back already.
type WithdrawStatement struct{ Source, ID string }

// Retract takes away what has an id, as it is now or was in an earlier version: a piece of evidence; an edge, with all its
// evidence; or a node, with what all sources state of it. It is a CONFLICT where
// something rests on the node. What there is not is away already.
//
// An edge goes with its last evidence. So does a node of a kind that needs
// evidence when its last one is retracted, unless the same Apply puts another; it
// is a CONFLICT where something else rests on the node.
type Retract struct{ ID string }

// Precondition lets an Apply pass only if, before its first change, the node or edge
// of that id has the version, or, where Version is "", there is none. Otherwise
// the Apply is a CONFLICT.
type Precondition struct{ ID, Version string }

// Merge has the id of a node mean another node of its kind: in changes, where a
// root list is filtered by id, and in the frontier of an Expand. What is put
// under that id is put of the other node, and keeps in mind under which id it
// was put; a name that is put under it becomes an alias. What there is of the
// node must be taken away before, and put again after, or else it is a CONFLICT,
// as is a circle of ids. Where Into is "", the id means itself again; what was
// put under it stays where it is. A source is merged into none.
type Merge struct{ ID, Into string }

// IdempotencyKey lets an Apply be made once: where one with the same key and digest was
// made before, it changes nothing and returns what that one gave. The same key
// with another digest is a CONFLICT.
type IdempotencyKey struct {
	Key    string // 1 to 256 bytes
	Digest string // of what was asked
}

func (PutNode) change()           {}
func (PutEvidence) change()       {}
func (Sweep) change()             {}
func (DropSource) change()        {}
func (WithdrawStatement) change() {}
func (Retract) change()           {}
func (Precondition) change()      {}
func (Merge) change()             {}
func (IdempotencyKey) change()    {}

// Check holds the version that a node or edge has, "" where there is none,
// against the one that is expected.
func (e Precondition) Check(is string) error {
	switch {
	case is == e.Version:
		return nil
	case is == "":
		return Errorf(Conflict, "apply", "%s no longer exists", e.ID)
	case e.Version == "":
		return Errorf(Conflict, "apply", "%s already exists, in version %s", e.ID, is)
	default:
		return Errorf(Conflict, "apply", "%s was changed: it has version %s, not %s", e.ID, is, e.Version)
	}
}

// Check holds the digest of the request that was made under the key before
// against that of this one.
func (o IdempotencyKey) Check(made string) error {
	if made == o.Digest {
		return nil
	}
	return Errorf(Conflict, "apply", "the key %q was used for another request", o.Key)
}

// NotFree is the error where something rests on a node that is to go.
func (r Retract) NotFree() error { return notFree("retract", r.ID) }

// Bared is the error where a node is left without the evidence that its kind needs,
// and something else rests on it.
func Bared(id string) error {
	return Errorf(Conflict, "retract", "this is the last evidence of %s, and edges, evidence or a source's words rest on it: put other evidence for it first, or take these away", id)
}

// NotFree is the error where something is left of a node that is to be merged.
func (c Merge) NotFree() error { return notFree("merge", c.ID) }

func notFree(op, id string) error {
	return Errorf(Conflict, op, "%s is not free: edges, evidence or a source's words rest on it; take these away first", id)
}

// CheckCount refuses more changes than one Apply takes.
func CheckCount(changes []Change) error {
	if len(changes) > MaxChanges {
		return Errorf(TooLarge, "apply", "%d changes at once; at most %d are taken", len(changes), MaxChanges)
	}
	return nil
}

// KeyAmong returns the IdempotencyKey among changes, or nil. There may be one.
func (m *Model) KeyAmong(changes []Change) (*IdempotencyKey, error) {
	var found *IdempotencyKey
	for _, c := range changes {
		o, ok := c.(IdempotencyKey)
		if !ok {
			continue
		}
		if found != nil {
			return nil, Errorf(BadInput, "apply", "an Apply has one key, not both %q and %q", found.Key, o.Key)
		}
		if _, err := m.Check(o); err != nil {
			return nil, err
		}
		found = &IdempotencyKey{o.Key, o.Digest} // o itself would be put on the heap for every change
	}
	return found, nil
}

// Applied counts what an Apply changed. It is zero where all was so already.
type Applied struct{ Nodes, Edges, Evidence int }

// Changed reports whether anything changed.
func (a Applied) Changed() bool { return a != Applied{} }
