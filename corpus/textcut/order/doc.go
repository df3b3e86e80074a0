// Package order labels the lines of a text: it parts them into poems by the
// order that the text keeps throughout, and where it keeps none by what a line
// and its neighbours look like.
package order
