// Package table makes the lines of a text of its tables: lists with a poem a
// row, forms, and tables that only place text on the page.
package table
