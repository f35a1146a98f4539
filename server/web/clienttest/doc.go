// Package clienttest asks a server with the clients that people write programs
// with, each by its own library at a pinned version. The programs are those that
// the guide shows. It has tests alone.
package clienttest
