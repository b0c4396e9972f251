package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cppccdesk/gui/kit/kittest"
)

// TestRenderersCanBeMadeAgain has one of every widget of the package.
func TestRenderersCanBeMadeAgain(t *testing.T) {
	half := 0.5
	long := "一段很长的文字,要分成几行才放得下,里面还有 mixed Latin words 和数字 2026。"
	options := []Option{{Value: "1", Label: "张小明", Note: "县一中"}, {Value: "2", Label: "李静"}}
	grid := func() *Grid[person] {
		g := NewGrid(GridConfig[person]{ID: func(p person) int64 { return p.id }, Columns: []Column[person]{
			{Key: "name", Title: "姓名", Width: 80, Text: func(p person) string { return p.name }},
			{Key: "id", Title: "编号", Width: 60, Text: func(p person) string { return p.name }},
		}})
		g.SetRows([]person{{id: 1, name: "甲"}, {id: 2, name: "乙"}})
		return g
	}
	form := func() *Form {
		return NewForm(FormConfig{Fields: []Field{
			{Key: "a", Label: "姓名", Required: true},
			{Key: "b", Label: "内容", Kind: FieldMultiLine},
			{Key: "c", Label: "单位", Kind: FieldPicker, Options: options},
			{Key: "d", Label: "日期", Kind: FieldDate},
		}})
	}
	menus := func() *MenuBar {
		return NewMenuBar(
			Menu{Title: "文件", Letter: 'F', Items: func() []MenuItem {
				return []MenuItem{{Text: "打开"}, {Text: "更多", Line: true, Sub: []MenuItem{{Text: "一"}, {Text: "二"}}}}
			}},
			Menu{Title: "编辑", Letter: 'E', Items: func() []MenuItem { return []MenuItem{{Text: "复制", Disabled: true}} }},
		)
	}
	open := func() *openMenu {
		bar := menus()
		window := fyne.CurrentApp().NewWindow("")
		window.SetContent(bar)
		return newOpenMenu(bar, window.Canvas(), 0)
	}
	picks := func() *pickList {
		o := &offer{}
		o.set(options)
		l := newPickList(o, pickAsk{chosen: func(string) bool { return false }, take: func(pickRow, string) {}, leave: func() {}})
		l.find("")
		return l
	}
	kittest.Again(t, NewTheme(ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"BarChart":    func() fyne.Widget { return NewBarChart([]Bars{{"1月", []float64{3, 2}}, {"2月", []float64{5, 1}}}) },
		"Badge":       func() fyne.Widget { return NewBadge(12) },
		"Button":      func() fyne.Widget { return NewPrimaryButton("保存", func() {}) },
		"Card":        func() fyne.Widget { return NewCard("标题", "说明", NewLabel("内容", TextSize, ToneNormal)) },
		"Chip":        func() fyne.Widget { return NewTag("逾期 3", true) },
		"DetailPane":  func() fyne.Widget { return NewDetailPane("没有选中") },
		"Entry":       func() fyne.Widget { return NewEntry() },
		"Form":        func() fyne.Widget { return form() },
		"Grid":        func() fyne.Widget { return grid() },
		"Label":       func() fyne.Widget { return NewLabel(long, TextSize, ToneNormal) },
		"MenuBar":     func() fyne.Widget { return menus() },
		"Note":        func() fyne.Widget { return NewNote("逾期", long, ToneLate) },
		"Paragraph":   func() fyne.Widget { return NewParagraph(long, TextSize, ToneNormal) },
		"Picker":      func() fyne.Widget { return NewPicker(options) },
		"ProgressBar": func() fyne.Widget { return NewProgressBar(half) },
		"Prose": func() fyne.Widget {
			p := NewProse()
			p.SetBlocks([]ProseBlock{{Kind: ProseHeading, Spans: []ProseSpan{{Text: "标题"}}}, {Spans: []ProseSpan{{Text: long, Bold: true}}}})
			return p
		},
		"Reading": func() fyne.Widget { return NewReading(long) },
		"TextArea": func() fyne.Widget {
			a := NewTextArea(2)
			a.SetText("一\n二") // as many lines at any width: the height follows them
			return a
		},
		"Several": func() fyne.Widget {
			s := NewSeveral(options)
			s.SetValue("1、2")
			return s
		},
		"SmallTable": func() fyne.Widget {
			s := NewSmallTable(SmallColumn{Title: "事项", Weight: 1}, SmallColumn{Title: "进度", Width: 80})
			s.SetRows([]SmallRow{{Cells: []SmallCell{{Text: "调研"}, {Bar: &half}}}, {Cells: []SmallCell{{Text: "座谈"}, {Text: "1 / 1"}}, OnTap: func() {}}})
			return s
		},
		"Strip": func() fyne.Widget { return NewStrip(ToneDue, NewButton("甲", func() {})) },
		"Tabs": func() fyne.Widget {
			return NewTabs(TabItem{Key: "a", Title: "委员", Count: "30"}, TabItem{Key: "b", Title: "单位", Group: 1})
		},
		"Timeline": func() fyne.Widget {
			return NewTimeline([]Event{{"03-10", "交办", ToneNormal}, {"06-10", long, ToneLate}})
		},
		"arrow":    func() fyne.Widget { return newArrow("‹", func() {}) },
		"boxEdge":  func() fyne.Widget { return newBoxEdge() },
		"checkBox": func() fyne.Widget { return newCheckBox(func(bool) {}) },
		"dayCell": func() fyne.Widget {
			return newDayCell(newMonthPage(Calendar{}, time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)))
		},
		"fieldLabel": func() fyne.Widget { return newFieldLabel("姓名", false) },
		"fieldNote":  func() fyne.Widget { return newFieldNote() },
		"formLine":   func() fyne.Widget { return form().lines[1] },
		"gridHeader": func() fyne.Widget { return newGridHeader(grid()) },
		"gridRow": func() fyne.Widget {
			r := newGridRow(grid())
			r.show(1)
			return r
		},
		"link":      func() fyne.Widget { return newLink("查看", fieldHost{}, func() {}) },
		"menuPanel": func() fyne.Widget { return open().panels[0] },
		"monthPage": func() fyne.Widget { return newMonthPage(Calendar{}, time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)) },
		"openMenu":  func() fyne.Widget { return open() },
		"pickLine": func() fyne.Widget {
			r := newPickLine(picks())
			r.show(1)
			return r
		},
		"pickList": func() fyne.Widget { return picks() },
		"rowList": func() fyne.Widget {
			l := newRowList(func() int { return 40 }, func() fyne.CanvasObject { return NewLabel("", TextSize, ToneNormal) }, func(int, fyne.CanvasObject) {})
			l.onFocus = func() {}
			return l
		},
		"rowsField": func() fyne.Widget {
			s := newRowsField(Field{Label: "单位", Ordered: true, Columns: []Field{{Key: "unit", Label: "单位"}, {Key: "on", Label: "日期", Kind: FieldDate}}})
			s.fit(500) // as many columns at any width: the height follows them
			s.SetValue(`[{"on":"2026-07-01","unit":"县教育局"},{"unit":"县财政局"}]`)
			return s
		},
		"slider": func() fyne.Widget { return newSlider(func(float32) {}) },
		"smallLine": func() fyne.Widget {
			return newSmallLine(NewSmallTable(SmallColumn{Title: "事项", Width: 90}), SmallRow{Cells: []SmallCell{{Text: "调研"}}})
		},
		"toast": func() fyne.Widget {
			return newToast(NewToaster(func(time.Duration, func()) func() { return func() {} }), "已保存", "撤销", func() {})
		},
		"valueList": func() fyne.Widget {
			return newValueList("查找", []Choice{{Value: "甲", Count: 2}}, map[string]bool{})
		},
		"valueRow": func() fyne.Widget {
			return newValueRow(newValueList("查找", []Choice{{Value: "甲", Count: 2}}, nil))
		},
		"valueTag": func() fyne.Widget {
			s := NewSeveral(options)
			s.SetValue("1")
			return s.tags[0]
		},
		"wheel": func() fyne.Widget { return newWheel(NewEntry(), container.NewScroll(canvas.NewRectangle(nil))) },
	})
}
