package servertest

import (
	"bytes"
	"io"
	"mime/multipart"
	"testing"
)

// Part is a field or a file of a form.
type Part struct{ field, name, content string }

// File returns a file of a form; a field without a file where name is empty.
func File(field, name, content string) Part { return Part{field, name, content} }

// Multipart returns the body of a form and its content type.
func Multipart(t testing.TB, files ...Part) (body []byte, contentType string) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for _, f := range files {
		var part io.Writer
		var err error
		if f.name == "" {
			part, err = form.CreateFormField(f.field)
		} else {
			part, err = form.CreateFormFile(f.field, f.name)
		}
		if err == nil {
			_, err = io.WriteString(part, f.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), form.FormDataContentType()
}
