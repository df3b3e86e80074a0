package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"shiyun/corpus"
)

// guessMapping maps columns by their names. Of two columns that mean the same
// thing neither can be chosen for the curator, who may have meant to keep one
// of them private: 姓名 and 笔名, say. Then, and where no column is a body, the
// mapping that could be guessed comes with an Invalid error.
//
// 状态 and 修订 count only beside 诗韵编号: in a sheet that did not come from
// the archive they are the curator's own remarks.
func guessMapping(file string, header []string) (Mapping, error) {
	m := make(Mapping, len(header))
	for i, name := range header {
		m[i] = FieldNamed(name)
	}
	m.preferWhole(header)
	m.preferPlain(header)
	if !slices.Contains(m, FieldID) {
		for i, f := range m {
			if f == FieldStatus || f == FieldRevision {
				m[i] = FieldNone
			}
		}
	}
	if first, again, ok := m.twice(header); ok {
		field := m[first]
		for i, f := range m {
			if f == field {
				m[i] = FieldNone
			}
		}
		return m, Refusal(corpus.NewMessage("intake.columns_of_one_meaning", file, first+1, header[first], again+1, header[again]), corpus.NewMessage("intake.advice.rename_column"))
	}
	if !slices.ContainsFunc(m, func(f Field) bool { return f != FieldNone && f != FieldPrivate }) {
		return m, Refusal(corpus.NewMessage("intake.no_known_column", file, MaxHeaderRow), corpus.NewMessage("intake.advice.write_header"))
	}
	return m, m.needBody(file)
}

// check refuses a mapping made by hand that cannot be read by.
func (m Mapping) check(file string, header []string) error {
	for _, f := range m {
		if f != FieldNone && f.Label() == "" {
			return Refusal(corpus.NewMessage("intake.unknown_field", string(f)), corpus.NewMessage("intake.advice.map_again", file))
		}
	}
	if first, again, ok := m.twice(header); ok {
		return Refusal(corpus.NewMessage("intake.columns_mapped_to_one", file, first+1, header[first], again+1, header[again], m[first].Name()), corpus.NewMessage("intake.advice.keep_one"))
	}
	return m.needBody(file)
}

func (m Mapping) needBody(file string) error {
	if slices.Contains(m, FieldBody) {
		return nil
	}
	return Refusal(corpus.NewMessage("intake.no_body_column", file), corpus.NewMessage("intake.advice.name_body_column"))
}

// twice finds the first two columns of one field. Pieces of a body are none.
func (m Mapping) twice(header []string) (first, again int, ok bool) {
	for i, f := range m {
		j := slices.Index(m, f)
		if f != FieldNone && f != FieldPrivate && j < i && !(f == FieldBody && IsPart(header[j]) && IsPart(header[i])) {
			return j, i, true
		}
	}
	return 0, 0, false
}

// preferWhole leaves out the pieces of a body beside a column that has it
// whole.
func (m Mapping) preferWhole(header []string) {
	if !slices.ContainsFunc(header, func(name string) bool { return FieldNamed(name) == FieldBody && !IsPart(name) }) {
		return
	}
	for i, f := range m {
		if f == FieldBody && IsPart(header[i]) {
			m[i] = FieldNone
		}
	}
}

// preferPlain leaves out the loosely named columns of a field beside one that
// is named plainly, and else all but the first of them.
func (m Mapping) preferPlain(header []string) {
	plain, first := map[Field]bool{}, map[Field]int{}
	for i, f := range m {
		if loose := lookUp(header[i]).loose; !loose {
			plain[f] = true
		} else if _, has := first[f]; !has {
			first[f] = i
		}
	}
	for i, f := range m {
		if f != FieldNone && lookUp(header[i]).loose && (plain[f] || first[f] != i) {
			m[i] = FieldNone
		}
	}
}

// IsPart reports whether a column of this name holds a piece of a body.
func IsPart(name string) bool {
	_, ok := bodyPart(name)
	return ok
}

// HeaderKey is a fingerprint of a table's header, the same for headers that
// people take for the same: a mapping made by hand is remembered under it. It
// is stable across versions and does not contain the header's text.
func HeaderKey(header []string) string {
	names := make([]string, len(header))
	for i, name := range header {
		names[i] = NormalHeader(name)
	}
	sum := sha256.Sum256([]byte(strings.Join(names, "\x00")))
	return hex.EncodeToString(sum[:16])
}
