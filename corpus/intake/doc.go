// Package intake is what every reader of a file ends in: a Row with the Draft
// of one poem and the Problems it is refused for, and how a table's columns
// stand for the fields of a draft. It reads no file itself; package format
// does, and package textcut for texts.
package intake
