package place

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"shiyun/corpus"
)

// bucket is a part of a bucket of S3, or of what speaks like it.
type bucket struct {
	client                *minio.Client
	address, name, prefix string
}

// openS3 takes the credentials where other programs have them: the variables
// AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or ~/.aws/credentials.
func openS3(address string, u *url.URL) (Place, error) {
	endpoint := cmp.Or(u.Query().Get("endpoint"), "https://s3.amazonaws.com")
	at, err := url.Parse(endpoint)
	if err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http" || strings.Trim(at.Path, "/") != "" {
		return nil, corpus.NewError(corpus.Invalid, "backup.place_unclear", address)
	}
	client, err := minio.New(at.Host, &minio.Options{
		Creds:  credentials.NewChainCredentials([]credentials.Provider{&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}}),
		Secure: at.Scheme == "https", Region: u.Query().Get("region"),
	})
	if err != nil {
		return nil, fmt.Errorf("reach S3: %w", err)
	}
	return &bucket{client, address, u.Host, strings.Trim(u.Path, "/")}, nil
}

func (b *bucket) key(name string) string { return strings.TrimPrefix(path.Join(b.prefix, name), "/") }

// missing makes fs.ErrNotExist of what S3 answers where there is no file.
func (b *bucket) missing(name string, err error) error {
	if minio.ToErrorResponse(err).StatusCode == http.StatusNotFound {
		return &fs.PathError{Op: "open", Path: b.String() + "/" + name, Err: fs.ErrNotExist}
	}
	return fmt.Errorf("S3 %s: %w", name, err)
}

// List implements Place. A bucket has no folders: what has a name beneath one
// shows it.
func (b *bucket) List(ctx context.Context, folder string) (list []Info, err error) {
	prefix := b.key(folder)
	if prefix != "" {
		prefix += "/"
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // ends the listing where it is left early
	for entry := range b.client.ListObjects(ctx, b.name, minio.ListObjectsOptions{Prefix: prefix}) {
		if entry.Err != nil {
			return nil, fmt.Errorf("list S3: %w", entry.Err)
		}
		name := strings.TrimPrefix(entry.Key, prefix)
		if name != "" {
			list = append(list, Info{strings.TrimSuffix(name, "/"), strings.HasSuffix(name, "/")})
		}
	}
	return list, nil
}

func (b *bucket) Size(ctx context.Context, name string) (int64, error) {
	info, err := b.client.StatObject(ctx, b.name, b.key(name), minio.StatObjectOptions{})
	if err != nil {
		return 0, b.missing(name, err)
	}
	return info.Size, nil
}

func (b *bucket) Get(ctx context.Context, name string) (io.ReadCloser, error) {
	object, err := b.client.GetObject(ctx, b.name, b.key(name), minio.GetObjectOptions{})
	if err == nil {
		_, err = object.Stat() // the request is only made when something is asked
	}
	if err != nil {
		return nil, b.missing(name, err)
	}
	return object, nil
}

// Put implements Place: S3 shows an object when it is whole.
func (b *bucket) Put(ctx context.Context, name string, size int64, content io.Reader) error {
	done, err := b.client.PutObject(ctx, b.name, b.key(name), content, size, minio.PutObjectOptions{ContentType: "application/octet-stream", SendContentMd5: true,
		DisableContentSha256: size == 0}) // signed in chunks, nothing is sent without a length, which servers refuse
	if err == nil && done.Size != size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return fmt.Errorf("S3 %s: %w", name, err)
	}
	return nil
}

func (b *bucket) Remove(ctx context.Context, name string) error {
	if err := b.client.RemoveObject(ctx, b.name, b.key(name), minio.RemoveObjectOptions{}); err != nil {
		return fmt.Errorf("S3 %s: %w", name, err)
	}
	return nil
}

func (b *bucket) String() string { return b.address }

// Close implements Place.
func (b *bucket) Close() error { return nil }
