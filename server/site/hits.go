package site

import (
	"context"
	"strings"

	"shiyun/corpus"
	"shiyun/indexer/search"
)

// HitRow is what a hit shows at one place: a line that matched or, of
// regulated verse, its couplet.
type HitRow struct {
	N     int    // the first line that matched
	Label string // which line that is, in words
	Lines []hitLine
}

type hitLine struct {
	Text   []Segment
	Beside bool // did not match, and is there for the one that did
}

// WithCouplets reads the poems whose couplets are to be shown whole. That is
// one more read for a page of regulated verse. Where it fails the lines stand
// alone: the page does not fail for what is beside them.
func (s *Site) WithCouplets(ctx context.Context, hits []search.Hit) map[corpus.PoemID]corpus.Poem {
	var ids []corpus.PoemID
	for _, h := range hits {
		if shape := shapes[h.Form]; len(h.Lines) > 0 && (shape == shapeCouplets || shape == shapePair) {
			ids = append(ids, h.ID)
		}
	}
	poems, err := s.PublicPoems(ctx, ids)
	if err != nil {
		s.Log.Warn("read couplets", "error", err)
	}
	return poems
}

// PublicPoems reads those of the poems that are published.
func (s *Site) PublicPoems(ctx context.Context, ids []corpus.PoemID) (map[corpus.PoemID]corpus.Poem, error) {
	poems, err := s.Store.Poems(ctx, ids)
	found := map[corpus.PoemID]corpus.Poem{}
	for _, p := range poems {
		if p.Status == corpus.StatusPublished {
			found[p.ID] = p
		}
	}
	return found, err
}

// Rows puts the lines that matched into the order of the poem, each with the
// other half of its couplet.
func (s *Site) Rows(lines []search.Line, p corpus.Poem) []HitRow {
	others := halves(p)
	var rows []HitRow
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		row := HitRow{N: line.N, Label: s.Say("search.line", line.N), Lines: []hitLine{marked(line)}}
		switch other, ok := others[line.N]; {
		case !ok:
		case i+1 < len(lines) && lines[i+1].N == other.N:
			row.Label = s.Say("search.lines", line.N, other.N)
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
	return hitLine{Text: Segments(excerpt(line.Text, line.Marks))}
}

func beside(line verseLine) hitLine {
	text := Shorten(strings.TrimSpace(strings.Join(line.Clauses, "")), MostOfLine)
	return hitLine{Text: Segments(text, nil), Beside: true}
}

// halves gives each line of a couplet the other one.
func halves(p corpus.Poem) map[int]verseLine {
	groups, shape := Versify(p).Groups, shapes[p.Form]
	if shape == shapePair && len(groups) == 2 { // two sides of a line each are a couplet
		groups = []group{{Lines: append(append([]verseLine{}, groups[0].Lines...), groups[1].Lines...)}}
	}
	others := map[int]verseLine{}
	for _, g := range groups {
		if paired := shape == shapeCouplets || shape == shapePair; paired && len(g.Lines) == 2 {
			others[g.Lines[0].N], others[g.Lines[1].N] = g.Lines[1], g.Lines[0]
		}
	}
	return others
}

// Tier says how a hit matched; "" for to the character.
func (s *Site) Tier(m search.Match) string {
	if m == search.MatchExact {
		return ""
	}
	return s.Say("search.tier." + string(m))
}
