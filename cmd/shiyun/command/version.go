package command

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"shiyun/server/notices"
	"shiyun/web"
)

type versionCmd struct {
	JSON     bool `name:"json" help:"Print an object."`
	Licences bool `help:"Print the licences of what the program is made of."`
}

func (cmd versionCmd) Run(a *app) error {
	if cmd.Licences {
		list, err := notices.Read(web.Files)
		if err != nil {
			return err
		}
		return list.Write(a.Out)
	}
	if cmd.JSON {
		return printJSON(a, readBuild())
	}
	_, err := fmt.Fprintln(a.Out, "shiyun", version())
	return err
}

// version is the module's version, with the revision it was built from where
// the build recorded one: of a build between two versions, its day and the
// revision, for the module's version is made of these.
func version() string {
	b := readBuild()
	text := b.Version
	if revision := b.Revision[:min(12, len(b.Revision))]; revision != "" {
		if strings.Contains(text, revision) {
			text, _, _ = strings.Cut(b.Time, "T")
		}
		text += " " + revision
	}
	if b.Modified {
		text += " +"
	}
	return text
}

// build is what the program was built from, and with.
type build struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Time     string `json:"time,omitempty"` // of the revision
	Modified bool   `json:"modified"`       // files had changed since the revision
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func readBuild() build {
	b := build{Version: "devel", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.Version = cmp.Or(strings.Trim(info.Main.Version, "()"), "devel")
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			b.Revision = setting.Value
		case "vcs.time":
			b.Time = setting.Value
		case "vcs.modified":
			b.Modified = setting.Value == "true"
		}
	}
	return b
}
