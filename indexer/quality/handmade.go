package quality

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

//go:embed cases/*.txt
var caseFiles embed.FS

// HandMade reads the cases of the repository's own files, which are about the
// sample archive. A line is a search and what answers it:
//
//	[整句]
//	# why this case is here
//	湖灯一点傍疏桥 => 望月亭 · 楚凤散人
//	"春风" => total 3
//	讀書 => same 读书
//
// A heading names the class of what follows. A case that names a poem the
// library does not have is an error: it would never be found.
func HandMade(l *Library) ([]Case, error) {
	paths, err := fs.Glob(caseFiles, "cases/*.txt")
	if err != nil || len(paths) == 0 {
		return nil, errors.Join(errors.New("no files of cases"), err)
	}
	var cases []Case
	for _, path := range paths {
		content, err := caseFiles.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read cases: %w", err)
		}
		read, err := readCases(path, string(content), l)
		if err != nil {
			return nil, err
		}
		cases = append(cases, read...)
	}
	return cases, nil
}

func readCases(path, content string, l *Library) ([]Case, error) {
	var cases []Case
	class, n := "", 0
	for line := range strings.Lines(content) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if heading, ok := strings.CutPrefix(line, "["); ok {
			c, known := classByHeading(strings.TrimSuffix(heading, "]"))
			if !known {
				return nil, fmt.Errorf("%s:%d: no class is called %s", path, n, line)
			}
			class = c.Name
			continue
		}
		c, err := readCase(line, l)
		if err == nil && class == "" {
			err = errors.New("a case before the first heading")
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		c.Class = class
		cases = append(cases, c)
	}
	return cases, nil
}

func readCase(line string, l *Library) (Case, error) {
	query, wanted, ok := strings.Cut(line, " => ")
	if !ok {
		return Case{}, fmt.Errorf("no \" => \" in %q", line)
	}
	// \n stands for a line end, as a pasted text has it.
	c := Case{Query: strings.ReplaceAll(strings.TrimSpace(query), `\n`, "\n"), Wanted: strings.TrimSpace(wanted), Total: anyTotal}
	if total, ok := strings.CutPrefix(c.Wanted, "total "); ok {
		var err error
		c.Total, err = strconv.Atoi(total)
		return c, err
	}
	if same, ok := strings.CutPrefix(c.Wanted, "same "); ok {
		c.Same = same
		return c, nil
	}
	c.Right = map[string]bool{}
	for _, name := range strings.Split(c.Wanted, " / ") {
		refs := l.named(name)
		if len(refs) == 0 {
			return c, fmt.Errorf("no poem is called %q", name)
		}
		for _, ref := range refs {
			c.Right[ref] = true
		}
	}
	return c, nil
}

// named finds the poems called "title · author".
func (l *Library) named(name string) []string {
	var refs []string
	for _, p := range l.poems {
		if p.Title+" · "+p.Author == name {
			refs = append(refs, p.Ref)
		}
	}
	return refs
}
