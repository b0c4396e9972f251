package records

import (
	"cmp"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"cppccdesk/data/measure"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// workButtons are the numbers of what stands behind a record of the name, each of which lists what it counts; those under a heading of their own with how
// they come about, also where there is nothing to list.
func workButtons(d *desk.Desk, name string, work []measure.Figure) (all []fyne.CanvasObject) {
	heading, buttons := "", []fyne.CanvasObject(nil)
	flush := func() {
		if len(buttons) > 0 {
			all = append(all, kit.NewHeading(cmp.Or(heading, "当年做了什么"), look.TextSize), kit.NewFlow(8, buttons...))
		}
		buttons = nil
	}
	for _, f := range work {
		if f.Under != heading {
			flush()
			heading = f.Under
		}
		page, text := d.PageOf(f.Counted.Kind), fmt.Sprintf("%s %d", f.Name, f.Num)
		if f.Under != "" {
			text += " " + f.Unit + "（" + f.Rule + "）"
		}
		switch {
		case f.Counted.Len() > 0 && page != "":
			listing := desk.Listing{Title: fmt.Sprintf("%s · %s %d %s", name, f.Name, f.Num, f.Unit), Set: f.Counted}
			buttons = append(buttons, kit.NewButton(text, func() { d.Open(page, listing) }))
		case f.Under != "":
			buttons = append(buttons, kit.NewTag(text, false))
		}
	}
	flush()
	return all
}

// sameWork tells whether a number is still shown as it was.
func sameWork(a, b measure.Figure) bool {
	return a.Code == b.Code && a.Num == b.Num && a.Under == b.Under && a.Rule == b.Rule && slices.Equal(a.Counted.IDs, b.Counted.IDs)
}
