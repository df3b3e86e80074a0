package server_test

import (
	"fmt"
	"io"
	"net"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"shiyun/server/servertest"
)

// statusLine begins an answer on the wire.
var statusLine = regexp.MustCompile(`(?m)^HTTP/1\.1 (\d{3})`)

// What speaks HTTP badly, or two ways, is refused as its own fault, and
// nothing that may be the rest of a body is answered.
func TestRudeRequests(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(servertest.NewSite(t, servertest.SampleArchive(t)))
	t.Cleanup(site.Close)
	host := strings.TrimPrefix(site.URL, "http://")
	const form = "Content-Type: application/x-www-form-urlencoded\r\n"
	const hidden = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
	for name, tt := range map[string]struct {
		request string // with %s for the host and where the form is from
		want    []string
	}{
		"lengths of chunks that end in LF":     {"POST /submit HTTP/1.1\r\n%sTransfer-Encoding: chunked\r\n\r\n5\nabcde\n0\n\n", []string{"400"}},
		"of a form":                            {"POST /submit HTTP/1.1\r\n%s" + form + "Transfer-Encoding: chunked\r\n\r\n5\nabcde\n0\n\n", []string{"400"}},
		"a chunk with 100 KB besides":          {"POST /submit HTTP/1.1\r\n%sTransfer-Encoding: chunked\r\n\r\n5;" + strings.Repeat("a", 100_000) + "\r\nabcde\r\n0\r\n\r\n", []string{"400"}},
		"a chunk of no number":                 {"POST /curator/sign-in HTTP/1.1\r\n%sTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", []string{"400"}},
		"a request behind chunks and a length": {"POST /submit HTTP/1.1\r\n%sContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden, []string{"422"}},
		"a request behind a length":            {"POST /submit HTTP/1.1\r\n%sContent-Length: 1\r\n\r\na" + hidden, []string{"422", "200"}},
		"two lengths":                          {"POST /submit HTTP/1.1\r\n%sContent-Length: 6\r\nContent-Length: 5\r\n\r\n0\r\n\r\nG", []string{"400"}},
		"chunks as another knows them":         {"POST /submit HTTP/1.1\r\n%sTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", []string{"501"}},
		"a body that stays away":               {"POST /submit HTTP/1.1\r\n%s" + form + "Content-Length: 50\r\n\r\ntitle=a", []string{"400"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn, err := net.DialTimeout("tcp", host, 5*time.Second)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
				t.Fatal(err)
			}
			head := "Host: " + host + "\r\nOrigin: " + site.URL + "\r\n"
			if !strings.HasSuffix(tt.request, hidden) {
				head += "Connection: close\r\n"
			}
			if _, err := fmt.Fprintf(conn, tt.request, head); err != nil {
				t.Fatal(err)
			}
			if name == "a body that stays away" { // the end of what is sent also ends a request under way
				if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
					t.Fatal(err)
				}
			}
			answer, _ := io.ReadAll(conn) // a reset after the answer is one way to end
			var got []string
			for _, m := range statusLine.FindAllSubmatch(answer, -1) {
				got = append(got, string(m[1]))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("answered %v, want %v: %.300s", got, tt.want, answer)
			}
		})
	}
}
