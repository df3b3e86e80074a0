package batch

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
)

// BenchmarkBatch takes a CSV through the check, near duplicates looked for,
// and into an archive as large as itself. Its poems are those of the file
// named by SHIYUN_POEMS, JSON lines: the first half is the archive, the second
// the CSV.
func BenchmarkBatch(b *testing.B) {
	old, sheet, rows := halves(b)
	for range b.N {
		a := newArchive(b)
		quick := Options{Publish: true, Sources: []Source{Path(old)}}
		if _, err := Run(ctx(), a.store, quick); err != nil {
			b.Fatal(err)
		}
		id := a.must(a.desk.Upload(ctx(), curator, Files(File{"诗.csv", bytes.NewReader(sheet)}))).ID
		if _, err := a.desk.near(ctx()); err != nil { // a server has it in memory anyway
			b.Fatal(err)
		}
		idle := heap()
		most, stop := watchHeap()
		began := time.Now()
		checked := a.check(id, keepNear)
		checking := time.Since(began)
		began = time.Now()
		a.start(id)
		running := time.Since(began)
		close(stop)
		b.ReportMetric(float64(rows)/checking.Seconds(), "checked-rows/s")
		b.ReportMetric(float64(rows)/running.Seconds(), "committed-rows/s")
		b.ReportMetric(float64(<-most-idle)/(1<<20), "MB-above-idle")
		began = time.Now()
		a.undo(id)
		b.ReportMetric(float64(checked.Counts.Created)/time.Since(began).Seconds(), "undone-poems/s")
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

// watchHeap gives the most heap in use between now and the closing of stop.
func watchHeap() (most chan uint64, stop chan struct{}) {
	most, stop = make(chan uint64, 1), make(chan struct{})
	go func() {
		var peak uint64
		for {
			select {
			case <-stop:
				most <- peak
				return
			case <-time.After(50 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse)
			}
		}
	}()
	return most, stop
}

func halves(b *testing.B) (old string, sheet []byte, rows int) {
	b.Helper()
	content, err := os.ReadFile(os.Getenv("SHIYUN_POEMS"))
	if err != nil {
		b.Fatalf("SHIYUN_POEMS names no file of poems: %v", err)
	}
	lines := strings.Split(strings.TrimSpace(string(content)), "\n")
	half := len(lines) / 2
	old = b.TempDir() + "/old.jsonl"
	if err := os.WriteFile(old, []byte(strings.Join(lines[:half], "\n")), 0o600); err != nil {
		b.Fatal(err)
	}
	var out bytes.Buffer
	buffered := bufio.NewWriter(&out)
	w := csv.NewWriter(buffered)
	w.Write([]string{"编号", "题", "作者", "正文"})
	for _, line := range lines[half:] {
		var r corpus.Record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			b.Fatal(err)
		}
		w.Write([]string{r.Ref, r.Title, r.Author, r.Body})
	}
	w.Flush()
	buffered.Flush()
	return old, out.Bytes(), len(lines) - half
}
