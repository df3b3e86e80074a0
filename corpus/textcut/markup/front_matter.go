package markup

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v3"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

// maxFrontMatter bounds the lines of front matter; generators of sites write
// some twenty.
const maxFrontMatter = 200

// ReadFrontMatter reads the YAML or TOML that generators of sites keep above
// a text, between lines of --- or +++, and returns how many lines it takes.
// What does not parse stays text.
func ReadFrontMatter(lines []manuscript.Line) int {
	first := manuscript.FirstFilled(lines)
	if first == len(lines) || len(lines) == 0 {
		return 0
	}
	fence := strings.TrimRight(strings.TrimPrefix(lines[first].Text, "\uFEFF"), " \t")
	parse := parseYAML
	switch fence {
	case "---":
	case "+++":
		parse = parseTOML
	default:
		return 0
	}
	end := first + 1
	for end < len(lines) && end-first <= maxFrontMatter && strings.TrimRight(lines[end].Text, " \t") != fence {
		end++
	}
	if end == len(lines) || end-first > maxFrontMatter || end == first+1 {
		return 0
	}
	var text strings.Builder
	for _, line := range lines[first+1 : end] {
		text.WriteString(line.Text + "\n")
	}
	members := parse(text.String())
	if len(members) == 0 {
		return 0
	}
	setFrontMatter(lines[first:end+1], members)
	dropRepeatedTitle(lines[end+1:], members)
	return end + 1
}

// dropRepeatedTitle empties the heading below front matter that says its title
// once more: generators of sites want the one, and readers of the file the
// other.
func dropRepeatedTitle(lines []manuscript.Line, members []*manuscript.Head) {
	at := manuscript.FirstFilled(lines)
	if at == len(lines) {
		return
	}
	text := strings.TrimSpace(lines[at].Text)
	heading := strings.HasPrefix(text, "#") || at+1 < len(lines) && lines[at+1].Blank()
	for _, h := range members {
		if h.Field == intake.FieldTitle && heading && h.Value != "" && manuscript.TrimTitle(h.Value) == strings.Trim(manuscript.TrimTitle(text), "《》") {
			lines[at].Text = ""
		}
	}
}

// setFrontMatter gives each member of the front matter the line that its key
// stands on. The other lines say nothing by themselves.
func setFrontMatter(lines []manuscript.Line, members []*manuscript.Head) {
	for i := range lines {
		lines[i].Head = &manuscript.Head{Front: true}
		for _, h := range members {
			if key := strings.Trim(strings.TrimSpace(lines[i].Text), `"'`); strings.HasPrefix(key, h.Name) && strings.ContainsAny(key, ":=") || key == "["+h.Name+"]" {
				lines[i].Head = h
				members = slices.DeleteFunc(slices.Clone(members), func(m *manuscript.Head) bool { return m == h })
				break
			}
		}
	}
}

// timeOfDay is what generators write behind a date.
var timeOfDay = regexp.MustCompile(`[ T]\d{1,2}:\d{2}.*$`)

// settle puts what front matter says of one key into its field. A list in a
// field of one line is written in one; a site's category counts where it is a
// form.
func settle(h *manuscript.Head) *manuscript.Head {
	if name := strings.ToLower(h.Name); name == "category" || name == "categories" {
		for _, item := range append(h.List, h.Value) {
			if form, ok := corpus.ParseForm(item); ok && form != corpus.FormOther {
				h.Field, h.Value, h.List = intake.FieldForm, item, nil
				break
			}
		}
	}
	if h.Field == intake.FieldDate {
		h.Value = timeOfDay.ReplaceAllString(h.Value, "")
	}
	if h.List != nil && h.Field != intake.FieldNone && !intake.IsList(h.Field) {
		h.Value, h.List = strings.Join(h.List, "、"), nil
	}
	return h
}

// frontField is the field of a key of front matter. Other names of a note are
// not its author's.
func frontField(key string) intake.Field {
	switch f := intake.FieldNamed(key); f {
	case intake.FieldAliases, intake.FieldStatus, intake.FieldRevision:
		return intake.FieldNone
	default:
		return f
	}
}

func parseYAML(text string) []*manuscript.Head {
	var document yaml.Node
	if yaml.Unmarshal([]byte(text), &document) != nil || len(document.Content) == 0 || document.Content[0].Kind != yaml.MappingNode {
		return nil
	}
	var members []*manuscript.Head
	for pair := range slices.Chunk(document.Content[0].Content, 2) {
		if len(pair) < 2 || pair[0].Kind != yaml.ScalarNode {
			continue
		}
		h := &manuscript.Head{Field: frontField(pair[0].Value), Name: pair[0].Value, Front: true}
		switch value := pair[1]; value.Kind {
		case yaml.ScalarNode:
			if value.Tag != "!!null" {
				h.Value = value.Value
			}
		case yaml.SequenceNode:
			for _, item := range value.Content {
				switch item.Kind {
				case yaml.ScalarNode:
					h.List = append(h.List, item.Value)
				case yaml.MappingNode:
					h.List = append(h.List, nameWithin(item))
				}
			}
		case yaml.MappingNode:
			h.Value = nameWithin(value)
		}
		members = append(members, settle(h))
	}
	return members
}

// nameMembers are what an object that stands for a person calls their name.
var nameMembers = []string{"name", "姓名", "笔名", "nickname"}

// nameWithin is the name in an object that stands for a person, "" for any
// other object.
func nameWithin(object *yaml.Node) string {
	for pair := range slices.Chunk(object.Content, 2) {
		if len(pair) == 2 && pair[1].Kind == yaml.ScalarNode && slices.Contains(nameMembers, pair[0].Value) {
			return pair[1].Value
		}
	}
	return ""
}

func parseTOML(text string) []*manuscript.Head {
	values := map[string]any{}
	meta, err := toml.Decode(text, &values)
	if err != nil {
		return nil
	}
	var members []*manuscript.Head
	for _, key := range meta.Keys() {
		if len(key) != 1 {
			continue
		}
		h := &manuscript.Head{Field: frontField(key[0]), Name: key[0], Front: true}
		switch value := values[key[0]].(type) {
		case []any:
			for _, item := range value {
				h.List = append(h.List, fmt.Sprint(item))
			}
		case map[string]any:
			for _, name := range nameMembers {
				if said, ok := value[name].(string); ok && h.Value == "" {
					h.Value = said
				}
			}
		case time.Time:
			h.Value = value.Format(time.DateOnly)
		default:
			h.Value = fmt.Sprint(value)
		}
		members = append(members, settle(h))
	}
	return members
}
