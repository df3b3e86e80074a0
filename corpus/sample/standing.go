package sample

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
)

// standing is where the places of the samples are, what is carved there, and
// what their collections begin with.
//
//go:embed standing.json
var standing []byte

type spot struct{ X, Y *int }

func (s spot) at() *corpus.Spot {
	if s.X == nil || s.Y == nil {
		return nil
	}
	return &corpus.Spot{X: *s.X, Y: *s.Y}
}

type arrangement struct {
	Places []struct {
		spot
		Path, About string
	}
	Stones []struct {
		spot
		Code, Name, Place, Ref, Text, Note string
		Writing                            corpus.Writing
	}
	Forewords map[string]string
	Site      corpus.SiteSettings
}

// Arrange puts the sample places on the plan, the stones up and the forewords
// before the collections, once the samples are in. What is there already is
// left alone.
func Arrange(ctx context.Context, s *store.Store) error {
	var a arrangement
	if err := json.Unmarshal(standing, &a); err != nil {
		return fmt.Errorf("read arrangement of samples: %w", err)
	}
	for _, arrange := range []func(context.Context, *store.Store, arrangement) error{arrangePlaces, arrangeStones, arrangeForewords, arrangeSite} {
		if err := arrange(ctx, s, a); err != nil {
			return fmt.Errorf("arrange samples: %w", err)
		}
	}
	return nil
}

func arrangePlaces(ctx context.Context, s *store.Store, a arrangement) error {
	for _, one := range a.Places {
		ref, err := s.AddPlace(ctx, corpus.ActorSystem, one.Path)
		if err != nil {
			return err
		}
		place, err := s.Place(ctx, ref.ID)
		if err != nil {
			return err
		}
		if place.At != nil || place.About != "" {
			continue
		}
		place.At, place.About = one.at(), one.About
		if err := s.EditPlace(ctx, corpus.ActorSystem, place); err != nil {
			return err
		}
	}
	return nil
}

func arrangeStones(ctx context.Context, s *store.Store, a arrangement) error {
	for _, one := range a.Stones {
		if _, err := s.StoneByCode(ctx, one.Code); corpus.CodeOf(err) != corpus.NotFound {
			if err != nil {
				return err
			}
			continue
		}
		st := corpus.Stone{Code: one.Code, Name: one.Name, Text: one.Text, Note: one.Note, At: one.at(),
			Writing: cmp.Or(one.Writing, corpus.WritingColumns), State: corpus.StoneStanding}
		if one.Place != "" {
			place, err := s.AddPlace(ctx, corpus.ActorSystem, one.Place)
			if err != nil {
				return err
			}
			st.Place = place
		}
		if one.Ref != "" {
			found, _, err := s.FindPoems(ctx, poems.Criteria{Text: one.Ref}, 0, 10)
			if err != nil {
				return err
			}
			at := slices.IndexFunc(found, func(p corpus.Poem) bool { return p.Ref == one.Ref })
			if at < 0 {
				continue // somebody has taken it out of their demo
			}
			st.Poem = found[at].ID
		}
		if _, err := s.SaveStone(ctx, corpus.ActorSystem, st); err != nil {
			return err
		}
	}
	return nil
}

func arrangeForewords(ctx context.Context, s *store.Store, a arrangement) error {
	all, err := s.Collections(ctx)
	if err != nil {
		return err
	}
	for _, c := range all {
		if foreword := a.Forewords[c.Name]; foreword != "" && c.Foreword == "" {
			if err := s.SetForeword(ctx, corpus.ActorSystem, c.ID, foreword); err != nil {
				return err
			}
		}
	}
	return nil
}

func arrangeSite(ctx context.Context, s *store.Store, a arrangement) error {
	site, err := s.SiteSettings(ctx)
	if err != nil || site.Name != "" {
		return err
	}
	return s.SetSiteSettings(ctx, corpus.ActorSystem, a.Site)
}
