package tune

import (
	"fmt"
	"hash/crc32"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/prosodytest"
	"shiyun/corpus/prosody/rhyme"
)

// heldOut are the songs that cmd/prosodytables did not learn from, with a tune
// that the table has.
func heldOut(t testing.TB) (songs []prosodytest.Poem, tunes []*Tune, unknown int) {
	for i, song := range prosodytest.Songs(t) {
		if crc32.ChecksumIEEE(fmt.Append(nil, i))%19 >= 4 {
			continue
		}
		if of := labelled(song.Tune); of != nil {
			songs, tunes = append(songs, song), append(tunes, of)
		} else {
			unknown++
		}
	}
	return songs, tunes, unknown
}

// labelled returns the tune of a label, which may give two names.
func labelled(label string) *Tune {
	parts := strings.Split(label, "・")
	for i := len(parts) - 1; i >= 0; i-- {
		if of := Find(parts[i]); of != nil {
			return of
		}
	}
	return nil
}

// TestRecognise tells the tunes of 4,000 songs from their texts alone. Other
// names of a tune count as the tune.
func TestRecognise(t *testing.T) {
	t.Parallel()
	songs, tunes, unknown := heldOut(t)
	right, wrong := 0, 0
	missed := map[string]int{}
	drawn := rand.New(rand.NewPCG(15, 4000)).Perm(len(songs))[:4000]
	for _, i := range drawn {
		clauses, _ := clause.Read(songs[i].Body)
		found := Recognise(clauses, rhyme.Cilin).Form
		switch {
		case found == nil:
			missed[tunes[i].Names[0]+" not recognised"]++
		case found.Tune == tunes[i]:
			right++
		default:
			wrong++
			missed[tunes[i].Names[0]+" taken for "+found.Tune.Names[0]]++
		}
	}
	for _, what := range slices.Sorted(maps.Keys(missed)) {
		if missed[what] > 2 {
			t.Logf("%s: %d", what, missed[what])
		}
	}
	t.Logf("%d songs kept from the table, %d more are to tunes it lacks; of %d: right %d (%.3f), wrong %d (precision %.3f)",
		len(songs), unknown, len(drawn), right, float64(right)/float64(len(drawn)), wrong, float64(right)/float64(right+wrong))
	if right*1000 < (right+wrong)*970 || right*100 < len(drawn)*90 {
		t.Errorf("%d right, %d wrong", right, wrong)
	}
}

func BenchmarkRecognise(b *testing.B) {
	clauses, _ := clause.Read("明月几时有，把酒问青天。不知天上宫阙，今夕是何年。我欲乘风归去，又恐琼楼玉宇，高处不胜寒。起舞弄清影，何似在人间。\n转朱阁，低绮户，照无眠。不应有恨，何事长向别时圆。人有悲欢离合，月有阴晴圆缺，此事古难全。但愿人长久，千里共婵娟。")
	load()
	for b.Loop() {
		Recognise(clauses, rhyme.Cilin)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "songs/s")
}
