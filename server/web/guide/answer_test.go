package guide_test

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// value is a value of JSON whose fields keep their order.
type value struct {
	kind   jsontext.Kind
	text   string // of what holds no others
	names  []string
	values []*value
}

// readValue reads a value of JSON.
func readValue(text string) (*value, error) {
	return nextValue(jsontext.NewDecoder(strings.NewReader(text)))
}

func nextValue(d *jsontext.Decoder) (*value, error) {
	v := &value{kind: d.PeekKind()}
	if v.kind != '{' && v.kind != '[' {
		raw, err := d.ReadValue()
		v.text = string(raw)
		return v, err
	}
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	for d.PeekKind() != '}' && d.PeekKind() != ']' {
		if v.kind == '{' {
			name, err := d.ReadToken()
			if err != nil {
				return nil, err
			}
			v.names = append(v.names, name.String())
		}
		inner, err := nextValue(d)
		if err != nil {
			return nil, err
		}
		v.values = append(v.values, inner)
	}
	_, err := d.ReadToken()
	return v, err
}

// field returns a field's value, or nil.
func (v *value) field(name string) *value {
	for i, n := range v.names {
		if n == name {
			return v.values[i]
		}
	}
	return nil
}

// rest stands at the end of a list for what follows.
const rest = `"…"`

// shortened returns a value whose lists are as short as those of another are.
func (v *value) shortened(like *value) *value {
	if like == nil || like.kind != v.kind {
		return v
	}
	short := &value{kind: v.kind, text: v.text, names: v.names}
	last := len(like.values) - 1
	for i, inner := range v.values {
		switch {
		case v.kind == '{':
			inner = inner.shortened(like.field(v.names[i]))
		case i < last && like.values[last].text == rest:
			inner = inner.shortened(like.values[i])
		case last >= 0 && like.values[last].text == rest:
			short.values = append(short.values, &value{kind: '"', text: rest})
			return short
		case last >= 0:
			inner = inner.shortened(like.values[min(i, last)])
		}
		short.values = append(short.values, inner)
	}
	return short
}

// width is how many bytes stand on a line at most, where a value can be broken.
const width = 88

// print writes a value: on one line where there is room. What holds one value alone
// takes no line of its own.
func (v *value) print(out *strings.Builder, indent string, used int) {
	line := v.line()
	switch open := v.kind.String()[:1]; {
	case len(v.values) == 0 || len(indent)+used+len(line) <= width:
		out.WriteString(line)
	case len(v.values) == 1:
		out.WriteString(open + v.name(0))
		v.values[0].print(out, indent, used+1+len(v.name(0)))
		out.WriteString(v.close())
	default:
		out.WriteString(open)
		for i, inner := range v.values {
			out.WriteString("\n  " + indent + v.name(i))
			inner.print(out, indent+"  ", len(v.name(i))+1)
			if i < len(v.values)-1 {
				out.WriteString(",")
			}
		}
		out.WriteString("\n" + indent + v.close())
	}
}

// close returns what ends a value that holds others.
func (v *value) close() string {
	if v.kind == '{' {
		return "}"
	}
	return "]"
}

// name returns what stands before a value within another.
func (v *value) name(i int) string {
	if v.kind != '{' {
		return ""
	}
	return `"` + v.names[i] + `": `
}

// line writes a value on one line.
func (v *value) line() string {
	if v.text != "" {
		return v.text
	}
	parts := make([]string, len(v.values))
	for i, inner := range v.values {
		parts[i] = v.name(i) + inner.line()
	}
	return v.kind.String()[:1] + strings.Join(parts, ", ") + v.close()
}
