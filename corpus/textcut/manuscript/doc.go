// Package manuscript has the lines of a text as its file gives them, and what a
// line says by itself: a head, a title, the name of an author, a date, a note.
// What it is among the others is decided by package order, and in tables and
// chats by those.
package manuscript
