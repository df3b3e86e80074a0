package doctor

import (
	"context"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"shiyun/corpus"
	"shiyun/server/assets"
)

func (x *examination) checkSettings(context.Context) Result {
	advice := corpus.NewMessage("doctor.settings.advice")
	switch len(x.Faults) {
	case 0:
	case 1:
		return ill(x.Faults[0], advice)
	default:
		return ill(corpus.NewMessage("doctor.settings.several", x.Faults[0], len(x.Faults)-1), advice)
	}
	if len(x.Files) == 0 {
		return ok(corpus.NewMessage("doctor.settings.none"))
	}
	return ok(corpus.NewMessage("doctor.settings.sound", strings.Join(x.Files, " ")))
}

func (x *examination) checkVersion(context.Context) Result {
	if !x.readable() {
		return ok(corpus.NewMessage("doctor.version.program", x.Version))
	}
	schema, known := int(x.condition.Schema), int(x.condition.Known)
	switch {
	case schema > known:
		return ill(corpus.NewMessage("doctor.version.newer", x.Version, schema, known), corpus.NewMessage("doctor.version.newer_advice"))
	case schema < known:
		return warn(corpus.NewMessage("doctor.version.older", x.Version, schema, known), corpus.NewMessage("doctor.version.older_advice"))
	}
	return ok(corpus.NewMessage("doctor.version.fits", x.Version, schema))
}

// sampleVerse is set in the typeface to see that it can be.
const sampleVerse = "望湖听雨"

func (x *examination) checkFonts(context.Context) Result {
	kai, err := assets.Kai()
	if err == nil {
		_, err = kai.WOFF(kai.Characters(sampleVerse))
	}
	if err != nil {
		return ill(corpus.NewMessage("doctor.fonts.broken", err.Error()), corpus.NewMessage("doctor.fonts.advice"))
	}
	if missing := len([]rune(sampleVerse)) - len(kai.Characters(sampleVerse)); missing > 0 {
		return warn(corpus.NewMessage("doctor.fonts.incomplete"), corpus.NewMessage("doctor.fonts.advice"))
	}
	return ok(corpus.NewMessage("doctor.fonts.sound"))
}

// tolerance is how far two clocks may differ without any harm.
const tolerance = 5 * time.Minute

// checkClock compares the clock with what was written already, and with the
// program itself: a time before either is wrong. A clock that is wrong ends
// sessions, dates revisions wrongly and puts backups out of order.
func (x *examination) checkClock(context.Context) Result {
	now, advice := x.Now(), corpus.NewMessage("doctor.clock.advice")
	shown := func(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }
	switch {
	case now.Before(x.Built.Add(-24 * time.Hour)):
		return ill(corpus.NewMessage("doctor.clock.before_program", shown(now), shown(x.Built)), advice)
	case now.Before(x.condition.LastAct.Add(-tolerance)):
		return ill(corpus.NewMessage("doctor.clock.before_archive", shown(now), shown(x.condition.LastAct)), advice)
	case !x.Built.IsZero() && now.After(x.Built.AddDate(20, 0, 0)):
		return ill(corpus.NewMessage("doctor.clock.far", shown(now)), advice)
	}
	return ok(corpus.NewMessage("doctor.clock.sound", shown(now), now.Local().Format("-07:00")))
}

// leastFiles is what a server with some hundred visitors has open at a time.
const leastFiles = 1024

func (x *examination) checkOpenFiles(context.Context) Result {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		return warn(corpus.NewMessage("doctor.files.unknown", err.Error()), corpus.NewMessage("doctor.files.advice", leastFiles))
	}
	if limit.Cur < leastFiles {
		return warn(corpus.NewMessage("doctor.files.few", int(limit.Cur)), corpus.NewMessage("doctor.files.advice", leastFiles))
	}
	return ok(corpus.NewMessage("doctor.files.sound", int(min(limit.Cur, 1<<30))))
}
