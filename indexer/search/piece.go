package search

import (
	"shiyun/corpus/pinyin"
	"shiyun/indexer/texts"
)

// piece is one place of a run that is looked for by sound: the characters that
// may stand there, and what they sound like.
type piece struct {
	set   *charset
	heard texts.Heard
}

// pieceOf is what a piece was made of.
type pieceOf struct {
	char  rune // 0 for one typed in letters
	typed pinyin.Piece
	loose bool
}

// said is what was typed in letters; where loose, with the sounds merged here.
func (n *names) said(typed pinyin.Piece, loose bool) piece {
	return n.piece(pieceOf{typed: typed, loose: loose})
}

// written is what sounds like a character.
func (n *names) written(char rune, loose bool) piece {
	return n.piece(pieceOf{char: char, loose: loose})
}

// piece makes each piece once: ways that share one are one way up to there.
func (n *names) piece(of pieceOf) piece {
	if made, ok := n.pieces[of]; ok {
		return made
	}
	p := n.newPiece(of)
	n.pieces[of] = p
	return p
}

func (n *names) newPiece(of pieceOf) piece {
	switch {
	case of.char != 0:
		p := n.alike(pinyin.Readings(of.char), of.loose, of.char)
		p.heard.Letters |= texts.EveryLetter(of.char)
		return p
	case of.typed.Kind == pinyin.Begun:
		p := piece{byLetter()[of.typed.Letters[0]], texts.Heard{Letters: texts.LetterSet(of.typed.Letters[0])}}
		if len(of.typed.Letters) > 1 {
			p.set = n.alike(pinyin.BeginningWith(of.typed.Letters), false).set
		}
		return p
	case of.typed.Kind == pinyin.Misspelt:
		return n.alike(pinyin.Near(of.typed.Letters), of.loose)
	case of.typed.Kind == pinyin.Lost:
		return piece{anything(), texts.Heard{Letters: texts.AllLetters}}
	}
	return n.alike([]pinyin.Syllable{pinyin.Syllable(of.typed.Letters)}, of.loose)
}

// alike are the characters with one of the readings that the archive has ever
// held: asking the engine for the thousands it has not would take longer than
// the search.
func (n *names) alike(readings []pinyin.Syllable, loose bool, chars ...rune) piece {
	heard := texts.Heard{}
	for _, reading := range readings {
		heard.Sounds = append(heard.Sounds, texts.SoundOf(reading))
		taken := []pinyin.Syllable{reading}
		if loose {
			taken = pinyin.Alike(reading)
		}
		for _, sound := range taken {
			heard.Letters |= texts.LetterSet(sound.Letter())
			for _, r := range pinyin.Runes(sound) {
				if n.Knows(r) {
					chars = append(chars, r)
				}
			}
		}
	}
	return piece{newCharset(chars...), heard}
}

// heardAs are the pieces of a run of characters.
func (n *names) heardAs(run string, loose bool) []piece {
	var pieces []piece
	for _, r := range run {
		pieces = append(pieces, n.written(r, loose))
	}
	return pieces
}

// saidAs are the pieces of letters cut in different ways.
func (n *names) saidAs(ways [][]pinyin.Piece, loose bool) [][]piece {
	all := make([][]piece, len(ways))
	for i, way := range ways {
		for _, typed := range way {
			all[i] = append(all[i], n.said(typed, loose))
		}
	}
	return all
}

// saidIn are the pieces of whole syllables.
func (n *names) saidIn(ways [][]pinyin.Syllable, loose bool) [][]piece {
	typed := make([][]pinyin.Piece, len(ways))
	for i, way := range ways {
		typed[i] = pinyin.Pieces(way)
	}
	return n.saidAs(typed, loose)
}
