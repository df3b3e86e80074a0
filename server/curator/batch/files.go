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
	"shiyun/server/answer"
)

// fileTypes are the types of the files that curators take away.
var fileTypes = map[intake.Format]string{
	intake.CSV:   "text/csv; charset=utf-8",
	intake.XLSX:  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	intake.JSONL: "application/x-ndjson",
	intake.ZIP:   "application/zip",
}

func (s *Server) sendTemplate(f intake.Format) answer.Handler {
	return func(c echo.Context) (answer.Answer, error) {
		return sendMade(c, s.words.Say("batch.template.name"), f, func(_ context.Context, w io.Writer) error {
			return format.WriteTemplate(w, f, "", s.words.Render)
		})
	}
}

// sendSheet sends the rows of a batch that were refused, to be mended.
func (s *Server) sendSheet(f intake.Format) answer.Handler {
	return func(c echo.Context) (answer.Answer, error) {
		id, err := s.batchID(c)
		if err != nil {
			return nil, err
		}
		if _, err := s.store.Batch(c.Request().Context(), id); err != nil {
			return nil, err
		}
		return sendMade(c, s.words.Say("batch.sheet.name", id), f, func(ctx context.Context, w io.Writer) error {
			return s.desk.MendedSheet(ctx, id, f, w, s.words.DescribeNotes)
		})
	}
}

// sendMade makes a file and sends it when it is whole: one that breaks off
// half way is an error page and not half a file. It lies on the disk without a
// name, so that nothing is left of it however the program ends.
func sendMade(c echo.Context, name string, f intake.Format, write func(context.Context, io.Writer) error) (answer.Answer, error) {
	file, size, err := makeFile(c.Request().Context(), write)
	if err != nil {
		return nil, err
	}
	return func(c echo.Context) error {
		h := c.Response().Header()
		// Its parameter is encoded as RFC 6266 asks for names in Chinese.
		h.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name + "." + string(f)}))
		h.Set(echo.HeaderContentLength, strconv.FormatInt(size, 10))
		return errors.Join(c.Stream(http.StatusOK, fileTypes[f], file), file.Close())
	}, nil
}

// makeFile returns a file without a name, at its beginning, and its size.
func makeFile(ctx context.Context, write func(context.Context, io.Writer) error) (*os.File, int64, error) {
	file, err := os.CreateTemp("", "shiyun-send-*")
	if err != nil {
		return nil, 0, fmt.Errorf("make file to send: %w", err)
	}
	if err := os.Remove(file.Name()); err != nil {
		return nil, 0, fmt.Errorf("make file to send: %w", errors.Join(err, file.Close()))
	}
	if err := write(ctx, file); err != nil {
		return nil, 0, errors.Join(err, file.Close())
	}
	size, err := file.Seek(0, io.SeekCurrent)
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, 0, fmt.Errorf("read file to send: %w", errors.Join(err, file.Close()))
	}
	return file, size, nil
}
