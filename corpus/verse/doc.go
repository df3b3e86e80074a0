// Package verse is how Chinese verse is built: a body has stanzas, a stanza
// lines (行), a line clauses (句), and two lines or two clauses make a couplet
// (联). It holds the one table of punctuation, and the shape by which verse is
// told from prose and one form from another, and the table of the tunes (词牌, 曲牌)
// that verse is written to.
//
// Nothing is normalised here: the texts of a poem's parts, joined, are the
// text they were cut from. What two texts have in common is for package fold.
package verse
