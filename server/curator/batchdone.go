package curator

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/catalogue"
	"shiyun/server/page"
)

type batchDoneView struct {
	corpus.Batch
	Undo string // where the batch can be taken back; "" where there is no such page
}

// ShowBatchDone shows what an edit of many poems did, and where it is undone.
func ShowBatchDone(c echo.Context, pages *page.Pages, words *catalogue.Catalogue, batch corpus.Batch) (answer.Answer, error) {
	v := batchDoneView{Batch: batch}
	if pages.Has("/curator/batches/:id") {
		v.Undo = BatchPath(batch.ID)
	}
	return pages.Show(c, http.StatusOK, "curator-bulk-done", page.View{Title: words.Say("bulk.done_title"), Data: v})
}
