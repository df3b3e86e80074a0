package verse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
)

// FormOf names the form of a poem where its title, its tune or its text leave
// no doubt, and "" elsewhere. tune may be "".
func FormOf(title, tune, body string) corpus.Form {
	if form := formBefore(title); form != "" {
		return form
	}
	if tune == "" {
		tune = TuneFor(title, body)
	}
	switch form := FormOfTune(title, tune); {
	case form != "":
		return form
	case tune != "":
		return corpus.FormCi
	}
	lines := Lines(body)
	if hasSides(lines) || isCouplet(lines) && strings.ContainsAny(title, "联聯") {
		return corpus.FormYinglian
	}
	if (strings.HasSuffix(title, "赋") || strings.HasSuffix(title, "賦")) && utf8.RuneCountInString(body) > 100 {
		return corpus.FormFu
	}
	shape := ShapeOf(body)
	if form := shape.Form(); form != "" {
		return form
	}
	// A poem of six clauses, ten or more keeps to one length as an old one does.
	if n := len(shape.Clauses); shape.Marked && (n == 6 || n > 8) && n%2 == 0 && (shape.Metre() == 5 || shape.Metre() == 7) {
		return corpus.FormGufeng
	}
	return ""
}

// writtenForms are the names of forms that people write before a title, with a
// mark between: 七绝·春晓, 【五律】登楼.
var writtenForms = regexp.MustCompile(`^[【\[（(《]?([五七]言?[绝絕律]句?[诗詩]?|[五七]言[绝絕]句|[五七]言律[诗詩])[】\]）)》]?(?:[·•・‧∙:：\-—]|\s|$)|^[【\[（(]([五七]言?[绝絕律][句诗詩]?|古风|古風|排律)[】\]）)]`)

func formBefore(title string) corpus.Form {
	if !strings.ContainsAny(title, "五七古排") {
		return ""
	}
	m := writtenForms.FindStringSubmatch(title)
	if m == nil {
		return ""
	}
	form, _ := corpus.ParseForm(m[1] + m[2])
	if form == corpus.FormOther {
		return ""
	}
	return form
}

var sideOfCouplet = regexp.MustCompile(`^\s*[（(【\[]?[上下出对對](?:[联聯]|句)[】\]）)]?\s*[:：]`)

// hasSides reports whether the lines are the sides of a couplet by their own
// labels, a scroll above or below them.
func hasSides(lines []Line) bool {
	sides := 0
	for _, line := range lines[:min(3, len(lines))] {
		if sideOfCouplet.MatchString(line.Text) {
			sides++
		}
	}
	return sides == 2 && len(lines) <= 3
}

// isCouplet reports whether lines are two as long as each other, a heading
// besides.
func isCouplet(lines []Line) bool {
	if len(lines) < 2 || len(lines) > 3 {
		return false
	}
	first, second := ShapeOf(lines[0].Text), ShapeOf(lines[1].Text)
	return first.Letters == second.Letters && first.Letters >= 4
}
