package order

import (
	"strings"

	"shiyun/corpus/textcut/manuscript"
)

// orderByBookMarks is that of titles in 《》 on lines of their own.
func (t *weighed) orderByBookMarks() order {
	found := t.withoutBooksInVerse(t.bookMarks())
	if len(found) == 0 || found[0] > 3 || len(found) == 1 && found[0] > 0 || !t.keptBy(found, t.mayBeTitle) {
		return nil
	}
	return found
}

// bookMarks are the lines that a title in 《》 begins, with at most an author
// behind it.
func (t *weighed) bookMarks() order {
	var all order
	for k := range t.lines {
		f := &t.lines[k]
		if !strings.HasPrefix(f.text, "《") || f.Ended && !strings.HasSuffix(f.text, "》") {
			continue
		}
		if _, after, closed := strings.Cut(f.text, "》"); closed && len([]rune(after)) <= 16 {
			all = append(all, k)
		}
	}
	return all
}

// withoutBooksInVerse leaves out the lines in 《》 that are verse: a book that a
// poem names. They stand right below another line and name no author, where
// most titles stand apart or most name one.
func (t *weighed) withoutBooksInVerse(all order) order {
	var apart, named, kept order
	both := 0
	for _, k := range all {
		if t.lines[k].gap > 0 {
			apart = append(apart, k)
		}
		if t.namesAuthor(k) {
			named = append(named, k)
			if t.lines[k].gap > 0 {
				both++
			}
		}
	}
	if len(apart)*5 >= len(all)*4 {
		return apart
	}
	if !(len(apart) > 1 && len(apart)*2 > len(all) || len(named) > 1 && len(named)*4 >= len(all)*3 || both > 1) {
		return all
	}
	for _, k := range all {
		if t.lines[k].gap > 0 || t.namesAuthor(k) {
			kept = append(kept, k)
		}
	}
	return kept
}

// namesAuthor reports whether a name stands behind the title in line k, or on
// a line of its own below it.
func (t *weighed) namesAuthor(k int) bool {
	_, behind, _ := strings.Cut(t.lines[k].text, "》")
	below := t.after(k, 1)
	return strings.TrimSpace(behind) != "" || below.name >= 5 || below.gap <= 1 && manuscript.IsPenName(below.text) ||
		below.Head != nil && roleOfHead(below.Head) == roleAuthor
}
