package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"shiyun/server/notices"
)

// collect makes the list of what program is made of.
func collect(root, program string) (*notices.List, error) {
	modules, err := listModules(root, program)
	if err != nil {
		return nil, err
	}
	list := &notices.List{}
	var failed []error // all of them: whoever mends the one wants to see the next
	for _, m := range modules {
		files, err := m.legalFiles()
		if err != nil {
			return nil, err
		}
		part := notices.Part{Name: m.path, Version: m.version, Kind: notices.Module}
		failed = append(failed, add(list, part, files))
	}
	for _, o := range others {
		file, err := o.find(root, modules)
		if err != nil {
			return nil, err
		}
		failed = append(failed, add(list, o.Part, file))
	}
	return list, errors.Join(failed...)
}

// add appends a part with the texts in files. A part with a licence of its own
// keeps it.
func add(list *notices.List, part notices.Part, files []string) error {
	licence, texts, err := classifyFiles(files)
	if part.Licence == "" {
		if err != nil {
			return fmt.Errorf("%s: %w", part.Name, err)
		}
		part.Licence = licence
	}
	for _, text := range texts {
		at := slices.Index(list.Texts, text)
		if at < 0 {
			at = len(list.Texts)
			list.Texts = append(list.Texts, text)
		}
		if !slices.Contains(part.Texts, at) { // a copy of it lies in a folder below
			part.Texts = append(part.Texts, at)
		}
	}
	list.Parts = append(list.Parts, part)
	return nil
}

// other is a part that go list does not know of.
type other struct {
	notices.Part
	in   string // the module that its licence lies in, "" for this one
	file string // its licence, "" for the public domain
}

var others = []other{
	{notices.Part{Name: "Go", Kind: notices.Module}, "golang.org/x/text", "LICENSE"}, // the same text as the library's own
	{notices.Part{Name: "SQLite", Kind: notices.Module, Licence: "blessing"}, "", ""},
	{notices.Part{Name: "cppjieba", Kind: notices.Module}, "github.com/yanyiwu/gojieba", "deps/cppjieba/LICENSE"},
	{notices.Part{Name: "limonp", Kind: notices.Module}, "github.com/yanyiwu/gojieba", "deps/cppjieba/deps/limonp/LICENSE"},
	{notices.Part{Name: "LXGW WenKai", Kind: notices.Font}, "", "web/fonts/OFL.txt"},
	{notices.Part{Name: "cppjieba jieba.dict, hmm_model, stop_words", Kind: notices.Dictionary}, "", "indexer/segment/dict/LICENSE.cppjieba"},
	{notices.Part{Name: "OpenCC STCharacters, STPhrases, TSCharacters, TSPhrases, TWVariants", Kind: notices.Dictionary}, "", "corpus/script/dictionary/LICENSE.opencc"},
	{notices.Part{Name: "couyun (Pingshui and Cilin rhymes, Qinding cipu)", Kind: notices.Dictionary}, "", "corpus/prosody/licences/LICENSE.couyun"},
	{notices.Part{Name: "tshet-uinh (Guangyun)", Kind: notices.Dictionary}, "", "corpus/prosody/licences/LICENSE.tshet-uinh"},
	{notices.Part{Name: "Unihan kTGHZ2013", Kind: notices.Dictionary, Licence: "Unicode-DFS-2015"}, "", "corpus/prosody/licences/LICENSE.unicode"},
	{notices.Part{Name: "chinese-poetry", Kind: notices.Dictionary}, "", "corpus/prosody/licences/LICENSE.chinese-poetry"},
}

func (o other) find(root string, modules []module) ([]string, error) {
	switch {
	case o.file == "":
		return nil, nil
	case o.in == "":
		return []string{filepath.Join(root, filepath.FromSlash(o.file))}, nil
	}
	at, ok := slices.BinarySearchFunc(modules, o.in, func(m module, path string) int { return strings.Compare(m.path, path) })
	if !ok {
		return nil, fmt.Errorf("%s: module %s is not linked any more", o.Name, o.in)
	}
	return []string{filepath.Join(modules[at].dir, filepath.FromSlash(o.file))}, nil
}
