package related

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/indexer/texts"
)

// replyMarks are the words by which a title, folded, says that its poem answers
// another.
var replyMarks = []string{"次韵", "步韵", "和", "答", "酬", "寄", "赠", "用韵", "依韵", "叠韵"}

// ReplyMarks returns the words by which a title, folded, says that its poem
// answers another. The list must not be changed.
func ReplyMarks() []string { return replyMarks }

// longestTitle bounds the titles looked into, in code points: every run of
// characters of one is looked up.
const longestTitle = 60

// answers reports whether the title of a says that it answers b: it has a word
// for answering, and names b's title (see quotes), or b's author where the two
// share their rhymes or b's title names a's author in turn.
func answers(snapshot *texts.Snapshot, a, b *texts.Poem) bool {
	title := a.Title()
	if !isReply(title) {
		return false
	}
	if quotes(snapshot, title, b) {
		return true
	}
	if !namesAuthor(snapshot, title, b.Author) {
		return false
	}
	return shareRhymes(a, b) || a.Author != b.Author && namesAuthor(snapshot, b.Title(), a.Author)
}

// quotes reports whether a title answers b by its title. What stands around the
// quoted title must have a word for answering, and either name b's author or be
// nothing but such words and padding: 次韵子由绝句 answers a poem of 子由, not
// whichever 绝句 the archive has, and 赠别李十 quotes no 赠别.
func quotes(snapshot *texts.Snapshot, title string, b *texts.Poem) bool {
	before, after, found := strings.Cut(title, b.Title())
	if !found || utf8.RuneCountInString(b.Title()) < 2 || !isReply(before) {
		return false
	}
	if namesAuthor(snapshot, before+" "+after, b.Author) {
		return true
	}
	return !isCommonTitle(b.Title()) && isPadding(before) && isPadding(after)
}

// isPadding reports whether nothing is left of a part of a title without the
// words for answering and those that go with them. 寄 and 赠 are sent to
// people, so that what follows them is a name.
func isPadding(part string) bool {
	for _, mark := range replyMarks {
		if mark != "寄" && mark != "赠" {
			part = strings.ReplaceAll(part, mark, "")
		}
	}
	return strings.Trim(part, " 再又叠奉敬谨恭试戏拟原元玉韵诗作之用其前后题一二三四五六七八九十首呈") == ""
}

// commonTitles name a kind of poem rather than one.
var commonTitles = []string{"绝句", "律诗", "古诗", "古风", "杂诗", "杂兴", "杂感", "无题", "有感", "感怀", "咏怀", "述怀", "书怀", "抒怀", "遣怀", "即事", "即景",
	"偶成", "偶作", "偶题", "偶书", "口占", "漫兴", "漫成", "送别", "留别", "寄远", "原韵", "原玉", "春日", "夏日", "秋日", "冬日", "五绝", "七绝", "五律", "七律"}

func isCommonTitle(title string) bool {
	return slices.Contains(commonTitles, title) || isPadding(title)
}

// fewestReplied is how many rhyme characters two poems must share, all and in
// their order, to be of the same rhymes.
const fewestReplied = 2

func shareRhymes(a, b *texts.Poem) bool {
	own := rhymesOf(a)
	return len(own) >= fewestReplied && slices.Equal(own, rhymesOf(b))
}

// isReply reports whether a title has a word for answering.
func isReply(title string) bool {
	return slices.ContainsFunc(replyMarks, func(mark string) bool { return strings.Contains(title, mark) })
}

// namesAuthor reports whether a title holds one of an author's names; a name of
// one character is too often a word.
func namesAuthor(snapshot *texts.Snapshot, title string, id corpus.AuthorID) bool {
	author := snapshot.Author(id)
	return author != nil && slices.ContainsFunc(author.Names, func(name string) bool {
		return utf8.RuneCountInString(name) >= 2 && strings.Contains(title, name)
	})
}

// Answer says that one poem answers another.
type Answer struct{ Poem, To corpus.PoemID }

// Answers lists which poem answers which, at most one for each, in order of
// id. Where a title fits several poems, the one whose author it names is
// meant, then the one whose title it quotes at greatest length; where several
// are left that nothing sets apart, as with titles like 春日, none is.
func Answers(ctx context.Context, snapshot *texts.Snapshot) ([]Answer, error) {
	quotable, err := listQuotable(ctx, snapshot)
	if err != nil {
		return nil, err
	}
	var list []Answer
	snapshot.Each(func(a *texts.Poem) bool {
		if isReply(a.Title()) && utf8.RuneCountInString(a.Title()) <= longestTitle {
			if b := quotable.findAnswered(snapshot, a); b != nil {
				list = append(list, Answer{a.ID, b.ID})
			}
		}
		return ctx.Err() == nil
	})
	slices.SortFunc(list, func(x, y Answer) int { return cmp.Compare(x.Poem, y.Poem) })
	return list, ctx.Err()
}

// quotable are poems by what a title that answers them can hold.
type quotable struct {
	titled map[string][]*texts.Poem // by title
	by     map[string][]*texts.Poem // by name of the author
}

// listQuotable lists only the titles and names that some answering title holds.
func listQuotable(ctx context.Context, snapshot *texts.Snapshot) (quotable, error) {
	held := map[string]bool{}
	snapshot.Each(func(p *texts.Poem) bool {
		if title := p.Title(); isReply(title) {
			eachRun(title, func(run string) { held[run] = true })
		}
		return ctx.Err() == nil
	})
	q := quotable{map[string][]*texts.Poem{}, map[string][]*texts.Poem{}}
	snapshot.Each(func(p *texts.Poem) bool {
		if held[p.Title()] {
			q.titled[p.Title()] = append(q.titled[p.Title()], p)
		}
		if author := snapshot.Author(p.Author); author != nil {
			for _, name := range author.Names {
				if held[name] {
					q.by[name] = append(q.by[name], p)
				}
			}
		}
		return ctx.Err() == nil
	})
	return q, ctx.Err()
}

// eachRun calls fn for every run of two characters or more.
func eachRun(title string, fn func(run string)) {
	if utf8.RuneCountInString(title) > longestTitle {
		return
	}
	for from := range title {
		n := 0
		for at, r := range title[from:] {
			if n++; n >= 2 {
				fn(title[from : from+at+utf8.RuneLen(r)])
			}
		}
	}
}

// findAnswered returns the poem that a answers, nil for none.
func (q quotable) findAnswered(snapshot *texts.Snapshot, a *texts.Poem) *texts.Poem {
	var best *texts.Poem
	bestScore, alone := 0, false
	eachRun(a.Title(), func(run string) {
		for _, list := range [][]*texts.Poem{q.titled[run], q.by[run]} {
			for _, b := range list {
				if b == a || isLater(b, a) || !answers(snapshot, a, b) {
					continue
				}
				score := scoreAnswer(snapshot, a, b)
				if score > bestScore {
					best, bestScore, alone = b, score, true
				} else if score == bestScore && b != best {
					alone = false
				}
			}
		}
	})
	if !alone {
		return nil
	}
	return best
}

// scoreAnswer weighs how surely a speaks of b.
func scoreAnswer(snapshot *texts.Snapshot, a, b *texts.Poem) int {
	score := 1
	if namesAuthor(snapshot, a.Title(), b.Author) {
		score += 1000
	}
	if strings.Contains(a.Title(), b.Title()) {
		score += 4 * utf8.RuneCountInString(b.Title())
	}
	if shareRhymes(a, b) {
		score += 3
	}
	return score
}

// isLater reports whether b is known to be written after a: no poem answers
// what is not yet there.
func isLater(b, a *texts.Poem) bool {
	if a.Date.Year == 0 || b.Date.Year == 0 {
		return false
	}
	return cmp.Or(cmp.Compare(b.Date.Year, a.Date.Year), compareKnown(b.Date.Month, a.Date.Month), compareKnown(b.Date.Day, a.Date.Day)) > 0
}

// compareKnown compares two parts of a date, equal where one is not known.
func compareKnown(x, y int) int {
	if x == 0 || y == 0 {
		return 0
	}
	return cmp.Compare(x, y)
}
