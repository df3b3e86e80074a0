package identity

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"

	"shiyun/corpus"
	"shiyun/server/assets"
	"shiyun/server/card"
	"shiyun/server/catalogue"
)

// Archive is where the settings are.
type Archive interface {
	SiteSettings(ctx context.Context) (corpus.SiteSettings, error)
}

// Keeper follows the settings of an archive. It is safe for concurrent use.
type Keeper struct {
	archive    Archive
	assets     *assets.Assets
	hans, hant *catalogue.Catalogue
	palette    *Palette
	log        *slog.Logger

	mu      sync.Mutex // held while the look changes
	current atomic.Pointer[scripts]
}

// scripts is the site in both scripts.
type scripts struct {
	set        corpus.SiteSettings
	hans, hant *Identity
}

// Keep follows the settings of an archive from now on: files gets its look,
// which is made of the folders of web in from.
func Keep(archive Archive, from fs.FS, files *assets.Assets, hans, hant *catalogue.Catalogue, log *slog.Logger) (*Keeper, error) {
	palette, err := NewPalette(from)
	if err != nil {
		return nil, err
	}
	k := &Keeper{archive: archive, assets: files, hans: hans, hant: hant, palette: palette, log: log}
	k.show(corpus.SiteSettings{})
	k.follow(context.Background())
	return k, nil
}

// Palette is what chosen colours are checked against.
func (k *Keeper) Palette() *Palette { return k.palette }

// follow reads the settings. Where that fails the site stays as it was.
func (k *Keeper) follow(ctx context.Context) {
	set, err := k.archive.SiteSettings(ctx)
	if err != nil {
		if ctx.Err() == nil {
			k.log.Warn("settings of the site", "error", err)
		}
		return
	}
	if set != k.current.Load().set {
		k.show(set)
	}
}

// show puts the settings into effect.
func (k *Keeper) show(set corpus.SiteSettings) {
	k.mu.Lock()
	defer k.mu.Unlock()
	next := &scripts{set, Of(set, k.hans), Of(set, k.hant)}
	files, err := k.markFiles(set)
	if err == nil {
		err = k.assets.SetLook(assets.Look{Names: next.hans.Name + next.hant.Name, Styles: k.palette.Styles(set.Colours), Files: files})
	}
	if err != nil {
		k.log.Error("look of the site", "error", err)
	}
	k.current.Store(next)
}

// In returns the site in the script of words.
func (k *Keeper) In(words *catalogue.Catalogue) *Own { return &Own{k, words.Lang} }

// Own is the site in one script.
type Own struct {
	keeper *Keeper
	lang   string
}

// Now returns the site as it is set at this moment.
func (o *Own) Now(ctx context.Context) *Identity {
	o.keeper.follow(ctx)
	return o.Last()
}

// Last returns the site as it was when it was last asked for.
func (o *Own) Last() *Identity {
	at := o.keeper.current.Load()
	if o.lang == catalogue.Traditional {
		return at.hant
	}
	return at.hans
}

// The colours of the mark as the program brings it along, and what is drawn on
// one of a community's own.
const (
	markGround = "#9a2f22"
	markStroke = "#fbf6ea"
)

// icons are the pictures of the mark with their sides in pixels.
var icons = map[string]int{"icon-180.png": 180, "icon-192.png": 192, "icon-512.png": 512}

// markFiles draws the mark where it is the community's own or has its colour.
func (k *Keeper) markFiles(set corpus.SiteSettings) (map[string][]byte, error) {
	if set.Mark == "" && set.Colours.Seal == "" {
		return nil, nil
	}
	ground := oneOf(set.Colours.Seal, markGround)
	seal, light := rgba(ground), rgba(markStroke)
	files := map[string][]byte{}
	if set.Mark == "" {
		files[assets.Icon] = []byte(strings.ReplaceAll(string(k.assets.Brought(assets.Icon)), markGround, ground))
		for name := range icons {
			picture, err := card.Recoloured(k.assets.Brought(name), rgba(markGround), light, seal, light)
			if err != nil {
				return nil, err
			}
			files[name] = picture
		}
		return files, nil
	}
	face, err := assets.Kai()
	if err != nil {
		return nil, err
	}
	path, err := card.MarkPath(face, set.Mark)
	if err != nil {
		return nil, err
	}
	files[assets.Icon] = fmt.Appendf(nil, `<svg aria-hidden="true" xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64"><rect width="64" height="64" rx="10" fill="%s"/><path fill="%s" d="%s"/></svg>`,
		ground, markStroke, path)
	for name, side := range icons {
		if files[name], err = card.MarkPNG(face, set.Mark, side, seal, light); err != nil {
			return nil, err
		}
	}
	return files, nil
}
