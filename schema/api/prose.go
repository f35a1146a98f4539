package api

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

// defineContext adds to evidence the text around its quote.
func (d *Definer) defineContext(evidence *ast.Definition) {
	def, _ := d.Define(ast.Object, "EvidenceContext", "A quote in its source's text.")
	d.Field(def, "before", "String!", "What stands before it.", planning.ObjectField(func(c planning.Context) any { return c.Before }))
	d.Field(def, "quote", "String!", "The quote.", planning.ObjectField(func(c planning.Context) any { return c.Quote }))
	d.Field(def, "after", "String!", "What stands after it.", planning.ObjectField(func(c planning.Context) any { return c.After }))
	d.Field(evidence, "context", def.Name, "The quote among the sentences around it, up to 4000 characters each way; null for a row of a data set.", planning.EvidenceContext,
		withDefault(Argument("before", "Int", "Sentences before it, 20 at most."), ast.IntValue, "1"),
		withDefault(Argument("after", "Int", "Sentences after it, 20 at most."), ast.IntValue, "1"))
}

// fieldText adds to the type of sources their text, and its sentences.
func (d *Definer) fieldText(def *ast.Definition, text *graph.Property) {
	d.Field(def, text.Name, "String", text.Doc, planning.TextPart(text),
		Argument("from", "Int", "From this code point on."),
		Argument("to", "Int", "Up to this one."))
	sentence, _ := d.Define(ast.Object, "Sentence", "A sentence of a source's text.")
	d.Field(sentence, "start", "Int!", "Its first code point, from 0.", planning.ObjectField(func(s planning.Sentence) any { return int64(s.Start) }))
	d.Field(sentence, "end", "Int!", "The code point after its last.", planning.ObjectField(func(s planning.Sentence) any { return int64(s.End) }))
	d.Field(sentence, "text", "String!", "Its words.", planning.ObjectField(func(s planning.Sentence) any { return s.Text }))
	d.Field(sentence, "facts", "Int!", "How much evidence that counts has words in it.", planning.SentenceFacts)
	d.Field(def, "sentences", "[Sentence!]!", "The sentences of its text.", planning.Sentences)
}
