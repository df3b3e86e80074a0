package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/format"
	"shiyun/corpus/intake"
)

// fileTypes are the types of the files that curators take away.
var fileTypes = map[intake.Format]string{
	intake.CSV:   "text/csv; charset=utf-8",
	intake.XLSX:  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	intake.JSONL: "application/x-ndjson",
	intake.ZIP:   "application/zip",
}

func (s *Server) sendTemplate(f intake.Format) echo.HandlerFunc {
	return func(c echo.Context) error {
		return sendMade(c, s.Say("batch.template.name"), f, func(_ context.Context, w io.Writer) error {
			return format.WriteTemplate(w, f, "", s.Catalogue.Render)
		})
	}
}

// sendSheet sends the rows of a batch that were refused, to be mended.
func (s *Server) sendSheet(f intake.Format) echo.HandlerFunc {
	return func(c echo.Context) error {
		id, err := s.batchID(c)
		if err != nil {
			return err
		}
		if _, err := s.Store.Batch(c.Request().Context(), id); err != nil {
			return err
		}
		return sendMade(c, s.Say("batch.sheet.name", id), f, func(ctx context.Context, w io.Writer) error {
			return s.desk.MendedSheet(ctx, id, f, w, s.Catalogue.DescribeNotes)
		})
	}
}

// sendMade makes a file and sends it when it is whole: one that breaks off
// half way is an error page and not half a file. It lies on the disk without a
// name, so that nothing is left of it however the program ends.
func sendMade(c echo.Context, name string, f intake.Format, write func(context.Context, io.Writer) error) (err error) {
	file, err := os.CreateTemp("", "shiyun-send-*")
	if err != nil {
		return fmt.Errorf("make file to send: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := os.Remove(file.Name()); err != nil {
		return fmt.Errorf("make file to send: %w", err)
	}
	if err := write(c.Request().Context(), file); err != nil {
		return err
	}
	size, err := file.Seek(0, io.SeekCurrent)
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return fmt.Errorf("read file to send: %w", err)
	}
	h := c.Response().Header()
	// Its parameter is encoded as RFC 6266 asks for names in Chinese.
	h.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name + "." + string(f)}))
	h.Set(echo.HeaderContentLength, strconv.FormatInt(size, 10))
	return c.Stream(http.StatusOK, fileTypes[f], file)
}
