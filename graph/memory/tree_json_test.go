package memory

import (
	"strconv"

	"parley/graph"
)

// appendMeetings is the hand-written walk.
func appendMeetings(b []byte, meetings []treeMeeting) []byte {
	b = append(b, '[')
	for i := range meetings {
		m := &meetings[i]
		b = appendText(b, `{"id":"`, m.id)
		b = appendText(b, `","name":"`, m.name)
		b = appendEnum(b, `","status":"`, m.status)
		b = append(b, `","participants":[`...)
		for j := range m.participants {
			b = appendParticipant(b, &m.participants[j])
		}
		b = append(b, "]},"...)
	}
	return append(b, ']')
}

func appendParticipant(b []byte, p *treeParticipant) []byte {
	b = appendText(b, `{"id":"`, p.person.id)
	b = appendText(b, `","name":"`, p.person.name)
	b = appendEnum(b, `","attendance":"`, p.attendance)
	b = appendEnum(b, `","mode":"`, p.mode)
	b = append(b, `","positions":[`...)
	for i := range p.person.positions {
		x := &p.person.positions[i]
		b = appendText(b, `{"id":"`, x.position)
		b = appendText(b, `","name":"`, x.name)
		b = appendEnum(b, `","stance":"`, x.stance)
		b = append(b, `"},`...)
	}
	return append(b, "]},"...)
}

// appendText appends a key, and a text that may hold anything.
func appendText(b []byte, key, text string) []byte {
	b = append(b, key...)
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' {
			return appendEscaped(b, text)
		}
	}
	return append(b, text...)
}

func appendEscaped(b []byte, text string) []byte {
	quoted := strconv.AppendQuote(nil, text)
	return append(b, quoted[1:len(quoted)-1]...)
}

// appendEnum appends a key, and a text that needs no look.
func appendEnum(b []byte, key, text string) []byte { return append(append(b, key...), text...) }

// appendRows writes the store's records as the walk does, to hold the two
// against each other. There is a list of keys for each level.
func appendRows(b []byte, rows *graph.Rows, keys ...[]string) []byte {
	for i := range rows.Len {
		for j, v := range rows.Row(i) {
			b = append(b, keys[0][j]...)
			if below, ok := v.(*graph.Rows); ok {
				b = append(appendRows(b, below, keys[1:]...), "]},"...)
				continue
			}
			b = append(b, v.(string)...)
			if j == rows.Width-1 {
				b = append(b, `"},`...)
			}
		}
	}
	return b
}
