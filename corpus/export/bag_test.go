package export

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/intake"
)

// Both manifests state the true sum of every file they are about, and of
// nothing else.
func TestExportIsABag(t *testing.T) {
	files := unzip(t, write(t, newArchive(t), intake.ZIP))
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
	files := unzip(t, write(t, newArchive(t), intake.ZIP))
	var p dataPackage
	if err := json.Unmarshal([]byte(contentOf(files, "datapackage.json")), &p); err != nil {
		t.Fatal(err)
	}
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
	header, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(sheet, "\ufeff"))).Read()
	if err != nil {
		t.Fatal(err)
	}
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
	archive := newArchive(t)
	content := write(t, archive, intake.ZIP)
	for _, f := range unzip(t, content) {
		if !f.modified.Equal(at) {
			t.Errorf("%s is of %v", f.name, f.modified)
		}
	}
	if write(t, archive, intake.ZIP) != content {
		t.Error("another export of the same")
	}
}

func TestUnknownExportFormat(t *testing.T) {
	err := Write(t.Context(), newArchive(t), options(t, intake.DOCX), io.Discard)
	if corpus.CodeOf(err) != corpus.Invalid {
		t.Errorf("%v", err)
	}
}
