package play

import (
	"context"
	"net/http"
	"strconv"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/server/answer"
	"shiyun/server/chance"
	"shiyun/server/page"
)

// guessView is one question: which clause comes next?
type guessView struct {
	Number   int // of the question, which chooses it
	Clause   string
	Choices  []string
	Right    string
	Picked   string // "" before the player has chosen
	Poem     corpus.Poem
	Correct  int // so far, this one included
	Answered int
}

// choices is how many clauses there are to choose from.
const choices = 4

// tries bounds the poems looked at for one question.
const tries = 60

// showGuess asks for the clause that follows one.
func (s *Server) showGuess(c echo.Context) (answer.Answer, error) {
	ctx := c.Request().Context()
	v := guessView{Number: smallParam(c, "n"), Correct: smallParam(c, "right"), Answered: smallParam(c, "of")}
	if v.Number == 0 {
		v.Number = int(chance.Pick(s.now().String())%9_000) + 1
	}
	if err := s.ask(ctx, &v); err != nil {
		return nil, err
	}
	if clause := firstClause(c.QueryParam("pick")); clause.Raw != "" && v.Clause != "" {
		v.Picked = clause.Raw
		v.Answered++
		if v.Picked == v.Right {
			v.Correct++
		}
	}
	return s.pages.Show(c, http.StatusOK, "play-guess", page.View{
		Title: s.words.Say("play.guess.title"), Path: path + "/guess", Section: "play", NoIndex: true, Data: v})
}

// ask finds a couplet by the question's number, and clauses of the same
// length from elsewhere to stand beside the right one. An archive with too
// few poems has no question.
func (s *Server) ask(ctx context.Context, v *guessView) error {
	var wrong []string
	taken := map[string]bool{} // folded: 雲 beside 云 is the same clause twice
	for i := range tries {
		p, err := s.anyPoem(ctx, "guess", strconv.Itoa(v.Number), strconv.Itoa(i))
		if err != nil || p == nil {
			return err
		}
		pairs := couplet(p.Body)
		if len(pairs) == 0 {
			continue
		}
		pair := pairs[chance.Pick(strconv.Itoa(v.Number), strconv.Itoa(i))%uint64(len(pairs))]
		folded := fold.String(pair[1])
		switch {
		case v.Clause == "":
			v.Clause, v.Right, v.Poem = pair[0], pair[1], *p
			taken[fold.String(pair[0])], taken[folded] = true, true
		case p.ID != v.Poem.ID && utf8.RuneCountInString(pair[1]) == utf8.RuneCountInString(v.Right) && !taken[folded]:
			wrong = append(wrong, pair[1])
			taken[folded] = true
		}
		if len(wrong) == choices-1 {
			break
		}
	}
	if len(wrong) == 0 {
		v.Clause = ""
		return nil
	}
	at := int(chance.Pick("place", strconv.Itoa(v.Number)) % uint64(len(wrong)+1))
	v.Choices = append(append(append(v.Choices, wrong[:at]...), v.Right), wrong[at:]...)
	return nil
}

// couplet are the pairs of neighbouring clauses of five or seven characters.
func couplet(body string) [][2]string {
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

// anyPoem is the published poem that the words choose, nil in an empty
// archive.
func (s *Server) anyPoem(ctx context.Context, words ...string) (*corpus.Poem, error) {
	n := chance.Pick(words...)
	id, err := s.store.FairPublished(ctx, n, n>>32)
	if corpus.CodeOf(err) == corpus.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.playPoem(ctx, id)
}

// smallParam reads a count out of the address; 0 for anything else.
func smallParam(c echo.Context, name string) int {
	n, err := strconv.Atoi(c.QueryParam(name))
	if err != nil || n < 0 || n > 10_000 {
		return 0
	}
	return n
}
