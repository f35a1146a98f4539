// Package weigh has the rules by which what sources say becomes what the graph
// shows: pure functions of [Statement]s, one for each piece of evidence.
//
//   - [Counting] tells which statements count: not those that were corrected or
//     withdrawn, nor those that nobody had published yet.
//   - [Values] takes the values of a subject's properties from those that affirm.
//   - [Count] has the principals vote on whether it is so.
//   - [Disagreements] tells on which values principals differ.
//   - [States.Periods] tells when a state held, from all that is said of an actor
//     and a target.
//
// # Where the rules leave a case open
//
// A state that one dates by an interval whose end is given lasts until that end,
// also where a contrary statement stands before it: both hold then, and are
// contested where they are the word of different principals. Contrary statements
// of one time end neither.
//
// A state begins on the earliest day of its first statement where a contrary state
// lasted until then; where an interval ended that one, or an earlier period of
// its own, on the day after the earliest end. In all other cases it is open before
// its first statement, unless that is an interval with a start, or another of that
// day is.
//
// A date that is not a day (2025) says that the state held on some day of it: one
// such statement makes no day certain, two make the days between them certain.
//
// What concludes a state (FORMER) does not contest it on the day on which it
// begins. Where something else begins on that day too, the state ends the day
// before.
package weigh

// Version is that of the rules. It changes whenever some statements come to something
// else than before.
const Version = 1
