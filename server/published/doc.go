// Package published reads from the archive what everyone may see: lists of poems
// and the filters of an address, poems of hits with their couplets, stones,
// media, and where a merged poem or author moved to.
package published
