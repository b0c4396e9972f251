package report

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/kit/look"
)

// row is one report of the pack in the list.
type row struct {
	id         int64
	code, name string
	asked      bool // it is not in the pack
	lines      []export.PreviewLine
	agreed     int // checks
	failed     []export.Disagreement
}

// view is what the page shows of a year.
type view struct {
	laid  *export.Year
	rows  []row
	years []int
}

// read lays out the reports of the year as of the day. The years to choose from are those with a session, the one worked on and the one shown.
func read(ctx context.Context, store *store.Store, year, working int, day time.Time) (view, error) {
	laid, err := export.Lay(ctx, store, year, day)
	if err != nil {
		return view{}, err
	}
	v := view{laid: laid}
	for i, r := range export.Reports() {
		agreed, failed := laid.Checked(r.Code)
		v.rows = append(v.rows, row{id: int64(i + 1), code: r.Code, name: r.Name, asked: r.Asked, lines: laid.Preview(r), agreed: agreed, failed: failed})
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

// called is what the list calls a report.
func (r row) called() string {
	if r.asked {
		return r.name + "（选用）"
	}
	return r.name
}

// checked is what the list says of the checks of a report.
func (r row) checked() string {
	switch {
	case len(r.failed) > 0:
		return fmt.Sprintf("%d 处不符", len(r.failed))
	case r.agreed > 0:
		return "一致"
	}
	return "—"
}

func (r row) tone() look.Tone {
	switch {
	case len(r.failed) > 0:
		return look.ToneLate
	case r.agreed > 0:
		return look.ToneDone
	}
	return look.ToneMuted
}

// failure is the first check that failed in words, with how many others there are.
func (r row) failure() string {
	if len(r.failed) == 0 {
		return ""
	}
	text := "不符　" + r.failed[0].Sentence()
	if n := len(r.failed); n > 1 {
		text += fmt.Sprintf("共 %d 处，见 00 号表。", n)
	}
	return text
}

func yearText(year int) string { return strconv.Itoa(year) + " 年" }
