package curator

import (
	"errors"

	"shiyun/corpus"
	"shiyun/server/catalogue"
)

// Notice returns the sentence of an error that a curator can mend, "" for any other
// error.
func Notice(words *catalogue.Catalogue, err error) string {
	var ours *corpus.Error
	if errors.As(err, &ours) && (ours.Code == corpus.Invalid || ours.Code == corpus.Conflict) {
		return words.Render(ours.Message)
	}
	return ""
}
