package manuscript

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FileNames is what the name of a file and of the folder it lies in say of
// the poem in it.
type FileNames struct {
	Title, Author, Date string
	Folder              string // the name of the folder where that may be the author's
	Collection          string // … and where it names a book
}

var (
	// plainName is a name that says nothing of the poem in the file.
	plainName = regexp.MustCompile(`^(?:新建|未命名|无标题|文本|文档|我的|待整理|附件|扫描|微信|聊天|导出|下载|[\d\s._()（）-]*$|[!-~\s]*$)|(?:文档|诗稿|诗集|诗选|作品|作品集|投稿|稿件|初稿|终稿|定稿|修改稿|合集|汇总|整理|副本|新诗|现代诗|诗歌|诗词|的诗)[\d\s._()（）-]*$`)

	nameNumber = regexp.MustCompile(`^[\s（(【\[]*(?:No\.?\s*)?[0-9０-９]{1,4}[\s）)】\]._、．-]+`)
	zeroNumber = regexp.MustCompile(`^0\d{1,3}`)
	nameDate   = regexp.MustCompile(`^[\s（(]*((?:19|20)\d{2}(?:[-._年/]?\d{1,2}(?:[-._月]?\d{1,2}日?)?)?年?)[\s）)_-]+|[\s（(_-]+((?:19|20)\d{2}(?:[-._年]?\d{1,2}(?:[-._月]?\d{1,2}日?)?)?年?)[\s）)]*$`)
	namesApart = regexp.MustCompile(`\s*(?:——|--|[-_—－–+＋·]|\s)\s*`)

	// nicknamed is a title with what neighbours call its author behind.
	nicknamed = regexp.MustCompile(`^(\p{Han}{2,20})\s*[（(]([老小阿]\p{Han})[）)]$`)

	// bookFolder is a folder named like a book or a part of one.
	bookFolder = regexp.MustCompile(`^.{2,20}(?:集|卷|辑|编|诗选|诗抄|诗稿)$`)

	// plainChapter is the heading of a chapter that says nothing of it.
	plainChapter = regexp.MustCompile(`^(?:作品|诗歌|诗词|正文|目录|目錄|目\s+录|诗集|诗选|合集|内容)$`)

	// plainFolder is a folder named by what is in it.
	plainFolder = regexp.MustCompile(`^[!-~\s]*$|[集卷辑册部诗词曲赋联稿类组社群月年度季]$|作品|投稿|文档|资料|文件|新建|附件|小区|社区|街道|\d`)
)

// ReadFileName reads the names of a file, whose folders are parted by "/".
// An archive's own name stands before those of its entries.
func ReadFileName(name string) FileNames {
	name = strings.ReplaceAll(name, `\`, "/")
	base := path.Base(name)
	ext := path.Ext(base)
	if !isTextFile(ext) {
		return FileNames{}
	}
	var n FileNames
	if folder := strings.TrimSpace(path.Base(path.Dir(name))); strings.Contains(name, "/") && !strings.HasSuffix(strings.ToLower(folder), ".zip") {
		if bookFolder.MatchString(folder) {
			n.Collection = folder
			folder = path.Base(path.Dir(path.Dir(name)))
		}
		switch {
		case folder == "." || folder == "/" || strings.HasSuffix(strings.ToLower(folder), ".zip"):
		case !plainFolder.MatchString(folder) && utf8.RuneCountInString(folder) <= 8:
			n.Folder = folder
		}
	}
	n.read(strings.TrimSpace(strings.TrimSuffix(base, ext)))
	return n
}

// isTextFile reports whether a file with this extension may hold one poem.
func isTextFile(ext string) bool {
	switch strings.ToLower(ext) {
	case ".txt", ".md", ".markdown", ".text", ".docx", ".odt", ".html", ".htm":
		return true
	}
	return false
}

func (n *FileNames) read(base string) {
	base = n.takeDate(base)
	parts := nameParts(base)
	if len(parts) < len(namesApart.Split(base, -1)) {
		base = strings.Join(parts, " ")
	}
	if plainName.MatchString(base) {
		return
	}
	if t := ReadTitle(base, Careful); t.Author != "" {
		n.Title, n.Author = t.Title, t.Author
		return
	}
	if m := nicknamed.FindStringSubmatch(base); m != nil {
		n.Title, n.Author = m[1], m[2]
		return
	}
	if len(parts) == 2 && utf8.RuneCountInString(parts[0]) > 1 && utf8.RuneCountInString(parts[1]) > 1 {
		for i, part := range parts {
			if IsName(part) && StartsWithSurname(part) && !IsFormOrTune(parts[1-i]) && !IsFormOrTune(part) && utf8.RuneCountInString(part) <= 4 && !(i == 0 && StartsWithSurname(parts[1]) && utf8.RuneCountInString(parts[1]) <= 3) {
				n.Author, n.Title = part, parts[1-i]
				break
			}
		}
	}
	if n.Title == "" {
		n.Title = TrimTitle(base)
	}
	if !strings.ContainsFunc(n.Title, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		n.Title = ""
	}
}

// nameRemark is a part of a file's name that is neither title nor author.
var nameRemark = regexp.MustCompile(`^[!-~]*\d[!-~]*$|^(?:老年|青年|少年|成人|学生|小学|中学|社区|社会)组$|(?:诗稿|初稿|终稿|定稿|修改稿|投稿|作品|参赛|原创|社区|小区|街道|诗社)$`)

// nameParts are the parts of a file's name. Of three or more those that name a
// form, a number or where it was sent are left out: 周启明_重阳登高_七绝.
func nameParts(base string) []string {
	parts := namesApart.Split(base, -1)
	if len(parts) < 3 {
		return parts
	}
	left := slices.DeleteFunc(slices.Clone(parts), func(part string) bool {
		_, form := formHeads[part]
		return part == "" || form || nameRemark.MatchString(part)
	})
	if len(left) == 0 {
		return parts
	}
	return left
}

// takeDate takes date and number off the name of a file.
func (n *FileNames) takeDate(base string) string {
	if m := nameDate.FindStringSubmatchIndex(base); m != nil && m[1]-m[0] < len(base) {
		n.Date = strings.Trim(nameDate.FindString(base), " _-（）()")
		base = strings.TrimSpace(base[:m[0]] + base[m[1]:])
	}
	for _, number := range []*regexp.Regexp{nameNumber, zeroNumber} {
		if rest := number.ReplaceAllString(base, ""); rest != "" {
			base = rest
		}
	}
	return base
}

// Match reports whether the file's name stands in what the text says for
// itself: the words of one are those of the other.
func (n FileNames) Match(text string) bool {
	text = TrimTitle(text)
	if n.Title == "" || text == "" || !strings.Contains(n.Title, text) && !strings.Contains(text, n.Title) {
		return false
	}
	return min(len(n.Title), len(text))*5 >= max(len(n.Title), len(text))*3
}

// IsPerson reports whether the file is named by a person, as whole folders of
// what people sent in are.
func (n FileNames) IsPerson() bool {
	length := utf8.RuneCountInString(n.Title)
	return n.Folder == "" && IsName(n.Title) && StartsWithSurname(n.Title) && length >= 2 && length <= 3
}

// ChapterName is the collection that a chapter's heading names, "" for none.
func ChapterName(heading string) string {
	name := TrimDecoration(heading)
	if plainChapter.MatchString(name) || utf8.RuneCountInString(name) > 30 {
		return ""
	}
	return name
}
