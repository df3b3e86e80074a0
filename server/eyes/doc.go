// Package eyes looks at every page of the site in a real browser: its
// accessibility, its picture beside the one of before, its weight, its way with
// the keyboard, and what the security policy has to say. It holds tests and
// nothing else.
//
// make test looks; make eyes-new keeps new pictures after a page was changed
// on purpose.
package eyes
