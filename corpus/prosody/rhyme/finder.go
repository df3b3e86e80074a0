package rhyme

// FindRhymes returns the rhymes of a book that have a name: two of the books
// whose groups are named alike in both tones.
func (b Book) FindRhymes(name string) (s Set) {
	for _, one := range b.All() {
		if b.Name(one) == name {
			s = s.Or(Of(one))
		}
	}
	return s
}

// All returns the rhymes of a book in their order.
func (b Book) All() []int { return masks[b][Level].Or(masks[b][Oblique]).All() }

// Chars returns the characters that surely have one of the rhymes, by their
// code points.
func (b Book) Chars(rhymes Set) (chars []rune) {
	t := load()
	for r, at := range t.of {
		if at != 0 && !t.sounds[at].Rhymes[b].And(rhymes).IsEmpty() {
			chars = append(chars, rune(r))
		}
	}
	return chars
}

// Kind returns the tone of a rhyme as the book names it: of 平水韵 平, 上, 去 or
// 入, of the others 平 or 仄, and 入 of the last parts of 词林正韵.
func (b Book) Kind(rhyme int) string {
	if b == Pingshui {
		for at, tone := range []string{"平", "平", "上", "去", "入"} {
			n := len([]rune(heads[at]))
			if rhyme < n {
				return tone
			}
			rhyme -= n
		}
	}
	if b == Cilin && rhyme/2 >= 14 {
		return "入"
	}
	return b.Tone(rhyme).Chinese()
}
