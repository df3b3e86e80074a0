package prosody

import (
	"regexp"
	"strings"

	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/script"
)

// statement finds a book that a poem says it keeps to: in brackets, as in a
// title 登楼（新韵）, or as words of their own. 荷塘新韵 says nothing.
const (
	namesOfBooks = `(中华新韵|新韵|中华通韵|通韵|平水韵|词林正韵)`
	lead         = `(?:注[:：]?|依|用|押|按|据|步)?`
)

var (
	bracketed = regexp.MustCompile(`[（(\[【〔《]\s*` + lead + namesOfBooks + `\s*[）)\]】〕》]`)
	standing  = regexp.MustCompile(`(?:^|[\s，,。；;：:、（(\[【〔《])` + lead + namesOfBooks + `(?:$|[\s，,。；;、）)\]】〕》])`)
)

var booksByName = map[string]rhyme.Book{
	"中华新韵": rhyme.Xinyun, "新韵": rhyme.Xinyun, "中华通韵": rhyme.Tongyun, "通韵": rhyme.Tongyun,
	"平水韵": rhyme.Pingshui, "词林正韵": rhyme.Cilin,
}

// most is how much of a note or a body is looked through for a statement.
const most = 4000

// StatedBook returns the book that a poem says it keeps to.
func StatedBook(p Poem) (rhyme.Book, bool) {
	for _, text := range []struct {
		words   string
		pattern *regexp.Regexp
	}{{p.Title, bracketed}, {p.Body, bracketed}, {p.Preface, standing}, {p.Note, standing}, {strings.Join(p.Tags, " "), standing}} {
		words := text.words
		if len(words) > most {
			words = strings.ToValidUTF8(words[:most], "")
		}
		if !strings.ContainsAny(words, "韵韻") {
			continue
		}
		if m := text.pattern.FindStringSubmatch(script.Simplified(words)); m != nil {
			return booksByName[m[1]], true
		}
	}
	return 0, false
}

// errorsIn counts the findings that are errors.
func errorsIn(findings []finding.Finding) (n int) {
	for _, f := range findings {
		if f.Severity == finding.Error {
			n++
		}
	}
	return n
}
