package gate

import (
	"container/list"
	"sync"
)

// Cache keeps what was used last, up to so many bytes. It is safe for concurrent
// use.
type Cache[K comparable, V any] struct {
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

// NewCache returns a cache of so many bytes.
func NewCache[K comparable, V any](most int) *Cache[K, V] {
	return &Cache[K, V]{most: most, items: map[K]*list.Element{}}
}

// Get returns what is kept under a key.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := c.items[key]
	if at == nil {
		return value, false
	}
	c.order.MoveToFront(at)
	return at.Value.(*kept[K, V]).value, true
}

// Put keeps a value that takes so many bytes. One that would take more than a
// quarter of all is not worth the others.
func (c *Cache[K, V]) Put(key K, value V, bytes int) {
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
