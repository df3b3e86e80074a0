package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Message is something to say to people, as data: the key of a sentence in the
// catalogue (web/text) and what fills its blanks. It is rendered where it is
// shown, by package server/catalogue, in the script of whoever reads it.
// Nothing below that edge holds a sentence, stores a rendered one, or looks
// for something inside one.
//
// The zero Message says nothing.
type Message struct {
	Key string
	// Args are strings (the archive's own text, never converted between
	// scripts), ints, Names and Messages. No other type survives being stored.
	Args []any
	// Text is shown where Key is empty: a sentence that an earlier version
	// stored already rendered, or a person's own words (see OwnWords). New code
	// never puts a sentence of the program here.
	Text string
}

// Name is a name the program itself gives: a form, a kind of place, a column's
// label. Unlike the archive's own names it is shown in the reader's script.
type Name string

// NewMessage returns the message under key. The key has to be a literal in
// the source: the catalogue's test finds it there and checks its sentence.
func NewMessage(key string, args ...any) Message { return Message{Key: key, Args: args} }

// Advised returns a message of what is wrong and what to do about it. Both are
// found in it again by WithoutAdvice.
func Advised(what, advice Message) Message { return NewMessage("intake.with_advice", what, advice) }

// WithoutAdvice returns the two parts of a message that Advised made, and of
// any other the whole and no advice.
func (m Message) WithoutAdvice() (what, advice Message) {
	if m.Key == "intake.with_advice" && len(m.Args) == 2 {
		what, _ = m.Args[0].(Message)
		advice, _ = m.Args[1].(Message)
		return what, advice
	}
	return m, Message{}
}

// IsZero reports whether there is nothing to say.
func (m Message) IsZero() bool { return m.Key == "" && m.Text == "" }

// String is for logs and tests: the key and its arguments, never a sentence.
func (m Message) String() string {
	if m.Key == "" {
		return m.Text
	}
	var b strings.Builder
	b.WriteString(m.Key)
	for _, arg := range m.Args {
		if nested, ok := arg.(Message); ok {
			fmt.Fprintf(&b, " (%v)", nested)
			continue
		}
		fmt.Fprintf(&b, " %#v", arg)
	}
	return b.String()
}

// storedMessage is how a Message is written down.
type storedMessage struct {
	Key  string      `json:"key"`
	Args []storedArg `json:"args,omitempty"`
}

// storedArg is one argument: a JSON string, a JSON number, {"name": …} or a
// message.
type storedArg struct{ value any }

// MarshalJSON writes {"key": …, "args": […]}; a Text as the string it is, and
// the zero Message as an empty string.
func (m Message) MarshalJSON() ([]byte, error) {
	if m.Key == "" {
		return json.Marshal(m.Text)
	}
	stored := storedMessage{Key: m.Key}
	for _, arg := range m.Args {
		stored.Args = append(stored.Args, storedArg{arg})
	}
	return json.Marshal(stored)
}

// UnmarshalJSON reads what MarshalJSON wrote. A string is a sentence that an
// earlier version rendered.
func (m *Message) UnmarshalJSON(data []byte) error {
	*m = Message{}
	if data = bytes.TrimSpace(data); len(data) == 0 || data[0] != '{' {
		return json.Unmarshal(data, &m.Text)
	}
	var stored storedMessage
	if err := json.Unmarshal(data, &stored); err != nil {
		return fmt.Errorf("read message: %w", err)
	}
	m.Key = stored.Key
	for _, arg := range stored.Args {
		m.Args = append(m.Args, arg.value)
	}
	return nil
}

// MarshalJSON writes one argument and refuses a type that could not be read
// back as itself.
func (a storedArg) MarshalJSON() ([]byte, error) {
	switch value := a.value.(type) {
	case string, int, Message:
		return json.Marshal(value)
	case Name:
		return json.Marshal(struct {
			Name string `json:"name"`
		}{string(value)})
	}
	return nil, fmt.Errorf("message argument of type %T cannot be stored", a.value)
}

// UnmarshalJSON reads one argument.
func (a *storedArg) UnmarshalJSON(data []byte) error {
	switch data[0] {
	case '"':
		var text string
		err := json.Unmarshal(data, &text)
		a.value = text
		return err
	case '{':
		return a.readObject(data)
	}
	var number int
	err := json.Unmarshal(data, &number)
	a.value = number
	return err
}

func (a *storedArg) readObject(data []byte) error {
	var named struct {
		Name *string `json:"name"`
	}
	if err := json.Unmarshal(data, &named); err != nil {
		return err
	}
	if named.Name != nil {
		a.value = Name(*named.Name)
		return nil
	}
	var nested Message
	err := json.Unmarshal(data, &nested)
	a.value = nested
	return err
}
