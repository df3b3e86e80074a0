package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/intake"
)

const licenceName = "LICENSE.txt"

// dataPackage describes a bag by the Data Package standard of Frictionless
// Data: https://specs.frictionlessdata.io/data-package.
type dataPackage struct {
	Profile   string         `json:"profile"`
	Name      string         `json:"name"`
	Title     string         `json:"title"`
	Created   string         `json:"created"` // RFC 3339
	Licences  []dataLicence  `json:"licenses"`
	Resources []dataResource `json:"resources"`
}

type dataLicence struct {
	Path  string `json:"path"`
	Title string `json:"title"`
}

type dataResource struct {
	Name      string       `json:"name"` // small letters, digits, and . - _ alone
	Profile   string       `json:"profile"`
	Type      string       `json:"type"` // kept to by frictionless-py, which else reads JSON lines as tables of one kind of row
	Path      string       `json:"path"`
	Format    string       `json:"format"`
	MediaType string       `json:"mediatype"`
	Encoding  string       `json:"encoding,omitempty"`
	Bytes     int64        `json:"bytes"`
	Hash      string       `json:"hash"`
	Schema    *tableSchema `json:"schema,omitempty"`
}

type tableSchema struct {
	Fields []tableField `json:"fields"`
}

type tableField struct {
	Name string `json:"name"` // the heading of the column
	Type string `json:"type"`
}

// mediaTypes are the types of files by the ends of their names.
var mediaTypes = map[string]string{
	".jsonl": "application/jsonl", ".csv": "text/csv", ".txt": "text/plain",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".jpg":  "image/jpeg", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".wav": "audio/wav",
}

func (z *wholeExport) describeData() (string, error) {
	licence, _, _ := strings.Cut(z.opts.Render(corpus.NewMessage("desk.export_licence")), "\n")
	p := dataPackage{
		Profile: "data-package", Name: "shiyun",
		Title: z.opts.Render(corpus.NewMessage("desk.export_title")), Created: z.opts.At.UTC().Format(time.RFC3339),
		Licences: []dataLicence{{licenceName, licence}},
	}
	for _, f := range z.payload {
		p.Resources = append(p.Resources, describeFile(f))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(p); err != nil {
		return "", fmt.Errorf("export datapackage: %w", err)
	}
	return b.String(), nil
}

func describeFile(f bagFile) dataResource {
	name, ext := strings.TrimPrefix(f.name, payloadDir), path.Ext(f.name)
	r := dataResource{Profile: "data-resource", Type: "file", Name: strings.ToLower(strings.ReplaceAll(name, "/", "-")), Path: f.name, Format: strings.TrimPrefix(ext, "."),
		MediaType: mediaTypes[ext], Bytes: f.size, Hash: "sha256:" + f.sum()}
	if ext == "" { // the checksums
		r.Format, r.MediaType = "txt", "text/plain"
	}
	switch ext {
	case "", ".txt", ".jsonl":
		r.Encoding = "utf-8"
	case ".csv":
		r.Profile, r.Type, r.Encoding, r.Schema = "tabular-data-resource", "table", "utf-8", poemSchema()
	}
	return r
}

// poemSchema are the columns of the sheet of poems. What a poem lacks is an
// empty cell.
func poemSchema() *tableSchema {
	var s tableSchema
	for _, f := range intake.Fields() {
		kind := "string"
		if f == intake.FieldID || f == intake.FieldRevision {
			kind = "integer"
		}
		s.Fields = append(s.Fields, tableField{f.Label(), kind})
	}
	return &s
}
