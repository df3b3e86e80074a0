package db

import "strings"

// LikeWithin returns the pattern of LIKE, escaped by "!", for text anywhere.
func LikeWithin(text string) string {
	return "%" + strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(text) + "%"
}
