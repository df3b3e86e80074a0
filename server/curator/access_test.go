package curator

import "testing"

func TestAddressesAfterSigningInAreCurators(t *testing.T) {
	t.Parallel()
	for next, want := range map[string]string{
		"/curator": "/curator", "/curator/me": "/curator/me", "/curator/poems?q=月&after=3": "/curator/poems?q=月&after=3",
		"": "/curator", "/": "/curator", "/poems/1": "/curator", "/curators": "/curator", "//evil.example": "/curator", "//evil.example/curator": "/curator",
		"https://evil.example/curator": "/curator", `/\evil.example`: "/curator", `/curator/\evil.example`: "/curator", "/curator/..//evil.example": "/curator",
		"/curator/../../evil": "/curator", "javascript:alert(1)": "/curator", "curator": "/curator", "/curator/%2f/evil.example": "/curator/evil.example",
		"/curator//evil.example": "/curator/evil.example", "/curator/\r\nSet-Cookie: a=b": "/curator", "/curator/%0d%0aa": "/curator/%0D%0Aa", "\x00": "/curator",
		"http:/curator": "/curator", "//user@/curator": "/curator", "?next=/curator": "/curator",
	} {
		if got := LocalPath(next); got != want {
			t.Errorf("%q leads to %q, want %q", next, got, want)
		}
	}
}
