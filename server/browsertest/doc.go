// Package browsertest opens every page of the site in Chromium: its
// accessibility, its picture beside the one of before, its weight, its use by
// keyboard alone, and what the browser reports of the security policy. It
// holds tests and nothing else.
//
// make test runs them; make pictures keeps new pictures after a page was
// changed on purpose.
package browsertest
