// Package finding is what a check of verse finds: a place, a rule, how grave it
// is, and what would mend it. Findings are advice; nothing is refused for one.
package finding

import (
	"shiyun/corpus"
	"shiyun/corpus/prosody/clause"
)

// Severity is how grave a finding is.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // 误: against the rule
	Warning Severity = "warning" // 宜改: better changed
	Note    Severity = "note"    // 可: allowed, and said why
)

// Rule names what a finding is about; the names are those of addresses and
// JSON.
type Rule string

// Finding is one thing found.
type Finding struct {
	Rule     Rule
	Severity Severity
	// Line and Char are where it begins: the line from 1, as verse.Lines counts
	// them, and the character from 1 in code points of that line, marks
	// included. Both are 0 for what is about the whole poem.
	Line, Char int
	Text       string // the characters it is about, as they were read
	Message    corpus.Message
	Advice     corpus.Message // what would mend it, zero where nothing has to be
}

// At returns a finding about one character.
func At(c clause.Char, rule Rule, severity Severity, message, advice corpus.Message) Finding {
	return Finding{rule, severity, c.Line, c.At, string(c.Rune), message, advice}
}

// Of returns a finding about a whole clause.
func Of(c clause.Clause, rule Rule, severity Severity, message, advice corpus.Message) Finding {
	first := c.Chars[0]
	return Finding{rule, severity, first.Line, first.At, c.Text(), message, advice}
}

// Whole returns a finding about the whole poem.
func Whole(rule Rule, severity Severity, message, advice corpus.Message) Finding {
	return Finding{Rule: rule, Severity: severity, Message: message, Advice: advice}
}

// Has reports whether any finding of the rules is as grave as severity; of
// any rule where none is given.
func Has(findings []Finding, severity Severity, rules ...Rule) bool {
	for _, f := range findings {
		if f.Severity != severity {
			continue
		}
		if len(rules) == 0 {
			return true
		}
		for _, rule := range rules {
			if f.Rule == rule {
				return true
			}
		}
	}
	return false
}
