package textcut

import (
	"cmp"
	"slices"
	"strings"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

// nameTitles reads the title lines of poems. Where most of them read as title
// and author, the rest are read so too.
func (d *Document) nameTitles(poems []poem, labels intake.Labels) {
	byline := d.bylines(poems)
	group := poem{titleLine: -1} // the poem a sequence takes its name from
	for i := range poems {
		p := &poems[i]
		if p.titleLine >= 0 {
			p.TitleParts = manuscript.ReadTitle(d.Lines[p.titleLine].Said(manuscript.LabelTitle), byline)
		}
		ordinal := manuscript.OrdinalTitle.MatchString(p.Title)
		author := strings.Join(d.texts(*p, labels, manuscript.LabelAuthor), " ")
		switch {
		case author != "" && p.titleLine >= 0:
			p.TitleParts = manuscript.ReadTitle(d.Lines[p.titleLine].Said(manuscript.LabelTitle), manuscript.Never)
			p.Author = manuscript.ReadAuthor(author)
		case author != "":
			p.Author = manuscript.ReadAuthor(author)
		case ordinal && group.titleLine >= 0:
			p.Author = group.Author
		}
		if ordinal && group.titleLine >= 0 {
			p.Title = joinOrdinal(group.Title, p.Title)
			p.Tune, p.Form = group.Tune, group.Form
			if i > 0 && poems[i-1].titleLine == group.titleLine && d.body(poems[i-1], labels) == "" {
				poems[i-1].Kept, p.preface = false, d.prose(poems[i-1], labels, manuscript.LabelPreface)
			}
		} else {
			group = *p
		}
		if p.Author == "" {
			p.Author = cmp.Or(p.section, d.senderOf(*p, labels))
		}
	}
	if len(poems) == 1 {
		poems[0].takeFileName(manuscript.ReadFileName(cmp.Or(d.Alias, d.Name)))
	}
}

func joinOrdinal(group, ordinal string) string {
	if group == "" {
		return ordinal
	}
	return group + " " + strings.TrimRight(ordinal, "：:、.．")
}

func (d *Document) senderOf(p poem, labels intake.Labels) string {
	for i := p.start; i < p.last; i++ {
		if labels[i] == manuscript.LabelBody || labels[i] == manuscript.LabelFirst {
			return manuscript.TrimDecoration(d.Lines[i].Sender)
		}
	}
	return ""
}

func (d *Document) bylines(poems []poem) manuscript.Bylines {
	titles, named := 0, 0
	for _, p := range poems {
		if p.titleLine < 0 {
			continue
		}
		titles++
		if manuscript.ReadTitle(d.Lines[p.titleLine].Said(manuscript.LabelTitle), manuscript.Usual).Author != "" {
			named++
		}
	}
	if titles >= 3 && named*10 >= titles*7 {
		return manuscript.Usual
	}
	return manuscript.Careful
}

// doubtTitles finds the titles in 《》 that stand right below a line of verse
// and have no author, where most do not: they may be books that the poem above
// names.
func (d *Document) doubtTitles(poems []poem, labels intake.Labels) {
	titles := 0
	var within []int
	for i, p := range poems {
		if p.titleLine < 0 || !strings.HasPrefix(strings.TrimSpace(d.Lines[p.titleLine].Content()), "《") {
			continue
		}
		titles++
		if at := p.titleLine; at > 0 && p.first == at && p.Author == "" && labels[at-1] == manuscript.LabelBody {
			within = append(within, i)
		}
	}
	if len(within)*2 > titles && titles > 2 {
		return
	}
	for _, i := range within {
		poems[i].doubtful = true
	}
}

// missParts finds the poems without a title or an author among others that
// have one: a line may have been taken for something else.
func missParts(poems []poem) {
	titled := slices.ContainsFunc(poems, func(p poem) bool { return p.Kept && p.Title != "" })
	signed := slices.ContainsFunc(poems, func(p poem) bool { return p.Kept && p.Author != "" })
	for i := range poems {
		poems[i].nameless = titled && poems[i].Title == ""
		poems[i].unsigned = signed && poems[i].Author == ""
	}
}
