package curator

import (
	"errors"

	"shiyun/corpus"
	"shiyun/server/site"
)

// Notice returns what an error says to a curator who can mend it, "" for any
// other error.
func Notice(s *site.Site, err error) string {
	var ours *corpus.Error
	if errors.As(err, &ours) && (ours.Code == corpus.Invalid || ours.Code == corpus.Conflict) {
		return s.Relayed(ours.Message)
	}
	return ""
}
