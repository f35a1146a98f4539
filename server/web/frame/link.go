package frame

import (
	"strings"

	"parley/graph"
)

// Link returns what a browser can follow to an address; "" where it is not one to be
// followed.
func Link(address string) string {
	if !graph.IsLink(address) {
		return ""
	}
	switch scheme, name, _ := strings.Cut(address, ":"); strings.ToLower(scheme) {
	case "doi":
		return "https://doi.org/" + name
	case "urn":
		return ""
	}
	return address
}
