package export

import (
	"archive/zip"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strings"

	"shiyun/corpus"
)

// payloadDir is where BagIt wants the payload. What is beside it describes the
// payload, and an import never looks there.
const payloadDir = "data/"

// bagFile is a file of a bag. It takes the bytes of the file as they are
// written.
type bagFile struct {
	name string // in the bag
	hash hash.Hash
	size int64
}

func (f *bagFile) Write(p []byte) (int, error) {
	f.size += int64(len(p))
	return f.hash.Write(p)
}

func (f *bagFile) sum() string { return fmt.Sprintf("%x", f.hash.Sum(nil)) }

// checksums lists files as sha256sum -c reads them in the folder dir.
func checksums(files []bagFile, dir string) string {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "%s  %s\n", f.sum(), strings.TrimPrefix(f.name, dir))
	}
	return b.String()
}

// tag writes a file that describes the bag.
func (z *wholeExport) tag(name, content string) error {
	f := bagFile{name: name, hash: sha256.New()}
	to, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: z.opts.At})
	if err == nil {
		_, err = io.WriteString(io.MultiWriter(to, &f), content)
	}
	if err != nil {
		return fmt.Errorf("export %s: %w", name, err)
	}
	z.tags = append(z.tags, f)
	return nil
}

func (z *wholeExport) writeReadme() error {
	title := z.opts.Render(corpus.NewMessage("desk.export_title"))
	err := z.tag("README.txt", z.opts.Render(corpus.NewMessage("desk.export_readme", title, z.opts.At.Format("2006-01-02"))))
	if err != nil {
		return err
	}
	return z.tag(licenceName, z.opts.Render(corpus.NewMessage("desk.export_licence")))
}

// describeBag writes what is stated of the whole payload, and at last the
// checksums of the statements, which leave out their own.
func (z *wholeExport) describeBag() error {
	described, err := z.describeData()
	if err != nil {
		return err
	}
	for _, t := range []struct{ name, content string }{
		{"datapackage.json", described},
		{"bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"},
		{"bag-info.txt", z.bagInfo()},
		{"manifest-sha256.txt", checksums(z.payload, "")},
	} {
		if err := z.tag(t.name, t.content); err != nil {
			return err
		}
	}
	return z.tag("tagmanifest-sha256.txt", checksums(z.tags, ""))
}

func (z *wholeExport) bagInfo() string {
	var bytes int64
	for _, f := range z.payload {
		bytes += f.size
	}
	return fmt.Sprintf("External-Description: %s\nBagging-Date: %s\nPayload-Oxum: %d.%d\n",
		z.opts.Render(corpus.NewMessage("desk.export_title")), z.opts.At.Format("2006-01-02"), bytes, len(z.payload))
}
