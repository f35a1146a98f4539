package schema

import (
	"container/list"
	"sync"
)

// cache keeps what was used last, up to so many bytes.
type cache[K comparable, V any] struct {
	mu    sync.Mutex
	most  int
	used  int
	items map[K]*list.Element
	order list.List // of *kept, the one used last first
}

type kept[K comparable, V any] struct {
	key   K
	value V
	bytes int
}

func newCache[K comparable, V any](most int) *cache[K, V] {
	return &cache[K, V]{most: most, items: map[K]*list.Element{}}
}

func (c *cache[K, V]) get(key K) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := c.items[key]
	if at == nil {
		return value, false
	}
	c.order.MoveToFront(at)
	return at.Value.(*kept[K, V]).value, true
}

// put keeps a value that takes so many bytes. One that would take more than a
// quarter of all is not worth the others.
func (c *cache[K, V]) put(key K, value V, bytes int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if bytes > c.most/4 || c.items[key] != nil {
		return
	}
	c.items[key] = c.order.PushFront(&kept[K, V]{key, value, bytes})
	for c.used += bytes; c.used > c.most; {
		last := c.order.Remove(c.order.Back()).(*kept[K, V])
		delete(c.items, last.key)
		c.used -= last.bytes
	}
}
