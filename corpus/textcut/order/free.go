package order

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/textcut/manuscript"
)

// What free verse allows beside itself: every line is verse unless it is
// marked as something else. Verse of measured lines is told from prose by its
// look (weights.go).

var (
	madeMark = regexp.MustCompile(`[写作記记寫成草稿改][于於]|[-./]|[（(]|\d日|\d号`)
)

// labelFree gives the roles of the lines from first to end, which are one
// poem. titled reports whether the first of them may be its title.
func (t *weighed) labelFree(best []role, first, end int, titled bool) {
	k := t.labelHead(best, first, end, titled)
	t.labelBody(best, first, k, end)
}

// labelBody labels verse from line k on, and what stands below it. The poem
// begins at line first.
func (t *weighed) labelBody(best []role, first, k, end int) {
	tail := t.labelTail(best, first, k, end)
	section, lasts := roleBody, false
	for ; k < tail; k++ {
		f := &t.lines[k]
		switch {
		case t.isOutside(k):
			best[k] = roleDropped
			continue
		case f.Head != nil && f.Head.OpensSection():
			section, lasts = roleOfHead(f.Head), true
			best[k] = roleDropped
			continue
		case f.Head != nil:
			best[k] = roleOfHead(f.Head)
			if section != roleNote || best[k] == roleNote {
				section, lasts = best[k], false
			}
			continue
		case f.note:
			section, lasts = roleNote, manuscript.NoteWord.ReplaceAllString(f.text, "") == ""
		case section == roleNote && !lasts && f.gap > 0 && tail-k > 1, section != roleNote:
			section = roleBody
		}
		best[k] = section
	}
}

// isOutside reports whether line k is of the page and not of the poem.
func (t *weighed) isOutside(k int) bool {
	f := &t.lines[k]
	return f.chapter || f.bio || manuscript.PageLine.MatchString(f.text) && !f.ordinal && strings.ContainsAny(f.text, "第Pp/-—") || manuscript.TocLine.MatchString(f.text) || manuscript.MediaLine.MatchString(f.text)
}

// labelHead labels title, author, date and preface, and returns where the
// verse begins.
func (t *weighed) labelHead(best []role, first, end int, titled bool) int {
	k, named := first, t.hasTitle(first, end)
	for ; k < end; k++ {
		f := &t.lines[k]
		switch {
		case f.Head != nil && f.Head.OpensSection() && roleOfHead(f.Head) != roleBody:
			return k
		case f.Head != nil:
			if best[k] = roleOfHead(f.Head); best[k] == roleBody {
				return k
			}
		case t.isOutside(k):
			best[k] = roleDropped
		case titled && !named && (f.Heading || t.mayBeTitle(k) && !f.note):
			best[k], named = roleTitle, true
		case k == first && !named:
			return k
		case t.isAuthorUnder(best, first, k, end):
			best[k] = roleAuthor
		case f.date && !t.after(k, 1).date && (t.after(k, 1).gap > 0 || madeMark.MatchString(f.text)) && k+1 < end:
			best[k] = roleDateBefore
		case manuscript.PrefaceWord.MatchString(f.text) && k+1 < end:
			best[k] = rolePreface
		case t.isSubtitle(k, end):
			best[k] = rolePreface
		default:
			return k
		}
	}
	return k
}

// hasTitle reports whether a labelled title stands among the lines.
func (t *weighed) hasTitle(first, end int) bool {
	for _, f := range t.lines[first:end] {
		if f.Head != nil && roleOfHead(f.Head) == roleTitle {
			return true
		}
	}
	return false
}

// isAuthorUnder reports whether line k, which stands under a title, is the
// name of its author. The first words of a poem are often as short as one.
func (t *weighed) isAuthorUnder(best []role, first, k, end int) bool {
	f := &t.lines[k]
	if k == first || k+1 >= end || f.name < -4 || f.Heading {
		return false
	}
	if f.name >= 8 {
		return true
	}
	if best[k-1] != roleTitle || slices.Contains(best[first:k], roleAuthor) || !manuscript.IsName(manuscript.ReadAuthor(f.text)) {
		return false
	}
	if f.name >= 5 || t.bylined && manuscript.IsPenName(f.text) || f.Strong && (t.lines[k-1].Heading || t.lines[k-1].Strong && !t.after(k, 1).Strong) {
		return true
	}
	apart := t.after(k, 1).gap > 0
	return t.authors[f.text] > 1 || t.file.Folder == f.text || t.file.Author == f.text || f.gap == 0 && apart || f.name >= 3 && (apart || f.gap == 0)
}

// isSubtitle reports whether line k, right under the title and apart from the
// verse, says whom or what the poem is for.
func (t *weighed) isSubtitle(k, end int) bool {
	f := &t.lines[k]
	if k+1 >= end || t.after(k, 1).gap == 0 {
		return false
	}
	led := strings.HasPrefix(f.text, "——") || strings.HasPrefix(f.text, "--")
	return led && f.gap <= 1 || f.gap == 0 && manuscript.BracketedLine.MatchString(f.text) && f.runes > 4
}

// labelTail labels what stands below the verse, which begins at line from:
// date, author, notes. It returns where the verse ends.
func (t *weighed) labelTail(best []role, first, from, end int) int {
	named := slices.Contains(best[first:from], roleAuthor)
	for end > from+1 {
		k := end - 1
		f := &t.lines[k]
		switch {
		case f.Head != nil && !f.Head.OpensSection() && roleOfHead(f.Head) != roleBody:
			best[k] = roleOfHead(f.Head)
		case f.Head != nil:
			return end
		case t.isOutside(k), manuscript.URLLine.MatchString(f.text) && f.gap > 0:
			best[k] = roleDropped
		case f.date && (f.gap > 0 || madeMark.MatchString(f.text)):
			best[k] = roleDateAfter
		case t.isAuthorBelow(k, named):
			best[k] = roleAuthorAfter
		case f.gap > 0 && f.runes > 8 && manuscript.BracketedLine.MatchString(f.text):
			best[k] = roleNote
		case t.numberedNotes(k, from) >= 0:
			notes := t.numberedNotes(k, from)
			for i := notes; i <= k; i++ {
				best[i] = roleNote
			}
			end = notes
			continue
		default:
			return end
		}
		end = k
	}
	return end
}

// isAuthorBelow reports whether line k, below the verse, is the name of an
// author whom the head does not name. Dialogue begins with a dash as well.
func (t *weighed) isAuthorBelow(k int, named bool) bool {
	f := &t.lines[k]
	if f.name >= 8 {
		return true
	}
	name := manuscript.ReadAuthor(f.text)
	return f.name >= 3 && !named && (f.gap > 0 || manuscript.StartsWithSurname(name) && utf8.RuneCountInString(name) <= 4 && f.name >= 5)
}

// numberedNotes is where the notes begin that line k is the last of, each
// with a number before it; -1 where there are none.
func (t *weighed) numberedNotes(k, first int) int {
	for i := k; i > first; i-- {
		f := &t.lines[i]
		if !manuscript.NoteNumber.MatchString(f.text) {
			return -1
		}
		if f.gap > 0 {
			return i
		}
	}
	return -1
}
