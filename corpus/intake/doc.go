// Package intake takes rows out of people's files: JSON lines and CSV tables,
// as they come out of spreadsheets, scripts and the archive's own export. It
// gives drafts in the order of the file and says of every row it cannot take
// where it stands and what to do about it. It knows no store and no index.
//
// Nothing here grows with the file: every reader works on one bounded record
// at a time, whatever the bytes are.
//
// A new kind of file is one new file with a function of type parser, and its
// line in parsers.
package intake
