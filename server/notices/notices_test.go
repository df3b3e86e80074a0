package notices_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"shiyun/server/notices"
	"shiyun/web"
)

func TestNoticesNameWhatIsLinked(t *testing.T) {
	t.Parallel()
	list, err := notices.Read(web.Files)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := list.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"github.com/blevesearch/bleve/v2 v2.", "LXGW WenKai OFL-1.1", "OpenCC", "SIL OPEN FONT LICENSE", "Copyright (c) "} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in the notices", want)
		}
	}
	for i, names := range list.Under() {
		if len(names) == 0 {
			t.Errorf("text %d is for no part", i)
		}
	}
}

func TestReadRefusesWhatIsNoList(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "[]", `{"parts":[{"name":"a","texts":[0]}]}`, `{"parts":[{"name":"a","texts":[-1]}],"texts":["b"]}`} {
		if _, err := notices.Read(fstest.MapFS{notices.Path: {Data: []byte(text)}}); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}
