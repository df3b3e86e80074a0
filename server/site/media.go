package site

import (
	"context"

	"shiyun/corpus"
	"shiyun/corpus/media"
	"shiyun/server/paths"
)

// MediaView is a recording or picture on a poem's page.
type MediaView struct {
	corpus.Media
	Path  string
	Sound bool
	Key   string // of what it is, in the catalogue
}

func mediaPath(m corpus.Media) string { return paths.Numbered("/media/", int64(m.ID)) + "/" + m.File }

func viewMedia(m corpus.Media) MediaView {
	return MediaView{m, mediaPath(m), m.Kind == corpus.MediaRecording, "media." + string(m.Kind)}
}

// MediaFolder is where the files are.
func (s *Site) MediaFolder() media.Folder { return media.Folder(s.Store.MediaDir()) }

// MediaOf are those of a poem.
func (s *Site) MediaOf(ctx context.Context, id corpus.PoemID) ([]MediaView, error) {
	all, err := s.Store.Media(ctx, id)
	views := make([]MediaView, len(all))
	for i, m := range all {
		views[i] = viewMedia(m)
	}
	return views, err
}
