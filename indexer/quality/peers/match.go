package peers

import (
	"strings"
	"unicode"
)

// most bounds the tokens of an expression; a pasted poem has far more.
const most = 60

// columns are the fields of the query language that the tables have.
var columns = map[string]string{"作者": "author", "author": "author", "body": "body", "句": "body"}

// match turns a query into FTS5 expressions: one where every phrase must match
// and none that is excluded, and one where any token of a plain query may; ""
// where there is none.
func match(query string, token int) (all, anyOf string) {
	var must, mustNot, tokens []string
	plain := true
	for _, word := range strings.Fields(query) {
		excluded := false
		if rest, ok := strings.CutPrefix(strings.Replace(word, "－", "-", 1), "-"); ok {
			word, excluded = rest, true
		}
		column, text := "", word
		if name, rest, ok := strings.Cut(strings.Replace(word, "：", ":", 1), ":"); ok && columns[name] != "" {
			column, text = columns[name]+" : ", rest
		}
		plain = plain && !excluded && column == "" && !strings.ContainsAny(word, `"“「`)
		for _, phrase := range phrases(text) {
			switch {
			case len(phrase) < token:
			case excluded:
				mustNot = append(mustNot, column+quoted(phrase, token))
			default:
				must = append(must, column+quoted(phrase, token))
				tokens = append(tokens, cut(phrase, token)...)
			}
		}
	}
	if len(must) == 0 {
		return "", ""
	}
	all = strings.Join(must[:min(len(must), most)], " AND ")
	if len(mustNot) > 0 {
		all = "(" + all + ") NOT (" + strings.Join(mustNot, " OR ") + ")"
	}
	if plain {
		anyOf = strings.Join(tokens[:min(len(tokens), most)], " OR ")
	}
	return all, anyOf
}

// phrases cuts a text at whatever is no letter.
func phrases(text string) [][]rune {
	var list [][]rune
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		list = append(list, []rune(s))
	}
	return list
}

// quoted is a phrase as a table's tokenizer wants it.
func quoted(phrase []rune, token int) string {
	if token == 1 {
		return `"` + spaced(string(phrase)) + `"`
	}
	return `"` + string(phrase) + `"`
}

func cut(phrase []rune, token int) []string {
	var tokens []string
	for i := range len(phrase) - token + 1 {
		tokens = append(tokens, `"`+string(phrase[i:i+token])+`"`)
	}
	return tokens
}

// spaced parts every character, and drops what is no letter: unicode61 then
// makes a token of each.
func spaced(text string) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			b.WriteRune(r)
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}
