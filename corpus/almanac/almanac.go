// Package almanac knows the days poems are written for: the 24 solar terms
// (节气) and the festivals, those of the old calendar and those of the new. It
// knows no store; it serves today's poem and the calendar of the year.
//
// The days are those of China: the terms are reckoned at UTC+8, and a day is
// a date without a time zone.
package almanac

import (
	"slices"
	"time"

	"github.com/6tail/lunar-go/calendar"
)

// Kind says what sort of day an occasion is.
type Kind string

// The kinds of occasion.
const (
	Term     Kind = "term"     // 节气
	Festival Kind = "festival" // 节日
)

// Occasion is a day of a year that poems are written for.
type Occasion struct {
	Name string
	Kind Kind
	Day  time.Time // midnight UTC of the date
	// Words are what poems of the occasion say, its name first.
	Words []string
}

// The years the calendar is reckoned for. Outside them the old calendar's
// tables are not to be trusted.
const (
	FirstYear = 1900
	LastYear  = 2100
)

// Year lists the terms and festivals of a year in order of day; nil for a
// year the calendar does not reach.
func Year(year int) []Occasion {
	if year < FirstYear || year > LastYear {
		return nil
	}
	occasions := append(Terms(year), festivals(year)...)
	slices.SortStableFunc(occasions, func(a, b Occasion) int { return a.Day.Compare(b.Day) })
	return occasions
}

// lead is how many days before a festival its poems are in season.
const lead = 3

// Around lists what a day is in season for, the most special first: the
// festivals of the day and of the next three, then the solar term in force.
func Around(day time.Time) []Occasion {
	day = dateOf(day.Year(), int(day.Month()), day.Day())
	var term *Occasion
	var season []Occasion
	for _, year := range []int{day.Year() - 1, day.Year(), day.Year() + 1} {
		for _, o := range Year(year) {
			switch away := o.Day.Sub(day); {
			case o.Kind == Term && away <= 0:
				term = &o
			case o.Kind == Festival && away >= 0 && away <= lead*24*time.Hour:
				season = append(season, o)
			}
		}
	}
	if term != nil {
		season = append(season, *term)
	}
	return season
}

// Terms lists the terms of a year in order of day; nil for a year the calendar
// does not reach. They are reckoned from the middle of the year, whose table
// begins at the winter solstice before it; the year's own solstice stands there
// under another key.
func Terms(year int) []Occasion {
	if year < FirstYear || year > LastYear {
		return nil
	}
	table := calendar.NewSolarFromYmd(year, 6, 1).GetLunar().GetJieQiTable()
	occasions := make([]Occasion, 0, len(termNames))
	for _, name := range termNames {
		key := name
		if name == "冬至" {
			key = "DONG_ZHI"
		}
		occasions = append(occasions, Occasion{Name: name, Kind: Term, Day: dayOf(table[key]), Words: []string{name}})
	}
	return occasions
}

func festivals(year int) []Occasion {
	occasions := make([]Occasion, 0, len(oldFestivals)+len(newFestivals)+1)
	// A festival late in the old year falls into the new one's January. Year by
	// year: the calendar reckons a whole year at a time, and remembers one.
	for _, old := range []int{year - 1, year} {
		for _, f := range oldFestivals {
			if day := oldDay(old, f.month, f.day); day.Year() == year {
				occasions = append(occasions, f.on(day))
			}
		}
	}
	for _, f := range newFestivals {
		occasions = append(occasions, f.on(dateOf(year, f.month, f.day)))
	}
	// The old year's last month has 29 days or 30.
	eve := oldDay(year, 1, 1).AddDate(0, 0, -1)
	return append(occasions, festival{words: []string{"除夕", "守岁", "岁除", "年夜"}}.on(eve))
}

func oldDay(year, month, day int) time.Time {
	return dayOf(calendar.NewLunarFromYmd(year, month, day).GetSolar())
}

func dayOf(s *calendar.Solar) time.Time { return dateOf(s.GetYear(), s.GetMonth(), s.GetDay()) }

func dateOf(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}
