package poems

import (
	"context"
	"fmt"

	"shiyun/corpus"
)

// mostTunes bounds the list of tunes; the classical ones are some 800.
const mostTunes = 1000

// Tune is a 词牌 or 曲牌 as the archive has it.
type Tune struct {
	Name  string
	Form  corpus.Form // of most of its poems
	Poems int         // published
}

// Tunes counts published poems by tune, commonest first.
func (s *Repository) Tunes(ctx context.Context) ([]Tune, error) {
	var rows []Tune
	err := s.published(Filter{}).ColumnExpr("p.tune AS name, p.form AS form, COUNT(*) AS poems").
		Where("p.tune <> ''").Group("p.tune", "p.form").OrderExpr("poems DESC, p.tune").Limit(2*mostTunes).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("count tunes: %w", err)
	}
	at := map[string]int{}
	var tunes []Tune
	for _, r := range rows {
		if i, met := at[r.Name]; met {
			tunes[i].Poems += r.Poems
		} else if len(tunes) < mostTunes {
			at[r.Name] = len(tunes)
			tunes = append(tunes, r)
		}
	}
	return tunes, nil
}
