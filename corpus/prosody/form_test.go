package prosody_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/needs"
	"shiyun/corpus/prosody"
	"shiyun/corpus/verse"
)

// TestFormOf tells the forms of 3,600 classical poems from their bodies alone,
// as before and with what prosody finds: most 词 are told, and hardly any other
// poem is called one; of those some are songs (渔父, 竹枝) that 全宋诗 counts as 诗.
func TestFormOf(t *testing.T) {
	t.Parallel()
	f, err := os.Open(needs.Poems(t))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	songs, told, before, wrong, others := 0, 0, 0, 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var poem struct {
			Body string
			Form corpus.Form
		}
		if err := json.Unmarshal(lines.Bytes(), &poem); err != nil {
			t.Fatal(err)
		}
		form, _ := prosody.FormOf("", "", poem.Body)
		switch {
		case poem.Form == corpus.FormCi:
			songs++
			if form == corpus.FormCi {
				told++
			}
			if verse.FormOf("", "", poem.Body) == corpus.FormCi {
				before++
			}
		case poem.Form == corpus.FormQu: // verse to tunes too, many of them those of 词
		default:
			others++
			if form == corpus.FormCi {
				wrong++
			}
		}
	}
	t.Logf("of %d 词 %d are told, %d before; of %d other poems %d are called 词", songs, told, before, others, wrong)
	if told*10 < songs*7 || wrong*1000 > others*4 {
		t.Errorf("%d of %d told, %d of %d wrong", told, songs, wrong, others)
	}
}
