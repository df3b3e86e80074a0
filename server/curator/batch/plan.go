package batch

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/server/page"
)

const (
	columnsShown  = 200 // of a table; those beyond are not used
	entriesShown  = 200 // of an archive
	cutsShown     = 20  // poems of a text, on one page
	filesLookedAt = 12  // that are told apart as fine or not before they are opened
)

// planView is how the files of a batch will be read, one file at a time.
type planView struct {
	batchView
	Files     []page.Choice // Count is 1 for one that cannot be read as it is
	File      int           // the one looked at, from 0
	Preview   format.Preview
	Format    string // in words
	Fault     string // why it cannot be read as it is; "" where it can
	Hopeless  bool   // and nothing here can help
	Encodings []encodingChoice
	Begins    []string // first lines of a file that is neither a table nor cut
	Tables    []tableView
	Cuts      []poemCut
	Poems     int    // in the text
	From      int    // the first of Cuts among them, from 0
	Prev, On  string // the acts that show those before and after; "" for none
	Labels    []lineLabel
	Fixed     bool // too long a text to be cut by hand
	Unlisted  int  // entries beyond those shown
	Publish   bool
	Near      corpus.Decision
	Nears     []nearChoice
}

type encodingChoice struct {
	format.Sample
	Name string
	On   bool
}

// tableView is a table and what its columns are taken for.
type tableView struct {
	format.TablePreview
	Columns []columnView
	More    int // columns not shown
	Reads   []readRow
}

type columnView struct {
	N       int // among those of all tables of the file
	Name    string
	Samples []string
	Fields  []fieldChoice
	Unused  bool
	Hidden  bool // by the sheet
}

type fieldChoice struct {
	Value intake.Field
	Label string
	On    bool
}

type nearChoice struct {
	Value corpus.Decision
	Label string
	On    bool
}

// readRow is a row of a table as it would become a poem.
type readRow struct{ Title, Author, Body string }

func (s *Server) planOf(ctx context.Context, query url.Values, v batchView) (planView, error) {
	p := planView{batchView: v}
	plan, err := batch.PlanOf(v.Batch)
	if err != nil {
		return p, err
	}
	if n, err := strconv.Atoi(query.Get("file")); err == nil && n > 0 && n < len(plan.Files) {
		p.File = n
	}
	p.Publish, p.Near = plan.Publish, plan.Near
	for _, d := range []corpus.Decision{corpus.DecideAsk, corpus.DecideKeep, corpus.DecideSkip, corpus.DecideMerge} {
		p.Nears = append(p.Nears, nearChoice{d, s.nearName(d), d == plan.Near})
	}
	if err := s.listFiles(ctx, &p, plan); err != nil {
		return p, err
	}
	p.Preview, err = s.preview(ctx, v.ID, p.File, plan)
	if err := s.planFault(&p, err); err != nil {
		return p, err
	}
	p.Format = s.words.Say("file_format." + string(p.Preview.Format))
	if p.Preview.Whole {
		p.Format = s.words.Say("file_format.whole")
	}
	s.showTables(&p)
	s.showCuts(&p, query)
	for _, sample := range p.Preview.Samples {
		p.Encodings = append(p.Encodings, encodingChoice{sample, s.words.Say("encoding_name." + string(sample.Encoding)), sample.Encoding == p.Preview.Encoding})
	}
	if p.Tables == nil && p.Cuts == nil && len(p.Encodings) == 1 {
		p.Begins = p.Encodings[0].Lines
	}
	if n := len(p.Preview.Entries) - entriesShown; n > 0 {
		p.Unlisted, p.Preview.Entries = n, p.Preview.Entries[:entriesShown]
	}
	return p, nil
}

// planFault keeps what is wrong with the file itself, and returns every other
// error.
func (s *Server) planFault(p *planView, err error) error {
	p.Fault = s.words.Render(p.Preview.Refusal)
	if code := corpus.CodeOf(err); code == corpus.Invalid || code == corpus.NotFound {
		_, p.Fault = s.pages.Classify(err)
		p.Hopeless = true
		return nil
	}
	return err
}

func (s *Server) listFiles(ctx context.Context, p *planView, plan batch.Plan) error {
	for i, f := range plan.Files {
		one := page.Choice{Label: f.Name, On: i == p.File}
		if len(plan.Files) > 1 && len(plan.Files) <= filesLookedAt {
			look, err := s.preview(ctx, p.ID, i, plan)
			if err != nil && corpus.CodeOf(err) == "" {
				return err
			}
			if err != nil || !look.Refusal.IsZero() {
				one.Count = 1
			}
		}
		p.Files = append(p.Files, one)
	}
	return nil
}

// planURL is the address of a file of a plan, and of a place in its text.
func (s *Server) planURL(v batchView, file, from int) string {
	q := url.Values{}
	if v.Batch.State == corpus.BatchChecked {
		q.Set("edit", "1")
	}
	if file > 0 {
		q.Set("file", strconv.Itoa(file))
	}
	if from > 0 {
		q.Set("from", strconv.Itoa(from))
	}
	if len(q) == 0 {
		return v.Path
	}
	return v.Path + "?" + q.Encode()
}

// showTables sets the columns of every table side by side with what they are
// taken for.
func (s *Server) showTables(p *planView) {
	first := 0
	for _, t := range p.Preview.Tables {
		p.Tables = append(p.Tables, s.tableOf(t, first))
		first += len(t.Header)
	}
}

func (s *Server) tableOf(t format.TablePreview, first int) tableView {
	v := tableView{TablePreview: t}
	for i, name := range t.Header[:min(len(t.Header), columnsShown)] {
		column := columnView{N: first + i, Name: name, Unused: t.Mapping[i] == intake.FieldNone,
			Hidden: slices.Contains(t.Hidden, name)}
		for _, row := range t.Rows {
			if i < len(row) && strings.TrimSpace(row[i]) != "" && len(column.Samples) < 2 && !slices.Contains(column.Samples, row[i]) {
				column.Samples = append(column.Samples, short(row[i], 40))
			}
		}
		column.Fields = append(column.Fields, fieldChoice{intake.FieldNone, s.words.Say("batch.unused"), column.Unused})
		for _, f := range append(intake.Fields(), intake.FieldPrivate) {
			column.Fields = append(column.Fields, fieldChoice{f, s.words.Named(f.Name()), f == t.Mapping[i]})
		}
		v.Columns = append(v.Columns, column)
	}
	v.More = len(t.Header) - len(v.Columns)
	if !slices.Contains(t.Mapping, intake.FieldBody) {
		return v
	}
	for _, row := range t.Rows {
		v.Reads = append(v.Reads, readRow{cellOf(t.Table, row, intake.FieldTitle), cellOf(t.Table, row, intake.FieldAuthor), strings.TrimSpace(t.Body(row))})
	}
	return v
}

func cellOf(t *intake.Table, row []string, f intake.Field) string {
	if i := slices.Index(t.Mapping, f); i >= 0 && i < len(row) {
		return row[i]
	}
	return ""
}

// short is a text of at most so many characters.
func short(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// nearName is what becomes of rows that are nearly a poem the archive has.
func (s *Server) nearName(d corpus.Decision) string {
	return s.words.Say("batch_near." + cmp.Or(string(d), "ask"))
}
