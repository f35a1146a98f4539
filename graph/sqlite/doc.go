// Package sqlite keeps the graph in one SQLite file. The file is the truth; a
// [parley/graph/memory.Store] that is made of it answers.
//
// # What is stored how
//
// A row of the table image is one of memory's images: a node with what sources
// state of it, a run of edges, a run of evidence, or what was made once. Its id
// is the sort and the number of the image, and its hash, 16 bytes of a SHA-256,
// is of both and the body. The one row of head counts the transactions that
// wrote, and the images; its sum, the exclusive or of all their hashes and one
// of the count of transactions, shows after each transaction that none is
// missing, stale or altered, which SQLite, having no checksums of its pages, does
// not see. All of it is checked whenever a file is opened.
//
// # What holds
//
// An Apply is one transaction with synchronous=FULL: what it acknowledges
// survives a killed process and a power cut. Where the file cannot be written,
// the Apply fails with UNAVAILABLE and changes nothing, and the store goes on
// once it can. One thing alone is left to chance: where a sync fails, and then
// all else that is tried on that disk, and then the process ends, the Apply that
// failed may be found whole.
//
// What an Apply takes away stands in no file any more when it is acknowledged
// (erase.go). Only where something reads the file for long, or the disk fails, is
// that made up for later, and [Store.Ready] says so.
//
// A power cut may break the last transaction in SQLite's log, which was not
// acknowledged then, and is left out. What is broken of a log before that is
// damage: the file is refused, since SQLite would drop all behind it and take the
// log away, and the error says what can be done. A log that is cut off where a
// transaction ends is as one that ended there; nothing tells them apart.
//
// One process has a file at a time. A file beside it, with ".lock" behind its
// name, says who; the operating system lets go of it when that process ends. On
// Linux the file itself is locked too, so that no other name gets around that;
// everywhere a file of several names is refused. What another hand does to an
// open store's files is seen before the next commit, which is refused, and by
// Ready (guard.go). SQLite's own tools, [Backup] and [Verify] of other processes
// may read at any time; the latter two write nothing beside the file.
//
// A file that is no store of Parley, or of a newer version of the format or of
// the text folding, is refused and left as it is. One of an older version is
// copied first and then migrated in one transaction: version 1 did not say of which
// folding its text is; in version 2, dates told edges apart that are one now (see
// [memory.UpgradeEdges]). A store and its copies are
// for their user alone to read.
//
// # How it is shown
//
// The tests put a layer between SQLite and the file system (disk_test.go). With
// it they kill writers at every write and sync (TestKill; -kills 10000 takes a
// quarter of an hour), cut the power and drop, reorder and tear what was not
// synced (TestPowerCut), and fail the disk at every act (TestDiskFails). They
// turn bytes around in files (TestFlips) and in logs (TestLogFlips).
package sqlite
