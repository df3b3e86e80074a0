package corpus

// OwnWords returns a message that is a person's own text, which is shown as
// they wrote it in either script.
func OwnWords(text string) Message { return Message{Text: text} }

// IsReason reports whether m is a reason that the program itself gives for a
// revision, with the arguments its sentence asks for. Others, which only a file
// from elsewhere can hold, are not kept: they could not be rendered.
func (m Message) IsReason() bool {
	switch m.Key {
	case "author.renamed":
		return len(m.Args) == 0
	case "author.merged":
		return areOf[string](m.Args, 2)
	case "history.restored":
		return areOf[int](m.Args, 1)
	case "merge.reason":
		return areOf[int](m.Args, 2)
	}
	return false
}

func areOf[T any](args []any, n int) bool {
	for _, arg := range args {
		if _, ok := arg.(T); !ok {
			return false
		}
	}
	return len(args) == n
}
