package suite

import (
	"fmt"
	"strings"
)

// Tool is one that answers questions.
type Tool struct {
	Name    string
	Answers Answers
}

// Table returns as text which tool answers which question, and their totals.
func Table(questions []Question, tools []Tool) string {
	var b strings.Builder
	row(&b, "question", tools, func(t Tool) string { return t.Name })
	totals := map[Verdict]map[string]int{Right: {}, Wrong: {}, NotAsked: {}}
	for _, q := range questions {
		row(&b, q.ID, tools, func(t Tool) string {
			verdict := q.Judge(t.Answers)
			totals[verdict][t.Name]++
			return string(verdict)
		})
	}
	b.WriteString("\n")
	for _, total := range []struct {
		verdict Verdict
		name    string
	}{{Right, "right"}, {Wrong, "wrong"}, {NotAsked, "not asked"}} {
		row(&b, total.name, tools, func(t Tool) string { return fmt.Sprint(totals[total.verdict][t.Name]) })
	}
	return b.String()
}

// row writes a row, with a cell for each tool.
func row(b *strings.Builder, first string, tools []Tool, cell func(Tool) string) {
	line := fmt.Sprintf("%-36s", first)
	for _, t := range tools {
		line += fmt.Sprintf("%-10s", cell(t))
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}
