package assets

import (
	"fmt"
	"sync/atomic"
)

// Look is what a site has of its own among the files.
type Look struct {
	Names  string            // its name in every script, for the font of headings
	Styles string            // that stand after all others
	Files  map[string][]byte // in place of the program's
}

// ownFiles are the files of a look.
type ownFiles struct {
	files    map[string]file
	headings []fixedFont
	before   *ownFiles // which pages refer to that were made just before; nil at the start
}

// Own returns the same files with room for a look that no other site has.
func (a *Assets) Own() *Assets {
	own := *a
	own.own = &atomic.Pointer[ownFiles]{}
	own.own.Store(a.own.Load())
	return &own
}

// SetLook puts a look in place of the one of before. Pages that are made from
// now on refer to its files; those of the look before are still there.
func (a *Assets) SetLook(look Look) error {
	next := &ownFiles{files: map[string]file{}}
	var err error
	if next.headings, err = a.headings.fonts(look.Names); err != nil {
		return err
	}
	var ending []byte
	for _, font := range next.headings {
		ending = append(ending, font.style()...)
	}
	if ending, err = small(residents, append(ending, look.Styles...)); err != nil {
		return err
	}
	for name, content := range look.Files {
		if next.files[name], err = newFile(name, content); err != nil {
			return fmt.Errorf("take file of the site's own: %w", err)
		}
	}
	sheet := append(a.styles[:len(a.styles):len(a.styles)], ending...)
	next.files[residents] = file{hash: hashOf(sheet), contentType: ContentTypes[".css"], content: sheet}
	if before := a.own.Load(); before != nil {
		next.before = &ownFiles{files: before.files, headings: before.headings}
	}
	a.own.Store(next)
	return nil
}

// Brought returns what a file holds as the program brings it along.
func (a *Assets) Brought(name string) []byte { return a.files[name].content }

// find returns the file that pages refer to by name.
func (a *Assets) find(name string) (file, bool) {
	if f, ok := a.own.Load().files[name]; ok {
		return f, true
	}
	f, ok := a.files[name]
	return f, ok
}

// findAt returns the file of a name with a hash.
func (a *Assets) findAt(name, hash string) (file, bool) {
	for at := a.own.Load(); at != nil; at = at.before {
		if f := at.files[name]; f.hash == hash {
			return f, true
		}
	}
	f, ok := a.files[name]
	return f, ok && f.hash == hash
}
