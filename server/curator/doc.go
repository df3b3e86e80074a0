// Package curator has what the desks behind the sign-in share: who asks, how
// an error is put to them, how a draft would look, the addresses that several
// lead to, and the first page, from which all of them are reached.
//
// A desk is a package of its own beside this: account (accounts, the way in,
// the audit log), batch (imports, undoing, export), review (what residents sent
// in), archive (poems, authors, places, stones, collections, media) and words
// (searches without results, synonyms, aliases, the dictionary). Each has a
// table of routes (routes.go), which is the only way to its handlers and has
// who may use them. Desks know nothing of each other; package server puts them
// together.
package curator
