package published

import (
	"context"
	"log/slog"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer/search"
	"shiyun/server/catalogue"
	"shiyun/server/typeset"
)

// HitRow is what a hit shows at one place: a line that matched or, of
// regulated verse, its couplet.
type HitRow struct {
	N     int    // the first line that matched
	Label string // which line that is, in words
	Lines []hitLine
}

type hitLine struct {
	Text   []typeset.Segment
	Beside bool // did not match, and is there for the one that did
}

// Couplets reads the poems whose couplets are to be shown whole. That is
// one more read for a page of regulated verse. Where it fails the lines stand
// alone: the page does not fail for what is beside them.
func Couplets(ctx context.Context, st *store.Store, log *slog.Logger, hits []search.Hit) map[corpus.PoemID]corpus.Poem {
	var ids []corpus.PoemID
	for _, h := range hits {
		if len(h.Lines) > 0 && typeset.InCouplets(h.Form) {
			ids = append(ids, h.ID)
		}
	}
	poems, err := ByID(ctx, st, ids)
	if err != nil {
		log.Warn("read couplets", "error", err)
	}
	return poems
}

// ByID reads those of the poems that are published.
func ByID(ctx context.Context, st *store.Store, ids []corpus.PoemID) (map[corpus.PoemID]corpus.Poem, error) {
	poems, err := st.Poems(ctx, ids)
	found := map[corpus.PoemID]corpus.Poem{}
	for _, p := range poems {
		if p.Status == corpus.StatusPublished {
			found[p.ID] = p
		}
	}
	return found, err
}

// InOrder reads those of the poems that may be shown, in their order.
func InOrder(ctx context.Context, st *store.Store, ids []corpus.PoemID) ([]corpus.Poem, error) {
	poems, err := st.Poems(ctx, ids)
	shown := poems[:0]
	for _, p := range poems {
		if p.Status == corpus.StatusPublished {
			shown = append(shown, p)
		}
	}
	return shown, err
}

// Rows puts the lines that matched into the order of the poem, each with the
// other half of its couplet.
func Rows(words *catalogue.Catalogue, lines []search.Line, p corpus.Poem) []HitRow {
	others := typeset.OtherHalves(p)
	var rows []HitRow
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		row := HitRow{N: line.N, Label: words.Say("search.line", line.N), Lines: []hitLine{marked(line)}}
		switch other, ok := others[line.N]; {
		case !ok:
		case i+1 < len(lines) && lines[i+1].N == other.N:
			row.Label = words.Say("search.lines", line.N, other.N)
			row.Lines = append(row.Lines, marked(lines[i+1]))
			i++
		case other.N < line.N:
			row.Lines = append([]hitLine{beside(other)}, row.Lines...)
		default:
			row.Lines = append(row.Lines, beside(other))
		}
		rows = append(rows, row)
	}
	return rows
}

func marked(line search.Line) hitLine {
	return hitLine{Text: typeset.Segments(typeset.Excerpt(line.Text, line.Marks))}
}

func beside(line typeset.Line) hitLine {
	text := typeset.Shorten(strings.TrimSpace(strings.Join(line.Clauses, "")), typeset.MostOfLine)
	return hitLine{Text: typeset.Segments(text, nil), Beside: true}
}

// Tier returns in words how a hit matched; "" for to the character.
func Tier(words *catalogue.Catalogue, m search.Match) string {
	if m == search.MatchExact {
		return ""
	}
	return words.Say("search.tier." + string(m))
}
