package script

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

var conversions = map[string]func(string) string{
	"t2s": Simplified, "s2t": Traditional, "s2tw": TraditionalTaiwan,
}

// goldenTexts returns what the outputs were recorded of, by name: every code
// point of the planes that have characters, the pairs of every dictionary, and texts made of them,
// in which keys overlap, are cut short and stand beside bytes that are no text.
func goldenTexts(t *testing.T) map[string]string {
	texts := map[string]string{}
	for block := range 0x40000 >> 12 {
		var b strings.Builder
		for r := range 1 << 12 {
			b.WriteRune(rune(block<<12 + r))
		}
		texts[fmt.Sprintf("U+%03Xxxx", block)] = b.String()
	}
	var keys []string
	for _, name := range dictionaryNames {
		text, err := unpack("dictionary/" + name + ".txt.gz")
		if err != nil {
			t.Fatal(err)
		}
		for i, lines := range slices.Collect(slices.Chunk(strings.Split(text, "\n"), 2000)) {
			texts[fmt.Sprintf("%s/%02d", name, i)] = strings.Join(lines, "\n")
			for _, line := range lines {
				keys = append(keys, strings.Fields(line)...)
			}
		}
	}
	rng := rand.New(rand.NewPCG(1, 9))
	for i := range 50 {
		texts[fmt.Sprintf("mixed/%02d", i)] = mix(rng, keys, 4000)
	}
	return texts
}

// mix joins n keys, each whole or cut at a code point or in the middle of one.
func mix(rng *rand.Rand, keys []string, n int) string {
	var b strings.Builder
	for range n {
		key := keys[rng.IntN(len(keys))]
		runes := []rune(key)
		switch rng.IntN(8) {
		case 0:
			key = string(runes[:rng.IntN(len(runes))])
		case 1:
			key = string(runes[rng.IntN(len(runes)):])
		case 2:
			key = string(runes[:len(runes)-1]) + string(runes[:1])
		case 3:
			key += "，"
		case 4:
			if rng.IntN(20) == 0 {
				key = key[:len(key)-1] + "\xff\xed\xa0\x80"
			}
		}
		b.WriteString(key)
	}
	return b.String()
}

// golden.txt holds hashes of the outputs of github.com/longbridgeapp/opencc
// v0.3.13, which converted before this package did.
func TestConvertsLikeTheConverterBefore(t *testing.T) {
	t.Parallel()
	golden, err := os.ReadFile("testdata/golden.txt")
	if err != nil {
		t.Fatal(err)
	}
	texts := goldenTexts(t)
	var got strings.Builder
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		for _, direction := range slices.Sorted(maps.Keys(conversions)) {
			sum := sha256.Sum256([]byte(conversions[direction](texts[name])))
			fmt.Fprintf(&got, "%s %s %x\n", name, direction, sum[:6])
		}
	}
	want, lines := strings.Split(string(golden), "\n"), strings.Split(got.String(), "\n")
	if len(want) != len(lines) {
		t.Fatalf("%d outputs, %d recorded", len(lines), len(want))
	}
	for i, line := range lines {
		if line != want[i] {
			t.Errorf("%s, recorded %s", line, want[i])
		}
	}
}
