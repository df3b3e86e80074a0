package format_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shiyun/corpus/format"
	"shiyun/corpus/intake"
)

const springDawn = "春眠不觉晓，处处闻啼鸟。\\n夜来风雨声，花落知多少。\\n锄禾日当午，汗滴禾下土。\\n谁知盘中餐，粒粒皆辛苦。"

// BenchmarkRead reads rows with a poem of 50 characters each; the target is
// 100,000 rows a second and more.
func BenchmarkRead(b *testing.B) {
	var lines, table strings.Builder
	table.WriteString("编号,标题,作者,正文,体裁,日期\n")
	const rows = 20_000
	for i := range rows {
		fmt.Fprintf(&lines, `{"ref":"cp-%d","title":"春晓","author":"孟浩然","body":"%s","form":"五绝","date":"2019-03-01"}`+"\n", i, springDawn)
		fmt.Fprintf(&table, "cp-%d,春晓,孟浩然,\"%s\",五绝,2019-03-01\n", i, strings.ReplaceAll(springDawn, `\n`, "\n"))
	}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(table.String())
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct{ name, file, content string }{
		{"jsonl", "a.jsonl", lines.String()}, {"csv", "a.csv", table.String()}, {"csv_gb18030", "a.csv", gb},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.content)))
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				err := format.Read(context.Background(), c.file, strings.NewReader(c.content), intake.Options{}, func(r intake.Row) error {
					if len(r.Problems) == 0 && !r.Skip {
						n++
					}
					return nil
				})
				if err != nil || n != rows {
					b.Fatalf("%d rows, %v", n, err)
				}
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
