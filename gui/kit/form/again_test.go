package form

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// TestRenderersCanBeMadeAgain has one of every widget of the package.
func TestRenderersCanBeMadeAgain(t *testing.T) {
	options := []Option{{Value: "1", Label: "张小明", Note: "县一中"}, {Value: "2", Label: "李静"}}
	form := func() *Form {
		return New(Config{Fields: []Field{
			{Key: "a", Label: "姓名", Required: true},
			{Key: "b", Label: "内容", Kind: FieldMultiLine},
			{Key: "c", Label: "单位", Kind: FieldPicker, Options: options},
			{Key: "d", Label: "日期", Kind: FieldDate},
		}})
	}
	picks := func() *pickList {
		o := &offer{}
		o.set(options)
		l := newPickList(o, pickAsk{chosen: func(string) bool { return false }, take: func(pickRow, string) {}, leave: func() {}})
		l.find("")
		return l
	}
	kittest.Again(t, look.NewTheme(look.ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"Form":   func() fyne.Widget { return form() },
		"Picker": func() fyne.Widget { return NewPicker(options) },
		"Several": func() fyne.Widget {
			s := NewSeveral(options)
			s.SetValue("1、2")
			return s
		},
		"arrow":    func() fyne.Widget { return newArrow("‹", func() {}) },
		"checkBox": func() fyne.Widget { return newCheckBox(func(bool) {}) },
		"dayCell": func() fyne.Widget {
			return newDayCell(newMonthPage(Calendar{}, time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)))
		},
		"fieldLabel": func() fyne.Widget { return newFieldLabel("姓名", false) },
		"fieldNote":  func() fyne.Widget { return newFieldNote(false) },
		"formLine":   func() fyne.Widget { return form().lines[1] },
		"link":       func() fyne.Widget { return newLink("查看", fieldHost{}, func() {}) },
		"monthPage":  func() fyne.Widget { return newMonthPage(Calendar{}, time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)) },
		"pickLine": func() fyne.Widget {
			r := newPickLine(picks())
			r.show(1)
			return r
		},
		"pickList": func() fyne.Widget { return picks() },
		"rowsField": func() fyne.Widget {
			s := newRowsField(Field{Label: "单位", Ordered: true, Columns: []Field{{Key: "unit", Label: "单位"}, {Key: "on", Label: "日期", Kind: FieldDate}}})
			s.fit(500) // as many columns at any width: the height follows them
			s.SetValue(`[{"on":"2026-07-01","unit":"县教育局"},{"unit":"县财政局"}]`)
			return s
		},
		"valueTag": func() fyne.Widget {
			s := NewSeveral(options)
			s.SetValue("1")
			return s.tags[0]
		},
	})
}
