package contact

import "regexp"

const (
	count    = `[0-9一二三四五六七八九十百〇零两]+`
	building = `第?(?:` + count + `\s*(?:号楼|號樓|栋|幢|棟)|(?:[a-zA-Z]\d{0,2}|\d{1,3}[a-zA-Z]?)\s*(?:栋|幢|棟|座))`
	unit     = `(?:` + count + `|[a-zA-Z])\s*(?:单元|單元)`
	floor    = `(?:` + count + `(?:楼|樓|层|層)\s*)?`
	room     = `(?:[0-9]{2,4}[a-zA-Z]?|[一二三四五六七八九〇零]{3,4})\s*(?:室|房|户|戶|号|號)?`
	named    = `(?:[0-9]{2,4}[a-zA-Z]?|[一二三四五六七八九〇零]{3,4})\s*(?:室|房|户|戶)`
	street   = `(?:路|街|巷|弄|胡同|大道|條|条)`
	gate     = `(?:[0-9]+(?:-[0-9]+)?\s*(?:号|號|弄))`
)

var (
	// rooms matches the number of a flat: building, entrance and room.
	rooms = regexp.MustCompile(building + `[\s\-]*` + unit + `(?:[\s\-]*` + floor + room + `)?` +
		`|` + building + `[\s\-]*` + floor + room +
		`|` + unit + `[\s\-]*` + floor + room +
		`|` + gate + `(?:楼|樓|院)?[\s\-]*` + floor + named +
		`|\d{1,3}-\d{1,2}-\d{3,4}\s*(?:室|房|户|戶|号|號)`)
	// homes matches a street and number after a word such as 住址, or after the
	// name of a town or district.
	homes = regexp.MustCompile(`(?:地址|住址|家住|住在|家在|寄到|寄往|寄至|门牌|門牌|收件)[^，。；！？\n]{0,24}?` + gate +
		`|[\p{Han}]{2,}(?:市|区|區|县|縣|镇|鎮|乡|鄉)[\p{Han}]{1,12}` + street + gate)
	// houses are the number of a house, whoever's.
	houses = regexp.MustCompile(building + `|` + unit + `|` + named + `|` + gate + `|[一二三四五六七八九十百〇零]+(?:号|號)(?:院|楼|$)` +
		`|\d{1,3}(?:-\d{1,4}){1,3}\s*(?:室|房|户|戶|号|號|$)`)
	// counted goes on after digits that are no room: 3号楼1998年.
	counted = regexp.MustCompile(`^\s*(?:年|月|日|岁|歲|人|个|個|位|家|平|米|元|块|塊|天|次)`)
	streets = regexp.MustCompile(street + gate)
)

// findHouses finds what of an address is too much for the scope.
func (f folded) findHouses(scope Scope) (found []Span) {
	patterns := []*regexp.Regexp{rooms, homes}
	switch scope {
	case Name:
		patterns = append(patterns, streets)
	case Place:
		if at := houses.FindStringIndex(f.text); at != nil {
			return []Span{{at[0], len(f.text)}}
		}
	}
	for _, pattern := range patterns {
		for _, at := range pattern.FindAllStringIndex(f.text, -1) {
			if !counted.MatchString(f.text[at[1]:]) {
				found = append(found, Span{at[0], at[1]})
			}
		}
	}
	return found
}
