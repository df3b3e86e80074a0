// Package settings reads what the program is set to: a flag on the command
// line comes before a variable of the environment, that before a file, and a
// file before the default. There is one table of settings, the flags of all
// commands; nothing else can be set, and what is no setting is refused with
// the name of the nearest that is.
package settings

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"shiyun/corpus"
)

// Origin is where the value of a setting comes from.
type Origin struct {
	Kind Kind   `json:"kind"`
	Name string `json:"name,omitempty"` // the file or the variable
}

// Kind is a kind of origin.
type Kind string

// The kinds, the weakest first.
const (
	Default     Kind = "default"
	File        Kind = "file"
	Environment Kind = "environment"
	Flag        Kind = "flag"
)

// Setting is a flag of a command, with the value it has.
type Setting struct {
	Key    string // the command and the flag: serve.addr; for every command only the flag: data
	Value  string // as a flag takes it; lists are joined by commas
	Origin Origin
	Secret bool // not to be shown
	Global bool // of every command
}

// Settings are all there are. They are not safe for concurrent use.
type Settings struct {
	flags  map[string]*kong.Flag // by key
	values map[string]Setting    // what the environment and files set
	given  map[string]string     // what the command line set
	Files  []string              // the files that were read, the strongest first
}

// bare are flags that ask for something rather than set it.
var bare = []string{"help", "config"}

// New lists the settings of a program.
func New(app *kong.Application) *Settings {
	s := &Settings{flags: map[string]*kong.Flag{}, values: map[string]Setting{}, given: map[string]string{}}
	s.list(app.Node)
	return s
}

func (s *Settings) list(node *kong.Node) {
	for _, flag := range node.Flags {
		if !slices.Contains(bare, flag.Name) {
			s.flags[keyOf(node, flag.Name)] = flag
		}
	}
	for _, child := range node.Children {
		s.list(child)
	}
}

// keyOf returns the key of a flag of a command.
func keyOf(node *kong.Node, flag string) string {
	key := flag
	for ; node != nil && node.Type != kong.ApplicationNode; node = node.Parent {
		key = node.Name + "." + key
	}
	return key
}

// Variable returns the variable of the environment that sets key.
func Variable(key string) string {
	return prefix + strings.ToUpper(strings.NewReplacer(".", "_", "-", "_").Replace(key))
}

// set takes a value from where it stands. A stronger one is kept.
func (s *Settings) set(key, value string, from Origin) error {
	flag := s.flags[key]
	if flag == nil {
		return s.unknown(key, from)
	}
	if err := check(flag, value); err != nil {
		return corpus.NewError(corpus.Invalid, "settings.bad_value", key, where(from), value)
	}
	if had, ok := s.values[key]; !ok || had.Origin.Kind == File && from.Kind == Environment {
		s.values[key] = Setting{Key: key, Value: value, Origin: from}
	}
	return nil
}

// check reports whether flag takes a value, without setting it.
func check(flag *kong.Flag, value string) error {
	set := flag.Set
	defer func() { flag.Set = set }()
	target := reflect.New(flag.Target.Type()).Elem()
	err := flag.Parse(kong.Scan().PushTyped(value, kong.FlagValueToken), target)
	if err == nil && flag.Enum != "" && !flag.EnumMap()[value] {
		return errors.New("not among the values")
	}
	return err
}

// where names an origin for people.
func where(from Origin) corpus.Message {
	if from.Kind == Environment {
		return corpus.NewMessage("settings.in_environment", from.Name)
	}
	return corpus.NewMessage("settings.in_file", from.Name)
}

// Validate lets Settings be a kong.Resolver.
func (s *Settings) Validate(*kong.Application) error { return nil }

// Resolve returns the value of a flag that the command line does not set.
func (s *Settings) Resolve(_ *kong.Context, parent *kong.Path, flag *kong.Flag) (any, error) {
	if set, ok := s.values[keyOf(parent.Node(), flag.Name)]; ok {
		return set.Value, nil
	}
	return nil, nil
}

// Forget drops what the environment and files say of a setting.
func (s *Settings) Forget(key string) { delete(s.values, key) }

// Given takes over what the command line of ctx sets.
func (s *Settings) Given(ctx *kong.Context) {
	for _, path := range ctx.Path {
		if path.Flag != nil && !path.Resolved {
			s.given[keyOf(owner(ctx, path.Flag), path.Flag.Name)] = textOf(ctx.FlagValue(path.Flag))
		}
	}
}

// owner finds the command that a flag of the command line is one of.
func owner(ctx *kong.Context, flag *kong.Flag) *kong.Node {
	for _, path := range ctx.Path {
		if node := path.Node(); node != nil && path.Flag == nil && slices.Contains(node.Flags, flag) {
			return node
		}
	}
	return ctx.Model.Node
}

// textOf writes a value as a flag takes it.
func textOf(value any) string {
	if list, ok := value.([]string); ok {
		return kong.JoinEscaped(list, ',')
	}
	return fmt.Sprint(value)
}

// Get returns a setting by its key.
func (s *Settings) Get(key string) Setting {
	flag := s.flags[key]
	set := Setting{Key: key, Origin: Origin{Kind: Default}}
	if flag == nil {
		return set
	}
	set.Value = flag.Default
	if value, ok := s.values[key]; ok {
		set = value
	}
	if value, ok := s.given[key]; ok {
		set.Value, set.Origin = value, Origin{Kind: Flag, Name: "--" + flag.Name}
	}
	set.Secret, set.Global = flag.Tag.Has("secret"), !strings.Contains(key, ".")
	return set
}

// All returns every setting, those of every command first, then by key.
func (s *Settings) All() []Setting {
	var all []Setting
	for key := range s.flags {
		all = append(all, s.Get(key))
	}
	slices.SortFunc(all, func(a, b Setting) int {
		if a.Global != b.Global {
			return map[bool]int{true: -1, false: 1}[a.Global]
		}
		return strings.Compare(a.Key, b.Key)
	})
	return all
}
