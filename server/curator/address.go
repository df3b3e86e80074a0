package curator

import (
	"shiyun/corpus"
	"shiyun/server/paths"
)

// Addresses that more than one desk leads to.
const (
	BatchesPath = paths.Curator + "/batches"
	ExportPath  = paths.Curator + "/export"
	PlacesPath  = paths.Curator + "/places"
)

// BatchPath returns the address of a batch.
func BatchPath(id corpus.BatchID) string { return paths.Numbered(BatchesPath+"/", int64(id)) }
