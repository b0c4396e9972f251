package report

import (
	"context"
	"fmt"
	"strings"

	"cppccdesk/data/superior"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/records"
)

// FormsKey is the key of the page of superiors' forms, which is hidden.
const FormsKey = "superior-forms"

// NewForms makes the page 照表填报: the blank workbooks of superiors, each to be matched with the figures once and filled whenever it is due.
func NewForms(d *desk.Desk) *records.Page {
	d.AddCommand(desk.Command{Menu: "工具", Title: "照表填报…", Group: 30, Do: func() { d.Go(FormsKey) }})
	return records.NewPage(d, FormsKey, "照表填报", records.Config{
		Kind: superior.Forms, Key: "report.forms", Unit: "个", Title: "name", Tags: []string{"receiver"}, Flex: "note", Sums: []string{"cells_count"},
		Filters: []records.Filter{{Text: "报送机关", Field: "receiver"}},
		More: func(r records.Row) []records.More {
			return []records.More{{Text: "填写…", Do: func() { fillForm(d, r) }}, {Text: "认表样", Do: func() { matchForm(d, r) }}}
		},
	})
}

// fillForm asks where to and fills a form with the figures of the year as of today.
func fillForm(d *desk.Desk, r records.Row) {
	name, year, day := r.Values["name"], d.Year(), d.Today()
	d.AskSave("照表填报", fmt.Sprintf("%s %s.xlsx", name, day), desk.Workbook, func(path string) {
		st, actor := d.Store(), d.Actor()
		out := export.FormOutgoing(name, year, day, path)
		out.Replace = true // the dialog has asked
		filled := 0
		d.Tasks().Run("照表填报", func(ctx context.Context, _ func(string, int, int)) error {
			return st.Send(ctx, actor, out, func() (n int, err error) {
				filled, err = export.FillForm(ctx, st, r.ID, year, day, path)
				return filled, err
			})
		}, func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			d.Toast(fmt.Sprintf("已填 %d 格，%d 年，统计到 %s", filled, year, day), "打开", func() { d.OpenWithSystem(path) })
		})
	})
}

// told is how many cells that are not certain are named; the command lists all.
const told = 12

// matchForm finds which cells of a form take which figures, and names those that have to be matched by hand.
func matchForm(d *desk.Desk, r records.Row) {
	if d.Refuses() {
		return
	}
	st, actor, scope, name := d.Store(), d.Actor(), d.Scope(), r.Values["name"]
	var all []export.FormMatch
	found := 0
	d.Tasks().Run("认表样", func(ctx context.Context, _ func(string, int, int)) (err error) {
		if all, err = export.MatchForm(ctx, st, r.ID, scope.Year, d.Today()); err == nil {
			found, err = export.ApplyMatches(ctx, st, actor, scope, r.ID, name, all)
		}
		return err
	}, func(err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		d.Tell("认表样", matched(all, found))
	})
}

// matched says what was found and what is left to do by hand.
func matched(all []export.FormMatch, found int) string {
	lines := []string{fmt.Sprintf("新对应 %d 格。", found)}
	if found == 0 {
		lines[0] = "没有新对应的格。"
	}
	left := 0
	for _, m := range all {
		if m.Why == "" {
			continue
		}
		if left++; left <= told {
			lines = append(lines, fmt.Sprintf("%s %s「%s」：%s", m.Sheet, m.Cell.Cell, m.Label, m.Why))
		}
	}
	if left > told {
		lines = append(lines, fmt.Sprintf("等 %d 格。", left))
	}
	if left > 0 {
		lines = append(lines, "要填的，请在编辑里的「单元格对应」自己写上。")
	}
	return strings.Join(lines, "\n")
}
