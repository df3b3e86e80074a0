package textcut

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
)

// maxFrontMatter bounds the lines of front matter; generators of sites write
// some twenty.
const maxFrontMatter = 200

// readFrontMatter reads the YAML or TOML that generators of sites keep above
// a text, between lines of --- or +++, and returns how many lines it takes.
// What does not parse stays text.
func readFrontMatter(lines []Line) int {
	first := firstFilled(lines)
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
	return end + 1
}

// setFrontMatter gives each member of the front matter the line that its key
// stands on. The other lines say nothing by themselves.
func setFrontMatter(lines []Line, members []*head) {
	for i := range lines {
		lines[i].head = &head{front: true}
		for _, h := range members {
			if key := strings.Trim(strings.TrimSpace(lines[i].Text), `"'`); strings.HasPrefix(key, h.name) && strings.ContainsAny(key, ":=") {
				lines[i].head = h
				members = slices.DeleteFunc(slices.Clone(members), func(m *head) bool { return m == h })
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
func (h *head) settle() *head {
	if name := strings.ToLower(h.name); name == "category" || name == "categories" {
		for _, item := range append(h.list, h.value) {
			if form, ok := corpus.ParseForm(item); ok && form != corpus.FormOther {
				h.field, h.value, h.list = intake.FieldForm, item, nil
				break
			}
		}
	}
	if h.field == intake.FieldDate {
		h.value = timeOfDay.ReplaceAllString(h.value, "")
	}
	if h.list != nil && h.field != intake.FieldNone && !intake.IsList(h.field) {
		h.value, h.list = strings.Join(h.list, "、"), nil
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

func parseYAML(text string) []*head {
	var document yaml.Node
	if yaml.Unmarshal([]byte(text), &document) != nil || len(document.Content) == 0 || document.Content[0].Kind != yaml.MappingNode {
		return nil
	}
	var members []*head
	for pair := range slices.Chunk(document.Content[0].Content, 2) {
		if len(pair) < 2 || pair[0].Kind != yaml.ScalarNode {
			continue
		}
		h := &head{field: frontField(pair[0].Value), name: pair[0].Value, front: true}
		switch value := pair[1]; value.Kind {
		case yaml.ScalarNode:
			if value.Tag != "!!null" {
				h.value = value.Value
			}
		case yaml.SequenceNode:
			for _, item := range value.Content {
				if item.Kind == yaml.ScalarNode {
					h.list = append(h.list, item.Value)
				}
			}
		}
		members = append(members, h.settle())
	}
	return members
}

func parseTOML(text string) []*head {
	values := map[string]any{}
	meta, err := toml.Decode(text, &values)
	if err != nil {
		return nil
	}
	var members []*head
	for _, key := range meta.Keys() {
		if len(key) != 1 {
			continue
		}
		h := &head{field: frontField(key[0]), name: key[0], front: true}
		switch value := values[key[0]].(type) {
		case []any:
			for _, item := range value {
				h.list = append(h.list, fmt.Sprint(item))
			}
		case map[string]any:
		case time.Time:
			h.value = value.Format(time.DateOnly)
		default:
			h.value = fmt.Sprint(value)
		}
		members = append(members, h.settle())
	}
	return members
}
