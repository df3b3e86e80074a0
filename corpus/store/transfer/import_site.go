package transfer

import (
	"context"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/state"
)

// importSite fills what the community has left open of its site.
func (im *Import) importSite(ctx context.Context, conn bun.IDB, a corpus.SiteSettings) (recordResult, error) {
	before, err := state.ReadSiteSettings(ctx, conn)
	if err != nil {
		return asItIs, err
	}
	site, err := corpus.CleanSiteSettings(before.Filled(a))
	if err != nil {
		return asItIs, err
	}
	outcome := corpus.Updated
	if before == (corpus.SiteSettings{}) {
		outcome, site.NoPlan, site.Edition = corpus.Created, a.NoPlan, a.Edition
	}
	if len(site.ChangedFrom(before)) == 0 {
		return asItIs, nil
	}
	return recordResult{outcome, func(tx bun.Tx) error {
		return state.WriteSiteSettings(ctx, tx, im.opts.By, site, before)
	}}, nil
}
