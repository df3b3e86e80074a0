package preferences

import (
	"slices"
	"strings"
)

// Option is one thing to choose, with what is chosen.
type Option struct {
	Name    string
	Hint    string // key of a sentence about the choices; "" for none
	Choices []Choice
}

// Choice is a value of an option.
type Choice struct {
	Value string
	On    bool
}

// Key returns below which the catalogue has the option's title and the names of its
// choices.
func (o Option) Key() string { return "look." + o.Name }

// hints are for the options that do not explain themselves.
var hints = map[string]string{"elder": "look.elder.hint", "theme": "look.theme.hint", "script": "look.script.hint", "words": "look.words.hint", "book": "look.book.hint"}

// Choices lists the options with what is chosen. Sizes stand in their order, not
// with the ordinary one first.
func (p Preferences) Choices() []Option {
	var all []Option
	for _, o := range options {
		one := Option{Name: o.name, Hint: hints[o.name]}
		for _, value := range o.values {
			one.Choices = append(one.Choices, Choice{value, value == *o.field(&p)})
		}
		if o.name == "size" {
			slices.SortFunc(one.Choices, func(a, b Choice) int { return strings.Compare(a.Value, b.Value) })
		}
		all = append(all, one)
	}
	return all
}

// OptionNames returns what there is to choose, in the order of the page.
func OptionNames() []string {
	names := make([]string, len(options))
	for i, o := range options {
		names[i] = o.name
	}
	return names
}

// Option returns the option of a name with what is chosen.
func (p Preferences) Option(name string) Option {
	for _, o := range p.Choices() {
		if o.Name == name {
			return o
		}
	}
	return Option{}
}
