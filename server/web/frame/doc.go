// Package frame is what all pages share: the header with its search box, the style
// sheet, what a browser lets a page do, and how it looks when there is no page.
package frame
