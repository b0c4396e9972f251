package records

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"cppccdesk/data/measure"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// workButtons are the numbers of what stands behind a record of the name, each of which lists what it counts.
func workButtons(d *desk.Desk, name string, work []measure.Figure) []fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	for _, f := range work {
		page := d.PageOf(f.Counted.Kind)
		if f.Num == 0 || page == "" {
			continue
		}
		listing := desk.Listing{Title: fmt.Sprintf("%s · %s %d %s", name, f.Name, f.Num, f.Unit), Set: f.Counted}
		buttons = append(buttons, kit.NewButton(fmt.Sprintf("%s %d", f.Name, f.Num), func() { d.Open(page, listing) }))
	}
	if len(buttons) == 0 {
		return nil
	}
	return []fyne.CanvasObject{kit.NewHeading("当年做了什么", look.TextSize), kit.NewFlow(8, buttons...)}
}

// sameWork tells whether a number is still shown as it was.
func sameWork(a, b measure.Figure) bool {
	return a.Code == b.Code && slices.Equal(a.Counted.IDs, b.Counted.IDs)
}
