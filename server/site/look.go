package site

import (
	"slices"
	"strings"
)

// OptionView is one thing to choose, with what is chosen.
type OptionView struct {
	Name    string
	Hint    string // key of a sentence about the choices; "" for none
	Choices []choiceView
}

type choiceView struct {
	Value string
	On    bool
}

// Key is below which the catalogue has the option's title and the names of its
// choices.
func (o OptionView) Key() string { return "look." + o.Name }

// hints are for the options that do not explain themselves.
var hints = map[string]string{"elder": "look.elder.hint", "theme": "look.theme.hint", "script": "look.script.hint", "words": "look.words.hint"}

// Choices lists the options with what is chosen. Sizes stand in their order, not
// with the ordinary one first.
func (p Preferences) Choices() []OptionView {
	var all []OptionView
	for _, o := range options {
		one := OptionView{Name: o.name, Hint: hints[o.name]}
		for _, value := range o.values {
			one.Choices = append(one.Choices, choiceView{value, value == *o.field(&p)})
		}
		if o.name == "size" {
			slices.SortFunc(one.Choices, func(a, b choiceView) int { return strings.Compare(a.Value, b.Value) })
		}
		all = append(all, one)
	}
	return all
}
