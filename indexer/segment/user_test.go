package segment

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

func TestParseWords(t *testing.T) {
	long := strings.Repeat("明", maxLineBytes)
	tests := []struct {
		name  string
		input string
		want  []Word
		bad   []LineError // Err is matched with errors.Is
	}{
		{"empty", "", nil, nil},
		{"plain", "云上桃花\n明月光 10\n", []Word{{"云上桃花", 0}, {"明月光", 10}}, nil},
		{"byte order mark and CRLF", "\ufeff云上桃花\r\n\r\n明月光 10\r\n", []Word{{"云上桃花", 0}, {"明月光", 10}}, nil},
		{"no line end", "云上桃花", []Word{{"云上桃花", 0}}, nil},
		{"tabs, full-width spaces", "\t云上桃花\t3　n\u00a0", []Word{{"云上桃花", 3}}, nil},
		{"tag alone", "蓝翔 nz", []Word{{"蓝翔", 0}}, nil},
		{"comments", "# a\n＃ 注释\n明月光 10 # b\n", []Word{{"明月光", 10}}, nil},
		{"sign inside a word", "学C#语言", []Word{{"学C#语言", 0}}, nil},
		{"order mark later on", "明月光\n\ufeff云上", []Word{{"明月光", 0}}, []LineError{{2, ErrWordCharacter}}},
		{"zero-width space", "明\u200b月", nil, []LineError{{1, ErrWordCharacter}}},
		{"separator", "明月，清风", nil, []LineError{{1, ErrWordCharacter}}},
		{"NUL", "明\x00月", nil, []LineError{{1, ErrWordCharacter}}},
		{"replacement character", "明\ufffd月", nil, []LineError{{1, ErrWordCharacter}}},
		{"not UTF-8", "\xc3\xf7\xd4\xc2\n明月光", []Word{{"明月光", 0}}, []LineError{{1, ErrWordEncoding}}},
		{"single character", "月", nil, []LineError{{1, ErrWordLength}}},
		{"too long a word", strings.Repeat("明", MaxWordRunes+1), nil, []LineError{{1, ErrWordLength}}},
		{"no Han", "moonlight 5", nil, []LineError{{1, ErrWordNoHan}}},
		{"frequency zero", "明月光 0", nil, []LineError{{1, ErrWordFreq}}},
		{"frequency negative", "明月光 -1", nil, []LineError{{1, ErrWordFreq}}},
		{"frequency too great", "明月光 1000001", nil, []LineError{{1, ErrWordFreq}}},
		{"frequency overflows", "明月光 99999999999999999999", nil, []LineError{{1, ErrWordFreq}}},
		{"frequency is no number", "明月光 １０", nil, []LineError{{1, ErrWordFreq}}},
		{"four columns", "明月 光 10 n", nil, []LineError{{1, ErrLineColumns}}},
		{"third column no tag", "明月光 10 清风", nil, []LineError{{1, ErrLineColumns}}},
		{"twice", "明月光\n\n明月光 5", []Word{{"明月光", 0}}, []LineError{{3, ErrLineTwice}}},
		{"too long a line", long + "\n明月光\n" + long, []Word{{"明月光", 0}}, []LineError{{1, ErrLineTooLong}, {3, ErrLineTooLong}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, bad, err := ParseWords(strings.NewReader(tt.input))
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("words: got %v, want %v", got, tt.want)
			}
			same := func(a, b LineError) bool { return a.Line == b.Line && errors.Is(a, b.Err) }
			if !slices.EqualFunc(bad, tt.bad, same) {
				t.Errorf("bad lines: got %v, want %v", bad, tt.bad)
			}
		})
	}
}

func TestParseWordsReadError(t *testing.T) {
	broken := errors.New("broken")
	r := io.MultiReader(strings.NewReader("明月光\n"), iotest.ErrReader(broken))
	if _, _, err := ParseWords(r); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	long := io.MultiReader(strings.NewReader(strings.Repeat("x", 2*maxLineBytes)), iotest.ErrReader(broken))
	if _, _, err := ParseWords(long); !errors.Is(err, broken) {
		t.Errorf("in a long line: got %v", err)
	}
}

func TestParseWordsTooLarge(t *testing.T) {
	lines := strings.Repeat("#\n", maxDictBytes/2)
	if _, _, err := ParseWords(strings.NewReader(lines)); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	if _, _, err := ParseWords(strings.NewReader(lines + "#")); !errors.Is(err, ErrDictTooLarge) {
		t.Errorf("over the limit: %v", err)
	}
}

// Whatever the file holds, the words it gives must make a dictionary.
func FuzzParseWords(f *testing.F) {
	f.Add([]byte("\ufeff云上桃花\r\n明月光 10 n # x\n\xff\n"))
	f.Fuzz(func(t *testing.T, input []byte) {
		words, _, err := ParseWords(strings.NewReader(string(input)))
		if err != nil {
			return // refused as a whole, with a reason
		}
		dict, err := userDict(words)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(dict)) {
			if len(strings.Split(line, " ")) != 3 {
				t.Fatalf("cppjieba cannot read %q", line)
			}
		}
	})
}

// A word without a frequency is found whatever it is made of.
func TestUserWordsAreTokens(t *testing.T) {
	common := rapid.SliceOfN(rapid.SampledFrom([]rune("的一是不了在人有我他这中大来上国个到说们月T9·")), 2, 6)
	var list []Word
	for seed := range 500 {
		if w := (Word{Text: string(common.Example(seed))}); w.Check() == nil {
			list = append(list, w)
		}
	}
	list = append(list, Word{Text: "的是"}, Word{Text: "不是人"}, Word{Text: testWord}, Word{Text: "学C#语言"})
	l := newLoader(t, t.TempDir(), list...)
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, w := range list {
		if !slices.Contains(words(l.Segmenter(), w.Text), w.Text) {
			t.Errorf("%s is not found: %q", w.Text, words(l.Segmenter(), w.Text))
		}
	}
}
