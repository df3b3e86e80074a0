package poems

import (
	"encoding/json"

	"shiyun/corpus"
)

// SetReason writes why the revision was made: a person's own words as they
// are, the program's reason as a key with arguments.
func (r *RevisionRow) SetReason(reason corpus.Message) error {
	r.Reason, r.Message = reason.Text, ""
	if reason.Key == "" {
		return nil
	}
	message, err := json.Marshal(reason)
	r.Reason, r.Message = "", string(message)
	return err
}

// readReason also reads the sentences that earlier versions wrote.
func (r *RevisionRow) readReason() (m corpus.Message, err error) {
	if r.Message == "" {
		return corpus.OwnWords(r.Reason), nil
	}
	err = json.Unmarshal([]byte(r.Message), &m)
	return m, err
}
