package web

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// minCompressed is how many bytes an answer has that is worth compressing.
const minCompressed = 1 << 10

// compression compresses answers that are large enough for clients that take
// it, with gzip or zstd. What says that it is compressed already stays as it is.
func compression() (middleware, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(minCompressed))
	if err != nil {
		return nil, err
	}
	return func(next http.Handler) http.Handler { return wrap(next) }, nil
}
