package texts

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"sync"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/themes"
)

// format is raised whenever a poem would be in a file otherwise than before: by
// the layout, the cutting into clauses, the seasons of dates, what an opening
// or a fact is. A test pins what a few poems look like.
const format = 1

// fingerprint changes whenever what is in a file could be otherwise.
var fingerprint = sync.OnceValue(func() string {
	sum := sha256.New()
	for r := range rune(1 << 16) {
		letters, chars := EveryLetter(r), sounds().chars[r]
		_ = binary.Write(sum, binary.LittleEndian, [2]uint32{uint32(letters), uint32(letterOf(r))<<8 | uint32(len(chars))})
		_ = binary.Write(sum, binary.LittleEndian, chars)
	}
	for _, t := range themes.Default().All() {
		for _, w := range t.Words {
			fmt.Fprintln(sum, w.ID, w.Text)
		}
	}
	fmt.Fprintln(sum, corpus.Forms(), pageSize, SpelledMost)
	return fmt.Sprintf("texts-%d fold-%s rules-%s", format, fold.Fingerprint(), hex.EncodeToString(sum.Sum(nil)[:8]))
})
