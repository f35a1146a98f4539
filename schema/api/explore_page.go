package api

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/explore"
	"parley/schema/gate"
	"parley/schema/planning"
)

// foundPage is a page of what exploring has found.
type foundPage[T any] struct {
	*explore.Page[T]
	next, previous bool // there is more there
	cursor         func(T) string
	beside         any // what was found with the list
}

func pageOf[T, K any](page *explore.Page[T], cut explore.Cut[K], cursor func(T) string) foundPage[T] {
	if cut.Backward {
		return foundPage[T]{page, cut.Before != nil, page.More, cursor, nil}
	}
	return foundPage[T]{page, page.More, cut.After != nil, cursor, nil}
}

func (p foundPage[T]) HasNext() bool     { return p.next }
func (p foundPage[T]) HasPrevious() bool { return p.previous }
func (p foundPage[T]) Start() any        { return p.cursorAt(0) }
func (p foundPage[T]) End() any          { return p.cursorAt(len(p.Items) - 1) }

// cursorAt is the cursor of an item, null where there is none.
func (p foundPage[T]) cursorAt(i int) any {
	if len(p.Items) == 0 {
		return nil
	}
	return p.cursor(p.Items[i])
}

// definePage defines the connection of what exploring finds, whose name begins with
// base.
func definePage[T any](d *Definer, base, node, doc string, cursor func(T) string) *ast.Definition {
	_, page := definePageOf(d, base, node, doc, cursor, func(it T) any { return it })
	return page
}

// definePageOf is definePage where the nodes are what of returns of the items. It
// returns the definition of the edges, too.
func definePageOf[T any](d *Definer, base, node, doc string, cursor func(T) string, of func(T) any) (edge, page *ast.Definition) {
	edge, _ = d.Define(ast.Object, base+"Edge", "One of them.")
	d.Field(edge, "cursor", "String!", "Where it stands in its list.", planning.Found(func(it T) any { return cursor(it) }))
	d.Field(edge, "node", node+"!", "The thing itself.", planning.FoundObject(of))

	page, _ = d.Define(ast.Object, base+"Connection", doc)
	d.Field(page, "edges", "["+base+"Edge!]!", "The page, with cursors.", planning.FoundList(func(p foundPage[T]) []any { return gate.AnyOf(p.Items) }))
	d.Field(page, "nodes", "["+node+"!]!", "The page, without cursors.", planning.FoundList(func(p foundPage[T]) []any {
		nodes := make([]any, len(p.Items))
		for i, it := range p.Items {
			nodes[i] = of(it)
		}
		return nodes
	}))
	d.Field(page, "totalCount", "Int!", "How many there are on all pages.", planning.Found(func(p foundPage[T]) any { return int64(p.Total) }))
	d.Field(page, "pageInfo", "PageInfo!", "Where the page lies in the list.", planning.FoundPage)
	return edge, page
}

// cutOf reads which part of a list is asked for, whose cursors have an order and a key.
func cutOf[K any](args map[string]any, order string, key func([]any) (K, bool)) (cut explore.Cut[K], err error) {
	if cut.Limit, cut.Backward, err = planning.PageLimit(args); err != nil {
		return cut, err
	}
	for name, to := range map[string]**K{"after": &cut.After, "before": &cut.Before} {
		cursor, given := args[name].(string)
		if !given {
			continue
		}
		of, parts, err := planning.ReadCursor(name, cursor)
		if err != nil {
			return cut, err
		}
		k, ok := key(parts)
		if of != order || !ok {
			return cut, planning.NoCursor(name, cursor)
		}
		*to = &k
	}
	return cut, nil
}

// listed returns the page that arguments ask for of a list that find finds. It rests on
// what rests adds for each item.
func listed[T, K any](
	args map[string]any, order string, key func([]any) (K, bool), cursor func(T) string,
	find func(explore.Cut[K]) (*explore.Page[T], error), rests func(*planning.Explored, T),
) (*planning.Explored, error) {
	cut, err := cutOf(args, order, key)
	if err != nil {
		return nil, err
	}
	page, err := find(cut)
	if err != nil {
		return nil, err
	}
	out := &planning.Explored{It: pageOf(page, cut, cursor)}
	for _, item := range page.Items {
		rests(out, item)
	}
	return out, nil
}

// textsIn returns a key that consists of so many texts.
func textsIn(key []any, n int) ([]string, bool) {
	texts := make([]string, 0, n)
	for _, part := range key {
		if text, ok := part.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts, len(key) == n && len(texts) == n
}

// defineSubject defines the subject of what exploring finds.
func (d *Definer) defineSubject() string {
	def, fresh := d.Define(ast.Object, "Subject", "A node or an edge of which something is found, in short. It need not be there any more.")
	if fresh {
		d.Field(def, "id", "ID!", "Its id.", planning.Found(func(s explore.Subject) any { return s.ID }))
		d.fieldSnapshot(def)
		d.Field(def, "kind", factKindEnum+"!", "A node's kind, or an edge's type.", planning.Found(func(s explore.Subject) any { return s.Kind }))
		d.Field(def, "label", "String!", "A node's name; an edge as a line: "+lineDoc, planning.Found(func(s explore.Subject) any { return s.Label }))
	}
	return def.Name
}

// scopeOf reads the arguments topic and actor.
func scopeOf(op string, args map[string]any, topic, actor *string) error {
	if err := givenID(op, args, "topic", topic); err != nil {
		return err
	}
	return givenID(op, args, "actor", actor)
}
