package published

import (
	"context"

	"shiyun/corpus"
	"shiyun/corpus/media"
	"shiyun/corpus/store"
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

// MediaFolder returns where the files are.
func MediaFolder(st *store.Store) media.Folder { return media.Folder(st.MediaDir()) }

// Media returns those of a poem.
func Media(ctx context.Context, st *store.Store, id corpus.PoemID) ([]MediaView, error) {
	all, err := st.Media(ctx, id)
	views := make([]MediaView, len(all))
	for i, m := range all {
		views[i] = viewMedia(m)
	}
	return views, err
}
