package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// writeNew writes a new file, synced, and returns what it holds.
func writeNew(in io.Reader, to string) (f File, err error) {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return f, err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return f, err
	}
	count := newCounter()
	f.Size, err = io.Copy(io.MultiWriter(out, count), in)
	if err == nil {
		err = out.Sync()
	}
	f.SHA256 = count.sum()
	return f, errors.Join(err, out.Close())
}

// hashFile reads a whole file.
func hashFile(ctx context.Context, path string) (f File, err error) {
	in, err := os.Open(path)
	if err != nil {
		return f, err
	}
	defer in.Close()
	return hashAll(contextReader{ctx, in})
}

func hashAll(in io.Reader) (f File, err error) {
	count := newCounter()
	f.Size, err = io.Copy(count, in)
	f.SHA256 = count.sum()
	return f, err
}

// contextReader ends with its context.
type contextReader struct {
	ctx context.Context
	in  io.Reader
}

func (r contextReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.in.Read(p)
}

// syncFile has a file or directory on the disk when it returns.
func syncFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("sync %s: %w", path, err)
	}
	return nil
}

// writeFile writes a new file and syncs it.
func writeFile(path string, content []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}
