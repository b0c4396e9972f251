package supervision

import (
	"context"

	"cppccdesk/data/supervision"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/records"
)

// linked are the things to press in the details of a letter that open the one it is a relapse of, and the newest of its own relapses.
func linked(d *desk.Desk, letter records.Row) []records.More {
	var more []records.More
	if earlier := letter.Values["earlier"]; earlier != "" {
		more = append(more, records.More{Text: "原意见书 " + earlier, Do: func() {
			openLetter(d, func(ctx context.Context) (int64, error) {
				_, earlier, err := supervision.RelapsesOf(ctx, d.Store().DB(), letter.ID)
				return earlier, err
			})
		}})
	}
	if later := letter.Values["later"]; later != "" {
		more = append(more, records.More{Text: "复发 " + later, Do: func() { openLetter(d, newest(d, letter.ID)) }})
	}
	return more
}

// newest finds the newest relapse of a letter, 0 for none.
func newest(d *desk.Desk, letter int64) func(context.Context) (int64, error) {
	return func(ctx context.Context) (int64, error) {
		later, _, err := supervision.RelapsesOf(ctx, d.Store().DB(), letter)
		if err != nil || len(later) == 0 {
			return 0, err
		}
		return later[0], nil
	}
}

// openLetter shows the letter that find finds in the list of letters.
func openLetter(d *desk.Desk, find func(context.Context) (int64, error)) {
	desk.Load(d.Tasks(), "supervision.letter", find, func(id int64, err error) {
		switch {
		case err != nil:
			d.Fail(err)
		case id != 0:
			d.Open(Key, records.OneOf{Kind: supervision.Letters, ID: id})
		}
	})
}

// relapsed opens the draft that the step 复发 of letters has made.
func relapsed(d *desk.Desk) func(step string, ids []int64) {
	return func(step string, ids []int64) {
		if step == supervision.Relapse {
			openLetter(d, newest(d, ids[0]))
		}
	}
}

// relapsedPoint is relapsed of points of letters.
func relapsedPoint(d *desk.Desk) func(step string, ids []int64) {
	return func(step string, ids []int64) {
		if step != supervision.Relapse {
			return
		}
		openLetter(d, func(ctx context.Context) (int64, error) {
			letter, err := supervision.LetterOf(ctx, d.Store().DB(), ids[0])
			if err != nil {
				return 0, err
			}
			return newest(d, letter)(ctx)
		})
	}
}
