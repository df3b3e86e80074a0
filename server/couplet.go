package server

import (
	"context"
	"strings"

	"shiyun/corpus"
	"shiyun/indexer/search"
)

// hitRow is what a hit shows at one place: a line that matched or, of
// regulated verse, its couplet.
type hitRow struct {
	N     int    // the first line that matched
	Label string // which line that is, in words
	Lines []hitLine
}

type hitLine struct {
	Text   []segment
	Beside bool // did not match, and is there for the one that did
}

// withCouplets reads the poems whose couplets are to be shown whole. That is
// one more read for a page of regulated verse. Where it fails the lines stand
// alone: the page does not fail for what is beside them.
func (s *Server) withCouplets(ctx context.Context, hits []search.Hit) map[corpus.PoemID]corpus.Poem {
	var ids []corpus.PoemID
	for _, h := range hits {
		if shape := shapes[h.Form]; len(h.Lines) > 0 && (shape == shapeCouplets || shape == shapePair) {
			ids = append(ids, h.ID)
		}
	}
	poems, err := s.publicPoems(ctx, ids)
	if err != nil {
		s.Log.Warn("read couplets", "error", err)
	}
	return poems
}

// publicPoems reads those of the poems that are published.
func (s *Server) publicPoems(ctx context.Context, ids []corpus.PoemID) (map[corpus.PoemID]corpus.Poem, error) {
	poems, err := s.Store.Poems(ctx, ids)
	found := map[corpus.PoemID]corpus.Poem{}
	for _, p := range poems {
		if p.Status == corpus.StatusPublished {
			found[p.ID] = p
		}
	}
	return found, err
}

// rows puts the lines that matched into the order of the poem, each with the
// other half of its couplet.
func (s *Site) rows(lines []search.Line, p corpus.Poem) []hitRow {
	others := halves(p)
	var rows []hitRow
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		row := hitRow{N: line.N, Label: s.Say("search.line", line.N), Lines: []hitLine{marked(line)}}
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
	return hitLine{Text: segments(excerpt(line.Text, line.Marks))}
}

func beside(line verseLine) hitLine {
	text := cut(strings.TrimSpace(strings.Join(line.Clauses, "")), mostOfLine)
	return hitLine{Text: segments(text, nil), Beside: true}
}

// halves gives each line of a couplet the other one.
func halves(p corpus.Poem) map[int]verseLine {
	groups, shape := versify(p).Groups, shapes[p.Form]
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
