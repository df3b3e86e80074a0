package format

import (
	"archive/zip"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// entryName is what an entry is called in reports. It never names a file of
// ours: nothing is written under it.
//
// Windows writes names in its own encoding and does not say so.
func entryName(f *zip.File) string {
	name := f.Name
	if f.NonUTF8 && !source.LooksUTF8([]byte(name)) || !utf8.ValidString(name) {
		name = source.CharsetOf([]byte(name), true).Decode([]byte(name))
	}
	name = strings.ToValidUTF8(name, "?")
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, name)
	return intake.CutRunes(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"), maxName)
}

// isJunk holds for what systems put into archives unasked, and for folders.
func isJunk(f *zip.File, name string) bool {
	base := path.Base(name)
	return f.Mode().IsDir() || strings.HasSuffix(f.Name, "/") || strings.HasSuffix(f.Name, `\`) || name == "__MACOSX" || strings.HasPrefix(name, "__MACOSX/") ||
		strings.Contains(name, "/__MACOSX/") || strings.HasPrefix(base, "._") ||
		strings.EqualFold(base, ".DS_Store") || strings.EqualFold(base, "Thumbs.db") || strings.EqualFold(base, "desktop.ini")
}
