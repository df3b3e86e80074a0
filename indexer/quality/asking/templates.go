package asking

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
)

//go:embed templates.txt
var templatesText string

// class is a way of asking.
type class struct {
	name   string
	asks   string // who, when, next, previous or count; "" for poems
	typing string // how the query is typed; "" as it is
	tuning []string
	held   []string
}

// slot is what stands in braces in a template.
var slot = regexp.MustCompile(`\{[^}]+\}`)

// answers are what may be asked of the poems found; all else after a class's
// name is a way of typing.
var answers = map[string]bool{"who": true, "when": true, "next": true, "previous": true, "count": true}

// readTemplates reads the classes; see templates.txt for the format.
func readTemplates(text string) ([]class, error) {
	var classes []class
	held := false
	for n, line := range strings.Split(text, "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			name, rest, ok := strings.Cut(line[1:], "]")
			if !ok {
				return nil, fmt.Errorf("line %d: a class without a name", n+1)
			}
			c := class{name: name, typing: strings.TrimSpace(rest)}
			if answers[c.typing] {
				c.asks, c.typing = c.typing, ""
			}
			if typings[c.typing] == nil {
				return nil, fmt.Errorf("line %d: nobody types %q", n+1, c.typing)
			}
			classes, held = append(classes, c), false
		case len(classes) == 0:
			return nil, fmt.Errorf("line %d: a template before the first class", n+1)
		case line == "==":
			held = true
		default:
			if err := checkSlots(line); err != nil {
				return nil, fmt.Errorf("line %d: %w", n+1, err)
			}
			c := &classes[len(classes)-1]
			if held {
				c.held = append(c.held, line)
			} else {
				c.tuning = append(c.tuning, line)
			}
		}
	}
	return classes, nil
}

func checkSlots(template string) error {
	slots := slot.FindAllString(template, -1)
	if len(slots) == 0 {
		return fmt.Errorf("%q asks for nothing", template)
	}
	for _, s := range slots {
		if fillers[strings.Trim(s, "{}")] == nil {
			return fmt.Errorf("nothing fills %s", s)
		}
	}
	return nil
}
