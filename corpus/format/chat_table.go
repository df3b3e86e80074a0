package format

import (
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut"
	"shiyun/corpus/textcut/chat"
	"shiyun/corpus/textcut/manuscript"
)

// readTable reads a table by rows; one that a program wrote of a chat is read
// as the chat that it is.
func readTable(parse parser) parser {
	return func(s *source.Source) error {
		if s.OnTable != nil {
			return parse(s)
		}
		emit, c := s.Emit, chatTable{}
		s.Emit = func(row intake.Row) error {
			if row.Table == nil || row.Table.Chat == nil || len(row.Problems) > 0 {
				return emit(row)
			}
			return c.take(row)
		}
		if err := parse(s); err != nil {
			return err
		}
		return c.emitPoems(s, emit)
	}
}

// chatTable is a chat whose messages are rows.
type chatTable struct {
	table    *intake.Table // the first
	messages []chat.Message
	numbers  []int // of the row of each line
	size     int   // bytes
}

func (c *chatTable) take(row intake.Row) error {
	if c.table == nil {
		c.table = row.Table
	}
	m := chat.MessageOf(row.Table.Chat, row.Cells)
	c.size += len(m.Text) + 1
	lines := len(m.Lines())
	if c.size > manuscript.MaxText || len(c.numbers)+lines > manuscript.MaxTextLines {
		return manuscript.TooLong(row.File)
	}
	c.messages = append(c.messages, m)
	for range lines {
		c.numbers = append(c.numbers, row.Number)
	}
	return nil
}

// emitPoems hands on the poems of the messages, under the numbers of their rows.
// Of two in one message the second has the number of the row below.
func (c *chatTable) emitPoems(s *source.Source, emit func(intake.Row) error) error {
	if len(c.messages) == 0 {
		return nil
	}
	d := textcut.NewMessages(s.Name, c.messages)
	labels, err := d.Label("")
	if err != nil {
		return err
	}
	last := 0
	for _, p := range d.Poems(labels) {
		if !p.Kept {
			continue
		}
		row := d.Row(p, labels)
		if at := row.Number - 1; at >= 0 && at < len(c.numbers) {
			last = max(c.numbers[at], last+1)
			row.Renumber(last)
		}
		if len(row.Problems) == 0 && c.table != nil {
			c.table.WarnUnusedOfChat(&row)
			c.table = nil // once
		}
		if err := emit(row); err != nil {
			return err
		}
	}
	return nil
}
