package indexer

import "time"

// SetWithdrawnStay sets how long the file of the texts keeps what was withdrawn.
// It is called before Run.
func (x *Index) SetWithdrawnStay(d time.Duration) { x.texts.file.stay = d }
