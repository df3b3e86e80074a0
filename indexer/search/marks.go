package search

// ReplyMarks are the words by which a title, folded, says that its poem
// answers another. The list must not be changed.
func ReplyMarks() []string { return replyMarks }
