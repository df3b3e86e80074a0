package classics

import (
	"fmt"
	"io"
	"strings"

	"shiyun/corpus/borrowing/chinesepoetry"
)

// MakeFrom writes the file of the npm package chinese-poetry, packed or not.
func MakeFrom(name string, w io.Writer) error {
	tree, cleanup, err := chinesepoetry.Open(name)
	if err != nil {
		return err
	}
	defer cleanup()
	m := NewMaker()
	for _, part := range chinesepoetry.Parts() {
		err := part.Each(tree, func(p chinesepoetry.Poem) error {
			m.Add(strings.TrimSpace(p.Author), p.Name(), p.Body())
			return nil
		})
		if err != nil {
			return fmt.Errorf("read %s: %w", part.Source, err)
		}
	}
	if len(m.lines) == 0 {
		return errNoLines
	}
	return m.Write(w)
}
