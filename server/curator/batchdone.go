package curator

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/site"
)

type batchDoneView struct {
	corpus.Batch
	Undo string // where the batch can be taken back; "" where there is no such page
}

// ShowBatchDone shows what an edit of many poems did, and where it is undone.
func ShowBatchDone(s *site.Site, c echo.Context, batch corpus.Batch) (answer.Answer, error) {
	v := batchDoneView{Batch: batch}
	if s.Table.Has("/curator/batches/:id") {
		v.Undo = BatchPath(batch.ID)
	}
	return s.Show(c, http.StatusOK, "curator-bulk-done", site.View{Title: s.Say("bulk.done_title"), Data: v})
}
