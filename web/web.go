// Package web holds what the pages are made of: templates, styles, scripts,
// images, a typeface, the catalogue of sentences and the notices of third
// parties. It knows nothing of poems.
package web

import "embed"

// Files are the contents of this folder. Styles are joined in order of name.
//
//go:embed templates styles scripts images fonts text notices.json
var Files embed.FS
