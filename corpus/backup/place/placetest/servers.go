package placetest

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"fmt"
	"net"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"shiyun/corpus/backup/place"
)

// StartSFTP starts a server of SFTP that lets one key in, and returns the
// address of an empty folder there and how it is reached.
func StartSFTP(t testing.TB) (address string, o place.Options) {
	t.Helper()
	home := t.TempDir()
	visitor := makeKey(t, filepath.Join(home, "id_ed25519"))
	host := makeKey(t, filepath.Join(home, "host"))
	config := &ssh.ServerConfig{PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		if string(key.Marshal()) != string(visitor.PublicKey().Marshal()) {
			return nil, fmt.Errorf("unknown key")
		}
		return nil, nil
	}}
	config.AddHostKey(host)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go serveSFTP(conn, config)
		}
	}()
	o = place.Options{SSHKey: filepath.Join(home, "id_ed25519"), KnownHosts: filepath.Join(home, "known_hosts")}
	WriteKnownHost(t, o.KnownHosts, l.Addr().String(), host.PublicKey())
	return "sftp://poet@" + l.Addr().String() + filepath.ToSlash(t.TempDir()) + "/backups", o
}

// WriteKnownHost writes a file of known hosts with one in it.
func WriteKnownHost(t testing.TB, file, host string, key ssh.PublicKey) {
	t.Helper()
	if err := os.WriteFile(file, []byte(knownhosts.Line([]string{host}, key)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// MakeKey returns a new key.
func MakeKey(t testing.TB) ssh.Signer {
	t.Helper()
	return makeKey(t, filepath.Join(t.TempDir(), "key"))
}

func makeKey(t testing.TB, file string) ssh.Signer {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(key, "")
	if err == nil {
		err = os.WriteFile(file, pem.EncodeToMemory(block), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

func serveSFTP(conn net.Conn, config *ssh.ServerConfig) {
	defer conn.Close()
	_, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return // the visitor sees it
	}
	go ssh.DiscardRequests(requests)
	for asked := range channels {
		channel, requests, err := asked.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range requests {
				_ = r.Reply(r.Type == "subsystem", nil) // the visitor sees it
			}
		}()
		server, err := sftp.NewServer(channel)
		if err != nil {
			return
		}
		go func() { _ = server.Serve() }() // until the visitor leaves
	}
}

// StartS3 starts a server of S3 with an empty bucket, and returns its address.
// Credentials are taken from the environment, which the test sets.
func StartS3(t testing.TB) (address string) {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket("poems"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(server.Close)
	return "s3://poems/shiyun?" + url.Values{"endpoint": {server.URL}, "region": {"us-east-1"}}.Encode()
}
