package corpus

import (
	"errors"
)

// Code classifies an error for the caller that must react to it: a command
// turns it into an exit status, the server into an HTTP status.
type Code string

// The codes in use. A plain error without a Code is a fault of ours.
const (
	NotFound    Code = "not_found"   // nothing has this id or name
	Gone        Code = "gone"        // it was public once and has been withdrawn
	Invalid     Code = "invalid"     // the input cannot be accepted as it is
	Conflict    Code = "conflict"    // someone else holds it, or got there first
	TooNew      Code = "too_new"     // the archive was written by a newer program
	Unavailable Code = "unavailable" // not now; trying again may help
)

// Error is an error with a code and a message for people. Err is for the log
// only and never shown.
type Error struct {
	Code    Code
	Message Message
	Err     error
}

// NewError returns an Error without an inner cause. The key is one of the
// catalogue's, as for NewMessage.
func NewError(code Code, key string, args ...any) *Error {
	return &Error{Code: code, Message: NewMessage(key, args...)}
}

func (e *Error) Error() string {
	text := string(e.Code) + ": " + e.Message.String()
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the code of the first Error in err's chain, or "" for none.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
