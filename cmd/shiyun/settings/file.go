package settings

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/alecthomas/kong"

	"shiyun/corpus"
)

// maxFile bounds a file of settings in bytes.
const maxFile = 1 << 20

// ReadFile takes the settings in a file of TOML: the flags of every command at
// the top, those of one in the table of its name. Files are read from the
// strongest to the weakest. One that is not there is an error only where it
// must be. It returns every fault.
func (s *Settings) ReadFile(path string, must bool) error {
	text, err := readBounded(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !must:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return corpus.NewError(corpus.NotFound, "settings.no_file", path)
	case err != nil:
		return err
	}
	var tree map[string]any
	if _, err := toml.Decode(text, &tree); err != nil {
		line := 0
		var parse toml.ParseError
		if errors.As(err, &parse) {
			line = parse.Position.Line
		}
		return corpus.NewError(corpus.Invalid, "settings.bad_toml", path, line)
	}
	s.Files = append(s.Files, path)
	var faults []error
	from := Origin{Kind: File, Name: path}
	for _, entry := range flatten("", tree) {
		value, err := scalar(entry.value)
		if err != nil {
			faults = append(faults, corpus.NewError(corpus.Invalid, "settings.bad_value", entry.key, where(from), fmt.Sprint(entry.value)))
			continue
		}
		faults = append(faults, s.set(entry.key, value, from))
	}
	return errors.Join(faults...)
}

func readBounded(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read settings: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err == nil && len(text) > maxFile {
		return "", corpus.NewError(corpus.Invalid, "settings.too_large", path)
	}
	if err != nil {
		return "", fmt.Errorf("read settings: %w", err)
	}
	return string(text), nil
}

type entry struct {
	key   string
	value any
}

// flatten lists the values of a tree by dotted keys, in order.
func flatten(under string, tree map[string]any) (list []entry) {
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		key := strings.TrimPrefix(under+"."+name, ".")
		if table, ok := tree[name].(map[string]any); ok {
			list = append(list, flatten(key, table)...)
		} else {
			list = append(list, entry{key, tree[name]})
		}
	}
	return list
}

// scalar writes a value of TOML as a flag takes it.
func scalar(value any) (string, error) {
	switch value := value.(type) {
	case string:
		return value, nil
	case bool, int64, float64:
		return fmt.Sprint(value), nil
	case []any:
		var list []string
		for _, one := range value {
			text, err := scalar(one)
			if err != nil {
				return "", err
			}
			list = append(list, text)
		}
		return kong.JoinEscaped(list, ','), nil
	}
	return "", fmt.Errorf("a value of type %T", value)
}
