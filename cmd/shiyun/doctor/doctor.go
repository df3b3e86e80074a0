// Package doctor looks at everything that an archive and its server need, and
// advises what to do where something is wrong. It changes nothing. Each check is
// a function by itself, so that one that fails does not keep the others from
// being made.
package doctor

import (
	"context"
	"net/http"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// Status is how a check came out.
type Status string

// The statuses, the best first.
const (
	OK   Status = "ok"
	Warn Status = "warn" // works, and ought to be looked at
	Ill  Status = "ill"  // does not work, or people would lose something
)

// Result is what a check found.
type Result struct {
	Status  Status
	Message corpus.Message
	Advice  corpus.Message // what to do; zero where all is well
}

// Report is the result of a check by its name.
type Report struct {
	Check string
	Title corpus.Message
	Result
}

// Space is how much room a file system has.
type Space struct{ Free, Total uint64 } // bytes

// Config is what is looked at.
type Config struct {
	Version string
	Built   time.Time // when the program's source was; zero where unknown
	Faults  []corpus.Message
	Files   []string // of settings, that were read

	Data, Backups string // directories
	Database      string // connection string of where the rows are; "" for a file in Data
	Index         string // the folder of the index
	BackupEvery   time.Duration
	Places        []string // that backups are copied to
	PublicURL     string
	Proxies       []string // trusted
	Server        string   // address of the running server, "" for none

	// Tests hand in others than the machine's.
	Now    func() time.Time
	Space  func(dir string) (Space, error)
	Client *http.Client
}

// examination is a Config with what several checks read of the archive.
type examination struct {
	Config

	lost         error // of store.At.CheckLost
	exists       bool
	away         error // why the database does not answer; nil for one in a file
	condition    store.Condition
	conditionErr error
}

// checks are all there are, in the order in which they are shown.
var checks = []struct {
	name  string
	title corpus.Message
	run   func(*examination, context.Context) Result
}{
	{"settings", corpus.NewMessage("doctor.title.settings"), (*examination).checkSettings},
	{"version", corpus.NewMessage("doctor.title.version"), (*examination).checkVersion},
	{"directory", corpus.NewMessage("doctor.title.directory"), (*examination).checkDirectory},
	{"disk", corpus.NewMessage("doctor.title.disk"), (*examination).checkDisk},
	{"integrity", corpus.NewMessage("doctor.title.integrity"), (*examination).checkIntegrity},
	{"scrub", corpus.NewMessage("doctor.title.scrub"), (*examination).checkScrub},
	{"key", corpus.NewMessage("doctor.title.key"), (*examination).checkKey},
	{"index", corpus.NewMessage("doctor.title.index"), (*examination).checkIndex},
	{"backup", corpus.NewMessage("doctor.title.backup"), (*examination).checkBackup},
	{"fonts", corpus.NewMessage("doctor.title.fonts"), (*examination).checkFonts},
	{"clock", corpus.NewMessage("doctor.title.clock"), (*examination).checkClock},
	{"files", corpus.NewMessage("doctor.title.files"), (*examination).checkOpenFiles},
	{"server", corpus.NewMessage("doctor.title.server"), (*examination).checkServer},
	{"proxies", corpus.NewMessage("doctor.title.proxies"), (*examination).checkProxies},
	{"address", corpus.NewMessage("doctor.title.address"), (*examination).checkAddress},
}

// databaseTime is how long a database on a server has to answer.
const databaseTime = 10 * time.Second

// Examine runs all checks. It reports whether none is ill.
func Examine(ctx context.Context, cfg Config) (list []Report, sound bool) {
	x := &examination{Config: cfg}
	at := store.At{Dir: cfg.Data, Database: cfg.Database}
	looking, cancel := context.WithTimeout(ctx, databaseTime)
	if x.exists, x.away = at.Exists(looking); x.away == nil {
		x.lost = at.CheckLost(looking)
	}
	cancel()
	if x.exists && x.lost == nil && cfg.Database == "" {
		x.condition, x.conditionErr = store.ReadCondition(ctx, cfg.Data)
	}
	sound = true
	for _, check := range checks {
		r := check.run(x, ctx)
		list = append(list, Report{check.name, check.title, r})
		sound = sound && r.Status != Ill
	}
	return list, sound
}

// readable reports whether the archive could be read, which one in a database
// on a server is not: its own tools look after it.
func (x *examination) readable() bool {
	return x.Database == "" && x.exists && x.lost == nil && x.conditionErr == nil && len(x.condition.Damage) == 0
}

func ok(m corpus.Message) Result           { return Result{OK, m, corpus.Message{}} }
func warn(m, advice corpus.Message) Result { return Result{Warn, m, advice} }
func ill(m, advice corpus.Message) Result  { return Result{Ill, m, advice} }

// skipped is the result of a check of an archive that is not there or cannot
// be read: another check is ill for it.
func skipped() Result { return ok(corpus.NewMessage("doctor.skipped")) }
