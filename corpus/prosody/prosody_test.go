package prosody_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/prosody"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/verse"
)

const (
	regulated = "国破山河在，城春草木深。\n感时花溅泪，恨别鸟惊心。\n烽火连三月，家书抵万金。\n白头搔更短，浑欲不胜簪。"
	oldStyle  = "窗前植桂花，雨后生新芽。\n老母扫落叶，小儿数归鸦。\n日暮炊烟起，邻里闻饭香。\n谁家笛声远，令人思故乡。"
	song      = "昨夜雨疏风骤，浓睡不消残酒。试问卷帘人，却道海棠依旧。知否，知否，应是绿肥红瘦。"
	modern    = "我在阳台上种了一盆菊花\n它开的时候\n楼下的孩子们都放学了"
)

// grave lists what was found that is no note, as rule, line and character.
func grave(r prosody.Report) (all []string) {
	for _, f := range r.Findings {
		if f.Severity != finding.Note {
			all = append(all, string(f.Rule)+" "+f.Text)
		}
	}
	return all
}

func flag(b *bool) string {
	switch {
	case b == nil:
		return "null"
	case *b:
		return "yes"
	}
	return "no"
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name          string
		poem          prosody.Poem
		form          corpus.Form
		tune          string
		rhyme, metre  string // flags
		rhymes, found string
	}{
		{"a 律诗", prosody.Poem{Body: regulated}, corpus.FormWulu, "", "yes", "yes", "十二侵", ""},
		{"in traditional characters", prosody.Poem{Body: "國破山河在，城春草木深。\n感時花濺淚，恨別鳥驚心。\n烽火連三月，家書抵萬金。\n白頭搔更短，渾欲不勝簪。"}, corpus.FormWulu, "", "yes", "yes", "十二侵", ""},
		{"a tone turned", prosody.Poem{Body: strings.Replace(regulated, "家书抵", "家信抵", 1)}, corpus.FormWulu, "", "yes", "no", "十二侵", "tone 信"},
		{"a rhyme broken", prosody.Poem{Body: strings.Replace(regulated, "惊心", "惊飞", 1)}, corpus.FormWulu, "", "no", "yes", "十二侵", "off_rhyme 飞"},
		{"notes in brackets", prosody.Poem{Body: strings.Replace(regulated, "恨别鸟", "恨别（一作“离”）鸟", 1)}, corpus.FormWulu, "", "yes", "yes", "十二侵", ""},
		{"a character nobody knows", prosody.Poem{Body: strings.Replace(regulated, "花溅", "\U00031340溅", 1)}, corpus.FormWulu, "", "yes", "yes", "十二侵", ""},
		{"old-style verse that nobody named", prosody.Poem{Body: oldStyle}, corpus.FormGufeng, "", "no", "no", "六麻", ""},
		{"old-style verse that somebody named", prosody.Poem{Body: regulated, Form: corpus.FormGufeng}, corpus.FormGufeng, "", "null", "null", "", ""},
		{"modern verse as a 七律", prosody.Poem{Body: modern, Form: corpus.FormQilu}, corpus.FormQilu, "", "null", "no", "", "shape "},
		{"modern verse", prosody.Poem{Body: modern}, corpus.FormOther, "", "null", "null", "", ""},
		{"a tune in the title", prosody.Poem{Title: "如梦令·记", Body: song}, corpus.FormCi, "如梦令", "yes", "yes", "第十二部仄声", ""},
		{"a tune that the text shows", prosody.Poem{Title: "记", Body: song}, corpus.FormCi, "如梦令", "yes", "yes", "第十二部仄声", ""},
		{"another name of the tune", prosody.Poem{Tune: "忆仙姿", Body: song}, corpus.FormCi, "忆仙姿", "yes", "yes", "第十二部仄声", ""},
		{"a character left out", prosody.Poem{Tune: "如梦令", Body: strings.Replace(song, "试问卷帘人", "问卷帘人", 1)}, corpus.FormCi, "如梦令", "yes", "no", "第十二部仄声", "tune_length 问卷帘人"},
		{"no such tune", prosody.Poem{Tune: "东亭引", Form: corpus.FormCi, Body: song}, corpus.FormCi, "东亭引", "null", "null", "", ""},
		{"nothing", prosody.Poem{}, corpus.FormOther, "", "null", "null", "", ""},
		{"marks alone", prosody.Poem{Body: "，。！\n（）"}, corpus.FormOther, "", "null", "null", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := prosody.Check(c.poem, prosody.Choice{})
			if r.Form != c.form || r.Tune != c.tune || flag(r.RhymeOK) != c.rhyme || flag(r.MetreOK) != c.metre || strings.Join(r.Rhymes, " ") != c.rhymes || strings.Join(grave(r), "; ") != c.found {
				t.Errorf("form %s, tune %s, rhyme %s, metre %s, rhymes %v, found %v", r.Form, r.Tune, flag(r.RhymeOK), flag(r.MetreOK), r.Rhymes, grave(r))
			}
		})
	}
}

func TestStatedBook(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		poem prosody.Poem
		want string
	}{
		{"after the title", prosody.Poem{Title: "登楼（新韵）"}, "xinyun"},
		{"in traditional characters", prosody.Poem{Title: "登樓（中華新韻）"}, "xinyun"},
		{"in a note", prosody.Poem{Note: "作于2019年，用中华通韵。"}, "tongyun"},
		{"in the preface", prosody.Poem{Preface: "依平水韵"}, "pingshui"},
		{"below the body", prosody.Poem{Body: "春眠不觉晓\n（通韵）"}, "tongyun"},
		{"a tag", prosody.Poem{Tags: []string{"春", "新韵"}}, "xinyun"},
		{"a title that only has the words", prosody.Poem{Title: "荷塘新韵"}, ""},
		{"a note that only has the words", prosody.Poem{Note: "东湖新韵诗社雅集"}, ""},
	} {
		book, ok := prosody.StatedBook(c.poem)
		if ok != (c.want != "") || ok && book.String() != c.want {
			t.Errorf("%s: %v %v, want %q", c.name, book, ok, c.want)
		}
	}
}

// What the poem states comes before what was chosen.
func TestBookOfCheck(t *testing.T) {
	t.Parallel()
	poem := prosody.Poem{Title: "春望（通韵）", Body: regulated}
	if r := prosody.Check(poem, prosody.Choice{Book: rhyme.Pingshui, Given: true}); r.Book != rhyme.Tongyun || *r.MetreOK {
		t.Errorf("%v, metre %v", r.Book, *r.MetreOK)
	}
	poem.Title = "春望"
	if r := prosody.Check(poem, prosody.Choice{Book: rhyme.Xinyun, Given: true}); r.Book != rhyme.Xinyun {
		t.Errorf("%v", r.Book)
	}
}

func TestLongTextIsBounded(t *testing.T) {
	t.Parallel()
	began := time.Now()
	for _, body := range []string{strings.Repeat("月", 200000), strings.Repeat("月落乌啼霜满天，", 25000), strings.Repeat("（", 200000), strings.Repeat("月\n", 100000)} {
		prosody.Check(prosody.Poem{Body: body, Form: corpus.FormCi}, prosody.Choice{})
		prosody.Check(prosody.Poem{Body: body}, prosody.Choice{})
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

// checkAny fails unless a check of any text answers with places that are there.
func checkAny(t testing.TB, title, body string, form corpus.Form) {
	lines := verse.Lines(body)
	for _, choice := range []prosody.Choice{{}, {Book: rhyme.Tongyun, Given: true}} {
		for _, f := range prosody.Check(prosody.Poem{Title: title, Body: body, Form: form}, choice).Findings {
			if f.Line == 0 && f.Char == 0 {
				continue
			}
			if f.Line < 1 || f.Line > len(lines) || f.Char < 1 || f.Char > utf8.RuneCountInString(lines[f.Line-1].Text) || f.Message.IsZero() {
				t.Fatalf("%+v of %q", f, body)
			}
		}
	}
}

func FuzzCheck(f *testing.F) {
	forms := append([]corpus.Form{""}, corpus.Forms()...)
	for i, body := range []string{regulated, oldStyle, song, modern, "（一）\n月。\x00\xff豈", "门无车马终年静\n身卧云山万事轻"} {
		f.Add("满江红·其一", body, i)
	}
	f.Fuzz(func(t *testing.T, title, body string, form int) {
		checkAny(t, title, body, forms[uint(form)%uint(len(forms))])
	})
}

func BenchmarkCheck(b *testing.B) {
	for name, poem := range map[string]prosody.Poem{"律诗": {Body: regulated, Form: corpus.FormWulu}, "词": {Body: song}} {
		b.Run(name, func(b *testing.B) {
			prosody.Check(poem, prosody.Choice{})
			for b.Loop() {
				prosody.Check(poem, prosody.Choice{})
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "poems/s")
		})
	}
}
