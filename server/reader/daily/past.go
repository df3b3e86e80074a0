package daily

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"shiyun/corpus"
	"shiyun/server/chance"
)

// settingName is under which the store keeps what was chosen.
const settingName = "daily"

// mostPast is how many days back it is known what was chosen.
const mostPast = 366

// choice is the poem of one day.
type choice struct {
	Date     string          `json:"date"`
	Poem     corpus.PoemID   `json:"poem"`
	Author   corpus.AuthorID `json:"author"`
	Occasion string          `json:"occasion,omitempty"` // what it was chosen for
}

// past is what was chosen, the last day last.
type past []choice

// readPast returns nothing where what is kept makes no sense: then the year
// begins anew.
func (d *Daily) readPast(ctx context.Context) (past, error) {
	text, err := d.store.Setting(ctx, settingName)
	if err != nil || text == "" {
		return nil, err
	}
	var p past
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		d.log.Warn("poems of past days", "error", err)
		return nil, nil
	}
	return p, nil
}

// keep writes down what was chosen. Where the archive takes no writing, the
// choice holds until the program ends.
func (d *Daily) keep(ctx context.Context, p past) {
	text, err := json.Marshal(p[max(0, len(p)-mostPast):])
	if err == nil {
		err = d.store.SetSetting(ctx, settingName, string(text))
	}
	if err != nil {
		d.log.Warn("keep poem of the day", "error", err)
	}
}

// seen is when poems and authors had their day last.
type seen struct {
	poems   map[corpus.PoemID]string
	authors map[corpus.AuthorID]string
}

func (p past) seen() seen {
	s := seen{map[corpus.PoemID]string{}, map[corpus.AuthorID]string{}}
	for _, c := range p {
		s.poems[c.Poem], s.authors[c.Author] = c.Date, c.Date
	}
	return s
}

type candidate struct {
	poem   corpus.PoemID
	author corpus.AuthorID
}

// fairest returns the candidate whose author waits longest, of theirs the poem
// that does, and of those that wait alike one by chance that is the same all
// day.
func (s seen) fairest(date string, all []candidate) candidate {
	return slices.MinFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(s.authors[a.author], s.authors[b.author]), cmp.Compare(s.poems[a.poem], s.poems[b.poem]),
			cmp.Compare(lot(date, int64(a.author)), lot(date, int64(b.author))), cmp.Compare(lot(date, int64(a.poem)), lot(date, int64(b.poem))))
	})
}

func lot(date string, id int64) uint64 { return chance.Pick(date, strconv.FormatInt(id, 10)) }
