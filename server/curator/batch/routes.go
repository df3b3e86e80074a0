package batch

import (
	"time"

	"shiyun/corpus/intake"
	"shiyun/server/curator"
	"shiyun/server/site"
)

// The terms of uploads and event streams. 200 MB take half an hour on a line
// of 1 Mbit/s.
var (
	uploading = site.Terms{Body: 201 << 20, Time: time.Hour}
	streaming = site.Terms{Endless: true}
)

// Routes are how poems come in many at a time, and how all of them go out.
func (s *Server) Routes() []site.Route {
	if s.desk == nil {
		return nil
	}
	// The handlers refuse a file that is too large themselves, on the page it
	// was sent from and in words; they read no more than the desk takes.
	sending := site.Terms{Body: 16 << 30, Time: uploading.Time}
	long := site.Terms{Time: time.Minute}
	whole := site.Terms{Time: 10 * time.Minute}
	return []site.Route{
		site.Get(curator.BatchesPath, site.Curator, s.showBatches, site.Terms{}),
		site.Post(curator.BatchesPath, site.Curator, s.uploadBatch, sending),
		site.Get(curator.BatchesPath+"/template.xlsx", site.Curator, s.sendTemplate(intake.XLSX), site.Terms{}),
		site.Get(curator.BatchesPath+"/template.csv", site.Curator, s.sendTemplate(intake.CSV), site.Terms{}),
		site.Get(curator.BatchesPath+"/:id", site.Curator, s.showBatch, long),
		site.Get(curator.BatchesPath+"/:id/events", site.Curator, s.watchBatch, streaming),
		site.Post(curator.BatchesPath+"/:id/plan", site.Curator, s.planBatch, site.Terms{Body: 4 << 20, Time: time.Minute}),
		site.Post(curator.BatchesPath+"/:id/step", site.Curator, s.stepBatch, site.Terms{}),
		site.Post(curator.BatchesPath+"/:id/decide", site.Curator, s.decideBatch, long),
		site.Get(curator.BatchesPath+"/:id/sheet.xlsx", site.Curator, s.sendSheet(intake.XLSX), long),
		site.Get(curator.BatchesPath+"/:id/sheet.csv", site.Curator, s.sendSheet(intake.CSV), long),
		site.Post(curator.BatchesPath+"/:id/mended", site.Curator, s.continueBatch, sending),
		site.Get(curator.BatchesPath+"/:id/undo", site.Curator, s.showUndo, long),
		site.Post(curator.BatchesPath+"/:id/undo", site.Curator, s.undoBatch, long),
		site.Get(curator.ExportPath, site.Curator, s.showExport, site.Terms{}),
		site.Post(curator.ExportPath, site.Curator, s.export, whole),
	}
}
