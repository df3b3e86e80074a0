package store

import (
	"context"
	"fmt"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
)

// history goes through the chain, and in full through every revision.
func (v *verifier) history(ctx context.Context) error {
	look := poems.NewHistory(v.s.Repository, v.Full)
	err := look.Verify(ctx, func(f poems.HistoryFault) {
		found := Finding{Kind: FoundChain, Poem: f.Poem}
		switch f.Kind {
		case poems.RevisionChanged:
			found.Kind, found.Message = FoundRevision, corpus.NewMessage("verify.revision_changed", f.Number)
		case poems.TextDiffers:
			found.Kind, found.Message = FoundText, corpus.NewMessage("verify.text_differs")
		case poems.LinkChanged:
			found.Message = corpus.NewMessage("verify.link_changed", f.Number)
		case poems.LinkMissing:
			found.Message = corpus.NewMessage("verify.link_missing", f.Number)
		}
		v.add(found)
	}, v.advance)
	if err != nil {
		return fmt.Errorf("read history: %w", err)
	}
	v.Poems, v.Revisions, v.ChainHead = look.Poems, look.Revisions, look.Head
	return nil
}

// media looks at every file that stands beside a poem.
func (v *verifier) media(ctx context.Context) error {
	files, err := v.s.MediaFiles(ctx)
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		v.Media++
		fault, err := CheckMedia(v.s.MediaDir(), file, v.Full)
		if err != nil {
			fault = corpus.NewMessage("verify.media_unreadable", file.Name, err.Error())
		}
		if !fault.IsZero() {
			v.add(Finding{Kind: FoundMedia, Table: "media", Key: fmt.Sprint(file.ID), Poem: file.Poem, File: file.Name, Message: fault})
		}
	}
	return nil
}
