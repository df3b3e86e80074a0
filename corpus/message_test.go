package corpus

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func drawMessage(t *rapid.T, depth int) Message {
	m := Message{Key: rapid.StringMatching(`[a-z]+(\.[a-z_]+){1,2}`).Draw(t, "key")}
	for range rapid.IntRange(0, 3).Draw(t, "number of arguments") {
		switch kind := rapid.IntRange(0, 3).Draw(t, "kind"); {
		case kind == 0:
			m.Args = append(m.Args, rapid.String().Draw(t, "text"))
		case kind == 1:
			m.Args = append(m.Args, rapid.Int().Draw(t, "number"))
		case kind == 2:
			m.Args = append(m.Args, Name(rapid.String().Draw(t, "name")))
		case depth > 0:
			m.Args = append(m.Args, drawMessage(t, depth-1))
		}
	}
	return m
}

func TestAMessageIsReadBackAsItWasStored(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := drawMessage(t, 2)
		stored, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got Message
		if err := json.Unmarshal(stored, &got); err != nil {
			t.Fatalf("read %s: %v", stored, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("stored as %s (-want +got):\n%s", stored, diff)
		}
	})
}

// Archives hold sentences that earlier versions rendered before storing them.
func TestASentenceStoredByAnEarlierVersionIsText(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		stored string
		want   Message
	}{
		"a sentence": {`"没有诗文，请填写正文"`, Message{Text: "没有诗文，请填写正文"}},
		"nothing":    {`""`, Message{}},
		"null":       {`null`, Message{}},
	} {
		var got Message
		if err := json.Unmarshal([]byte(test.stored), &got); err != nil || !cmp.Equal(got, test.want) {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
	}
}

func TestAnArgumentThatCouldNotBeReadBackIsRefused(t *testing.T) {
	t.Parallel()
	for _, arg := range []any{1.5, []string{"a"}, Form("七绝"), int64(1), nil} {
		if stored, err := json.Marshal(NewMessage("a.b", arg)); err == nil {
			t.Errorf("%T was stored as %s", arg, stored)
		}
	}
}

func FuzzReadMessage(f *testing.F) {
	for _, seed := range []string{`""`, `{"key":"a.b","args":["x",1,{"name":"七绝"},{"key":"c.d"}]}`, `{`, `[]`, `{"args":[null]}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var m Message
		if json.Unmarshal(data, &m) != nil {
			return
		}
		if _, err := json.Marshal(m); err != nil {
			t.Errorf("%s was read as %v, which cannot be stored: %v", data, m, err)
		}
	})
}

func TestReasonsThatAreKept(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		message Message
		want    bool
	}{
		"renamed":           {NewMessage("author.renamed"), true},
		"merged":            {NewMessage("author.merged", "甲", "乙"), true},
		"restored":          {NewMessage("history.restored", 2), true},
		"of the wrong kind": {NewMessage("history.restored", "2"), false},
		"too many":          {NewMessage("author.renamed", 1), false},
		"another sentence":  {NewMessage("archive.busy"), false},
		"words":             {OwnWords("错字"), false},
		"none":              {Message{}, false},
	} {
		if got := c.message.IsReason(); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
