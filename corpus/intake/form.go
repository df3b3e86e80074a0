package intake

import (
	"regexp"
	"slices"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/prosody"
	"shiyun/corpus/verse"
)

// form reads the 体裁, and else takes it from the text, and the tune from the
// title. Where the text shows another than was written, both are kept: the one
// as written, the other in a warning. A wording the archive does not know is no
// reason to turn a poem away: it is kept among the tags.
func (r *Row) form(c Cells) {
	d, cell := &r.Draft, c[FieldForm]
	wording := formWording{}
	if cell.Given {
		line := r.line(cell)
		if line == nil {
			return
		}
		wording = readForm(*line)
	}
	for _, tag := range wording.remarks {
		r.tag(tag)
	}
	if r.comesBack(c) {
		if cell.Given {
			d.Form = ptrTo(orOther(wording.form))
		}
		return
	}
	r.takeTune(c, wording.tune)
	told, _ := prosody.FormOf(*orEmpty(d.Title), *orEmpty(d.Tune), *orEmpty(d.Body))
	if told == "" && verse.IsModern(*orEmpty(d.Body)) {
		told = corpus.FormXinshi
	}
	switch {
	case wording.form != "":
		d.Form = &wording.form
		if told != "" && contradicts(wording.form, told) {
			r.Warn(cell.Column, CodeForm, corpus.NewMessage("intake.warn.form", corpus.Name(wording.form), corpus.Name(told)))
		}
	case told != "":
		d.Form, d.FormInferred = &told, true
	case cell.Given:
		d.Form = ptrTo(corpus.FormOther)
	}
}

func ptrTo[T any](v T) *T { return &v }

func orOther(f corpus.Form) corpus.Form {
	if f == "" {
		return corpus.FormOther
	}
	return f
}

// takeTune gives the draft the tune that its form's wording or its title
// names, and a poem whose title was left empty, or that has only what others
// call rhythmic, that of its tune.
func (r *Row) takeTune(c Cells, written string) {
	d := &r.Draft
	if *orEmpty(d.Tune) == "" && written != "" {
		d.Tune = &written
	}
	if *orEmpty(d.Tune) == "" && d.Title != nil {
		if tune := verse.TuneFor(strings.Trim(*d.Title, "【】[]"), *orEmpty(d.Body)); tune != "" {
			d.Tune, d.TuneInferred = &tune, true
		}
	}
	asked := c[FieldTitle].Given || NormalHeader(c[FieldTune].Column) == "rhythmic"
	if asked && *orEmpty(d.Title) == "" && *orEmpty(d.Tune) != "" {
		d.Title = ptrTo(*d.Tune)
	}
}

// regulated are the forms that the lengths of their clauses alone decide.
var regulated = []corpus.Form{corpus.FormWujue, corpus.FormQijue, corpus.FormWulu, corpus.FormQilu}

// contradicts reports whether a poem cannot be both. A 词 or a 古风 may be as
// long as a 律诗.
func contradicts(written, told corpus.Form) bool {
	if written == told || !slices.Contains(regulated, told) {
		return false
	}
	return slices.Contains(regulated, written) || written == corpus.FormXinshi || written == corpus.FormYinglian || written == corpus.FormFu
}

// formWording is what somebody wrote of a form: 七绝（新韵）.
type formWording struct {
	form    corpus.Form // "" where it names none
	tune    string
	remarks []string
}

var (
	formLabel   = regexp.MustCompile(`^(?:体裁|類別|类别|類型|类型|诗体|詩體|形式|文体|體裁|文體)\s*[:：]\s*`)
	formMarks   = "()（）[]【】〔〕「」『』《》·•・‧∙.、，,；;/／|｜:：-—－ \u3000\t"
	howMany     = regexp.MustCompile(`^(.*?)(?:[一二三四五六七八九十\d]{1,3}首|其[一二三四五六七八九十\d]{1,3}|体|體|类|類)$`)
	emptyRemark = " 诗 詩 诗歌 詩歌 诗词 詩詞 首 一首 体 类 無 无 作品 "
)

// readForm reads the wording of a form with what stands around it.
func readForm(wording string) (w formWording) {
	wording = formLabel.ReplaceAllString(strings.TrimSpace(wording), "")
	if wording == "" {
		return w
	}
	if form, ok := corpus.ParseForm(wording); ok {
		w.form = form
		return w
	}
	whole := wording
	for _, word := range strings.FieldsFunc(wording, func(r rune) bool { return strings.ContainsRune(formMarks, r) }) {
		form, remark := formWithin(word)
		tune, rest := verse.TuneOf(word)
		switch {
		case form != "" && w.form == "":
			w.form = form
		case tune != "" && rest == "" && w.tune == "":
			w.tune = tune
			continue
		case form == "":
			remark = word
		}
		if remark != "" && !strings.Contains(emptyRemark, " "+remark+" ") && !slices.Contains(w.remarks, remark) {
			w.remarks = append(w.remarks, remark)
		}
	}
	if w.form == "" && w.tune == "" {
		w.remarks = []string{whole}
	}
	return w
}

// formWithin finds the name of a form that a word is, begins with or ends
// with, and the rest of the word: 新韵七绝, 七律二首.
func formWithin(word string) (form corpus.Form, rest string) {
	if m := howMany.FindStringSubmatch(word); m != nil && m[1] != "" {
		if form, ok := corpus.ParseForm(m[1]); ok {
			return form, ""
		}
	}
	if form, ok := corpus.ParseForm(word); ok {
		return form, ""
	}
	runes := []rune(word)
	for n := len(runes) - 1; n >= 2; n-- {
		if form, ok := corpus.ParseForm(string(runes[:n])); ok {
			return form, string(runes[n:])
		}
		if form, ok := corpus.ParseForm(string(runes[len(runes)-n:])); ok {
			return form, string(runes[:len(runes)-n])
		}
	}
	return "", ""
}

func (r *Row) tag(name string) {
	var tags []string
	if r.Draft.Tags != nil {
		tags = *r.Draft.Tags
	}
	if !slices.Contains(tags, name) {
		tags = append(tags, name)
	}
	r.Draft.Tags = &tags
}
