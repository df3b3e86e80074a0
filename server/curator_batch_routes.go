package server

import (
	"time"

	"shiyun/corpus"
	"shiyun/corpus/intake"
)

const (
	batchesPath = "/curator/batches"
	exportPath  = "/curator/export"
)

func batchPath(id corpus.BatchID) string { return numbered(batchesPath+"/", int64(id)) }

// batchRoutes are how poems come in many at a time, and how all of them go out.
func (s *Server) batchRoutes() []route {
	if s.Batches == nil {
		return nil
	}
	// The handlers refuse a file that is too large themselves, on the page it
	// was sent from and in words; they read no more than the desk takes.
	sending := terms{body: 16 << 30, time: uploading.time}
	long := terms{time: time.Minute}
	whole := terms{time: 10 * time.Minute}
	return []route{
		get(batchesPath, curator, s.showBatches, terms{}),
		post(batchesPath, curator, s.uploadBatch, sending),
		get(batchesPath+"/template.xlsx", curator, s.sendTemplate(intake.XLSX), terms{}),
		get(batchesPath+"/template.csv", curator, s.sendTemplate(intake.CSV), terms{}),
		get(batchesPath+"/:id", curator, s.showBatch, long),
		get(batchesPath+"/:id/events", curator, s.watchBatch, streaming),
		post(batchesPath+"/:id/plan", curator, s.planBatch, terms{body: 4 << 20, time: time.Minute}),
		post(batchesPath+"/:id/step", curator, s.stepBatch, terms{}),
		post(batchesPath+"/:id/decide", curator, s.decideBatch, long),
		get(batchesPath+"/:id/sheet.xlsx", curator, s.sendSheet(intake.XLSX), long),
		get(batchesPath+"/:id/sheet.csv", curator, s.sendSheet(intake.CSV), long),
		post(batchesPath+"/:id/mended", curator, s.continueBatch, sending),
		get(batchesPath+"/:id/undo", curator, s.showUndo, long),
		post(batchesPath+"/:id/undo", curator, s.undoBatch, long),
		get(exportPath, curator, s.showExport, terms{}),
		post(exportPath, curator, s.export, whole),
	}
}
