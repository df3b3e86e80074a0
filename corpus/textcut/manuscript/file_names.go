package manuscript

import (
	"path"
	"regexp"
	"strings"
)

// nameBracket is a name of a file that ends with another in brackets: 听雨（晚晴）.
var nameBracket = regexp.MustCompile(`^(.+?)\s*[（(]([^（）()]+)[）)]$`)

// minNamed is how many files a folder must have before their names are read
// beside each other.
const minNamed = 3

// AuthorsInNames finds the files of an archive whose names are of two parts,
// author and title in one order. The authors are on the side where names are
// repeated; where none are repeated, on the side where most are those of people
// (IsPersonName). By the name that each file has, it returns one with the author
// as a folder: 晚晴/听雨.txt. It returns nil where no side can be told.
func AuthorsInNames(names []string) map[string]string {
	type parted struct{ name, first, second string }
	var all []parted
	firsts, seconds := map[string]bool{}, map[string]bool{}
	texts := 0
	for _, name := range names {
		base := path.Base(name)
		ext := path.Ext(base)
		if !isTextFile(ext) {
			continue
		}
		texts++
		var n FileNames
		if first, second, ok := partName(n.takeDate(strings.TrimSpace(strings.TrimSuffix(base, ext)))); ok {
			all = append(all, parted{name, first, second})
			firsts[first], seconds[second] = true, true
		}
	}
	if len(all) < minNamed || len(all)*4 < texts*3 {
		return nil
	}
	authorFirst := len(firsts) < len(seconds)
	if len(firsts) == len(seconds) {
		switch first, second := countPersons(firsts), countPersons(seconds); {
		case first*3 >= len(firsts)*2 && second*3 <= len(seconds):
			authorFirst = true
		case second*3 < len(seconds)*2 || first*3 > len(firsts):
			return nil
		}
	}
	renamed := map[string]string{}
	for _, p := range all {
		author, title := p.first, p.second
		if !authorFirst {
			author, title = title, author
		}
		if !IsName(author) || IsFormOrTune(author) || IsBookLine(author) || OrdinalTitle.MatchString(author) {
			return nil // volumes, kinds of verse
		}
		renamed[p.name] = path.Join(path.Dir(p.name), author, title+path.Ext(p.name))
	}
	return renamed
}

func countPersons(names map[string]bool) (n int) {
	for name := range names {
		if IsPersonName(name) {
			n++
		}
	}
	return n
}

// partName is the two parts of a name.
func partName(base string) (first, second string, ok bool) {
	if m := nameBracket.FindStringSubmatch(base); m != nil {
		return m[1], m[2], true
	}
	parts := nameParts(base)
	if len(parts) != 2 || parts[0] == "" || parts[1] == "" {
		return "", "", false
	}
	return parts[0], parts[1], true
}
