package format_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
)

// sheetOf makes a workbook of n poems: with inline strings, as our own writer
// makes them, or with shared ones, as Excel does.
func sheetOf(t testing.TB, n int, shared bool) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	set := func(row int, cells []any) error { return f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", row), &cells) }
	flush := func() error { return nil }
	if !shared {
		w, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		set = func(row int, cells []any) error { return w.SetRow(fmt.Sprintf("A%d", row), cells) }
		flush = w.Flush
	}
	rows := [][]any{{"编号", "标题", "作者", "正文", "体裁", "日期"}}
	for i := range n {
		rows = append(rows, []any{fmt.Sprintf("cp-%d", i), "春晓", "孟浩然", fmt.Sprintf("第%d首\n%s", i, strings.ReplaceAll(springDawn, `\n`, "\n")), "五绝", "2019-03-01"})
	}
	var b bytes.Buffer
	for i, cells := range rows {
		if err := set(i+1, cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// BenchmarkReadXLSX reads workbooks with a poem of 50 characters a row; the
// targets are 3,000 rows a second and 300 MB. The heap is looked at every
// 20 ms, so its peak is a little low.
func BenchmarkReadXLSX(b *testing.B) {
	const rows = 100_000
	for _, c := range []struct {
		name   string
		shared bool
	}{{"inline", false}, {"shared", true}} {
		content := sheetOf(b, rows, c.shared)
		b.Run(c.name, func(b *testing.B) {
			peak := watchHeap(b)
			for b.Loop() {
				n := 0
				err := format.Read(context.Background(), "a.xlsx", bytes.NewReader(content), intake.Options{TempDir: b.TempDir()}, func(r intake.Row) error {
					if len(r.Problems) == 0 {
						n++
					}
					return nil
				})
				if err != nil || n != rows {
					b.Fatalf("%d rows, %v", n, err)
				}
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(peak())/(1<<20), "heap-MB")
		})
	}
}

// watchHeap returns a function that gives the most the heap has held above
// what it holds now.
func watchHeap(b *testing.B) func() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, most := m.HeapInuse, uint64(0)
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse-min(before, m.HeapInuse))
			}
		}
	}()
	return func() uint64 {
		close(done)
		<-stopped
		return most
	}
}

// BenchmarkWriteXLSX exports poems of 50 characters; the heap as above.
func BenchmarkWriteXLSX(b *testing.B) {
	const rows = 100_000
	poem := corpus.Poem{ID: 7, Title: "春晓", Author: corpus.AuthorRef{Name: "孟浩然"}, Form: "五绝", Status: corpus.StatusPublished}
	peak := watchHeap(b)
	for b.Loop() {
		w, err := format.NewXLSX(io.Discard, b.TempDir())
		for i := 0; i < rows && err == nil; i++ {
			poem.Body = fmt.Sprintf("第%d首\n%s", i, strings.ReplaceAll(springDawn, `\n`, "\n"))
			err = w.Write(poem, nil)
		}
		if err := errors.Join(err, w.Close()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(peak())/(1<<20), "heap-MB")
}
