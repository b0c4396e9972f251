package report

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/kittest"
)

// The columns of the ledger are chosen by keyboard in the box, saved and seen at once on the page; the standard ones come back by one press.
func TestColumnsAreAdjustedByKeyboard(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	desktest.Show(d, p)
	p.grid.Select(idOf(t, p, "09"))
	if v := p.preview; !v.adjust.Disabled() {
		t.Error("the columns of scores by indicators can be adjusted")
	}
	p.grid.Select(idOf(t, p, "26"))
	v, w := p.preview, d.Native()
	before := pageText(v)
	test.Tap(v.adjust)
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeySpace, fyne.KeyEnd, fyne.KeyDelete} { // 反映·日期 not printed, 状态 taken away
		kittest.Press(w, key, 0)
	}
	kittest.Press(w, fyne.KeyHome, 0)
	kittest.Press(w, fyne.KeyDown, 0)
	kittest.Press(w, fyne.KeyDown, 0)
	kittest.Press(w, fyne.KeyUp, fyne.KeyModifierAlt) // 反映人 before 日期
	kittest.Press(w, fyne.KeyS, fyne.KeyModifierControl)
	if w.Canvas().Overlays().Top() != nil {
		t.Fatal("the box is not closed by saving")
	}
	p.Changed(store.Change{}) // as the window tells it
	after := pageText(v)
	if strings.Contains(after, "状态") || !strings.Contains(after, "反映人") || !strings.HasSuffix(v.title.Text, "（本单位表样）") {
		t.Errorf("%s shows %s", v.title.Text, after)
	}
	box := askColumns(d, v.sheet())
	box.restore()
	p.Changed(store.Change{})
	if got := pageText(v); got != before || strings.HasSuffix(v.title.Text, "（本单位表样）") {
		t.Errorf("restored, %s shows\n%s\nwas\n%s", v.title.Text, got, before)
	}
}

// pageText is what the page shown says.
func pageText(v *preview) string {
	var texts []string
	for _, text := range v.pages[v.at].Texts {
		texts = append(texts, text.String)
	}
	return strings.Join(texts, "|")
}

// What the sheet refuses is said in the box, which stays; headings as they stand are none of the office's.
func TestColumnsRefusedStayInTheBox(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	desktest.Show(d, p)
	p.grid.Select(idOf(t, p, "04"))
	box := askColumns(d, p.preview.sheet())
	columns, err := box.columns()
	if err != nil || len(columns) != 17 || columns[1].Heading != "" || columns[1].Standard != "登记·案号" {
		t.Fatalf("%v, %v", columns, err)
	}
	table := box.rowsOf(columns)
	for _, row := range table {
		row[tickColumn] = unticked
	}
	box.form.Set(columnsField, rows.Text(table))
	box.form.Save()
	if top := d.Native().Canvas().Overlays().Top(); top == nil || !strings.Contains(desktest.Text(top), "至少要印序号以外的一栏") {
		t.Error("nothing printed is not refused in the box")
	}
	table[1][tickColumn], table[1][headColumn] = ticked, "登记·=1"
	box.form.Set(columnsField, rows.Text(table))
	box.form.Save()
	if top := d.Native().Canvas().Overlays().Top(); top == nil || !strings.Contains(desktest.Text(top), "当成公式") {
		t.Error("a formula for a heading is not refused in the box")
	}
}

// The order of the people of a roster is chosen in the box; a sheet without people has none.
func TestOrderOfPeopleIsChosenInTheBox(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	desktest.Show(d, p)
	p.grid.Select(idOf(t, p, "04"))
	box := askColumns(d, p.preview.sheet())
	if strings.Contains(desktest.Text(d.Native().Canvas().Overlays().Top()), "人员次序") {
		t.Error("a ledger has an order of people")
	}
	box.leave()
	p.grid.Select(idOf(t, p, "01"))
	before := pageText(p.preview)
	box = askColumns(d, p.preview.sheet())
	box.form.Set(orderField, "按姓氏笔画")
	box.form.Save()
	if d.Native().Canvas().Overlays().Top() != nil {
		t.Fatal("the box is not closed by saving")
	}
	p.Changed(store.Change{})
	if after := pageText(p.preview); after == before || p.preview.sheet().Order != "按姓氏笔画" {
		t.Errorf("the page is as before: %s", after)
	}
	box = askColumns(d, p.preview.sheet())
	box.restore()
	p.Changed(store.Change{})
	if got := pageText(p.preview); got != before {
		t.Errorf("restored\n%s\nwas\n%s", got, before)
	}
}
