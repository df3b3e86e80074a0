// Package chat reads who sent what in a chat, and labels what of it is verse.
package chat
