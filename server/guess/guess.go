// Package guess makes the questions of 猜下句: which clause follows one?
package guess

import (
	"context"
	"strconv"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/store"
	"shiyun/server/chance"
)

// Question is a clause, and clauses of which one follows it. The zero Clause
// is an archive with too few poems to ask of.
type Question struct {
	Number  int // chooses the question
	Clause  string
	Choices []string
	Right   string
	Poem    corpus.Poem
}

// MostNumber is the largest number of a question that is asked unasked.
const MostNumber = 9_000

const (
	choices = 4  // clauses there are to choose from
	tries   = 60 // poems looked at for one question
)

// Ask finds a couplet by the question's number, and clauses of the same
// length from elsewhere to stand beside the right one.
func Ask(ctx context.Context, st *store.Store, number int) (Question, error) {
	q := Question{Number: number}
	var wrong []string
	taken := map[string]bool{} // folded: 雲 beside 云 is the same clause twice
	for i := range tries {
		p, err := anyPoem(ctx, st, "guess", strconv.Itoa(number), strconv.Itoa(i))
		if err != nil {
			return q, err
		}
		if p == nil {
			break
		}
		pairs := couplets(p.Body)
		if len(pairs) == 0 {
			continue
		}
		pair := pairs[chance.Pick(strconv.Itoa(number), strconv.Itoa(i))%uint64(len(pairs))]
		folded := fold.String(pair[1])
		switch {
		case q.Clause == "":
			q.Clause, q.Right, q.Poem = pair[0], pair[1], *p
			taken[fold.String(pair[0])], taken[folded] = true, true
		case p.ID != q.Poem.ID && utf8.RuneCountInString(pair[1]) == utf8.RuneCountInString(q.Right) && !taken[folded]:
			wrong = append(wrong, pair[1])
			taken[folded] = true
		}
		if len(wrong) == choices-1 {
			break
		}
	}
	if len(wrong) == 0 {
		return Question{Number: number}, nil
	}
	at := int(chance.Pick("place", strconv.Itoa(number)) % uint64(len(wrong)+1))
	q.Choices = append(append(append(q.Choices, wrong[:at]...), q.Right), wrong[at:]...)
	return q, nil
}

// couplets returns the pairs of neighbouring clauses of five or seven
// characters.
func couplets(body string) [][2]string {
	var pairs [][2]string
	clauses := fold.Runs(body)
	for i := 0; i+1 < len(clauses); i += 2 {
		a, b := []rune(clauses[i].Raw), []rune(clauses[i+1].Raw)
		if len(a) == len(b) && (len(a) == 5 || len(a) == 7) {
			pairs = append(pairs, [2]string{clauses[i].Raw, clauses[i+1].Raw})
		}
	}
	return pairs
}

// anyPoem returns the published poem that the words choose; nil in an empty
// archive, or where it has been withdrawn meanwhile.
func anyPoem(ctx context.Context, st *store.Store, words ...string) (*corpus.Poem, error) {
	n := chance.Pick(words...)
	id, err := st.FairPublished(ctx, n, n>>32)
	if corpus.CodeOf(err) == corpus.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p, err := st.Published(ctx, id)
	switch corpus.CodeOf(err) {
	case corpus.NotFound, corpus.Gone:
		return nil, nil
	}
	return &p, err
}
