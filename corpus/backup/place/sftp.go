package place

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"shiyun/corpus"
)

// dialTime bounds reaching a host and agreeing on keys.
const dialTime = 20 * time.Second

// remote is a folder of another machine.
type remote struct {
	address string
	dir     string
	ssh     *ssh.Client
	files   *sftp.Client
	stop    func() bool
}

// openSFTP signs in with a key. A host is only believed with the key that is
// known of it: backups hold everything, and another machine could take its
// name.
func openSFTP(ctx context.Context, address string, u *url.URL, o Options) (_ Place, err error) {
	signer, err := readKey(o.SSHKey)
	if err != nil {
		return nil, err
	}
	host := net.JoinHostPort(u.Hostname(), cmp.Or(u.Port(), "22"))
	known, algorithms, err := readKnownHosts(o.KnownHosts, host)
	if err != nil {
		return nil, err
	}
	dial := net.Dialer{Timeout: dialTime}
	conn, err := dial.DialContext(ctx, "tcp", host)
	if err != nil {
		return nil, fmt.Errorf("reach host: %w", err)
	}
	// Whatever hangs ends with the context, the agreement on keys after its time.
	r := &remote{address: address, dir: cmp.Or(u.Path, "."), stop: context.AfterFunc(ctx, func() { _ = conn.Close() })}
	defer func() {
		if err != nil {
			r.stop()
			_ = conn.Close() // the error that counts is err
		}
	}()
	if err := conn.SetDeadline(time.Now().Add(dialTime)); err != nil {
		return nil, fmt.Errorf("reach host: %w", err)
	}
	over, channels, requests, err := ssh.NewClientConn(conn, host, &ssh.ClientConfig{User: u.User.Username(), Auth: []ssh.AuthMethod{ssh.PublicKeys(signer)},
		HostKeyCallback: known, HostKeyAlgorithms: algorithms})
	if err != nil {
		return nil, describeSSH(u.Host, err)
	}
	r.ssh = ssh.NewClient(over, channels, requests)
	if err := conn.SetDeadline(time.Time{}); err != nil {
		return nil, fmt.Errorf("reach host: %w", err)
	}
	if r.files, err = sftp.NewClient(r.ssh); err != nil {
		return nil, fmt.Errorf("begin SFTP: %w", err)
	}
	return r, nil
}

func inHome(name string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		return name
	}
	return filepath.Join(home, ".ssh", name)
}

func readKey(file string) (ssh.Signer, error) {
	file = cmp.Or(file, inHome("id_ed25519"))
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read SSH key: %w", err)
	}
	signer, err := ssh.ParsePrivateKey(content)
	if err != nil {
		return nil, &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("backup.ssh_key", file), Err: err}
	}
	return signer, nil
}

// readKnownHosts also returns the kinds of key that are known of the host: it
// may have others, and would show one that cannot be compared.
func readKnownHosts(file, host string) (known ssh.HostKeyCallback, algorithms []string, err error) {
	known, err = knownhosts.New(cmp.Or(file, inHome("known_hosts")))
	if err != nil {
		return nil, nil, fmt.Errorf("read known hosts: %w", err)
	}
	var asked *knownhosts.KeyError
	if errors.As(known(host, &net.TCPAddr{}, noKey{}), &asked) {
		for _, k := range asked.Want {
			if k.Key.Type() == ssh.KeyAlgoRSA {
				algorithms = append(algorithms, ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256)
			} else {
				algorithms = append(algorithms, k.Key.Type())
			}
		}
	}
	return known, algorithms, nil
}

// noKey is a key that no host has.
type noKey struct{}

func (noKey) Type() string                        { return "none" }
func (noKey) Marshal() []byte                     { return []byte("none") }
func (noKey) Verify([]byte, *ssh.Signature) error { return errors.New("no key") }

// describeSSH returns the error of a connection with a message for people, where
// the keys of the host are the reason.
func describeSSH(host string, err error) error {
	var asked *knownhosts.KeyError
	switch {
	case errors.As(err, &asked) && len(asked.Want) == 0:
		return &corpus.Error{Code: corpus.Conflict, Message: corpus.NewMessage("backup.host_unknown", host), Err: err}
	case errors.As(err, &asked):
		return &corpus.Error{Code: corpus.Conflict, Message: corpus.NewMessage("backup.host_changed", host), Err: err}
	}
	return fmt.Errorf("sign in to %s: %w", host, err)
}

func (r *remote) path(name string) string { return path.Join(r.dir, name) }

func (r *remote) List(_ context.Context, folder string) ([]Info, error) {
	entries, err := r.files.ReadDir(r.path(folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", r.address, err)
	}
	list := make([]Info, 0, len(entries))
	for _, entry := range entries {
		list = append(list, Info{entry.Name(), entry.IsDir()})
	}
	return list, nil
}

func (r *remote) Size(_ context.Context, name string) (int64, error) {
	info, err := r.files.Stat(r.path(name))
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (r *remote) Get(_ context.Context, name string) (io.ReadCloser, error) {
	return r.files.Open(r.path(name))
}

// Put implements Place. A server that cannot sync or replace is asked to do
// what it can.
func (r *remote) Put(_ context.Context, name string, size int64, content io.Reader) error {
	final := r.path(name)
	if err := r.files.MkdirAll(path.Dir(final)); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	unfinished := path.Join(path.Dir(final), newPrefix+path.Base(final))
	if err := r.write(unfinished, size, content); err != nil {
		return errors.Join(err, r.removeFile(unfinished))
	}
	err := r.files.PosixRename(unfinished, final)
	if err != nil {
		err = errors.Join(r.removeFile(final), r.files.Rename(unfinished, final))
	}
	return err
}

func (r *remote) write(name string, size int64, content io.Reader) error {
	file, err := r.files.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	n, err := io.Copy(file, content)
	if err == nil && n != size {
		err = io.ErrUnexpectedEOF
	}
	if _, ok := r.files.HasExtension("fsync@openssh.com"); err == nil && ok {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

func (r *remote) removeFile(path string) error {
	if err := r.files.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (r *remote) Remove(_ context.Context, name string) error {
	final := r.path(name)
	if err := r.removeFile(final); err != nil {
		return err
	}
	for above := path.Dir(final); above != r.dir && len(above) > len(r.dir) && r.files.RemoveDirectory(above) == nil; {
		above = path.Dir(above)
	}
	return nil
}

func (r *remote) String() string { return r.address }

func (r *remote) Close() error {
	r.stop()
	return errors.Join(r.files.Close(), r.ssh.Close())
}
