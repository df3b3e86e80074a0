package jsonl

import (
	"bytes"
	"encoding/json"

	"github.com/tidwall/gjson"

	"shiyun/corpus/format/source"
)

// maxWrapped is how deep the list of poems may lie in what a program answers.
const maxWrapped = 3

// listPath are the names of the members that lead to the list of poems in what
// a program answers, as far as the head of the file shows: {"data":{"rows":[…]}}.
// ok is false for anything else, a single poem for one.
func listPath(head []byte) (path []string, ok bool) {
	d := json.NewDecoder(bytes.NewReader(head))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, false
	}
	for len(path) < maxWrapped {
		t, err := d.Token()
		if err != nil {
			return nil, false
		}
		if t == json.Delim('}') {
			return nil, false // lies in another member than the first object
		}
		name, _ := t.(string)
		rest := bytes.TrimLeft(head[d.InputOffset():], ": \t\r\n")
		switch {
		case bytes.HasPrefix(rest, []byte("[")):
			if hasBody(gjson.GetBytes(rest, "0")) {
				return append(path, name), true
			}
		case bytes.HasPrefix(rest, []byte("{")):
			if inner := gjson.ParseBytes(rest); hasBody(inner) {
				return nil, false
			}
			if _, err := d.Token(); err != nil {
				return nil, false
			}
			path = append(path, name)
			continue
		}
		var skipped json.RawMessage
		if d.Decode(&skipped) != nil {
			return nil, false
		}
	}
	return nil, false
}

// enterList reads down to the list of a path.
func (j *jsonStream) enterList(path []string) error {
	for _, name := range path {
		if _, err := j.Token(); err != nil { // the object
			return err
		}
		for {
			j.left = source.HeadSize
			t, err := j.Token()
			if err != nil {
				return err
			}
			if t == name {
				break
			}
			j.left = MaxLine
			var skipped json.RawMessage
			if err := j.Decode(&skipped); err != nil {
				return err
			}
		}
	}
	_, err := j.Token() // [
	return err
}

// leaveList reads what stands behind the list in an answer, which is of no
// poem, to where the answer ends: depth objects are open.
func (j *jsonStream) leaveList(depth int) error {
	for depth > 0 {
		j.left = MaxLine
		t, err := j.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}
