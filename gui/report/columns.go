package report

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data/fold"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// columnsBox is the box in which the office chooses the columns of a sheet (本单位表样): which are printed, in which order, under which headings.
type columnsBox struct {
	desk  *desk.Desk
	sheet *export.SheetForm
	form  *form.Form
	popUp *widget.PopUp
}

// The field of the box, and the columns of its rows.
const (
	columnsField = "columns"
	orderField   = "order"
	codeColumn   = "code"
	tickColumn   = "printed"
	headColumn   = "heading"
	widthColumn  = "width"

	ticked, unticked = "是", "否"
)

// The size of the box, and what the window keeps around it.
const (
	columnsWidth  float32 = 720
	columnsMargin float32 = 24
)

// askColumns opens the box for a sheet.
func askColumns(d *desk.Desk, sheet *export.SheetForm) *columnsBox {
	if d.Refuses() {
		return nil
	}
	b := &columnsBox{desk: d, sheet: sheet}
	canvas := d.Native().Canvas()
	b.form = form.New(form.Config{Fields: b.fields(), Prefs: d.Prefs(), Key: "report.columns", OnSave: func(map[string]string) { b.save() }, OnLeave: b.leave})
	b.form.SetValues(map[string]string{columnsField: rows.Text(b.rowsOf(sheet.Columns)), orderField: cmp.Or(string(sheet.Order), export.OrderOfSetting)})
	restore, cancel, save := kit.NewButton("恢复标准表样", b.restore), kit.NewButton("取消", b.leave), kit.NewPrimaryButton("保存", b.form.Save)
	for _, button := range []*kit.Button{restore, cancel, save} {
		button.Escape = b.leave
	}
	restore.SetEnabled(sheet.Own || sheet.Order != "")
	words := "空格：印或不印；Alt+↑、Alt+↓：换次序；Enter：改栏名和宽度；Insert：添加一栏。不印的数照样核对。"
	if !sheet.Rows {
		words = "这张是统计表，各栏互相核对，只能改栏名和宽度：Enter 修改。"
	}
	head := kit.NewColumn(6, kit.NewHeading("调整栏目　"+sheet.Report.Code+" "+sheet.Name, 15), kit.NewParagraph(words, look.TextSize, look.ToneSoft))
	content := kit.NewHeadAndFoot(kit.NewInset(0, 4, head), b.form, kit.NewTrailing(restore, cancel, save))
	b.popUp = widget.NewModalPopUp(box.NewBox(content, b.leave), canvas)
	size := canvas.Size()
	b.popUp.Resize(fyne.NewSize(min(columnsWidth, size.Width-2*columnsMargin), size.Height-2*columnsMargin))
	b.popUp.Show()
	b.form.Begin(canvas, columnsField)
	return b
}

// fields are the order of the people, where the sheet is of some, and the table of the columns.
func (b *columnsBox) fields() []form.Field {
	if !b.sheet.People {
		return []form.Field{b.field()}
	}
	order := form.Field{Key: orderField, Label: "人员次序", Kind: form.FieldChoice, Options: []form.Option{{Value: export.OrderOfSetting}}}
	for _, o := range fold.NameOrders() {
		order.Options = append(order.Options, form.Option{Value: string(o)})
	}
	return []form.Field{order, b.field()}
}

// order is the order of the people chosen.
func (b *columnsBox) order() fold.NameOrder {
	if chosen := b.form.Values()[orderField]; chosen != export.OrderOfSetting {
		return fold.NameOrder(chosen)
	}
	return ""
}

// field is the table of the columns.
func (b *columnsBox) field() form.Field {
	var options []form.Option
	for _, c := range slices.Concat(b.sheet.Columns, b.sheet.More) {
		options = append(options, form.Option{Value: c.Code, Label: c.Standard})
	}
	field := form.Field{
		Key: columnsField, Label: "栏目", Kind: form.FieldRows, Ordered: b.sheet.Rows,
		Columns: []form.Field{
			{Key: codeColumn, Label: "栏目", Kind: form.FieldPicker, Required: true, Options: options},
			{Key: tickColumn, Label: "印", Kind: form.FieldBool, Default: ticked},
			{Key: headColumn, Label: "栏名", Hint: "空着就是原来的栏名；提案·题目 连上面的大栏一起改"},
			{Key: widthColumn, Label: "宽度", Kind: form.FieldInt, Hint: "几个字符宽，空着就由程序定"},
		},
	}
	if b.sheet.Rows {
		field.Ticks = tickColumn
	}
	return field
}

// rowsOf are columns as rows of the table.
func (b *columnsBox) rowsOf(columns []export.FormColumn) []rows.Row {
	out := make([]rows.Row, len(columns))
	for i, c := range columns {
		out[i] = rows.Row{codeColumn: c.Code, tickColumn: unticked, headColumn: c.Shown()}
		if c.Printed {
			out[i][tickColumn] = ticked
		}
		if c.Width > 0 {
			out[i][widthColumn] = strconv.Itoa(c.Width)
		}
	}
	return out
}

// columns are the rows as columns. A heading as it stands anyway is none of the office's; an unreadable width is refused by the sheet.
func (b *columnsBox) columns() ([]export.FormColumn, error) {
	table, err := rows.Parse(b.form.Values()[columnsField])
	if err != nil {
		return nil, err
	}
	known := map[string]export.FormColumn{}
	for _, c := range slices.Concat(b.sheet.Columns, b.sheet.More) {
		known[c.Code] = c
	}
	var columns []export.FormColumn
	for _, row := range table {
		c := known[row[codeColumn]]
		c.Printed, c.Heading, c.Width = row[tickColumn] == ticked, row[headColumn], 0
		if c.Heading == c.Standard {
			c.Heading = ""
		}
		if text := row[widthColumn]; text != "" {
			if c.Width, err = strconv.Atoi(text); err != nil {
				c.Width = -1
			}
		}
		columns = append(columns, c)
	}
	return columns, nil
}

// save stores the columns and closes the box; what the sheet refuses is said at the table.
func (b *columnsBox) save() {
	columns, err := b.columns()
	if err == nil {
		err = b.sheet.Check(columns)
	}
	if err != nil {
		b.form.SetError(columnsField, store.Sentence(err))
		return
	}
	b.store(columns, b.order())
}

// restore stores the columns as the report has them.
func (b *columnsBox) restore() { b.store(b.sheet.Standard(), "") }

func (b *columnsBox) store(columns []export.FormColumn, order fold.NameOrder) {
	sheet, wording := b.sheet, b.sheet.Wording(columns, order)
	box.CloseBox(b.popUp)
	b.desk.Write(wording, func(ctx context.Context, tx *store.Tx) error { return sheet.Save(ctx, tx, columns, order) }, func(err error) {
		if err != nil {
			b.desk.Fail(err)
			return
		}
		b.desk.ToastUndo("已" + wording)
	})
}

// leave closes the box, asking first when something was changed.
func (b *columnsBox) leave() {
	if !b.form.Dirty() {
		box.CloseBox(b.popUp)
		return
	}
	box.ShowChoices(b.desk.Native().Canvas(), "栏目还没有保存", "改动还没有保存。",
		box.Answer{Text: "放弃修改", Do: func() { box.CloseBox(b.popUp) }}, box.Answer{Text: "保存", Do: b.form.Save})
}

// columnsButton adjusts the columns of the sheet whose page is shown.
func (v *preview) columnsButton() *kit.Button {
	return kit.NewButton("调整栏目…", func() {
		if sheet := v.sheet(); sheet != nil {
			askColumns(v.page.desk, sheet)
		}
	})
}

// sheet is the form of the sheet whose page is shown, nil when its columns cannot be changed.
func (v *preview) sheet() *export.SheetForm {
	if v.page.laid == nil || v.at >= len(v.pages) {
		return nil
	}
	for number := 1; ; number++ {
		sheet, err := v.page.laid.Form(v.row.code, number)
		if err != nil {
			return nil
		}
		if sheet.Printed == v.pages[v.at].Sheet {
			return sheet
		}
	}
}
