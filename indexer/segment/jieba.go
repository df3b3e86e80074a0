package segment

import (
	"errors"
	"fmt"
	"sync"
)

// cutter is the C++ library: cut returns the words of s as byte ranges and
// accepts only what clean lets through; free must not run beside cut.
type cutter interface {
	cut(s string) []span
	free()
}

// span is a half-open range of bytes.
type span struct{ start, end int }

// jieba is the dictionary segmenter. The dictionary never changes once loaded:
// the library's AddWord races with running cuts and its RemoveWord deletes every
// word that begins with the same character.
type jieba struct {
	fingerprint string

	mu     sync.RWMutex // held for reading during cuts, for writing to free
	cutter cutter       // nil once closed; guarded by mu
}

func newJieba(c cutter, fingerprint string) (*jieba, error) {
	j := &jieba{fingerprint: fingerprint, cutter: c}
	if err := j.probe(); err != nil {
		j.close()
		return nil, err
	}
	return j, nil
}

// probe checks that the library cuts by its dictionary; one that loaded without
// its words would fill the index with single characters, unnoticed.
func (j *jieba) probe() error {
	for _, s := range j.cutter.cut("明月") {
		if s == (span{0, len("明月")}) {
			return nil
		}
	}
	return fmt.Errorf("probe the dictionary: %w", errNoWords)
}

var errNoWords = errors.New("a common word was not found")

// Segment implements Segmenter. After close it answers as the fallback does.
func (j *jieba) Segment(text string) []Token {
	j.mu.RLock()
	defer j.mu.RUnlock()
	runes := clean(text)
	if j.cutter == nil {
		return segmentRunes(runes)
	}
	tokens := make([]Token, 0, len(runes))
	tokens = appendRuns(tokens, runes)
	tokens = j.appendWords(tokens, runes)
	return fillGaps(arrange(tokens), runes)
}

// Fingerprint implements Segmenter. After close it is the fallback's, so that
// tokens written too late never pass for dictionary words.
func (j *jieba) Fingerprint() string {
	j.mu.RLock()
	defer j.mu.RUnlock()
	if j.cutter == nil {
		return fallbackFingerprint()
	}
	return j.fingerprint
}

// appendWords appends the dictionary words of runes. The caller holds mu.
func (j *jieba) appendWords(tokens []Token, runes []rune) []Token {
	for start := 0; start < len(runes); {
		end := chunkEnd(runes, start)
		chunk := runes[start:end]
		if containsHan(chunk) {
			tokens = appendSpans(tokens, runes, start, string(chunk), j.cutter)
		}
		start = end
	}
	return tokens
}

// appendSpans cuts chunk, which begins at runes[base], and appends its words.
// Words without Han are left to the runs.
func appendSpans(tokens []Token, runes []rune, base int, chunk string, c cutter) []Token {
	index := runeIndex(chunk)
	for _, s := range c.cut(chunk) {
		if s.start < 0 || s.end >= len(index) || s.start >= s.end {
			continue
		}
		t := Token{base + index[s.start], base + index[s.end]}
		if t.Start >= t.End || splitsRun(runes, t.Start) || splitsRun(runes, t.End) {
			continue
		}
		if containsHan(runes[t.Start:t.End]) {
			tokens = append(tokens, t)
		}
	}
	return tokens
}

// runeIndex maps each byte offset of s, the end included, to the index of the
// rune it belongs to.
func runeIndex(s string) []int {
	index := make([]int, 0, len(s)+1)
	n := -1
	for i := range len(s) {
		if s[i]&0xC0 != 0x80 { // not a continuation byte
			n++
		}
		index = append(index, n)
	}
	return append(index, n+1)
}

// close waits for running cuts and frees the dictionary. It may be called again.
func (j *jieba) close() {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.cutter != nil {
		j.cutter.free()
		j.cutter = nil
	}
}
