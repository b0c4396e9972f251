package records

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/measure"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// workButtons are the numbers of what stands behind a record of the name, each of which lists what it counts; those under headings of their own as tables
// of how they come about.
func workButtons(d *desk.Desk, name string, work []measure.Figure) (all []fyne.CanvasObject) {
	var buttons []fyne.CanvasObject
	under := map[string][]kit.SmallRow{}
	var headings []string
	for _, f := range work {
		var open func()
		if page := d.PageOf(f.Counted.Kind); f.Counted.Len() > 0 && page != "" {
			listing := desk.Listing{Title: fmt.Sprintf("%s · %s %d %s", name, f.Name, f.Num, f.Unit), Set: f.Counted}
			open = func() { d.Open(page, listing) }
		}
		switch {
		case f.Under != "":
			if under[f.Under] == nil {
				headings = append(headings, f.Under)
			}
			how, _, _ := strings.Cut(f.Rule, " 分")
			under[f.Under] = append(under[f.Under], kit.SmallRow{Cells: []kit.SmallCell{{Text: f.Name}, {Text: fmt.Sprintf("%s = %d / %d", how, f.Num, f.Den)}}, OnTap: open})
		case open != nil:
			buttons = append(buttons, kit.NewButton(fmt.Sprintf("%s %d", f.Name, f.Num), open))
		}
	}
	if len(buttons) > 0 {
		all = append(all, kit.NewHeading("当年做了什么", look.TextSize), kit.NewFlow(8, buttons...))
	}
	for _, heading := range headings {
		table := kit.NewSmallTable(kit.SmallColumn{Title: "项目", Weight: 1}, kit.SmallColumn{Title: "得分 / 最多", Width: 122, Align: fyne.TextAlignTrailing})
		table.SetRows(under[heading])
		all = append(all, kit.NewHeading(heading, look.TextSize), table)
	}
	return all
}

// sameWork tells whether a number is still shown as it was.
func sameWork(a, b measure.Figure) bool {
	return a.Code == b.Code && a.Num == b.Num && a.Under == b.Under && a.Rule == b.Rule && slices.Equal(a.Counted.IDs, b.Counted.IDs)
}
