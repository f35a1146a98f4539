// Package codec writes values of a graph as bytes, and reads them.
//
// A number is a varint, so that small ones are short. A text is its number among
// the texts written so far or, the first time, 0 and its bytes. Nothing says what
// a value is for: a [Reader] asks for what a [Writer] wrote, in the same order.
package codec
