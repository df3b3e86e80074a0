package state

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/changes"
)

// siteSetting is under which the settings of the site are kept, as JSON.
const siteSetting = "site"

// SiteSettings returns what the community has set of its site; zero where it
// has set nothing.
func (s *State) SiteSettings(ctx context.Context) (corpus.SiteSettings, error) {
	return ReadSiteSettings(ctx, s.read)
}

// ReadSiteSettings is SiteSettings over a connection or within a transaction.
func ReadSiteSettings(ctx context.Context, conn bun.IDB) (site corpus.SiteSettings, err error) {
	kept, err := readSetting(ctx, conn, siteSetting)
	if err != nil || kept == "" {
		return site, err
	}
	if err := json.Unmarshal([]byte(kept), &site); err != nil {
		return site, fmt.Errorf("read settings of the site: %w", err)
	}
	return site, nil
}

// SetSiteSettings puts the settings in place of those of before. It is a public
// change: every page has the name.
func (s *State) SetSiteSettings(ctx context.Context, by corpus.Actor, site corpus.SiteSettings) error {
	site, err := corpus.CleanSiteSettings(site)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, "write settings of the site", func(tx bun.Tx) error {
		before, err := ReadSiteSettings(ctx, tx)
		if err != nil {
			return err
		}
		return WriteSiteSettings(ctx, tx, by, site, before)
	})
}

// WriteSiteSettings is SetSiteSettings of clean settings within a transaction.
func WriteSiteSettings(ctx context.Context, tx bun.Tx, by corpus.Actor, site, before corpus.SiteSettings) error {
	parts := site.ChangedFrom(before)
	if len(parts) == 0 {
		return nil
	}
	if before != (corpus.SiteSettings{}) {
		site.Edition = before.Edition + 1
	}
	content, err := json.Marshal(site)
	if err == nil {
		err = setSetting(ctx, tx, siteSetting, string(content))
	}
	if err == nil {
		err = changes.Add(ctx, tx, corpus.KindSite, []int64{1})
	}
	if err != nil {
		return err
	}
	return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActSite, Object: "site", Detail: strings.Join(parts, " ")})
}
