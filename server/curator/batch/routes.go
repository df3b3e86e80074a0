package batch

import (
	"time"

	"shiyun/corpus/intake"
	"shiyun/server/admission"
	"shiyun/server/curator"
	"shiyun/server/route"
)

// The terms of uploads and event streams. 200 MB take half an hour on a line
// of 1 Mbit/s.
var (
	uploading = route.Terms{Body: 201 << 20, Time: time.Hour, Class: admission.Transfer}
	streaming = route.Terms{Endless: true}
)

// Routes are how poems come in many at a time, and how all of them go out.
func (s *Server) Routes() []route.Route {
	if s.desk == nil {
		return nil
	}
	// The handlers refuse a file that is too large themselves, on the page it
	// was sent from and in words; they read no more than the desk takes.
	sending := route.Terms{Body: 16 << 30, Time: uploading.Time, Class: admission.Transfer}
	long := route.Terms{Time: time.Minute}
	whole := route.Terms{Time: 10 * time.Minute, Class: admission.Transfer}
	return []route.Route{
		route.Get(curator.BatchesPath, route.Curator, s.showBatches, route.Terms{}),
		route.Post(curator.BatchesPath, route.Curator, s.uploadBatch, sending),
		route.Get(curator.BatchesPath+"/template.xlsx", route.Curator, s.sendTemplate(intake.XLSX), route.Terms{}),
		route.Get(curator.BatchesPath+"/template.csv", route.Curator, s.sendTemplate(intake.CSV), route.Terms{}),
		route.Get(curator.BatchesPath+"/:id", route.Curator, s.showBatch, long),
		route.Get(curator.BatchesPath+"/:id/events", route.Curator, s.watchBatch, streaming),
		route.Post(curator.BatchesPath+"/:id/plan", route.Curator, s.planBatch, route.Terms{Body: 4 << 20, Time: time.Minute}),
		route.Post(curator.BatchesPath+"/:id/step", route.Curator, s.stepBatch, route.Terms{}),
		route.Post(curator.BatchesPath+"/:id/decide", route.Curator, s.decideBatch, long),
		route.Get(curator.BatchesPath+"/:id/sheet.xlsx", route.Curator, s.sendSheet(intake.XLSX), long),
		route.Get(curator.BatchesPath+"/:id/sheet.csv", route.Curator, s.sendSheet(intake.CSV), long),
		route.Post(curator.BatchesPath+"/:id/mended", route.Curator, s.continueBatch, sending),
		route.Get(curator.BatchesPath+"/:id/undo", route.Curator, s.showUndo, long),
		route.Post(curator.BatchesPath+"/:id/undo", route.Curator, s.undoBatch, long),
		route.Get(curator.ExportPath, route.Curator, s.showExport, route.Terms{}),
		route.Post(curator.ExportPath, route.Curator, s.export, whole),
	}
}
