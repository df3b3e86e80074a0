package clause_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/verse"
)

func TestRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, body, want string // clauses parted by |
	}{
		{"a couplet on a line", "白日依山尽，黄河入海流。", "白日依山尽|黄河入海流"},
		{"a clause a line without marks", "白日依山尽\n黄河入海流", "白日依山尽|黄河入海流"},
		{"clauses parted by space", "白日依山尽　黄河入海流", "白日依山尽|黄河入海流"},
		{"a note in brackets", "白日依山尽（一作近山），黄河入海流", "白日依山尽|黄河入海流"},
		{"brackets of two widths", "白日(注）依山尽", "白日依山尽"},
		{"a bracket that is never closed parts nothing", "白日（依山尽，黄河", "白日依山尽|黄河"},
		{"a title's brackets part nothing", "读《离骚》有感", "读离骚有感"},
		{"nothing but marks", "，。！\n\n", ""},
		{"compatibility code points", "\uF90A", "金"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			clauses, cut := clause.Read(c.body)
			var texts []string
			for _, one := range clauses {
				texts = append(texts, one.Text())
			}
			if got := strings.Join(texts, "|"); got != c.want || cut {
				t.Errorf("%s, cut %v; want %s", got, cut, c.want)
			}
		})
	}
}

func TestReadStanzas(t *testing.T) {
	t.Parallel()
	clauses, _ := clause.Read("常记溪亭日暮，\n沉醉不知归路。\n\n兴尽晚回舟，\n误入藕花深处。")
	if len(clauses) != 4 || clauses[1].Stanza != 1 || clauses[2].Stanza != 2 {
		t.Errorf("stanzas %+v", clauses)
	}
}

// Where a character is said to stand, it stands, in any text; and a text of
// any length is read only as far as a poem goes.
func TestReadPlaces(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.StringOf(rapid.RuneFrom([]rune("山水，。（）()[【】 　\n月a1·𠮷"))).Draw(t, "body")
		lines := map[int][]rune{}
		for _, line := range verse.Lines(body) {
			lines[line.N] = []rune(line.Text)
		}
		clauses, _ := clause.Read(body)
		for _, one := range clauses {
			if len(one.Chars) == 0 || one.Last() != one.Chars[len(one.Chars)-1] || utf8.RuneCountInString(one.Text()) != len(one.Chars) {
				t.Fatalf("clause %+v", one)
			}
			for _, char := range one.Chars {
				if lines[char.Line][char.At-1] != char.Rune {
					t.Fatalf("%c is not at %d of line %d", char.Rune, char.At, char.Line)
				}
			}
		}
	})
	if clauses, cut := clause.Read(strings.Repeat("一湖秋水向东流。", 2*clause.MaxChars)); !cut || len(clauses)*7 > clause.MaxChars+7 {
		t.Errorf("%d clauses were read, cut %v", len(clauses), cut)
	}
}

func TestEven(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]int{"": 0, "白日依山尽，黄河入海流": 5, "常记溪亭日暮，沉醉不知归路，兴尽晚回舟": 0} {
		if clauses, _ := clause.Read(body); clause.Even(clauses) != want {
			t.Errorf("%s: %d, want %d", body, clause.Even(clauses), want)
		}
	}
}
