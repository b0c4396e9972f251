package report

import (
	"context"
	"fmt"
	"image"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cppccdesk/data/measure"
	"cppccdesk/export"
	printed "cppccdesk/export/page"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/paper"
)

// The tabs of the preview.
const (
	pagesTab   = "pages"
	numbersTab = "numbers"
)

// preview is the report chosen as it is printed, page by page, and its main numbers.
type preview struct {
	page *Page
	body *fyne.Container

	title, where   *kit.Label
	tabs           *kit.Tabs
	view           *paper.View
	back, forth    *kit.Button
	less, fit, add *kit.Button
	adjust, office *kit.Button
	print          *kit.Button
	numbers        *kit.SmallTable
	figures        *container.Scroll // the numbers in their scroll
	foot           *kit.Paragraph

	row   row
	pages []printed.Page
	at    int // the page shown
}

func newPreview(p *Page) *preview {
	v := &preview{page: p, title: kit.NewHeading("", 14), where: kit.NewLabel("", look.SmallText, look.ToneMuted), view: paper.New(), foot: kit.NewParagraph("", look.SmallText, look.ToneMuted)}
	v.title.Min = 80
	v.back = kit.NewButton("‹", func() { v.turn(-1) })
	v.forth = kit.NewButton("›", func() { v.turn(1) })
	v.less = kit.NewButton("－", func() { v.view.Zoom(-1); v.say() })
	v.add = kit.NewButton("＋", func() { v.view.Zoom(1); v.say() })
	v.fit = kit.NewButton("适合宽度", func() { v.view.Fit(); v.say() })
	v.office = kit.NewButton("用 Excel/WPS 打开", func() { p.writePack([]string{v.row.code}, export.Workbooks, opened) })
	v.print = kit.NewButton("打印", p.Print)
	v.adjust = v.columnsButton()
	v.view.OnTurn, v.view.OnDraw = v.turn, v.draw
	v.numbers = kit.NewSmallTable(
		kit.SmallColumn{Title: "项目", Weight: 3},
		kit.SmallColumn{Title: "数值", Width: 96, Align: fyne.TextAlignTrailing},
		kit.SmallColumn{Title: "构成", Weight: 2})
	v.figures = editor.NewReadingScroll(v.numbers)
	v.figures.Hide()
	v.tabs = kit.NewTabs(kit.TabItem{Key: pagesTab, Title: "版面"}, kit.TabItem{Key: numbersTab, Title: "主要数字"})
	v.tabs.OnChange = func(key string) {
		v.tabs.Select(key)
		v.show()
	}
	return v
}

// content is the card of the preview.
func (v *preview) content() fyne.CanvasObject {
	head := container.NewBorder(nil, nil, nil, kit.NewRow(8, v.where, v.adjust), v.title)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(6), v.back, v.forth, v.less, v.fit, v.add, v.print, v.office)
	bar := container.NewBorder(nil, nil, nil, buttons, v.tabs)
	v.body = container.NewStack(v.view, v.figures)
	return kit.NewCard("", "", kit.NewHeadAndFoot(kit.NewColumn(6, head, kit.NewInset(0, 0, bar)), kit.NewInset(0, 6, v.body), v.foot))
}

// clear shows no report.
func (v *preview) clear(why string) {
	v.row, v.pages, v.at = row{}, nil, 0
	v.title.SetText("")
	v.where.SetText("")
	v.note(look.ToneMuted, why)
	v.numbers.SetRows(nil)
	v.view.SetPage(nil)
	v.enable()
}

// choose shows a report; one that is shown already stays at its page.
func (v *preview) choose(r row, laid *export.Year) {
	if r.code != v.row.code {
		v.at = 0
	}
	v.row = r
	v.title.SetText(r.code + " " + r.name)
	v.note(look.ToneMuted, "点表中的数字，列出它统计到的记录；PgUp、PgDn 翻页，按住 Ctrl 滚动缩放。")
	if len(r.failed) > 0 {
		v.note(look.ToneLate, r.failure())
	}
	v.listNumbers()
	desk.Load(v.page.desk.Tasks(), "report.pages", func(context.Context) ([]printed.Page, error) { return laid.Pages(r.code) }, func(pages []printed.Page, err error) {
		if err != nil {
			v.page.desk.Fail(err)
			return
		}
		v.pages = pages
		if len(r.failed) == 0 && !slices.ContainsFunc(pages, func(p printed.Page) bool { return len(p.Spots) > 0 }) {
			v.note(look.ToneMuted, "这张表没有可以点开的数字；PgUp、PgDn 翻页，按住 Ctrl 滚动缩放。")
		}
		v.at = min(v.at, len(pages)-1)
		if none := printed.Missing(pages); len(none) > 0 && len(r.failed) == 0 {
			v.note(look.ToneDue, export.MissingSentence(r.code+r.name, none))
		}
		v.show()
	})
}

func (v *preview) note(tone look.Tone, text string) {
	v.foot.Tone = tone
	v.foot.SetText(text)
}

// listNumbers lists the main numbers of the report with what a click on them opens.
func (v *preview) listNumbers() {
	var rows []kit.SmallRow
	for _, l := range v.row.lines {
		row := kit.SmallRow{Cells: []kit.SmallCell{{Text: l.Name}, {Text: l.Value}, {Text: l.Parts, Tone: look.ToneMuted}}}
		row.Menu = v.page.openings(l.Figure)
		rows = append(rows, row)
	}
	v.numbers.SetRows(rows)
}

// show shows what the tab says: the page or the numbers.
func (v *preview) show() {
	onPages := v.tabs.Current() == pagesTab
	if onPages {
		v.view.Show()
		v.figures.Hide()
	} else {
		v.view.Hide()
		v.figures.Show()
	}
	v.body.Refresh()
	v.enable()
	if v.at < len(v.pages) {
		v.view.SetPage(v.asPaper(v.pages[v.at]))
	}
	v.say()
}

// say says which page is shown and on what paper.
func (v *preview) say() {
	if v.at >= len(v.pages) || v.tabs.Current() != pagesTab {
		v.where.SetText("")
		return
	}
	p := v.pages[v.at]
	v.where.SetText(fmt.Sprintf("%s · %s · %d%%", placeOf(p, v.at, len(v.pages)), paperName(p), v.view.Zoomed()))
}

// placeOf says which page is shown as its foot does; where the report has several tables, also of which it is and how far in the report.
func placeOf(p printed.Page, at, of int) string {
	text := fmt.Sprintf("第 %d 页，共 %d 页", p.Number, p.Count)
	if p.Count < of {
		text = fmt.Sprintf("「%s」%s · 全表 %d / %d", p.Sheet, text, at+1, of)
	}
	return text
}

// paperName is the paper and which way it lies.
func paperName(p printed.Page) string {
	const a4Long, slack = 842.0, 2.0
	name, way := "A4", "纵向"
	if p.Width > p.Height {
		way = "横向"
	}
	if math.Max(p.Width, p.Height) > a4Long+slack {
		name = "A3"
	}
	return name + " " + way
}

func (v *preview) enable() {
	onPages := v.tabs.Current() == pagesTab && len(v.pages) > 0
	v.back.SetEnabled(onPages && v.at > 0)
	v.forth.SetEnabled(onPages && v.at < len(v.pages)-1)
	for _, b := range []*kit.Button{v.less, v.fit, v.add} {
		b.SetEnabled(onPages)
	}
	v.office.SetEnabled(v.row.code != "")
	v.print.SetEnabled(v.row.code != "")
	sheet := v.sheet()
	v.adjust.SetEnabled(sheet != nil)
	if sheet != nil && sheet.Own {
		v.title.SetText(v.row.code + " " + v.row.name + "（本单位表样）")
	} else if v.row.code != "" {
		v.title.SetText(v.row.code + " " + v.row.name)
	}
}

// turn goes some pages on or back and reports whether there are any.
func (v *preview) turn(by int) bool {
	to := v.at + by
	if to < 0 || to >= len(v.pages) {
		return false
	}
	v.at = to
	v.show()
	return true
}

// draw has the page drawn beside the window.
func (v *preview) draw(scale float64) {
	if v.at >= len(v.pages) {
		return
	}
	p := v.pages[v.at]
	v.say()
	desk.Load(v.page.desk.Tasks(), "report.picture", func(context.Context) (image.Image, error) { return p.Draw(scale) }, func(picture image.Image, err error) {
		if err != nil {
			v.page.desk.Fail(err)
			return
		}
		v.view.SetPicture(picture)
	})
}

// asPaper is a page with what its numbers open.
func (v *preview) asPaper(p printed.Page) *paper.Page {
	return &paper.Page{Width: p.Width, Height: p.Height, At: func(x, y float64) (paper.Spot, bool) {
		spot, ok := p.At(x, y)
		if !ok {
			return paper.Spot{}, false
		}
		items := v.page.openings(measure.Figure{Name: spot.Name, Num: spot.Set.Len(), Counted: spot.Set})
		if len(items) == 0 {
			return paper.Spot{}, false
		}
		return paper.Spot{X: spot.X, Y: spot.Y, Width: spot.Width, Height: spot.Height, Open: items[0].Action}, true
	}}
}
