// Package web holds what the pages are made of: templates, styles, scripts,
// images, a typeface and the catalogue of sentences. It knows nothing of poems.
package web

import "embed"

// Files are the contents of this folder. Styles are joined in order of name.
//
//go:embed templates styles scripts images fonts text
var Files embed.FS
