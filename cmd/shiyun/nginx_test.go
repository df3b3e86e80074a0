package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"shiyun/corpus/needs"
)

// The example of nginx that is handed out works as it stands but for names,
// ports and the certificate: pages have the address of the outside, cookies
// are those of https, and an address that a visitor makes up is dropped.
func TestBehindNginx(t *testing.T) {
	t.Parallel()
	nginx := needs.Nginx(t)
	dir := t.TempDir()
	closeStore(t, openSamples(t, dir))
	port := freePort(t)
	outside := fmt.Sprintf("https://shiyun.example:%d", port)
	s := serve(t, "serve", dir, "--public-url", outside, "--trusted-proxies", "127.0.0.1")
	visitor := behindNginx(t, nginx, port, s.url)

	await(t, "nginx answers", func() bool {
		res, err := visitor.Get(outside + "/healthz")
		if err != nil {
			return false
		}
		res.Body.Close()
		return res.StatusCode == http.StatusOK
	})
	t.Run("a page", func(t *testing.T) {
		res, body := visit(t, visitor, outside+"/poems/1")
		if res.StatusCode != http.StatusOK || !strings.Contains(body, outside+"/poems/1") {
			t.Errorf("status %d, without the address of the outside", res.StatusCode)
		}
		if res.Header.Get("Strict-Transport-Security") == "" {
			t.Error("no Strict-Transport-Security")
		}
		if strings.Contains(body, s.url) {
			t.Error("the page names the address within")
		}
	})
	t.Run("a form", func(t *testing.T) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, outside+"/preferences", strings.NewReader("size=large&back=/"))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Origin", outside)
		res, err := visitor.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusSeeOther || len(res.Cookies()) == 0 || !res.Cookies()[0].Secure {
			t.Errorf("status %d, cookies %v", res.StatusCode, res.Cookies())
		}
	})
	// Searches of one visitor are limited, those of this machine are not: a
	// made-up address that came through would be limited after a hundred.
	t.Run("a made-up address", func(t *testing.T) {
		for range 150 {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, outside+"/api/v1/suggest?q=x", nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("X-Forwarded-For", "198.51.100.7")
			res, err := visitor.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			if res.StatusCode != http.StatusOK {
				t.Fatalf("status %d", res.StatusCode)
			}
		}
	})
}

func visit(t *testing.T, client *http.Client, url string) (*http.Response, string) {
	t.Helper()
	res, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

// behindNginx starts nginx with the example in front of a server, and returns
// a client to which shiyun.example is this machine.
func behindNginx(t *testing.T, nginx string, port int, server string) *http.Client {
	t.Helper()
	dir := t.TempDir()
	certificate := writeCertificate(t, dir)
	example, err := os.ReadFile("dist/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	site := strings.NewReplacer(
		"server 127.0.0.1:8080;", "server "+strings.TrimPrefix(server, "http://")+";",
		"listen 443 ssl http2;", fmt.Sprintf("listen 127.0.0.1:%d ssl http2;", port),
		"listen 80;", fmt.Sprintf("listen 127.0.0.1:%d;", freePort(t)),
		"/etc/ssl/shiyun/", dir+"/",
	).Replace(string(example))
	conf := filepath.Join(dir, "nginx.conf")
	text := fmt.Sprintf("daemon off; pid %[1]s/pid; error_log stderr;\nevents {}\nhttp {\nclient_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;\n%[2]s}\n", dir, site)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p := startCommand(t, exec.Command(nginx, "-p", dir, "-e", "stderr", "-c", conf))
	t.Cleanup(func() { // the master would leave its workers behind if it were killed
		p.signal(t, syscall.SIGQUIT)
		p.wait(t)
	})
	dialer := &net.Dialer{Timeout: patience}
	return &http.Client{
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			TLSClientConfig: &tls.Config{RootCAs: certificate},
			DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return dialer.DialContext(ctx, network, fmt.Sprintf("127.0.0.1:%d", port))
			},
		},
	}
}

// freePort returns a port that was free a moment ago.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// writeCertificate writes one of shiyun.example and its key where the example
// of nginx expects them, and returns who trusts it.
func writeCertificate(t *testing.T, dir string) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "shiyun.example"},
		DNSNames:     []string{"shiyun.example"},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	public := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	for name, content := range map[string][]byte{
		"fullchain.pem": public,
		"privkey.pem":   pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(public)
	return trusted
}
