package batch

import (
	"context"
	"errors"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
)

// Drafts reads rows of a checked batch again out of its files, by their
// numbers: a row that is nearly the same as another is kept, the other is not.
// Those that cannot be found are left out. It reads up to the last of them and
// is bounded by ctx alone; what it has found it returns even with an error.
func (d *Desk) Drafts(ctx context.Context, id corpus.BatchID, numbers []int) (map[int]corpus.Draft, error) {
	found := map[int]corpus.Draft{}
	if len(numbers) == 0 {
		return found, nil
	}
	b, err := d.store.Batch(ctx, id)
	if err != nil {
		return found, err
	}
	plan, err := PlanOf(b)
	if err != nil {
		return found, err
	}
	last := slices.Max(numbers)
	for i, p := range plan.Files {
		if i+1 < len(plan.Files) && plan.Files[i+1].Base < slices.Min(numbers) || p.Base >= last {
			continue
		}
		if err := rereadRows(ctx, d.file(id, plan, i), numbers, found); err != nil {
			return found, err
		}
	}
	return found, nil
}

func rereadRows(ctx context.Context, f file, numbers []int, found map[int]corpus.Draft) error {
	e := engine{last: f.plan.Base}
	last := slices.Max(numbers)
	in, err := f.open()
	if err != nil {
		return err
	}
	err = format.Read(ctx, f.plan.Name, in, f.plan.Options, func(r intake.Row) error {
		number := e.number(f, r)
		if slices.Contains(numbers, number) {
			found[number] = r.Draft
		}
		if number >= last {
			return errFound
		}
		return nil
	})
	if errors.Is(err, errFound) {
		err = nil
	}
	return errors.Join(err, in.Close())
}
