package indexer

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/analyser"
	"shiyun/indexer/search"
	"shiyun/indexer/segment"
	"shiyun/indexer/texts"
)

// Cut is how the index cuts a line, and what a word more in the dictionary
// would change.
type Cut struct {
	Line  string    `json:"line"` // as used, after cutting off what is too long
	Chars []CutChar `json:"chars"`
	// Words are the words from end to end, Tokens all that the index keeps of
	// two characters or more, sub-words included.
	Words  []string `json:"words"`
	Tokens []string `json:"tokens"`
	Trial  *Trial   `json:"trial,omitempty"` // nil where no word was proposed
}

// CutChar is a character as it is compared, with its readings, the commonest
// first.
type CutChar struct {
	Char     string `json:"char"`
	Readings string `json:"readings"` // parted by slashes; "" for none
}

// Trial is what a word more in the dictionary would change.
type Trial struct {
	Word   string   `json:"word"` // folded
	Known  bool     `json:"known"`
	Words  []string `json:"words"` // of the line, as above
	Tokens []string `json:"tokens"`
	// Poems is how many published poems would newly have the word among their
	// tokens; First are the first of them.
	Poems int             `json:"poems"`
	First []corpus.PoemID `json:"first"`
}

// Limits on the bench: the longest line, in code points, and how many poems
// are named.
const (
	MaxCutLine   = 200
	MaxCutListed = 20
)

// Cut cuts a line as the index does. Where a word is proposed, a dictionary
// with it is loaded beside the one in use, which takes half a second: one at a
// time, the others wait. It returns an Invalid error for what can be no word.
func (x *Index) Cut(ctx context.Context, line, word string) (Cut, error) {
	line = strings.ToValidUTF8(line, "")
	if runes := []rune(line); len(runes) > MaxCutLine {
		line = string(runes[:MaxCutLine])
	}
	loader := x.dictionary.loader.Load()
	if err := loader.Wait(ctx); err != nil {
		return Cut{}, fmt.Errorf("load dictionary: %w", err)
	}
	now := loader.Segmenter()
	c := Cut{Line: line, Chars: []CutChar{}}
	folded := fold.String(c.Line)
	readings := search.Readings(folded)
	for i, r := range []rune(folded) {
		c.Chars = append(c.Chars, CutChar{string(r), readings[i]})
	}
	c.Words, c.Tokens = cutLine(c.Line, now)
	if word == "" {
		return c, nil
	}
	trial, err := x.tryWord(ctx, c.Line, word, now)
	if err != nil {
		return Cut{}, fmt.Errorf("try word: %w", err)
	}
	c.Trial = trial
	return c, nil
}

func (x *Index) tryWord(ctx context.Context, line, word string, now segment.Segmenter) (*Trial, error) {
	folded, err := foldWord(word)
	if err != nil {
		return nil, err
	}
	select {
	case x.dictionary.trial <- struct{}{}:
		defer func() { <-x.dictionary.trial }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	t := &Trial{Word: folded, First: []corpus.PoemID{}}
	if t.Known = slices.Contains(analyser.Words(folded, now), folded); t.Known {
		t.Words, t.Tokens = cutLine(line, now)
		return t, nil
	}
	if err := os.MkdirAll(x.dictionary.dir, 0o755); err != nil {
		return nil, err
	}
	words, err := x.dictionary.userWords()
	if err != nil {
		return nil, err
	}
	err = segment.Try(ctx, x.dictionary.dir, append(words, segment.Word{Text: folded}), func(then segment.Segmenter) error {
		t.Words, t.Tokens = cutLine(line, then)
		return x.countNewlyCut(ctx, t, now, then)
	})
	return t, err
}

// countNewlyCut counts the poems that get the word as a token.
func (x *Index) countNewlyCut(ctx context.Context, t *Trial, now, then segment.Segmenter) (err error) {
	if x.texts.table == nil {
		return nil
	}
	x.Texts().Each(func(p *texts.Poem) bool {
		if texts.Index(p.Text, t.Word) >= 0 && hasToken(p, t.Word, then) && !hasToken(p, t.Word, now) {
			if t.Poems++; len(t.First) < MaxCutListed {
				t.First = append(t.First, p.ID)
			}
		}
		err = ctx.Err()
		return err == nil
	})
	return err
}

// hasToken reports whether a text of the poem is cut so that the word is among
// its tokens. Clauses of the body are cut apart, as they are for the index;
// those of title and preface are not known here and are taken together.
func hasToken(p *texts.Poem, word string, seg segment.Segmenter) bool {
	in := func(text string) bool {
		return texts.Index(text, word) >= 0 && slices.Contains(analyser.Words(text, seg), word)
	}
	for i, c := range p.Clauses {
		if in(p.Text[c.At():p.ClauseEnd(i)]) {
			return true
		}
	}
	return in(p.Title()) || in(p.PrefaceText())
}

// cutLine returns the words of a line from end to end, and all its tokens of
// two characters or more.
func cutLine(line string, seg segment.Segmenter) (words, tokens []string) {
	words, tokens = []string{}, []string{}
	for _, c := range fold.Runs(line) {
		tokens = append(tokens, analyser.Words(c.Folded, seg)...)
		words = append(words, outermostTokens([]rune(c.Folded), seg)...)
	}
	return words, tokens
}

// outermostTokens returns the tokens that lie in no other.
func outermostTokens(clause []rune, seg segment.Segmenter) []string {
	var words []string
	tokens := seg.Segment(string(clause))
	for _, t := range tokens {
		inner := slices.ContainsFunc(tokens, func(o segment.Token) bool {
			return o != t && o.Start <= t.Start && t.End <= o.End
		})
		if !inner {
			words = append(words, string(clause[t.Start:t.End]))
		}
	}
	return words
}
