// Package eyes looks at every page of the site in a real browser: its
// accessibility, its pictures beside those of before, and what the security
// policy has to say. It holds tests and nothing else.
//
//	make eyes        looks, as make test does
//	make eyes-new    keeps new pictures after a page was changed on purpose
package eyes
