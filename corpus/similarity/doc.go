// Package similarity finds the poems that an archive already has: the same text
// (Exact) and the same poem in another shape (Near), and shows two texts side
// by side.
//
// Only the body is compared, folded by corpus/fold: script, variant
// characters, punctuation, spaces and line ends do not exist, so a text
// pasted without its punctuation, or broken into other lines, loses nothing.
//
// The way of a look-up:
//
//	shape     the folded body, and fingerprints of its runs of four characters
//	postings  fingerprint to poems; those with enough in common are candidates
//	compare   counts the characters that candidate and body share, run by run
//	rule      decides from that count whether the two are one poem
//
// Fingerprints only propose; the text decides. A poem is stored with a sample
// of its fingerprints (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003)
// and asked for with all of them. Shared runs are counted in any order, so
// that swapped lines cost nothing (greedy string tiling: Wise, 1993).
package similarity
