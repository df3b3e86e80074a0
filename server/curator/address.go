package curator

import (
	"shiyun/corpus"
	"shiyun/server/site"
)

// Addresses that more than one desk leads to.
const (
	BatchesPath = site.CuratorPath + "/batches"
	ExportPath  = site.CuratorPath + "/export"
	PlacesPath  = site.CuratorPath + "/places"
)

// BatchPath returns the address of a batch.
func BatchPath(id corpus.BatchID) string { return site.Numbered(BatchesPath+"/", int64(id)) }
