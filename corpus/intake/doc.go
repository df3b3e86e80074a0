// Package intake takes poems out of people's files and puts them into files:
// tables (CSV, XLSX), JSON, texts and Word files, pasted chats, and archives
// of all these. It gives drafts in the order of the file and says of every
// row it cannot take where it stands and what to do about it. It knows no
// store and no index.
//
// Read hands on rows, Inspect shows what Read would make of a file, NewCSV,
// NewXLSX and WriteJSONL export, WriteSheet gives refused rows back, and
// WriteTemplate gives a sheet to fill in.
//
// What is held in memory does not grow with a table, whatever its bytes are;
// a text is held as a whole and bounded. What must be read in any order lies
// in temporary files, which are gone when the call returns.
//
// A new kind of file is one new file with a function of type parser, and its
// line in parserOf.
package intake
