package main

import (
	"fmt"
	"runtime/debug"

	"shiyun/server/notices"
	"shiyun/web"
)

type versionCmd struct {
	Licences bool `help:"Print the licences of what the program is made of."`
}

func (cmd versionCmd) Run(a *app) error {
	if cmd.Licences {
		list, err := notices.Read(web.Files)
		if err != nil {
			return err
		}
		return list.Write(a.out)
	}
	_, err := fmt.Fprintln(a.out, "shiyun", version())
	return err
}

// version is the module's version, with the revision it was built from where
// the build recorded one.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	v := info.Main.Version
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			v += " " + setting.Value
		}
	}
	if v == "" {
		return "devel"
	}
	return v
}
