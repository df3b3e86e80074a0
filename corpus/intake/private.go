package intake

import (
	"regexp"
	"strings"
	"unicode"

	"shiyun/corpus"
	"shiyun/corpus/contact"
)

// Mask stands for what identifies or reaches a person in a row that goes back
// to whoever made it.
const Mask = "＊＊＊"

// hidePrivate takes what identifies or reaches a person out of the cells,
// before anything is made of them. Out of a field of one line it is cut; of a
// longer text a line that is nothing else is left out, and a sentence with it
// refuses the row: what to put in its place only its author knows. Messages
// name the column and never what was found.
func (r *Row) hidePrivate(c Cells, bodyColumn string) {
	for f, cell := range c {
		if !cell.Given {
			continue
		}
		switch f {
		case FieldID, FieldRevision, FieldStatus:
		case FieldBody, FieldPreface, FieldNote:
			cell.Text = r.hideLines(f, cell)
		case FieldPlace:
			r.hideInLine(&cell, contact.Place)
		case FieldAuthor, FieldAliases, FieldSource:
			r.hideInLine(&cell, contact.Name)
		default:
			r.hideInLine(&cell, contact.Prose)
		}
		c[f] = cell
	}
}

// hideInLine cuts what is private out of a field of one line or the items of a
// list.
func (r *Row) hideInLine(cell *Cell, scope contact.Scope) {
	text, cut := withoutPrivate(cell.Text, scope)
	cell.Text = text
	for i, item := range cell.List {
		plain, found := withoutPrivate(item, scope)
		if cut = cut || found; found {
			cell.List[i] = plain
		}
	}
	if cut {
		r.Warn(cell.Column, CodePrivate, corpus.NewMessage("intake.warn.private_cut", cell.Column))
	}
}

// contactWord is a word before or after what was cut that is of no use alone.
var (
	contactWord  = `(?i)(?:联系|聯絡|聯繫|本人)?(?:电话|電話|手机|手機|联系方式|聯絡方式|微信|微信号|微信號|邮箱|郵箱|email|e-mail|tel|mobile|qq|扣扣|身份证|身份證|住址|地址|号码|号|號)`
	wordBefore   = regexp.MustCompile(contactWord + `[\s:：=]*$`)
	loneBrackets = regexp.MustCompile(`[（(【\[〔]\s*[)）】\]〕]`)
)

// withoutPrivate is a text of one line without what is private in it, and
// whether there was any.
func withoutPrivate(text string, scope contact.Scope) (string, bool) {
	spans := contact.Find(text, scope)
	if len(spans) == 0 {
		return text, false
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(wordBefore.ReplaceAllString(text[at:s.From], ""))
		at = s.To
	}
	b.WriteString(text[at:])
	plain := loneBrackets.ReplaceAllString(b.String(), "")
	return strings.TrimFunc(plain, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",，、;；:：/|／-—·", r)
	}), true
}

// hideLines leaves out the lines of a text that are nothing but private, and
// refuses the row for others with something private in them.
func (r *Row) hideLines(f Field, cell Cell) string {
	headed := strings.ContainsAny(cell.Text, ":：") && privateHead.MatchString(cell.Text)
	if !headed && len(contact.Find(cell.Text, contact.Prose)) == 0 {
		return cell.Text
	}
	var kept []string
	left, refused := false, 0
	for i, line := range strings.Split(lineEnds.Replace(cell.Text), "\n") {
		switch spans := contact.Find(line, contact.Prose); {
		case isPrivateHead(line), len(spans) > 0 && nothingElse(line, spans):
			left = true
			continue
		case len(spans) > 0:
			line = maskSpans(line, spans)
			if refused == 0 {
				refused = i + 1
			}
		}
		kept = append(kept, line)
	}
	switch {
	case refused > 0:
		r.Refuse(cell.Column, CodePrivate, corpus.NewMessage("intake.private_in_text", refused), corpus.NewMessage("intake.advice.delete_private"))
	case left:
		r.Warn(cell.Column, CodePrivate, corpus.NewMessage("intake.warn.private_line", f.Name()))
	}
	return strings.Join(kept, "\n")
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\u2028", "\n")

// privateHead is a line that says by its first word that it is private,
// whatever comes after.
var privateHead = regexp.MustCompile(`(?m)^\s*(?:[*•·\-]\s*)?([\p{Han}A-Za-z\-]{2,8}|[\p{Han}]{2,6}\s[\p{Han}]{2,4})\s*[:：]\s*(\S.*)$`)

// headsOfVerse may begin a line of verse, or of a note on its author.
var headsOfVerse = " 电话 手机 電話 手機 微信 年龄 性别 身份 年齡 性別 生日 ip contact 本名 联系人 真名 实名 門牌 门牌 "

func isPrivateHead(line string) bool {
	m := privateHead.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	name := NormalHeader(m[1])
	if FieldNamed(name) == FieldPrivate && !strings.Contains(headsOfVerse, " "+name+" ") {
		return true
	}
	return (name == "地址" || name == "address") && len(contact.Find(m[2], contact.Place)) > 0
}

// nothingElse reports whether a line holds, beside what is private, only words
// for it, marks, and the name of whoever it belongs to, parted from it.
func nothingElse(line string, spans []contact.Span) bool {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(line[at:s.From] + "\x00")
		at = s.To
	}
	return onlyContact.MatchString(b.String() + line[at:])
}

var onlyContact = regexp.MustCompile(`^[\s\p{P}\p{S}]*(?:(?:作者|投稿人|投稿|姓名|笔名|联系人|撰稿|署名|来稿)?[\s:：]*[\p{Han}]{2,4}(?:先生|女士|老师|同志)?[\s\p{P}]+)?(?:` +
	`(?:(?:投稿|来稿|请联系|請聯繫|联系|聯絡|聯繫|本人|作者|办公|家庭|固定|请加|加)?(?:电话|電話|手机|手機|联系方式|聯絡方式|微信|微信号|微信號|邮箱|郵箱|电子邮箱|邮件|email|e-mail|Email|E-mail|tel|Tel|TEL|mobile|qq|QQ|扣扣|身份证|身份證|住址|地址|号码|号|號|收|同号|同號)?|\x00)[\s\p{P}\p{S}]*)*$`)

// maskSpans is a line with what is private in it hidden.
func maskSpans(line string, spans []contact.Span) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(line[at:s.From] + Mask)
		at = s.To
	}
	return b.String() + line[at:]
}

// countPrivate counts what the row was told of that is private.
func (r *Row) countPrivate() (n int) {
	for _, problems := range [][]Problem{r.Warnings, r.Problems} {
		for _, p := range problems {
			if p.Code == CodePrivate {
				n++
			}
		}
	}
	return n
}

// maskCells hides what is private in the cells of a row, which are kept for a
// row that is refused, whether or not a field is made of them. found reports
// whether the fields had any: else those cells are not looked at again.
func maskCells(cells []string, m Mapping, found bool) {
	for i, text := range cells {
		scope, field := contact.Prose, FieldNone
		if i < len(m) {
			field = m[i]
		}
		switch field {
		case FieldNone, FieldID, FieldRevision, FieldStatus:
		case FieldPlace:
			scope = contact.Place
			fallthrough
		default:
			if !found {
				continue
			}
		}
		if spans := contact.Find(text, scope); len(spans) > 0 {
			cells[i] = maskSpans(text, spans)
		}
	}
}
