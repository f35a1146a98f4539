// Package storytest holds stores against random stories. A story is what a few
// sources say of a few people, meetings, positions, claims and posts, so densely
// that rules collide: partial dates, denials, corrections of corrections,
// withdrawals, spokespersons, merges. An evaluator written for clarity alone, which
// shares no code with the product, tells what the graph must show of it on each day
// of the world and of knowledge; the store is asked the same over GraphQL.
//
// What is compared is what the schema has: see [Comparisons]. The evaluator itself
// is held against the cases in testdata, each a story with answers written by hand.
package storytest
