package manuscript

import (
	"regexp"
	"strings"

	"shiyun/corpus/intake"
)

// signature is how a poem is signed below its verse with name and title:
// ——晚晴《听雨》.
var signature = regexp.MustCompile(`^[\s\x{3000}]*(?:——|--|—|－－|–)\s*(?:(\p{Han}{2,6})\s*《([^《》]{1,40})》|《([^《》]{1,40})》\s*(\p{Han}{2,6}))\s*$`)

// SplitSignatures gives name and title of the poems of a text a line each,
// where every poem is signed with both: the last line is, another one too, and
// the first is not. A line quoted at the head of a poem is signed alike, but no
// text ends with one.
func SplitSignatures(lines []Line) []Line {
	var found []int
	for i := range lines {
		if len(lines[i].Text) <= MaxLook && lines[i].Head == nil && signature.MatchString(lines[i].Text) {
			found = append(found, i)
		}
	}
	last := lastFilled(lines)
	if len(found) < 2 || found[len(found)-1] != last || found[0] == FirstFilled(lines) {
		return lines
	}
	split := make([]Line, 0, len(lines)+len(found))
	for i, line := range lines {
		if len(found) == 0 || found[0] != i {
			split = append(split, line)
			continue
		}
		found = found[1:]
		m := signature.FindStringSubmatch(line.Text)
		title, author := line, line
		title.Text, author.Text = "《"+m[2]+m[3]+"》", "——"+m[1]+m[4]
		title.Head = &Head{Field: intake.FieldTitle, Name: intake.FieldTitle.Label(), Value: m[2] + m[3]}
		author.Head = &Head{Field: intake.FieldAuthor, Name: intake.FieldAuthor.Label(), Value: m[1] + m[4]}
		split = append(split, title, author)
	}
	return split
}

// lastFilled is the last line with text in it, -1 where there is none.
func lastFilled(lines []Line) int {
	for i := len(lines) - 1; i >= 0; i-- {
		if !lines[i].Blank() {
			return i
		}
	}
	return -1
}

// LiftHeads puts the labelled heads of a text above the verse they belong to,
// where all of them stand below it: the text begins with verse and ends with a
// head, and each head has a title. Everything that parts poems takes a title
// for where one begins.
func LiftHeads(lines []Line) []Line {
	first, last := FirstFilled(lines), lastFilled(lines)
	if last < 0 || lines[first].Head != nil || lines[first].Heading || lines[last].Head == nil {
		return lines
	}
	runs := headRuns(lines)
	for _, run := range runs {
		if !hasTitle(lines[run[0]:run[1]]) {
			return lines
		}
	}
	lifted := make([]Line, 0, len(lines))
	from := 0
	for _, run := range runs {
		lifted = append(append(lifted, lines[run[0]:run[1]]...), lines[from:run[0]]...)
		from = run[1]
	}
	return append(lifted, lines[from:]...)
}

// headRuns are the stretches of labelled lines, with empty ones between them,
// last exclusive.
func headRuns(lines []Line) (runs [][2]int) {
	open := false
	for i := range lines {
		switch {
		case lines[i].Blank():
		case lines[i].Head == nil:
			open = false
		case open:
			runs[len(runs)-1][1] = i + 1
		default:
			runs, open = append(runs, [2]int{i, i + 1}), true
		}
	}
	return runs
}

// hasTitle reports whether one of the heads names a title, and none opens a
// section, whose verse stands below it.
func hasTitle(lines []Line) (titled bool) {
	for _, line := range lines {
		if line.Head == nil {
			continue
		}
		if line.Head.Front || line.Head.OpensSection() || line.Head.Field == intake.FieldBody && strings.TrimSpace(line.Head.Value) != "" {
			return false
		}
		titled = titled || line.Head.Field == intake.FieldTitle && line.Head.Filled()
	}
	return titled
}
