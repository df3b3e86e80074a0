package paths

import "net/url"

// Where verse is proof-read, and what explains it.
const (
	Metre  = "/metre"
	Rhymes = Metre + "/rhymes"
	Tunes  = Metre + "/tunes"
	Rules  = Metre + "/rules"
)

// Rule returns where a rule of verse is explained.
func Rule(name string) string { return Rules + "/" + url.PathEscape(name) }

// TunePattern returns where the pattern of a tune is filled in.
func TunePattern(name string) string { return Tunes + "/" + url.PathEscape(name) }

// RhymesLike returns where the characters are that rhyme with one.
func RhymesLike(char, book string) string {
	return Rhymes + "?" + url.Values{"char": {char}, "book": {book}}.Encode()
}

// RhymeGroup returns where the characters of a rhyme are.
func RhymeGroup(name, book string) string {
	return Rhymes + "?" + url.Values{"group": {name}, "book": {book}}.Encode()
}

// RhymeSearch returns where the poems are that have a rhyme.
func RhymeSearch(name string) string { return "/search?" + url.Values{"q": {"韵:" + name}}.Encode() }
