package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// permitted are the licences under which a part may be linked: they ask for
// their notice and for nothing else of the whole program. GPL, AGPL and LGPL
// are not among them.
var permitted = []string{"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "OFL-1.1", "Unlicense", "Zlib"}

// leastCovered is how much of a licence file, in percent, must be of known
// licences. The rest is names, years and titles.
const leastCovered = 75

var (
	errUnknown   = errors.New("unknown licence")
	errForbidden = errors.New("licence not permitted")
	errNone      = errors.New("no licence")
)

// classify returns the licences in a text as SPDX identifiers, sorted. It
// fails on a text that is not, for the most part, of permitted licences.
func classify(text []byte) ([]string, error) {
	cover := licensecheck.Scan(text)
	var found []string
	for _, match := range cover.Match {
		id := match.ID
		if !slices.Contains(permitted, id) {
			return nil, fmt.Errorf("%s: %w", id, errForbidden)
		}
		if !slices.Contains(found, id) {
			found = append(found, id)
		}
	}
	if len(found) == 0 || cover.Percent < leastCovered {
		return nil, fmt.Errorf("%w (%.0f %% of the text is of licences)", errUnknown, cover.Percent)
	}
	slices.Sort(found)
	return found, nil
}

// classifyFiles returns the licences in files together, and their texts.
// Notices and grants of patents, which stand beside a licence, are only read.
func classifyFiles(files []string) (licence string, texts []string, err error) {
	var found []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", nil, fmt.Errorf("read licence: %w", err)
		}
		texts = append(texts, tidy(string(text)))
		name := strings.ToLower(filepath.Base(file))
		if strings.HasPrefix(name, "notice") || strings.HasPrefix(name, "patents") {
			continue
		}
		ids, err := classify(text)
		if err != nil {
			return "", texts, fmt.Errorf("%s: %w", file, err) // a part may state its licence itself
		}
		found = append(found, ids...)
	}
	if len(found) == 0 {
		return "", nil, errNone
	}
	slices.Sort(found)
	return strings.Join(slices.Compact(found), " AND "), texts, nil
}

// tidy drops blanks at the ends of lines and empty lines around a text, in
// which copies of one licence differ.
func tidy(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(line, " \t\r\n\f"))
		b.WriteString("\n")
	}
	return strings.Trim(b.String(), "\n")
}
