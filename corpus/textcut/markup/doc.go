// Package markup reads what the marks of HTML and Markdown and front matter
// say of the lines of a text, and takes the marks off.
package markup
