// Package format takes poems out of people's files and puts them into files:
// tables (CSV, XLSX), JSON, texts and Word files, pasted chats, and archives
// of all these. It gives rows in the order of the file and reports of every
// row it cannot take where it stands and what to do about it. It knows no
// store and no index.
//
// Read hands on rows, Inspect shows what Read would make of a file, Cuts how a
// text falls into poems; NewCSV and NewXLSX export, WriteSheet gives refused
// rows back, and WriteTemplate gives a sheet to fill in.
//
// Each kind of file has a package of its own below this one, on top of package
// source, which has the bytes of a file and its limits. A new kind is a new
// package with a function of type parser, and its line in parserOf; filetype.go
// distinguishes it from the others.
//
// What is held in memory does not grow with a table, whatever its bytes are;
// a text is held as a whole and bounded. What must be read in any order lies
// in temporary files, which are gone when the call returns.
package format
