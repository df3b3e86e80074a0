package account

import (
	"crypto/rand"
	"encoding/base32"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/pquerna/otp/hotp"
	"golang.org/x/text/width"
)

// period is how long a code stands, and skew how many periods a clock may be
// off (RFC 6238 advises no more than one).
const (
	period = 30 * time.Second
	skew   = 1
)

// secretSize is that of a secret in bytes (RFC 4226: 16 at least, 20 advised).
const secretSize = 20

// NewSecret makes a secret of codes: RFC 6238 with SHA-1, six digits and
// 30 s, which is what every app understands.
func NewSecret() string {
	secret := make([]byte, secretSize)
	rand.Read(secret) // ends the program rather than return an error
	return base32.StdEncoding.EncodeToString(secret)
}

// Address is a secret as an app reads it from a QR code, filed under the names
// of site and account.
func Address(site, name, secret string) string {
	label := url.PathEscape(site + ":" + name)
	return "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + url.PathEscape(site)
}

// CodeStep returns the number of the period whose code this is, of those
// after the last one used: a code counts once. Spaces within it, and full
// width digits, are taken as typed.
func CodeStep(secret, code string, now time.Time, last int64) (step int64, ok bool) {
	code = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, width.Narrow.String(code[:min(len(code), 64)]))
	at := now.Unix() / int64(period/time.Second)
	for step := max(at-skew, last+1); step <= at+skew; step++ {
		if hotp.Validate(code, uint64(step), secret) {
			return step, true
		}
	}
	return 0, false
}
