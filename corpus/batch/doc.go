// Package batch takes files through intake into the store, from the upload to
// the report and, if need be, back out again.
//
// A batch that a person looks after goes this way, each step written down
// before the next is taken:
//
//	uploaded → mapped → checking → checked → running → done → undoing → undone
//
// with failed and cancelled beside it, from which it goes on or is taken
// back. The Desk takes the steps a person asks for, and its worker does the
// work: one batch at a time, in chunks. How far a run has come is committed
// with its poems, so that a process that dies at any moment is followed by
// one that goes on at the next row; a check, which writes no poem, begins
// anew. Who works holds a file lock that ends with the process, so two
// processes never work on batches side by side.
//
// Run is the same engine in one go, for the command line.
package batch
