package batch

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	stdcsv "encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus/intake"
)

type zippedFile struct{ name, content string }

func (a *archive) unzipped(content string) (files []zippedFile) {
	a.t.Helper()
	z, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	a.do(err)
	for _, f := range z.File {
		files = append(files, zippedFile{f.Name, string(must(io.ReadAll(must(f.Open()))))})
	}
	return files
}

func contentOf(files []zippedFile, name string) string {
	for _, f := range files {
		if f.name == name {
			return f.content
		}
	}
	return ""
}

// Both manifests state the true sum of every file they are about, and of
// nothing else.
func TestExportIsABag(t *testing.T) {
	a := furnished(t)
	files := a.unzipped(a.export(intake.ZIP))
	var payload, tags string
	var size, number int
	for _, f := range files {
		line := fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(f.content)), f.name)
		switch {
		case strings.HasPrefix(f.name, "data/"):
			payload, size, number = payload+line, size+len(f.content), number+1
		case f.name != "tagmanifest-sha256.txt":
			tags += line
		}
	}
	for name, want := range map[string]string{
		"manifest-sha256.txt": payload, "tagmanifest-sha256.txt": tags,
		"bagit.txt":    "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
		"bag-info.txt": fmt.Sprintf("External-Description: desk.export_title\nBagging-Date: 2026-11-30\nPayload-Oxum: %d.%d\n", size, number),
	} {
		if got := contentOf(files, name); got != want {
			t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
		}
	}
	for name, key := range map[string]string{"README.txt": "desk.export_readme", "LICENSE.txt": "desk.export_licence"} {
		if !strings.HasPrefix(contentOf(files, name), key) {
			t.Errorf("%s is %q", name, contentOf(files, name))
		}
	}
	if number < 15 {
		t.Errorf("%d files", number)
	}
}

func TestExportDescribesItsFiles(t *testing.T) {
	a := furnished(t)
	files := a.unzipped(a.export(intake.ZIP))
	var p dataPackage
	a.do(json.Unmarshal([]byte(contentOf(files, "datapackage.json")), &p))
	if p.Title != "desk.export_title" || p.Created != "2026-11-30T12:15:32Z" || len(p.Licences) != 1 || contentOf(files, p.Licences[0].Path) == "" {
		t.Errorf("%+v", p)
	}
	names := map[string]bool{}
	for _, r := range p.Resources {
		content := contentOf(files, r.Path)
		if r.Hash != fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(content))) || r.Bytes != int64(len(content)) || r.Format == "" || r.MediaType == "" || names[r.Name] {
			t.Errorf("%+v", r)
		}
		names[r.Name] = true
		if (r.Schema != nil) != (r.Path == "data/poems.csv") {
			t.Errorf("%s has the columns %v", r.Path, r.Schema)
		}
		if r.Schema != nil {
			wantColumns(t, r.Schema.Fields, content)
		}
	}
	for _, f := range files {
		if strings.HasPrefix(f.name, "data/") && !slices.ContainsFunc(p.Resources, func(r dataResource) bool { return r.Path == f.name }) {
			t.Errorf("%s is not described", f.name)
		}
	}
}

func wantColumns(t *testing.T, fields []tableField, sheet string) {
	t.Helper()
	header := must(stdcsv.NewReader(strings.NewReader(strings.TrimPrefix(sheet, "\ufeff"))).Read())
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	if !slices.Equal(names, header) {
		t.Errorf("columns %v, the sheet has %v", names, header)
	}
}

// Every file is of the time of the export, and one archive exported at one
// time is one sequence of bytes.
func TestExportIsDatedAndRepeatable(t *testing.T) {
	a := furnished(t)
	content := a.export(intake.ZIP)
	z, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	a.do(err)
	for _, f := range z.File {
		if at := exportOptions(t, intake.ZIP).At; !f.Modified.Equal(at) {
			t.Errorf("%s is of %v", f.Name, f.Modified)
		}
	}
	if a.export(intake.ZIP) != content {
		t.Error("another export of the same")
	}
}

// Exports were no bags once, and people unpack one and pack again what of it
// they take to be the archive.
func TestWholeExportPackedOtherwise(t *testing.T) {
	a := furnished(t)
	want, files := a.kept(), a.unzipped(a.export(intake.ZIP))
	for name, rename := range map[string]func(string) string{
		"as before bags": func(name string) string {
			rel, _ := strings.CutPrefix(name, payloadDir)
			if rel == name {
				return ""
			}
			return rel
		},
		"in a folder": func(name string) string { return "诗韵全部/" + name },
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			z := zip.NewWriter(&b)
			for _, f := range files {
				if to := rename(f.name); to != "" {
					_, err := io.WriteString(must(z.CreateHeader(&zip.FileHeader{Name: to, Method: zip.Store})), f.content)
					a.do(err)
				}
			}
			a.do(z.Close())
			empty := newArchive(t)
			if done := empty.bring("all.zip", b.String()); done.Counts.Failed > 0 {
				t.Errorf("%+v", done.Counts)
			}
			empty.wantKept(want)
		})
	}
}
