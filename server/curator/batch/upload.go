package batch

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/request"
	"shiyun/server/session"
)

// sniffed is how much of a file is looked at before it is taken, in bytes.
const sniffed = 64 << 10

// uploadBatch opens a batch of the files sent in, or of a text pasted. Where
// they are refused, the page they were sent from says why.
func (s *Server) uploadBatch(c echo.Context) (answer.Answer, error) {
	ctx := c.Request().Context()
	b, err := corpus.Batch{}, s.tooMuch(c)
	if err == nil {
		b, err = s.desk.Upload(ctx, curator.ActorOf(c), s.sent(c))
	}
	if err == nil {
		return answer.SeeOther(curator.BatchPath(b.ID))
	}
	status, message := s.uploadFault(c, err)
	return s.batchesPage(c, status, message)
}

// continueBatch goes on with a batch that is done, with its mended sheet.
func (s *Server) continueBatch(c echo.Context) (answer.Answer, error) {
	id, err := s.batchID(c)
	if err != nil {
		return nil, err
	}
	if err = s.tooMuch(c); err == nil {
		err = s.takeMended(c, id)
	}
	if err == nil {
		return answer.SeeOther(curator.BatchPath(id))
	}
	status, message := s.uploadFault(c, err)
	return s.batchPage(c, status, id, message)
}

func (s *Server) takeMended(c echo.Context, id corpus.BatchID) error {
	for file, err := range s.sent(c) {
		if err == nil {
			_, err = s.desk.ContinueWith(c.Request().Context(), curator.ActorOf(c), id, file)
		}
		return err
	}
	return &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("batch.no_file")}
}

// errTooMuch is an upload over the limit.
var errTooMuch = errors.New("upload over the limit")

// tooMuch refuses an upload by its length, before any of it is read.
func (s *Server) tooMuch(c echo.Context) error {
	if c.Request().ContentLength > batch.MaxUpload+1<<20 {
		return &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("batch.too_much", batch.MaxUpload>>20), Err: errTooMuch}
	}
	return nil
}

// uploadFault is what became of an upload, for whoever sent it. What is
// nobody's fault but ours is in the log.
func (s *Server) uploadFault(c echo.Context, err error) (status int, message string) {
	status, message = s.pages.Classify(err)
	if errors.Is(err, errTooMuch) {
		status = http.StatusRequestEntityTooLarge
	}
	if message == "" {
		message = s.pages.Failure(err, request.ID(c)).Detail
	}
	if status >= http.StatusInternalServerError {
		s.log.Error("upload", "request_id", request.ID(c), "err", err)
	}
	return status, message
}

// sent are the files of a form as they arrive, none of them held in memory.
func (s *Server) sent(c echo.Context) iter.Seq2[batch.File, error] {
	return func(yield func(batch.File, error) bool) {
		broken := func(err error) {
			yield(batch.File{}, &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("error.form"), Err: err})
		}
		form, err := c.Request().MultipartReader()
		if err != nil {
			broken(err)
			return
		}
		for {
			part, err := form.NextPart()
			if err == io.EOF { // another error may wrap this one, where the form ends too early
				return
			}
			if err != nil {
				yield(batch.File{}, err)
				return
			}
			content := bufio.NewReaderSize(part, sniffed)
			name := part.FileName()
			switch head, _ := content.Peek(1); part.FormName() {
			case "files":
				if name == "" && len(head) == 0 { // no file was chosen
					continue
				}
			case "text":
				if len(head) == 0 {
					continue
				}
				name = s.words.Say("batch.pasted")
			case session.FormField: // was looked at before
				continue
			default: // reading on would be reading for as long as somebody sends
				broken(nil)
				return
			}
			if err := wrongType(c.Request().Context(), name, content); err != nil {
				yield(batch.File{}, err)
				return
			}
			if !yield(batch.File{Name: name, Content: content}, nil) {
				return
			}
		}
	}
}

// wrongType refuses a file that its first bytes show to be nothing that poems
// come in. What a container holds is not known before all of it is here.
func wrongType(ctx context.Context, name string, content *bufio.Reader) error {
	head, _ := content.Peek(sniffed) // what broke off says so when it is read
	if len(head) == 0 || bytes.HasPrefix(head, []byte("PK")) {
		return nil
	}
	_, err := format.Inspect(ctx, name, bytes.NewReader(head), intake.Options{})
	if corpus.CodeOf(err) == corpus.Invalid {
		return err
	}
	return nil
}
