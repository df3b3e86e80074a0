package submit

import (
	"context"
	"errors"
	"slices"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/media"
	"shiyun/server/admission"
	"shiyun/server/entry"
	"shiyun/server/published"
	"shiyun/server/route"
)

// The files that go with a form.
const (
	photoField = "photo"
	voiceField = "voice"
)

// filesBody is the largest form with a photograph and a recording in it, and
// filesTime how long a telephone on a slow line may take over it.
const (
	filesBody = media.MaxPicture + media.MaxRecording + 256<<10
	filesTime = 5 * time.Minute
)

// withFiles are the bounds of a form with files, of these fields.
func withFiles(fields []string) route.Terms {
	return route.Terms{Body: filesBody, Time: filesTime, Class: admission.Transfer, Fields: fields}
}

// attachment is a file that came with a form, found fit to be kept.
type attachment struct {
	corpus.Media
	file media.Vetted
}

// attach finds out by their content what the files of a form are, and notes in
// the form what is wrong with one. Media without File comes back: nothing is
// written yet.
func (s *Server) attach(ctx context.Context, e *entry.Entry, files map[string][]byte, m corpus.Media) ([]attachment, error) {
	var found []attachment
	for _, f := range []struct {
		field string
		kind  corpus.MediaKind
		alt   string
	}{{photoField, corpus.MediaManuscript, "attach.photo.alt"}, {voiceField, corpus.MediaRecording, "attach.voice.alt"}} {
		content := files[f.field]
		if len(content) == 0 {
			continue
		}
		file, err := media.Vet(ctx, f.kind, content)
		if corpus.CodeOf(err) == corpus.Invalid {
			_, e.Problems[f.field] = s.pages.Classify(err)
			continue
		}
		if err != nil {
			return nil, err
		}
		m.Kind, m.Alt = f.kind, s.words.Say(f.alt, m.Alt)
		found = append(found, attachment{m, file})
	}
	return found, nil
}

// file puts the files on the disk and hands them to send, which writes of them
// in the archive; what the archive does not keep then is taken away again.
func (s *Server) file(ctx context.Context, found []attachment, send func([]corpus.Media) (corpus.Submission, error)) (sub corpus.Submission, err error) {
	var kept []corpus.Media
	for _, f := range found {
		m, err := published.KeepFile(s.store, f.Media, f.file)
		if err != nil {
			return sub, errors.Join(err, s.drop(kept))
		}
		kept = append(kept, m)
	}
	if sub, err = send(kept); err != nil {
		return sub, errors.Join(err, s.drop(kept))
	}
	known, err := s.store.MediaSent(ctx, sub.ID) // the same form sent twice keeps the files of the first
	if err != nil {
		return sub, err
	}
	return sub, s.drop(slices.DeleteFunc(kept, func(m corpus.Media) bool {
		return slices.ContainsFunc(known, func(k corpus.Media) bool { return k.File == m.File })
	}))
}

// drop takes files from the disk.
func (s *Server) drop(all []corpus.Media) error {
	var failed []error
	for _, m := range all {
		failed = append(failed, published.MediaFolder(s.store).Remove(m.File))
	}
	return errors.Join(failed...)
}
