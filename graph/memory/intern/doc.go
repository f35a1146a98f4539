// Package intern keeps lists once that many records have alike.
//
// Many edges have the same values, and many pieces of evidence say the same: of a
// roll call, or of who attended.
package intern
