package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus/fold"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/verse"
)

// tune is a 词牌 with its 体.
type tune struct {
	names []string
	forms []*form
	songs int
}

// form is one 体: its clauses, the places of its rhymes, and how it was sung.
type form struct {
	clauses []formClause
	group   map[int]int // of a rhyme, by the place of its character
	sung    int         // songs of this shape
}

// formClause is a clause with its tones, one letter each, and its end; see
// package tune for both.
type formClause struct {
	tones []byte
	end   byte
}

func (f *form) length() (n int) {
	for _, c := range f.clauses {
		n += len(c.tones)
	}
	return n
}

// otherNames are names that people use and the laid table lacks.
const otherNames = `醉落魄=一斛珠 木兰花=玉楼春 江神子=江城子 丑奴儿=采桑子 南柯子=南歌子 凤栖梧=蝶恋花 一翦梅=一剪梅 一剪梅=一翦梅
醉桃源=阮郎归 思佳客=鹧鸪天 壶中天=念奴娇 百字令=念奴娇 百字谣=念奴娇 贺新凉=贺新郎 水调歌=水调歌头 宴桃源=如梦令 忆仙姿=如梦令
台城路=齐天乐 南楼令=唐多令 豆叶黄=忆王孙 祝英台=祝英台近 绿头鸭=多丽 胜胜慢=声声慢 渔父词=渔歌子 甘州=八声甘州 六么令=六幺令
满路花=促拍满路花 扫花游=扫地游 糖多令=唐多令 浣沙溪=浣溪沙 浣溪纱=浣溪沙 酹江月=念奴娇 渔父=渔歌子 秦楼月=忆秦娥`

func readTunes(file string) ([]*tune, map[string]*tune, error) {
	var tunes []*tune
	byName := map[string]*tune{}
	err := readTSV(file, func(cells []string) error {
		names := strings.Split(cells[0], "/")
		t := byName[names[0]]
		if t == nil {
			t = &tune{}
			tunes = append(tunes, t)
		}
		for _, name := range names {
			if byName[name] == nil {
				byName[name] = t
				t.names = append(t.names, name)
			}
		}
		if f := readForm(cells[4], cells[5]); strconv.Itoa(f.length()) == cells[2] {
			t.forms = append(t.forms, f)
		}
		return nil
	})
	for pair := range strings.FieldsSeq(otherNames) {
		name, of, _ := strings.Cut(pair, "=")
		if t := byName[of]; t != nil && byName[name] == nil {
			byName[name] = t
			t.names = append(t.names, name)
		}
	}
	return tunes, byName, err
}

// ends are how clauses end, the first that is in what stands after one.
var ends = []struct {
	mark string
	end  byte
}{{"换", 'h'}, {"叶", 'y'}, {"叠", 'x'}, {"重", 'x'}, {"韵", 'r'}, {"句", 'j'}, {"读", 'd'}}

var clauseOfForm = regexp.MustCompile(`[平仄中]+`)

func readForm(pattern, rhymes string) *form {
	f := &form{group: map[int]int{}}
	for text := range strings.FieldsSeq(pattern) {
		c := formClause{end: 'j'}
		for _, tones := range clauseOfForm.FindAllString(text, -1) {
			for _, r := range tones {
				c.tones = append(c.tones, map[rune]byte{'平': 'p', '仄': 'z', '中': '-'}[r])
			}
		}
		for _, e := range ends {
			if strings.Contains(clauseOfForm.ReplaceAllString(text, ""), e.mark) {
				c.end = e.end
				break
			}
		}
		f.clauses = append(f.clauses, c)
	}
	for group, places := range strings.Split(rhymes, ";") {
		for place := range strings.SplitSeq(places, ",") {
			if n, err := strconv.Atoi(place); err == nil {
				f.group[max(n, -n)] = group
			}
		}
	}
	return f
}

// shape is how the songs of one tune fall into clauses, in numbers.
type shape struct {
	tune *tune
	cuts string // places where clauses end
}

// usage counts what the songs of a shape have at each place.
type usage struct {
	songs          int
	level, oblique []int
	rhymes         map[int]int // by the place where a clause ends
}

// makeTunes writes the tunes: see package tune for the columns. How they were
// sung makes places free that a 体 copied from one poem fixes, and adds the
// shapes that no 体 has.
func makeTunes(in inputs) ([]byte, error) {
	tunes, byName, err := readTunes(filepath.Join(in.verse, "cipu.tsv"))
	if err != nil {
		return nil, err
	}
	songs, err := readSongs(in.poems)
	if err != nil {
		return nil, err
	}
	used := map[shape]*usage{}
	for _, s := range songs {
		t := tuneOf(s.label, byName)
		if t == nil {
			continue
		}
		t.songs++
		count(used, t, s.body)
	}
	shapes := slices.SortedFunc(maps.Keys(used), func(a, b shape) int {
		return cmp.Or(cmp.Compare(a.tune.names[0], b.tune.names[0]), cmp.Compare(used[b].songs, used[a].songs), cmp.Compare(a.cuts, b.cuts))
	})
	for _, s := range shapes {
		apply(s, used[s])
	}
	return writeTunes(tunes), nil
}

// tuneOf returns the tune of a label, which may give two names: 酹江月・念奴娇.
func tuneOf(label string, byName map[string]*tune) *tune {
	parts := strings.Split(label, "・")
	for _, name := range slices.Backward(parts) {
		if t := byName[name]; t != nil {
			return t
		}
		for _, same := range verse.SameTunes(fold.String(name)) {
			if t := byName[same]; t != nil {
				return t
			}
		}
	}
	return nil
}

func count(used map[shape]*usage, t *tune, body string) {
	clauses, _ := clause.Read(body)
	if len(clauses) == 0 {
		return
	}
	var cuts []string
	n := 0
	for _, c := range clauses {
		n += len(c.Chars)
		cuts = append(cuts, strconv.Itoa(n))
	}
	if n > 250 {
		return
	}
	s := shape{t, strings.Join(cuts, ",")}
	u := used[s]
	if u == nil {
		u = &usage{level: make([]int, n), oblique: make([]int, n), rhymes: map[int]int{}}
		used[s] = u
	}
	u.songs++
	last := parts(clauses[len(clauses)-1].Last())
	n = 0
	for _, c := range clauses {
		for i, char := range c.Chars {
			if char.Sound == nil {
				continue
			}
			sure, _ := char.Sound.By(rhyme.Pingshui)
			switch rhyme.Pingshui.Tones(sure) {
			case rhyme.Level:
				u.level[n+i]++
			case rhyme.Oblique:
				u.oblique[n+i]++
			}
		}
		n += len(c.Chars)
		if !parts(c.Last()).And(last).IsEmpty() {
			u.rhymes[n-1]++
		}
	}
}

func parts(c clause.Char) rhyme.Set {
	if c.Sound == nil {
		return rhyme.Set{}
	}
	sure, _ := c.Sound.By(rhyme.Cilin)
	return rhyme.Cilin.BothTones(sure)
}

// fewest is how many songs a shape must have to count.
const fewest = 3

func apply(s shape, u *usage) {
	if u.songs < fewest {
		return
	}
	fitted := false
	for _, f := range s.tune.forms {
		if f.fits(s.cuts) && f.agrees(u) {
			fitted = true
			f.sung += u.songs
			f.relax(u)
		}
	}
	if !fitted {
		s.tune.forms = append(s.tune.forms, newForm(s.cuts, u))
	}
}

// fits reports whether a form has clauses that end at the cuts: half stops need
// not be cut.
func (f *form) fits(cuts string) bool {
	var with, without []string
	n := 0
	for _, c := range f.clauses {
		n += len(c.tones)
		with = append(with, strconv.Itoa(n))
		if c.end != 'd' {
			without = append(without, strconv.Itoa(n))
		}
	}
	return cuts == strings.Join(with, ",") || cuts == strings.Join(without, ",")
}

// agrees reports whether the songs keep to most of the tones of a form: a tune
// may have two forms of one shape, with level and with oblique rhymes.
func (f *form) agrees(u *usage) bool {
	n, against := 0, 0
	for _, c := range f.clauses {
		for i, tone := range c.tones {
			if letter := u.letter(n + i); tone != '-' && letter != '-' && letter|0x20 != tone|0x20 {
				against++
			}
		}
		n += len(c.tones)
	}
	return against*8 <= n
}

// relax frees the places that the songs do not keep to, and makes firm those
// that nearly all keep to.
func (f *form) relax(u *usage) {
	n := 0
	for _, c := range f.clauses {
		for i, tone := range c.tones {
			switch letter := u.letter(n + i); {
			case letter == '-' || letter|0x20 != tone|0x20:
				c.tones[i] = '-'
			default:
				c.tones[i] = letter
			}
		}
		n += len(c.tones)
	}
}

// letter is the tone of a place as it is sung: P and Z where nearly all songs
// have level or oblique, p and z where most have, - where either is heard.
func (u *usage) letter(at int) byte {
	all := u.level[at] + u.oblique[at]
	switch {
	case all == 0:
		return '-'
	case u.level[at]*100 >= all*97 && all >= 5:
		return 'P'
	case u.oblique[at]*100 >= all*97 && all >= 5:
		return 'Z'
	case u.level[at]*100 >= all*88:
		return 'p'
	case u.oblique[at]*100 >= all*88:
		return 'z'
	}
	return '-'
}

func newForm(cuts string, u *usage) *form {
	f := &form{group: map[int]int{}, sung: u.songs}
	from := 0
	for cut := range strings.SplitSeq(cuts, ",") {
		to, _ := strconv.Atoi(cut)
		c := formClause{end: 'j'}
		for at := from; at < to; at++ {
			c.tones = append(c.tones, u.letter(at))
		}
		if u.rhymes[to-1]*10 >= u.songs*6 {
			c.end = 'r'
			f.group[to-1] = 0
		}
		f.clauses = append(f.clauses, c)
		from = to
	}
	return f
}

func writeTunes(tunes []*tune) []byte {
	var b bytes.Buffer
	for _, t := range tunes {
		fmt.Fprintf(&b, "%s\t%d\n", strings.Join(t.names, "/"), t.songs)
		for _, f := range t.forms {
			fmt.Fprintf(&b, "\t%d\t", f.sung)
			n := 0
			for i, c := range f.clauses {
				if i > 0 {
					b.WriteByte(' ')
				}
				n += len(c.tones)
				fmt.Fprintf(&b, "%s%c", c.tones, c.end)
				if group, ok := f.group[n-1]; ok && group > 0 {
					fmt.Fprint(&b, group)
				}
			}
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}
