package order

import (
	"regexp"
	"strings"

	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/verse"
)

// orderByCouplets is that of 上联 and 下联, and of lines that are a couplet
// each.
func (t *weighed) orderByCouplets() order {
	if found := t.orderByLabelledCouplets(); found != nil {
		return found
	}
	if found := t.orderByNumberedSides(); found != nil {
		return found
	}
	return t.orderByCoupletLines()
}

// orderByNumberedSides is that of couplets of two lines each, with a number
// before the first: the sides are as long as each other throughout.
func (t *weighed) orderByNumberedSides() order {
	var found order
	for k := 0; k+1 < len(t.lines); k += 2 {
		number, _ := manuscript.CountedTitle(t.lines[k].text)
		upper := verse.ShapeOf(manuscript.Numbering.ReplaceAllString(t.lines[k].text, ""))
		if number != len(found)+1 || upper.Letters < 4 || upper.Letters != t.lines[k+1].Letters || upper.Han != upper.Letters || t.lines[k+1].Head != nil {
			return nil
		}
		found = append(found, k)
	}
	if len(found) < 2 || len(t.lines)%2 > 0 {
		return nil
	}
	for k := range t.lines {
		t.lines[k].couplet = true
	}
	return found
}

// coupletBook is what a list of couplets is called above them.
var coupletBook = regexp.MustCompile(`^.{0,12}(?:春联|楹联|对联|联语|贺联|嵌名联|春聯|楹聯|對聯|聯語|賀聯)(?:集锦|集錦|选登|選登|选|選|集|作品|小辑|小輯|一组|一組|数则|[一二三四五六七八九十\d]{1,3}副)?(?:[（(].{1,10}[）)])?$`)

// saysCouplets reports whether the text is called a list of couplets.
func (t *weighed) saysCouplets() bool {
	return t.couplets || len(t.lines) > 0 && t.lines[0].runes <= 30 && coupletBook.MatchString(t.lines[0].text)
}

func (t *weighed) orderByLabelledCouplets() order {
	var found order
	labels, seen := 0, map[string]bool{}
	for k := range t.lines {
		word := manuscript.CoupletWord.FindString(t.lines[k].text)
		if word == "" {
			continue
		}
		labels++
		kind := strings.Trim(word, "（(【）)】:： ")
		if !seen[kind] && len(seen) > 0 && t.lines[k].gap == 0 {
			seen[kind] = true
			continue
		}
		if seen[kind] || len(seen) == 0 || len(seen) >= 2 {
			clear(seen)
			found = append(found, t.titleOver(k))
		}
		seen[kind] = true
	}
	if labels < 2 || labels*2 < len(t.lines) {
		return nil
	}
	for k := range t.lines {
		t.lines[k].couplet = manuscript.CoupletWord.MatchString(t.lines[k].text)
	}
	return found
}

// titleOver is the title right above line k, or k where there is none.
func (t *weighed) titleOver(k int) int {
	if k > 1 && t.signs(k-1) && t.lines[k-1].gap == 0 && t.lines[k].gap > 0 && manuscript.CoupletWord.MatchString(t.lines[k-2].text) {
		return k // what stands below a couplet is of that one
	}
	if k > 0 && t.lines[k].gap <= 1 && manuscript.CoupletWord.FindString(t.lines[k-1].text) == "" && t.mayBeTitle(k-1) {
		return k - 1
	}
	return k
}

// signs reports whether line k names an author.
func (t *weighed) signs(k int) bool { return t.lines[k].Head != nil || t.lines[k].name >= 8 }

// orderByCoupletLines is that of a list with a couplet on every line. Lines
// of 5 or 7 that pair off with ，。 throughout are a poem; what sets a list
// apart are ； between the sides, numbers, scrolls or sides of many lengths.
func (t *weighed) orderByCoupletLines() order {
	var found order
	apart, signatures := 0, 0
	lengths := map[int]bool{}
	for k := range t.lines {
		if t.signs(k) {
			signatures++
			continue
		}
		text := t.lines[k].text
		sides := manuscript.CoupletSides(text)
		if sides == 0 {
			continue
		}
		found = append(found, k)
		lengths[sides] = true
		if strings.ContainsAny(text, "；;") || manuscript.RemarkOfCouplet.MatchString(text) || manuscript.Numbering.MatchString(text) || k+1 < len(t.lines) && t.signs(k+1) {
			apart++
		}
	}
	if len(found) < 3 || len(found)*3 < (len(t.lines)-signatures)*2 || apart*5 < len(found)*4 && len(lengths) < 3 && !t.saysCouplets() {
		return nil
	}
	for _, k := range found {
		t.lines[k].couplet = true
	}
	return found
}
