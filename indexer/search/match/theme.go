package match

import (
	"shiyun/corpus"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
	"shiyun/indexer/themes"
)

// OnTheme are the poems about a theme.
type OnTheme struct {
	*texts.OnTheme
	Theme *themes.Theme
}

// Theme returns the poems about the theme that goes by a name, nil where none
// does.
func (l *Lexicon) Theme(name string) *OnTheme {
	if found, ok := l.themes[name]; ok {
		return found
	}
	var found *OnTheme
	if t, ok := l.Themes().Find(name); ok {
		found = &OnTheme{l.OnTheme(t, name), t}
	}
	l.themes[name] = found
	return found
}

// Scan returns the poems that the term matches and no engine can propose, in
// order of id; ok is false where the engine proposes them all.
func (t *Term) Scan() (ids []corpus.PoemID, ok bool) {
	if t.Field != query.Theme {
		return nil, false
	}
	if t.Theme != nil {
		ids = t.Theme.IDs()
	}
	return ids, true
}
