package gate

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCache(t *testing.T) {
	c := NewCache[string, int](100)
	for i, key := range []string{"a", "b", "c"} {
		c.Put(key, i, 25)
	}
	c.Get("a")
	c.Put("d", 3, 25)
	c.Put("e", 4, 25)    // b was used longest ago
	c.Put("huge", 5, 26) // is not worth a quarter of all
	c.Put("a", 9, 1)     // is there already
	var got []string
	for _, key := range []string{"a", "b", "c", "d", "e", "huge"} {
		if v, ok := c.Get(key); ok {
			got = append(got, fmt.Sprint(key, v))
		}
	}
	if diff := cmp.Diff([]string{"a0", "c2", "d3", "e4"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if c.used != 100 || c.order.Len() != 4 {
		t.Errorf("%d bytes, %d kept", c.used, c.order.Len())
	}
}
