package textcut

import (
	"iter"
	"slices"

	"shiyun/corpus/intake"
)

// stretch is a run of lines that are all of tables, or none of them.
type stretch struct {
	first, last int // last exclusive
	table       bool
}

func (d *Document) hasTable() bool {
	return slices.ContainsFunc(d.Lines, func(l Line) bool { return l.label != 0 })
}

func (d *Document) stretches() iter.Seq[stretch] {
	return func(yield func(stretch) bool) {
		for first := 0; first < len(d.Lines); {
			s := stretch{first, first + 1, d.Lines[first].label != 0}
			for s.last < len(d.Lines) && (d.Lines[s.last].label != 0) == s.table {
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
// stand around them: a heading, a date.
func (d *Document) labelStretches() intake.Labels {
	if !d.hasTable() {
		return labelText(d.Name, d.Lines)
	}
	labels := make([]byte, 0, len(d.Lines))
	for s := range d.stretches() {
		lines := d.Lines[s.first:s.last]
		switch {
		case s.table:
			for _, line := range lines {
				labels = append(labels, line.label)
			}
		case isAround(lines):
			labels = append(labels, slices.Repeat([]byte{labelDropped}, len(lines))...)
		default:
			labels = append(labels, beginPoem(labelText("", lines), lines)...)
		}
	}
	return intake.Labels(labels)
}

// isAround reports whether lines between tables are of no poem.
func isAround(lines []Line) bool {
	lines = slices.DeleteFunc(slices.Clone(lines), func(l Line) bool { return l.head != nil && l.head.front })
	return filledLines(lines) <= 3 && !slices.ContainsFunc(lines, func(l Line) bool { f := look(l); return f.Ended || f.IsRegular() })
}

// beginPoem makes the first verse of a stretch begin a poem, where no title
// does: it is none of the poem in the table above. What stands between the
// table and the first title and is no verse is of no poem.
func beginPoem(labels intake.Labels, lines []Line) []byte {
	all := []byte(labels)
	begin := slices.IndexFunc(all, func(label byte) bool { return label == labelTitle || label == labelFirst })
	if title := slices.Index(all, labelTitle); title > 0 && isAround(lines[:title]) {
		for i := range title {
			all[i] = labelDropped
		}
	} else if body := slices.Index(all, labelBody); begin < 0 && body >= 0 {
		all[body] = labelFirst
	}
	return all
}
