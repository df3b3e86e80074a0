package corpus

// Clip returns the beginning of a text that was sent in, short enough for a
// sentence about it.
func Clip(text string) string {
	const most = 20
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
