package match_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/searchtest"
	"shiyun/indexer/texts"
)

func lexiconOf(poems ...corpus.Poem) *match.Lexicon {
	return match.NewLexicon(searchtest.NewArchive(poems...).Texts())
}

func moon() corpus.Poem {
	return searchtest.NewPoem("望月亭", "楚凤散人", "湖灯一点傍疏桥，\n石上残茶独自浇。")
}

// Each finder by itself: what it finds in one poem, how, and at which cost.
func TestFinders(t *testing.T) {
	t.Parallel()
	lexicon := lexiconOf(moon())
	fuzzy := func(run string) match.Finder { return match.NewFuzzy(lexicon.Mistakes(run)) }
	longest := func(run string) match.Finder { f, _ := match.NewLongestRun(run); return f }
	sound := func(run string) match.Finder { return lexicon.Phonetic(run, match.InFull, false) }
	merged := func(run string) match.Finder { return lexicon.Phonetic(run, match.InFull, true) }
	commonest := func(run string) match.Finder { return match.NewInitials(run, false) }
	every := func(run string) match.Finder { return match.NewInitials(run, true) }
	tests := []struct {
		name   string
		finder func(run string) match.Finder
		run    string
		found  string // "" for nothing
		tier   match.Tier
	}{
		{"the run itself", fuzzy, "湖灯一点", "湖灯一点", match.Sound},
		{"one homophone", fuzzy, "胡灯一点", "湖灯一点", match.Sound},
		{"one wrong", fuzzy, "湖灯两点", "湖灯一点", match.Near},
		{"one missing", fuzzy, "湖灯一傍疏桥", "湖灯一点傍疏桥", match.Near},
		{"one added", fuzzy, "湖灯一点点傍", "湖灯一点傍", match.Near},
		{"two swapped", fuzzy, "湖一灯点", "湖灯一点", match.Near},
		{"two wrong of four", fuzzy, "湖水两点", "", ""},
		{"in any order", match.NewAnyOrder, "桥疏傍点", "点傍疏桥", match.Near},
		{"in any order, not side by side", match.NewAnyOrder, "湖灯疏桥", "", ""},
		{"in any order, one twice", match.NewAnyOrder, "点点傍疏", "", ""},
		{"both ends", match.NewHeadTail, "湖灯什么傍疏桥", "湖灯一点傍疏桥", match.Near},
		{"both ends, a character between left out", match.NewHeadTail, "湖灯一点疏桥", "湖灯一点傍疏桥", match.Near},
		{"too little of both ends", match.NewHeadTail, "湖灯什么疏桥", "", ""},
		{"ends the other way round", match.NewHeadTail, "疏桥什么湖灯", "", ""},
		{"ends too far apart", match.NewHeadTail, "望月什么自浇", "", ""},
		{"longest common run", longest, "我记得湖灯一点傍疏桥吗", "湖灯一点傍疏桥", match.Near},
		{"a run too short", longest, "我记得湖灯一点吗", "", ""},
		{"by sound", sound, "胡等", "湖灯", match.Sound},
		{"by pinyin", sound, "hudeng", "湖灯", match.Sound},
		{"by characters and pinyin", sound, "湖deng", "湖灯", match.Sound},
		{"a sound that is merged", sound, "huden", "", ""},
		{"merged sounds", merged, "huden", "湖灯", match.Sound},
		{"initials", commonest, "hdyd", "湖灯一点", match.Sound},
		{"initials across title and body", commonest, "ythd", "", ""},
		{"initials of any reading", every, "hdyd", "湖灯一点", match.Sound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := lexicon.Poem(1)
			span, ok := tt.finder(tt.run).Find(p, query.Any)
			got := ""
			if ok {
				got = p.Text[span.Start:span.End]
			} else {
				span = match.Span{}
			}
			if got != tt.found || span.Tier != tt.tier {
				t.Errorf("%s: found %q as %q, want %q as %q", tt.run, got, span.Tier, tt.found, tt.tier)
			}
		})
	}
}

// A term looked for in one field is not found in another.
func TestFindersKeepToTheirField(t *testing.T) {
	t.Parallel()
	lexicon := lexiconOf(moon())
	p := lexicon.Poem(1)
	finders := map[string]func(run, letters string) match.Finder{
		"fuzzy":     func(run, _ string) match.Finder { return match.NewFuzzy(lexicon.Mistakes(run)) },
		"any order": func(run, _ string) match.Finder { return match.NewAnyOrder(run) },
		"phonetic":  func(run, _ string) match.Finder { return lexicon.Phonetic(run, match.InFull, false) },
		"initials":  func(_, letters string) match.Finder { return match.NewInitials(letters, false) },
		"every":     func(_, letters string) match.Finder { return match.NewInitials(letters, true) },
	}
	for name, newFinder := range finders {
		for _, of := range []struct {
			run, letters string
			is, isNot    query.Field
		}{{"望月亭", "wyt", query.Title, query.Body}, {"湖灯一", "hdy", query.Body, query.Title}} {
			f := newFinder(of.run, of.letters)
			if _, ok := f.Find(p, of.is); !ok {
				t.Errorf("%s: %s is not found in field %d", name, of.run, of.is)
			}
			if _, ok := f.Find(p, of.isNot); ok {
				t.Errorf("%s: %s is found in field %d", name, of.run, of.isNot)
			}
		}
	}
}

// anyText is a few characters of a small alphabet, so that runs and texts have
// much in common.
func anyText(rt *rapid.T, label string, least, most int) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(strings.Split("湖灯一点傍疏桥胡等店书乔", "")), least, most).Draw(rt, label), "")
}

// finders are those made of a run of five characters or more.
func finders(lexicon *match.Lexicon, run string) map[string]match.Finder {
	all := map[string]match.Finder{
		"fuzzy":     match.NewFuzzy(lexicon.Mistakes(run)),
		"any order": match.NewAnyOrder(run),
		"head tail": match.NewHeadTail(run),
		"phonetic":  lexicon.Phonetic(run, match.InFull, false),
		"merged":    lexicon.Phonetic(run, match.InFull, true),
	}
	if f, ok := match.NewLongestRun(run); ok {
		all["longest run"] = f
	}
	return all
}

// What a finder finds lies within one of title, body and preface, between whole
// characters; the engine proposes the poem, and the run itself is found
// wherever it stands.
func TestFoundSpans(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		run := anyText(rt, "run", match.ShortestHeadTail, 9)
		lexicon := lexiconOf(searchtest.NewPoem(anyText(rt, "title", 1, 5), "甲", anyText(rt, "body", 5, 20)+"，\n"+anyText(rt, "line", 5, 9)))
		p := lexicon.Poem(1)
		for name, f := range finders(lexicon, run) {
			span, ok := f.Find(p, query.Any)
			if !ok {
				if name != "longest run" && strings.Contains(p.BodyText(), run) {
					rt.Errorf("%s: %s is not found in %q", name, run, p.Text)
				}
				continue
			}
			if span.Start < 0 || span.End <= span.Start || span.End > len(p.Text) {
				rt.Fatalf("%s: span %v of %q", name, span, p.Text)
			}
			if part := p.Text[span.Start:span.End]; strings.Contains(part, "\x00") || !utf8.ValidString(part) {
				rt.Errorf("%s: %q is found for %s", name, part, run)
			}
			if !searchtest.Satisfies(p, f.Propose()) {
				rt.Errorf("%s: %s is found in %q, which is not proposed", name, run, p.Text)
			}
		}
	})
}

// A poem that is not scanned is never looked at.
func TestScansFindEveryMatch(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		lexicon := lexiconOf(searchtest.NewPoem("题", "甲", anyText(rt, "body", 4, 20)))
		run := anyText(rt, "run", 2, 4)
		letters := pinyin.NameInitials(run)
		for _, merged := range []bool{false, true} {
			checkScan(rt, lexicon, run, lexicon.Phonetic(run, match.InFull, merged), lexicon.Phonetic(run, match.InFull, merged).ScanEvery)
		}
		for _, every := range []bool{false, true} {
			f := match.NewInitials(letters, every)
			checkScan(rt, lexicon, letters, f, f.Scan)
		}
	})
}

func checkScan(rt *rapid.T, lexicon *match.Lexicon, run string, f match.Finder, scan func(*texts.Snapshot) []corpus.PoemID) {
	if _, ok := f.Find(lexicon.Poem(1), query.Any); ok && !slices.Contains(scan(lexicon.Snapshot), 1) {
		rt.Errorf("%s is found in %q, which is not scanned", run, lexicon.Poem(1).Text)
	}
}

func TestAuthorsOfALexicon(t *testing.T) {
	t.Parallel()
	lexicon := lexiconOf(searchtest.NewPoem("一", "李白", "甲"), searchtest.NewPoem("二", "李白之", "乙"), searchtest.NewPoem("三", "汀兰", "丙"))
	contains, equals := match.NameContains, match.NameEquals
	for run, want := range map[string]map[corpus.AuthorID]match.NameMatch{
		"李白": {1: equals, 2: contains}, "李": {1: contains, 2: contains}, "汀兰": {3: equals}, "汀兰的": {}, "杜": {},
	} {
		got := lexicon.Authors(run)
		if len(got) != len(want) {
			t.Errorf("%s: %v, want %v", run, got, want)
		}
		for id, how := range want {
			if got[id] != how {
				t.Errorf("%s: author %d %v, want %v", run, id, got[id], how)
			}
		}
	}
	if got := lexicon.NameLengths("李白之春", strings.HasPrefix); !slices.Equal(got, []int{3, 2}) {
		t.Errorf("names that 李白之春 begins with: %v", got)
	}
	if got := lexicon.SpelledNameLengths("tinglanheye", 4); !slices.Equal(got, []int{7}) {
		t.Errorf("names that tinglanheye begins with: %v", got)
	}
	if got := lexicon.SpelledNameLengths("tinglanh", 4); len(got) != 0 {
		t.Errorf("names that tinglanh begins with: %v", got)
	}
}

// An exact name excludes those that contain it where an author is asked for.
func TestAuthorTerm(t *testing.T) {
	t.Parallel()
	lexicon := lexiconOf(searchtest.NewPoem("一", "李白", "甲"), searchtest.NewPoem("二", "李白之", "乙"))
	for run, want := range map[string][2]bool{"李白": {true, false}, "李": {true, true}, "白之": {false, true}} {
		term := match.NewTerm(query.Term{Field: query.Author, Raw: run, Run: run}, lexicon)
		if got := [2]bool{term.Matches(lexicon.Poem(1)), term.Matches(lexicon.Poem(2))}; got != want {
			t.Errorf("作者:%s matches %v, want %v", run, got, want)
		}
	}
}

func TestTiersAreInOrder(t *testing.T) {
	t.Parallel()
	tiers := []match.Tier{match.Near, match.Sound, match.Theme, match.Asked, match.Synonym, match.Folded, match.Exact}
	for i, tier := range tiers {
		if tier.Rank() != i {
			t.Errorf("%s ranks %d, want %d", tier, tier.Rank(), i)
		}
	}
}
