package almanac_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shiyun/corpus/almanac"
)

// The days are those of the published calendars.
func TestDaysOfTheYear(t *testing.T) {
	for _, c := range []struct {
		year int
		name string
		day  string
	}{
		{2026, "春节", "2026-02-17"},
		{2026, "元宵", "2026-03-03"},
		{2026, "清明", "2026-04-05"},
		{2026, "端午", "2026-06-19"},
		{2026, "夏至", "2026-06-21"},
		{2026, "七夕", "2026-08-19"},
		{2026, "中秋", "2026-09-25"},
		{2026, "重阳", "2026-10-18"},
		{2026, "小雪", "2026-11-22"},
		{2026, "冬至", "2026-12-22"},
		{2026, "除夕", "2026-02-16"},
		{2025, "腊八", "2025-01-07"},
		{2025, "中秋", "2025-10-06"}, // after a leap sixth month
		{2023, "端午", "2023-06-22"}, // after a leap second month
		{2020, "中秋", "2020-10-01"},
		{2020, "国庆", "2020-10-01"},
		{2000, "春节", "2000-02-05"},
	} {
		t.Run(c.day+c.name, func(t *testing.T) {
			var days []string
			for _, o := range almanac.Year(c.year) {
				if o.Name == c.name {
					days = append(days, o.Day.Format(time.DateOnly))
				}
			}
			if !slices.Contains(days, c.day) {
				t.Errorf("%s of %d = %v, want %s", c.name, c.year, days, c.day)
			}
		})
	}
}

func TestYearHasEveryTermOnceAndInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(almanac.FirstYear, almanac.LastYear).Draw(t, "year")
		terms := 0
		last := time.Time{}
		for _, o := range almanac.Year(year) {
			if o.Day.Year() != year || o.Day.Before(last) {
				t.Fatalf("%s of %d is on %s, after %s", o.Name, year, o.Day, last)
			}
			last = o.Day
			if o.Kind == almanac.Term {
				terms++
			}
		}
		if terms != 24 {
			t.Fatalf("%d has %d terms", year, terms)
		}
	})
}

func TestAround(t *testing.T) {
	for _, c := range []struct {
		name, day string
		want      []string
	}{
		{"a term and nothing else", "2026-11-22", []string{"小雪"}},
		{"before a festival", "2026-06-17", []string{"端午", "芒种"}},
		{"festival of the next year", "2026-12-30", []string{"元旦", "冬至"}},
		{"term of the year before", "2027-01-02", []string{"冬至"}},
		{"two festivals on one day", "2020-10-01", []string{"中秋", "国庆", "秋分"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			day, err := time.Parse(time.DateOnly, c.day)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, o := range almanac.Around(day) {
				got = append(got, o.Name)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("Around(%s) = %v, want %v", c.day, got, c.want)
			}
		})
	}
}

func TestYearsOutOfReach(t *testing.T) {
	for _, year := range []int{-1, 0, 1899, 2101, 1 << 40} {
		if got := almanac.Year(year); got != nil {
			t.Errorf("Year(%d) = %v, want nothing", year, got)
		}
	}
}
