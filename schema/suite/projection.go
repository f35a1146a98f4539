package suite

import (
	"fmt"
	"strconv"
	"strings"
)

// projection says how a neutral answer is taken from a value of JSON. It is
//
//   - a path such as meeting.participants.edges.node.id, which takes a field of
//     an object, the n-th member of a list if the step is a number, and otherwise
//     the same of every member;
//   - {each: path, of: projection}: the projection of every member of a list;
//   - an object or a list of projections. "" is the value itself.
type projection any

// project returns what a projection takes from a value.
func project(p projection, value any) any {
	switch p := p.(type) {
	case string:
		return follow(p, value)
	case []any:
		out := make([]any, len(p))
		for i, part := range p {
			out[i] = project(part, value)
		}
		return out
	case map[string]any:
		if each, ok := p["each"]; ok {
			return projectEach(p["of"], project(each, value))
		}
		out := map[string]any{}
		for name, part := range p {
			out[name] = project(part, value)
		}
		return out
	}
	return fmt.Sprintf("%v is no projection", p)
}

func projectEach(p projection, value any) any {
	list, _ := value.([]any)
	out := make([]any, len(list))
	for i, member := range list {
		out[i] = project(p, member)
	}
	return out
}

// follow returns what stands at the end of a path.
func follow(path string, value any) any {
	if path == "" {
		return value
	}
	step, rest, _ := strings.Cut(path, ".")
	switch v := value.(type) {
	case map[string]any:
		return follow(rest, v[step])
	case []any:
		if n, err := strconv.Atoi(step); err == nil && n < len(v) {
			return follow(rest, v[n])
		}
		return projectEach(path, v)
	}
	return nil
}
