package jsonl

import (
	"cmp"
	"encoding/json"
	"errors"
	"regexp"
	"slices"

	"github.com/tidwall/gjson"

	"shiyun/corpus/intake"
)

// jsonMember is a name and its value in an object.
type jsonMember struct {
	name  string // as the file writes it
	value jsonValue
	as    intake.Field // what it stands for beside the others, "" for what its name says
}

// jsonFields are names that only objects have. Plain "id" is the archive's own
// there, as in what it exports: tables of other people have ids of their own,
// lines of the open format do not.
var jsonFields = map[string]intake.Field{"id": intake.FieldID, "lines": intake.FieldBody, "paragraphs": intake.FieldBody}

// field is what a member stands for: the names of the open format, and all
// that a column may be called.
func (m jsonMember) field() intake.Field {
	if f, ok := jsonFields[m.name]; ok {
		return f
	}
	if f, ok := intake.FieldByName(m.name); ok {
		return f
	}
	return cmp.Or(jsonFields[intake.NormalHeader(m.name)], intake.FieldNamed(m.name))
}

// ourID is a number that may be the archive's own.
var ourID = regexp.MustCompile(`^\s*-?[\d.]*\s*$`)

// fieldOf is the field of a member with the value it has: an id that is no
// number is somebody else's, and kept as 编号.
func (m jsonMember) fieldOf() intake.Field {
	f := cmp.Or(m.as, m.field())
	if f == intake.FieldID && intake.NormalHeader(m.name) == "id" && m.value.given && !ourID.MatchString(m.value.text) && m.value.refusal == nil {
		return intake.FieldRef
	}
	return f
}

// settleName takes a member that is only called name for the title of an
// object that has an author and no title, and for the author of one without.
func settleName(members []jsonMember) {
	at, author, title := -1, false, false
	for i, m := range members {
		f := m.field()
		author, title = author || f == intake.FieldAuthor, title || f == intake.FieldTitle
		if m.name == "name" {
			at = i
		}
	}
	switch {
	case at < 0 || author && title:
	case author:
		members[at].as = intake.FieldTitle
	default:
		members[at].as = intake.FieldAuthor
	}
}

// isLoose reports whether the member yields to another of the same field:
// a loose name does that is none of the open format, and somebody's id to their
// 编号.
func isLoose(name string, field intake.Field) bool {
	if _, ours := jsonFields[name]; ours {
		return field == intake.FieldRef
	}
	return intake.IsLoose(name)
}

// read reports whether the value of a member is of use.
func (m jsonMember) read() bool {
	f := m.field()
	return f != intake.FieldNone && f != intake.FieldPrivate || m.name == "name" || slices.Contains(past, m.name)
}

// past are the names under which an export says what became of a poem.
var past = []string{"published", "corrected"}

// usualMembers is how many an object has at most that says every field once.
var usualMembers = len(intake.Fields())

// mostMembers bounds what one object holds in memory, a line of verse a member
// included.
const mostMembers = 2000

var (
	errNoObject    = errors.New("no object")
	errManyMembers = errors.New("too many members")
)

// jsonMembers reads an object's members in their order, those that mean nothing
// without their values. The whole is looked at first, so that an error says where it breaks.
func jsonMembers(line []byte) ([]jsonMember, error) {
	if err := json.Unmarshal(line, &struct{}{}); err != nil {
		return nil, err
	}
	object := gjson.ParseBytes(line)
	if !object.IsObject() {
		return nil, errNoObject // null, which Unmarshal lets pass
	}
	members := make([]jsonMember, 0, usualMembers)
	var err error
	object.ForEach(func(name, value gjson.Result) bool {
		m := jsonMember{name: jsonText([]byte(name.Raw))}
		switch {
		case len(members) == mostMembers:
			err = errManyMembers
		case !m.read():
			members = append(members, m)
		default:
			err = m.value.UnmarshalJSON([]byte(value.Raw))
			members = append(members, m)
		}
		return err == nil
	})
	settleName(members)
	return members, err
}

// dropRemarks leaves out 状态 and 修订 of an object that did not come from the
// archive: as in a table, they are the curator's own remarks.
func dropRemarks(c intake.Cells) {
	if _, ours := c[intake.FieldID]; ours {
		return
	}
	for _, f := range []intake.Field{intake.FieldStatus, intake.FieldRevision} {
		if c[f].Column != string(f) {
			delete(c, f)
		}
	}
}
