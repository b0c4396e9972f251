package supervision

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// sourceVisit is the field of a letter that names the visit it comes from.
const sourceVisit = "visited_on"

// offerFindings offers, once the form of a letter names the visit it comes from, to make points of what was found there.
func offerFindings(d *desk.Desk) func(e *records.Editor, key string) {
	return func(e *records.Editor, key string) {
		if !slices.Contains([]string{"group", "unit", sourceVisit}, key) {
			return
		}
		form := e.Form()
		letter := record.Values(form.Values())
		desk.Load(d.Tasks(), "supervision.found", func(ctx context.Context) ([]string, error) {
			return supervision.FoundAt(ctx, d.Store().DB(), letter)
		}, func(found []string, err error) {
			switch {
			case err != nil:
				d.Fail(err)
				return
			case e.Form() != form:
				return
			}
			points, fresh := withFindings(form.Values()["points"], found)
			if fresh == 0 {
				e.SetNote(sourceVisit, "", look.ToneMuted)
				return
			}
			e.SetNote(sourceVisit, fmt.Sprintf("这次活动登记了 %d 条问题建议", fresh), look.ToneMuted, box.Answer{Text: "写进意见", Do: func() {
				points, _ = withFindings(form.Values()["points"], found)
				form.Set("points", points)
				e.SetNote(sourceVisit, "", look.ToneMuted)
				form.FocusField("points")
			}})
		})
	}
}

// withFindings are the points of a letter with one more for each finding that is not among them; fresh is how many those are.
func withFindings(points string, found []string) (with string, fresh int) {
	all, err := rows.Parse(points)
	if err != nil {
		return points, 0
	}
	all = slices.DeleteFunc(all, func(row rows.Row) bool { return len(row) == 0 })
	for _, text := range found {
		if !slices.ContainsFunc(all, func(row rows.Row) bool { return strings.TrimSpace(row["text"]) == text }) {
			all, fresh = append(all, rows.Row{"text": text}), fresh+1
		}
	}
	return rows.Text(all), fresh
}
