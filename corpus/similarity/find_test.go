package similarity_test

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/similarity"
)

const (
	lotus = "东亭荷叶又新圆，\n雨过池塘生暮烟。\n老伴扶栏无一语，\n看鱼吹碎水中天。"
	small = "巷口卖花声，\n帘前雨乍晴。\n隔墙人语细，\n数到第三更。"
	side  = "春到小园花先笑，客来陋巷酒自香"
	tune  = "灯火满长街。人去还来。一壶新酒为谁开。记得那年桥下水，照见双腮。\n风雨更相催。白了髭髦。归来依旧旧亭台。独有墙头三尺月，肯入吾怀。"
)

func TestFind(t *testing.T) {
	exact := func(title, author bool) []similarity.Match {
		return []similarity.Match{{ID: 1, Kind: similarity.Exact, Similarity: 1, SameTitle: title, SameAuthor: author}}
	}
	near := func(share float64) []similarity.Match {
		return []similarity.Match{{ID: 1, Kind: similarity.Near, Similarity: share, SameTitle: true, SameAuthor: true}}
	}
	tests := []struct {
		name, held, asked, title, author string
		want                             []similarity.Match
	}{
		{"itself", lotus, lotus, "听荷", "老周", exact(true, true)},
		{"title in the other script and in brackets", lotus, lotus, "《聽荷》", "老周", exact(true, true)},
		{"another title", lotus, lotus, "荷塘", "老周", exact(false, true)},
		{"another author", lotus, lotus, "听荷", "周某", exact(true, false)},
		{"traditional, one line, other punctuation", lotus, "東亭荷葉又新圓 雨過池塘生暮煙！老伴扶欄無一語；看魚吹碎水中天", "听荷", "老周", exact(true, true)},
		{"one character revised", small, "巷口卖花声，帘前雨又晴。隔墙人语细，数到第三更。", "听荷", "老周", near(19. / 20)},
		{"two revised in one 绝句", small, "巷口卖花天，帘前雨又晴。隔墙人语细，数到第三更。", "听荷", "老周", near(18. / 20)},
		{"both sides of a couplet revised", side, "春到小园花含笑，客来陋巷酒也香", "听荷", "老周", near(12. / 14)},
		{"without its second half", lotus, "东亭荷叶又新圆，雨过池塘生暮烟。", "听荷", "老周", near(2. * 14 / 42)},
		{"a small one without its second half", small, "巷口卖花声，帘前雨乍晴。", "听荷", "老周", near(2. * 10 / 30)},
		{"a line missing and one revised", lotus, "东亭荷叶又新圆，雨过池塘起暮烟。老伴扶栏无一语。", "听荷", "老周", near(2. * 20 / 49)},
		{"a line added", small, small + "\n灯火可亲人", "听荷", "老周", near(2. * 20 / 45)},
		{"two lines swapped", lotus, "东亭荷叶又新圆，老伴扶栏无一语。雨过池塘生暮烟，看鱼吹碎水中天。", "听荷", "老周", near(1)},
		{"halves of a 词 swapped in, one missing", tune, "灯火满长街。人去还来。一壶新酒为谁开。记得那年桥下水，照见双腮。", "听荷", "老周", near(2. * 27 / 81)},

		{"a stock line in common", lotus, "东亭荷叶又新圆，日日凭栏欲暮天。最是一年清绝处，风来无客自撑船。", "听荷", "老周", nil},
		{"half the lines in common", lotus, "东亭荷叶又新圆，雨过池塘生暮烟。最是一年清绝处，风来无客自撑船。", "听荷", "老周", nil},
		{"次韵", lotus, "一枕新凉月未圆，隔溪人语带秋烟。归来独对青灯坐，窗外芭蕉雨满天。", "听荷", "老周", nil},
		{"a couplet sharing one side", side, "春到小园花先笑，雨过长堤柳更青", "听荷", "老周", nil},
		{"a couplet sharing one side and words of the other", side, "春到小园花先笑，燕来旧院语自新", "听荷", "老周", nil},
		{"one line of a couplet", side, "春到小园花先笑", "听荷", "老周", nil},
		{"one line of a poem", small, "帘前雨乍晴", "听荷", "老周", nil},
		{"a refrain", "归来吧，归来吧，\n江上的风已凉。\n归来吧，归来吧，\n灶上的饭还烫。", "归来吧，归来吧，\n门前的树又高。\n归来吧，归来吧，\n孩子已会写信了。", "听荷", "老周", nil},
		{"nothing matching can see", "……😀", "！！", "听荷", "老周", nil},
		{"nothing", lotus, "", "听荷", "老周", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := similarity.New()
			x.Put(1, "听荷", "老周", tt.held)
			if got := x.Find(tt.title, tt.author, tt.asked, 5); !slices.Equal(got, tt.want) {
				t.Errorf("found %+v, want %+v", got, tt.want)
			}
			if got := shelve("", poem{"听荷", "老周", tt.asked}).find(poem{tt.title, tt.author, tt.held}); len(got) != len(tt.want) {
				t.Errorf("the other way round found %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestOrder(t *testing.T) {
	x := similarity.New()
	for id, body := range map[corpus.PoemID]string{
		9: small, 3: small, 5: "巷口卖花天，帘前雨又晴。隔墙人语细，数到第三更。", 4: "巷口卖花声，帘前雨又晴。隔墙人语细，数到第三更。",
		2: "巷口卖花声，帘前雨又晴。隔墙人语细，数到第三声。", 1: lotus,
	} {
		x.Put(id, "", "", body)
	}
	for limit, want := range [][]corpus.PoemID{nil, {3}, {3, 9}, {3, 9, 4}, {3, 9, 4, 2}, {3, 9, 4, 2, 5}, {3, 9, 4, 2, 5}} {
		var got []corpus.PoemID
		for _, m := range x.Find("", "", small, limit) {
			got = append(got, m.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("limit %d: %v, want %v", limit, got, want)
		}
	}
}

// TestPutAndRemove replaces and removes at random, past the point where the
// index is rebuilt, and compares with what is left.
func TestPutAndRemove(t *testing.T) {
	s := shelves(t)[0]
	x, held := similarity.New(), map[corpus.PoemID]poem{}
	rng := rand.New(rand.NewPCG(8, 9))
	for range 6_000 {
		id, p := corpus.PoemID(rng.IntN(300)), s.poems[rng.IntN(len(s.poems))]
		if rng.IntN(4) == 0 {
			x.Remove(id)
			delete(held, id)
			continue
		}
		p.Body = revise(rng, p.Body, rng.IntN(3))
		x.Put(id, p.Title, p.Author, p.Body)
		held[id] = p
	}
	if x.Len() != len(held) {
		t.Errorf("holds %d poems, want %d", x.Len(), len(held))
	}
	for id, p := range held {
		matches := x.Find(p.Title, p.Author, p.Body, 1_000)
		if !slices.ContainsFunc(matches, func(m similarity.Match) bool { return m.ID == id && m.Kind == similarity.Exact }) {
			t.Errorf("lost %d: %s", id, p.Body)
		}
		for _, m := range matches {
			if _, ok := held[m.ID]; !ok {
				t.Errorf("found %d, which was removed", m.ID)
			}
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	s := shelves(t)[0]
	var wg sync.WaitGroup
	for n := range 4 {
		wg.Go(func() {
			for i, p := range s.poems {
				switch {
				case n > 0:
					s.find(p)
				case i%3 == 0:
					s.index.Remove(corpus.PoemID(i + 1))
				default:
					s.index.Put(corpus.PoemID(i+1), p.Title, p.Author, p.Body+"又")
				}
			}
		})
	}
	wg.Wait()
	if want := len(s.poems) - (len(s.poems)+2)/3; s.index.Len() != want {
		t.Errorf("%d poems left, want %d", s.index.Len(), want)
	}
}

// drawVerse draws texts of characters few of which repeat, as in verse.
func drawVerse(least int) *rapid.Generator[string] {
	return rapid.StringOfN(rapid.RuneFrom([]rune(lotus+small+side+tune+"𠮷野家的旧邨牀")), least, 120, -1).
		Filter(func(s string) bool { return characters(s) >= least })
}

func TestRevisedIsFound(t *testing.T) {
	s := shelves(t)[0]
	rapid.Check(t, func(t *rapid.T) {
		p := poem{Body: drawVerse(20).Draw(t, "body")}
		s.index.Put(1_000, "", "", p.Body)
		found := func(p poem, kind similarity.Kind) {
			if !slices.ContainsFunc(s.find(p), func(m similarity.Match) bool { return m.ID == 1_000 && m.Kind == kind }) {
				t.Fatalf("%q not found by %q: %v", s.name, p.Body, s.find(p))
			}
		}
		found(p, similarity.Exact)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		revised := poem{Body: revise(rng, p.Body, rapid.IntRange(1, 2).Draw(t, "revised"))}
		found(revised, similarity.Near)
		s.index.Put(1_000, "", "", revised.Body)
		found(p, similarity.Near)
	})
}
