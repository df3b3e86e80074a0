package jsonl

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// jsonValue takes any JSON value and never fails, so that one wrong value is
// reported under its key and does not hide the others.
type jsonValue struct {
	given   bool // not null
	text    string
	list    []string
	refusal *refusal // nil where it is taken
	object  []byte   // of an object, as it stands
}

// plainNumber is a number that reads as people write numbers. 1e999 does not,
// and would mean something else to every program that turned it into one.
var plainNumber = regexp.MustCompile(`^-?\d{1,20}(\.\d{1,20})?$`)

// UnmarshalJSON is called with a valid JSON value.
func (v *jsonValue) UnmarshalJSON(b []byte) error {
	*v = jsonValue{given: true}
	switch b[0] {
	case 'n':
		v.given = false
	case '"':
		v.text = jsonText(b)
	case '[':
		v.array(b)
	case '{':
		v.object = b
		fallthrough
	case 't', 'f':
		v.refuse(intake.CodeType, corpus.NewMessage("intake.not_text_value"), corpus.NewMessage("intake.advice.make_text"))
	default:
		if v.text = string(b); !plainNumber.Match(b) {
			v.refuse(intake.CodeType, corpus.NewMessage("intake.odd_number"), corpus.NewMessage("intake.advice.quote_number"))
		}
	}
	return nil
}

// nameOf are the members of an object that stands for an author.
var nameOf = []string{"name", "author", "authorName", "author_name", "penName", "title"}

// fit makes of a value what the field takes: one text of a list of lines or of
// authors, and the name of an author written as an object.
func (v *jsonValue) fit(field intake.Field) {
	switch field {
	case intake.FieldBody, intake.FieldPreface, intake.FieldNote:
		if v.list != nil {
			v.text, v.list = strings.Join(v.list, "\n"), nil
		}
	case intake.FieldAuthor:
		if v.list != nil {
			v.text, v.list = strings.Join(v.list, "、"), nil
		}
		for _, name := range nameOf {
			if found := gjson.GetBytes(v.object, name); v.object != nil && found.Type == gjson.String {
				*v = jsonValue{given: true, text: jsonText([]byte(found.Raw))}
			}
		}
	}
}

// refusal is why a value is refused.
type refusal struct {
	code         string
	what, advice corpus.Message
}

func (v *jsonValue) refuse(code string, what, advice corpus.Message) {
	v.refusal = &refusal{code, what, advice}
}

// jsonText is the text of a valid JSON string. The escapes every export
// writes are undone here, which halves the time a body takes; the rarer ones
// are left to the library.
func jsonText(b []byte) string {
	text := make([]byte, 0, len(b))
	for rest := b[1 : len(b)-1]; ; {
		i := bytes.IndexByte(rest, '\\')
		if i < 0 {
			return string(append(text, rest...))
		}
		plain, ok := simpleEscapes[rest[i+1]]
		if !ok {
			return jsonTextSlow(b)
		}
		text = append(append(text, rest[:i]...), plain)
		rest = rest[i+2:]
	}
}

var simpleEscapes = map[byte]byte{'n': '\n', '"': '"', '\\': '\\', '/': '/', 't': '\t', 'r': '\r'}

func jsonTextSlow(b []byte) string {
	var s string
	err := json.Unmarshal(b, &s)
	if err != nil || strings.ContainsRune(s, utf8.RuneError) && !bytes.Contains(b, []byte("\uFFFD")) {
		return source.Lost // half a surrogate pair
	}
	return s
}

func (v *jsonValue) array(b []byte) {
	if bytes.Count(b, []byte(",")) > maxCommas {
		v.refuse(intake.CodeTooLong, corpus.NewMessage("intake.too_many_items"), corpus.NewMessage("intake.advice.shorten"))
		return
	}
	var items []jsonItem
	if err := json.Unmarshal(b, &items); err != nil {
		v.refuse(intake.CodeType, corpus.NewMessage("intake.list_of_other_than_text"), corpus.NewMessage("intake.advice.correct"))
		return
	}
	v.list = make([]string, len(items))
	for i, item := range items {
		if item.wrong {
			v.refuse(intake.CodeType, corpus.NewMessage("intake.list_of_other_than_text"), corpus.NewMessage("intake.advice.correct"))
			return
		}
		if v.list[i] = item.text; item.stanza && i+1 < len(items) {
			v.list[i] += "\n"
		}
	}
}

// jsonItem is one item of an array.
type jsonItem struct {
	text   string
	stanza bool // a list of lines within the list
	wrong  bool
}

func (item *jsonItem) UnmarshalJSON(b []byte) error {
	switch {
	case b[0] == '"':
		item.text = jsonText(b)
	case plainNumber.Match(b):
		item.text = string(b)
	case b[0] == '[':
		var lines []string
		item.wrong = json.Unmarshal(b, &lines) != nil
		item.text, item.stanza = strings.Join(lines, "\n"), true
	default:
		item.wrong = true
	}
	return nil
}
