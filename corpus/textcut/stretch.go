package textcut

import (
	"cmp"
	"iter"
	"slices"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/textcut/order"
	"shiyun/corpus/verse"
)

// stretch is a run of lines that are all of tables, or none of them.
type stretch struct {
	first, last int // last exclusive
	table       bool
}

func (d *Document) hasTable() bool {
	return slices.ContainsFunc(d.Lines, func(l manuscript.Line) bool { return l.Label != 0 })
}

func (d *Document) hasSection() bool {
	return slices.ContainsFunc(d.Lines, func(l manuscript.Line) bool { return l.Section != "" })
}

func stretchesOf(lines []manuscript.Line) iter.Seq[stretch] {
	return func(yield func(stretch) bool) {
		for first := 0; first < len(lines); {
			s := stretch{first, first + 1, lines[first].Label != 0}
			for s.last < len(lines) && (lines[s.last].Label != 0) == s.table {
				s.last++
			}
			if !yield(s) {
				return
			}
			first = s.last
		}
	}
}

// labelStretches labels the lines of tables by what the tables say, and by
// their look those between. Beside tables, a line or two that are no verse
// stand around them: a heading, a date. The sections of a text are labelled
// one by one, for a single poem is often all that an author has.
func (d *Document) labelStretches() intake.Labels {
	if !d.hasTable() && !d.hasSection() {
		return order.Label(cmp.Or(d.Alias, d.Name), d.Lines)
	}
	labels := make([]byte, 0, len(d.Lines))
	for s := range stretchesOf(d.Lines) {
		if lines := d.Lines[s.first:s.last]; s.table {
			for _, line := range lines {
				labels = append(labels, line.Label)
			}
		} else {
			labels = append(labels, labelSections(lines)...)
		}
	}
	return intake.Labels(labels)
}

// labelSections labels what stands below each name of a section by itself.
func labelSections(lines []manuscript.Line) (labels []byte) {
	for len(lines) > 0 {
		end := 1
		for end < len(lines) && lines[end].Section == "" {
			end++
		}
		if part := lines[:end]; part[0].Section == "" && isAround(part) {
			labels = append(labels, slices.Repeat([]byte{manuscript.LabelDropped}, end)...)
		} else {
			labels = append(labels, beginPoem(order.Label("", part), part)...)
		}
		lines = lines[end:]
	}
	return labels
}

// isAround reports whether lines between tables are of no poem.
func isAround(lines []manuscript.Line) bool {
	lines = slices.DeleteFunc(slices.Clone(lines), func(l manuscript.Line) bool { return l.Head != nil && l.Head.Front })
	return manuscript.FilledLines(lines) <= 3 && !slices.ContainsFunc(lines, func(l manuscript.Line) bool {
		shape := verse.ShapeOf(manuscript.Clip(l.Content()))
		return shape.Ended || shape.IsRegular()
	})
}

// beginPoem makes the first verse of a stretch begin a poem, where no title
// does: it is none of the poem in the table above. What stands between the
// table and the first title and is no verse is of no poem.
func beginPoem(labels intake.Labels, lines []manuscript.Line) []byte {
	all := []byte(labels)
	begin := slices.IndexFunc(all, func(label byte) bool { return label == manuscript.LabelTitle || label == manuscript.LabelFirst })
	if title := slices.Index(all, manuscript.LabelTitle); title > 0 && isAround(lines[:title]) {
		for i := range title {
			all[i] = manuscript.LabelDropped
		}
	} else if body := slices.Index(all, manuscript.LabelBody); begin < 0 && body >= 0 {
		all[body] = manuscript.LabelFirst
	}
	return all
}
