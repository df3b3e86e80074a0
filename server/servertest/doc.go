// Package servertest has what tests of the site share: an archive to show, a
// site over it, requests as browsers send them, pages taken apart, and people
// who go through them. It imports the whole site, so tests of its packages use
// it from outside (package X_test).
package servertest
