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

// Media returns those of a poem that everyone may see.
func Media(ctx context.Context, st *store.Store, id corpus.PoemID) ([]MediaView, error) {
	all, err := st.Media(ctx, id)
	return ViewMedia(all), err
}

// ViewMedia returns recordings and pictures as pages show them, without those
// that are gone.
func ViewMedia(all []corpus.Media) []MediaView {
	var views []MediaView
	for _, m := range all {
		if m.Gone.IsZero() {
			views = append(views, viewMedia(m))
		}
	}
	return views
}

// KeepFile puts a file in its folder and returns m with what is known of it. It
// returns Unavailable where the disk takes nothing.
func KeepFile(st *store.Store, m corpus.Media, v media.Vetted) (corpus.Media, error) {
	name, err := MediaFolder(st).Put(v)
	if reason := store.Unwritable(err); !reason.IsZero() {
		return m, &corpus.Error{Code: corpus.Unavailable, Message: reason, Err: err}
	}
	m.File, m.Type, m.Size, m.Width, m.Height = name, v.Type, int64(len(v.Content)), v.Width, v.Height
	return m, err
}
