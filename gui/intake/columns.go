package intake

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// columnsStep shows which column is for which field, and why, and lets it be changed.
type columnsStep struct {
	page    *Page
	grid    *grid.Grid[columnRow]
	picker  *form.Picker
	heading *kit.Paragraph
	sample  *kit.Paragraph
	absent  *kit.Paragraph
	chosen  columnRow
	content fyne.CanvasObject
}

func newColumnsStep(p *Page) *columnsStep {
	c := &columnsStep{page: p}
	toned := func(r columnRow) look.Tone { return r.tone }
	c.grid = grid.New(grid.Config[columnRow]{
		Key: "intake.columns", Prefs: p.desk.Prefs(), Unit: "列", Empty: "没有认出表头，请回到「表格」一步指定表头行",
		ID: func(r columnRow) int64 { return r.id },
		Columns: []grid.Column[columnRow]{
			{Key: "letter", Title: "列", Width: 44, Text: func(r columnRow) string { return r.letter }, Less: func(a, b columnRow) bool { return a.id < b.id }},
			{Key: "heading", Title: "表里的标题", Width: 170, Text: func(r columnRow) string { return r.heading }},
			{Key: "field", Title: "导入为", Width: 130, Text: func(r columnRow) string { return r.field }, Tone: toned},
			{Key: "reason", Title: "依据", Width: 150, Text: func(r columnRow) string { return r.reason }, Tone: toned},
			{Key: "samples", Title: "示例", Width: 260, Flex: true, Text: func(r columnRow) string { return r.samples }},
		},
		OnSelect: c.selected,
		OnOpen:   func(columnRow) { p.desk.Native().Canvas().Focus(c.picker) },
	})
	c.picker = form.NewPicker(nil)
	c.picker.PlaceHolder, c.picker.Required = "选择项目", true
	c.picker.OnChosen = c.assign
	c.heading = kit.NewParagraph("", look.TextSize, look.ToneNormal)
	c.heading.Bold = true
	c.sample = kit.NewParagraph("", look.TextSize, look.ToneMuted)
	c.absent = kit.NewParagraph("", look.TextSize, look.ToneMuted)
	side := kit.NewColumn(8, c.heading, kit.NewLabel("导入为", look.TextSize, look.ToneSoft), c.picker, c.sample, c.absent)
	c.content = kit.NewShares([]float32{70, 30}, c.grid, kit.NewCard("指定这一列", "", container.NewVScroll(side)))
	return c
}

func (c *columnsStep) show(s *source) fyne.CanvasObject {
	c.picker.SetOptions(fieldOptions(s.im))
	rows := columnRows(s.kind, s.im)
	c.grid.SetRows(rows)
	c.page.tell(columnsNote(s.im))
	c.absent.SetText(absentText(s.im))
	if len(c.grid.Selected()) == 0 {
		c.grid.Select(firstDoubtful(rows))
	}
	return c.content
}

// firstDoubtful is the column that wants looking at first.
func firstDoubtful(rows []columnRow) int64 {
	for _, r := range rows {
		if r.tone == look.ToneDue {
			return r.id
		}
	}
	return 1
}

func (c *columnsStep) selected(chosen []columnRow) {
	if len(chosen) == 0 {
		c.picker.Disable()
		return
	}
	c.chosen = chosen[0]
	c.picker.Enable()
	c.heading.SetText(c.chosen.letter + " 列：" + c.chosen.heading)
	c.sample.SetText("示例：" + orEmpty(c.chosen.samples))
	value := c.chosen.key
	if value == "" {
		value = leaveOut
	}
	c.picker.SetValue(value)
}

// assign has the chosen column taken for the field, and reads the tables anew by it.
func (c *columnsStep) assign(key string) {
	s := c.page.current()
	if s == nil || c.chosen.name == "" || key == c.chosen.key {
		return
	}
	c.page.reread(s.assign(c.chosen.name, key), func() { c.page.show(stepColumns) })
}
