package texts

import (
	"strings"
	"sync"
)

// tagLists are the lists of tags that poems have, by their tags joined. Poems
// mostly have the same few: one copy of each stays near the processor while
// half the archive is counted, where a copy a poem has to be fetched.
type tagLists struct {
	mu    sync.Mutex // guards lists: pages of a file are read by any goroutine
	lists map[string][]string
}

// share returns the list of the same tags that was met first.
func (l *tagLists) share(tags []string) []string {
	if len(tags) == 0 {
		return nil
	}
	key := joinTags(tags)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lists[key] == nil {
		l.lists[key] = tags
	}
	return l.lists[key]
}

// shareJoined is share for tags as joinTags gives them, which are not kept.
func (l *tagLists) shareJoined(joined string) []string {
	if joined == "" {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	list := l.lists[joined]
	if list == nil {
		joined = strings.Clone(joined)
		list = strings.Split(joined, "\x00")
		l.lists[joined] = list
	}
	return list
}

func joinTags(tags []string) string { return strings.Join(tags, "\x00") }
