package report

import (
	"context"
	"slices"
	"strconv"

	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export"
)

// row is one report of the pack in the list.
type row struct {
	id         int64
	code, name string
	lines      []export.PreviewLine
}

// view is what the page shows of a year.
type view struct {
	rows  []row
	years []int
}

// read makes the preview figures of every report of the year. The years to choose from are those with a session, the one worked on and the one
// shown.
func read(ctx context.Context, store *store.Store, year, working int) (view, error) {
	previews, err := export.Previews(ctx, store, year)
	if err != nil {
		return view{}, err
	}
	var v view
	for i, r := range export.Reports() {
		v.rows = append(v.rows, row{id: int64(i + 1), code: r.Code, name: r.Name, lines: previews[r.Code]})
	}
	sessions, err := roster.AllSessions(ctx, store.DB())
	if err != nil {
		return view{}, err
	}
	v.years = []int{year, working}
	for _, s := range sessions {
		v.years = append(v.years, s.Year)
	}
	slices.Sort(v.years)
	v.years = slices.Compact(v.years)
	slices.Reverse(v.years)
	return v, nil
}

func yearText(year int) string { return strconv.Itoa(year) + " 年" }
