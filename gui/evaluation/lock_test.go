package evaluation

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/kittest"
)

// inFront is the form in the box over the window.
func inFront(t *testing.T, d *desk.Desk) (f *form.Form, content fyne.CanvasObject) {
	t.Helper()
	content = box.PopUpContent(d.Native().Canvas().Overlays().Top())
	if content == nil {
		t.Fatal("no box is open")
	}
	kittest.Walk(content, kittest.Any, func(o fyne.CanvasObject) {
		if found, ok := o.(*form.Form); ok {
			f = found
		}
	})
	if f == nil {
		t.Fatal("the box has no form")
	}
	return f, content
}

// A lock that is refused says why in its box, which stays as wide as it was and grows by the sentence alone.
func TestRefusedLockLeavesItsBoxSmall(t *testing.T) {
	d, p := openPage(t)
	p.results.locks.take()
	f, content := inFront(t, d)
	before := content.Size()
	f.Set("person", "张三")
	f.Set("second", "张三")
	desktest.PressButton(t, d.Native().Canvas().Overlays().Top(), "保存 Ctrl+S")
	if _, again := inFront(t, d); again != content {
		t.Fatal("one person locked the results")
	}
	if got := content.Size(); got.Width != before.Width || got.Height > before.Height+80 {
		t.Errorf("the box was %v and is %v", before, got)
	}
}

// The box of the lock names the raters of the evaluated units whom a workbook brought in, before anything is locked.
func TestLockNamesRatersOfTheUnitsJudged(t *testing.T) {
	d, p := openPage(t)
	r := p.results.results[0].Targets[0]
	err := d.Store().Write(t.Context(), "测试", "导入评委", func(ctx context.Context, tx *store.Tx) error {
		if _, err := roster.Members.Save(ctx, tx, d.Scope(), 0, record.Values{"name": "欧阳试", "workplace": r.Unit}); err != nil {
			return err
		}
		tx.Importing = true
		_, err := evaluation.Panels.Save(ctx, tx, d.Scope(), 0, record.Values{"evaluation": p.results.results[0].Name, "number": strconv.Itoa(r.PanelNumber), "name": "欧阳试"})
		return err
	})
	if err != nil {
		t.Fatal(store.Sentence(err))
	}
	p.results.locks.take()
	_, content := inFront(t, d)
	if said := strings.ReplaceAll(desktest.Text(content), "\n", ""); !strings.Contains(said, "锁定前请核对") || !strings.Contains(said, "评委「欧阳试」在被评议的「"+r.Unit+"」工作") {
		t.Errorf("before the lock: %s", said)
	}
}
