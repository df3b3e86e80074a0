package curator

import (
	"time"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/server/site"
)

const (
	batchesPath = "/curator/batches"
	exportPath  = "/curator/export"
)

func batchPath(id corpus.BatchID) string { return site.Numbered(batchesPath+"/", int64(id)) }

// batchRoutes are how poems come in many at a time, and how all of them go out.
func (s *Server) batchRoutes() []site.Route {
	if s.Batches == nil {
		return nil
	}
	// The handlers refuse a file that is too large themselves, on the page it
	// was sent from and in words; they read no more than the desk takes.
	sending := site.Terms{Body: 16 << 30, Time: uploading.Time}
	long := site.Terms{Time: time.Minute}
	whole := site.Terms{Time: 10 * time.Minute}
	return []site.Route{
		site.Get(batchesPath, site.Curator, s.showBatches, site.Terms{}),
		site.Post(batchesPath, site.Curator, s.uploadBatch, sending),
		site.Get(batchesPath+"/template.xlsx", site.Curator, s.sendTemplate(intake.XLSX), site.Terms{}),
		site.Get(batchesPath+"/template.csv", site.Curator, s.sendTemplate(intake.CSV), site.Terms{}),
		site.Get(batchesPath+"/:id", site.Curator, s.showBatch, long),
		site.Get(batchesPath+"/:id/events", site.Curator, s.watchBatch, streaming),
		site.Post(batchesPath+"/:id/plan", site.Curator, s.planBatch, site.Terms{Body: 4 << 20, Time: time.Minute}),
		site.Post(batchesPath+"/:id/step", site.Curator, s.stepBatch, site.Terms{}),
		site.Post(batchesPath+"/:id/decide", site.Curator, s.decideBatch, long),
		site.Get(batchesPath+"/:id/sheet.xlsx", site.Curator, s.sendSheet(intake.XLSX), long),
		site.Get(batchesPath+"/:id/sheet.csv", site.Curator, s.sendSheet(intake.CSV), long),
		site.Post(batchesPath+"/:id/mended", site.Curator, s.continueBatch, sending),
		site.Get(batchesPath+"/:id/undo", site.Curator, s.showUndo, long),
		site.Post(batchesPath+"/:id/undo", site.Curator, s.undoBatch, long),
		site.Get(exportPath, site.Curator, s.showExport, site.Terms{}),
		site.Post(exportPath, site.Curator, s.export, whole),
	}
}
