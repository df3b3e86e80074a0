// Package corpus is the vocabulary of the archive: what a poem is and what
// surrounds it. It knows no database, no index and no page; every other
// package speaks in these terms.
//
// The way of the data starts here:
//
//	corpus/intake  rows out of people's files
//	corpus/store   the truth, with a log of every change
//	indexer        follows the log, keeps the index, answers queries
//	server         pages and JSON over both
//
// Offsets into text are counted in Unicode code points unless a name says
// bytes.
package corpus
