package texts

import "strings"

// tagLists are the lists of tags that poems have, by their tags joined. Poems
// mostly have the same few: one copy of each stays near the processor while
// half the archive is counted, where a copy a poem has to be fetched.
type tagLists map[string][]string

// share returns the list of the same tags that was met first.
func (l tagLists) share(tags []string) []string {
	if len(tags) == 0 {
		return nil
	}
	key := strings.Join(tags, "\x00")
	if l[key] == nil {
		l[key] = tags
	}
	return l[key]
}
