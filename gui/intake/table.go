package intake

import (
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/intake"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// tableStep shows a table as it stands in its sheet and lets its place be adjusted.
type tableStep struct {
	page   *Page
	frames []intake.Frame
	which  int

	sheets, tables           *form.Picker
	headerTop, headerBottom  *kit.Entry
	first, last, left, right *kit.Entry
	skip                     *kit.Entry
	uses                     []*kit.Button
	without                  *kit.Button
	blocks                   *kit.Button
	holder                   *fyne.Container
	grid                     *grid.Grid[rawRow]
	width                    int // columns the grid has
	content                  fyne.CanvasObject
}

var useTitles = []string{"作为表头", "数据从这行起", "数据到这行止", "跳过这行", "当作数据"}

func newTableStep(p *Page) *tableStep {
	t := &tableStep{page: p, holder: container.NewStack()}
	t.sheets, t.tables = form.NewPicker(nil), form.NewPicker(nil)
	t.sheets.Required, t.tables.Required = true, true
	t.sheets.OnChosen, t.tables.OnChosen = t.chooseSheet, t.chooseTable
	for _, e := range []**kit.Entry{&t.headerTop, &t.headerBottom, &t.first, &t.last, &t.left, &t.right, &t.skip} {
		*e = kit.NewEntry()
		(*e).OnSubmitted = func(string) { t.apply() }
	}
	t.skip.SetPlaceHolder("如 12、35")
	t.without = kit.NewButton("不读这个表格", t.drop)
	place := kit.NewFlow(6,
		word("工作表"), sized(150, t.sheets), sized(220, t.tables), word("表头第"), sized(46, t.headerTop), word("至"), sized(46, t.headerBottom),
		word("行，数据第"), sized(60, t.first), word("至"), sized(60, t.last), word("行，列"), sized(44, t.left), word("至"), sized(44, t.right), t.without)
	row := []fyne.CanvasObject{word("选中一行后：")}
	for i, title := range useTitles {
		b := kit.NewButton(title, func() { t.use(use(i)) })
		t.uses = append(t.uses, b)
		row = append(row, b)
	}
	t.blocks = kit.NewButton("按评分块读取…", t.asBlocks)
	row = append(row, word("跳过第"), sized(110, t.skip), word("行"),
		kit.NewButton("按此范围读取", t.apply), kit.NewButton("恢复自动识别", t.reset), t.blocks)
	t.content = kit.NewTopAndRest(8, kit.NewColumn(6, place, kit.NewFlow(6, row...)), t.holder)
	return t
}

func word(text string) fyne.CanvasObject {
	return tall(kit.NewLabel(text, look.TextSize, look.ToneSoft))
}

// tall centres what is lower than a field beside fields.
func tall(o fyne.CanvasObject) fyne.CanvasObject {
	height := canvas.NewRectangle(color.Transparent)
	height.SetMinSize(fyne.NewSize(0, look.FieldHeight))
	return container.NewStack(height, container.NewCenter(o))
}

func sized(width float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewGridWrap(fyne.NewSize(width, max(o.MinSize().Height, look.FieldHeight)), o)
}

func (t *tableStep) show(s *source) fyne.CanvasObject {
	if s.kind != nil && s.kind.Blocks != nil {
		t.blocks.Show()
	} else {
		t.blocks.Hide()
	}
	t.frames = s.frames()
	t.which = min(t.which, len(t.frames)-1)
	t.fill(s)
	switch {
	case s.kind == nil:
		t.page.tell("没有认出是哪一类数据", "请在左上角选择数据类别，再核对表头在哪一行。", look.ToneLate)
	case s.problem != "":
		t.page.tell("没有认出表格", s.problem+"可以选中真正的表头行，按「作为表头」。", look.ToneLate)
	}
	return t.content
}

func (t *tableStep) frame() intake.Frame { return t.frames[t.which] }

func (t *tableStep) fill(s *source) {
	f := t.frame()
	t.sheets.SetOptions(sheetOptions(s.sheets()))
	t.sheets.SetValue(f.Sheet)
	t.tables.SetOptions(tableOptions(t.frames))
	t.tables.SetValue(strconv.Itoa(t.which))
	text := textOf(f)
	for _, set := range []struct {
		entry *kit.Entry
		text  string
	}{
		{t.headerTop, text.headerTop},
		{t.headerBottom, text.headerBottom},
		{t.first, text.first},
		{t.last, text.last},
		{t.left, text.left},
		{t.right, text.right},
		{t.skip, text.skip},
	} {
		set.entry.SetText(set.text)
	}
	var table *intake.Table
	if s.im != nil && t.which < len(s.im.Tables) {
		table = &s.im.Tables[t.which]
	}
	rows := rawRows(s.sheets(), f, table)
	t.prepare(widthOf(rows))
	t.grid.SetRows(rows)
	t.enable(len(t.grid.Selected()) > 0)
	t.without.SetEnabled(len(t.frames) > 1)
}

// prepare makes a list of so many columns, unless the one there has them.
func (t *tableStep) prepare(width int) {
	if t.grid != nil && t.width == width {
		return
	}
	columns := []grid.Column[rawRow]{
		{Key: "line", Title: "行", Width: 50, Text: func(r rawRow) string { return strconv.Itoa(r.line) }, Less: func(a, b rawRow) bool { return a.line < b.line }},
		{Key: "use", Title: "用作", Width: 86, Text: func(r rawRow) string { return r.use }, Tone: func(r rawRow) look.Tone { return r.tone }},
	}
	for col := range width {
		columns = append(columns, grid.Column[rawRow]{
			Key: "c" + strconv.Itoa(col), Title: intake.ColumnName(col + 1), Width: 110,
			Text: func(r rawRow) string { return r.text(col) }, Tone: func(r rawRow) look.Tone { return r.tone },
			Bold: func(r rawRow) bool { return r.tone == look.ToneAccent },
		})
	}
	t.width = width
	t.grid = grid.New(grid.Config[rawRow]{
		Columns: columns, ID: func(r rawRow) int64 { return int64(r.line) }, Empty: "这个工作表是空的",
		OnSelect: func(chosen []rawRow) { t.enable(len(chosen) > 0) },
		Menu: func([]rawRow) []*fyne.MenuItem {
			var items []*fyne.MenuItem
			for i, title := range useTitles {
				items = append(items, fyne.NewMenuItem(title, func() { t.use(use(i)) }))
			}
			return items
		},
	})
	t.holder.Objects = []fyne.CanvasObject{t.grid}
	t.holder.Refresh()
}

func (t *tableStep) enable(on bool) {
	for _, b := range t.uses {
		b.SetEnabled(on)
	}
}

func (t *tableStep) chooseTable(value string) {
	if i, err := strconv.Atoi(value); err == nil && i < len(t.frames) {
		t.which = i
		t.fill(t.page.current())
	}
}

// chooseSheet goes to the table that is read in another sheet, else lays the table down there, from its likeliest header on.
func (t *tableStep) chooseSheet(name string) {
	s := t.page.current()
	if there := slices.IndexFunc(t.frames, func(f intake.Frame) bool { return f.Sheet == name }); there >= 0 {
		if name != t.frame().Sheet {
			t.chooseTable(strconv.Itoa(there))
		}
		return
	}
	if sheet := sheetOf(s.sheets(), name); sheet != nil && name != t.frame().Sheet {
		t.lay(frameOfSheet(sheet))
	}
}

// use takes the selected rows for something else.
func (t *tableStep) use(as use) {
	chosen := t.grid.Selected()
	if len(chosen) == 0 {
		return
	}
	f := t.frame()
	for _, r := range chosen {
		f = taken(f, r.line, as)
	}
	t.lay(f)
}

func (t *tableStep) apply() {
	text := frameText{
		t.headerTop.Text, t.headerBottom.Text, t.first.Text, t.last.Text, t.left.Text, t.right.Text, t.skip.Text,
	}
	f, err := text.frame(t.frame())
	if err != nil {
		t.page.desk.Fail(err)
		return
	}
	t.lay(f)
}

// lay puts the table into the frame and reads it anew.
func (t *tableStep) lay(f intake.Frame) {
	s := *t.page.current()
	frames := slices.Clone(t.frames)
	frames[t.which] = f
	s.options.Frames, s.options.Decided = frames, nil
	t.reread(s)
}

// drop leaves one of several tables of the file out.
func (t *tableStep) drop() {
	s := *t.page.current()
	s.options.Frames, s.options.Decided = slices.Delete(slices.Clone(t.frames), t.which, t.which+1), nil
	t.which = 0
	t.reread(s)
}

func (t *tableStep) reset() {
	s := *t.page.current()
	s.options.Frames, s.options.Decided = nil, nil
	t.which = 0
	t.reread(s)
}

// asBlocks has the file described in blocks of scores.
func (t *tableStep) asBlocks() {
	s := *t.page.current()
	s.options.Frames, s.options.Decided, s.asBlocks, s.asTable = nil, nil, true, false
	t.page.put(s)
	t.page.show(stepTable)
}

func (t *tableStep) reread(s source) {
	if s.kind == nil {
		t.page.put(s)
		t.page.show(stepTable)
		return
	}
	t.page.reread(s, func() { t.page.show(stepTable) })
}
