package reader_test

import (
	"strings"
	"testing"
	"time"

	"shiyun/server"
	"shiyun/server/servertest"
)

// The first page is another each day of a week, and the same all day.
func TestFirstPageOfAWeek(t *testing.T) {
	t.Parallel()
	now := servertest.Noon()
	site := servertest.NewSite(t, servertest.SampleArchive(t), func(c *server.Config) { c.Now = func() time.Time { return now } })
	parts := map[string]map[string]string{}
	for range 7 {
		date := now.Format(time.DateOnly)
		first := servertest.Get(t, site, "/").Body.String()
		now = now.Add(3 * time.Hour)
		if again := servertest.Get(t, site, "/").Body.String(); again != first {
			t.Errorf("%s: another page later in the day", date)
		}
		page := servertest.Parse(t, first)
		for _, class := range []string{"today", "neighbours", "asking"} {
			for _, part := range page.Classed(class) {
				if parts[class] == nil {
					parts[class] = map[string]string{}
				}
				text := strings.Join(strings.Fields(servertest.Text(part)), " ")
				if before := parts[class][text]; before != "" {
					t.Errorf("%s of %s is that of %s: %s", class, date, before, text)
				}
				parts[class][text] = date
			}
		}
		now = now.Add(21 * time.Hour)
	}
	for _, class := range []string{"today", "neighbours", "asking"} {
		if len(parts[class]) != 7 {
			t.Errorf("%s: shown on %d days of seven", class, len(parts[class]))
		}
	}
}
