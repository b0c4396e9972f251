package setting

import (
	"strconv"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// lookCard chooses theme and size; both are kept on this computer and not with the office's settings.
func lookCard(d *desk.Desk) fyne.CanvasObject {
	var themes, sizes []*kit.Chip
	for _, m := range desk.Modes {
		chip := kit.NewTag(m.Title, false)
		chip.OnTap = func() { d.SetMode(m.Mode) }
		themes = append(themes, chip)
	}
	for _, percent := range desk.Scales {
		chip := kit.NewTag(strconv.Itoa(percent)+" %", false)
		chip.OnTap = func() { d.SetScale(percent) }
		sizes = append(sizes, chip)
	}
	show := func() {
		for i, m := range desk.Modes {
			themes[i].Set(m.Title, m.Mode == d.Mode())
		}
		for i, percent := range desk.Scales {
			sizes[i].Set(strconv.Itoa(percent)+" %", percent == d.Scale())
		}
	}
	show()
	d.OnLook(show)
	return kit.NewCard("显示", "只用于这台电脑", kit.NewColumn(8,
		kit.NewLabel("主题", look.SmallText, look.ToneMuted), flow(themes),
		kit.NewLabel("大小", look.SmallText, look.ToneMuted), flow(sizes)))
}

func flow(chips []*kit.Chip) fyne.CanvasObject {
	row := kit.NewFlow(6)
	for _, c := range chips {
		row.Add(c)
	}
	return row
}
