package proposal

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/kittest"
)

// A title being typed is compared with those of all years; what is stored is compared side by side and told apart for good.
func TestLikeProposalIsNamedWhileTyped(t *testing.T) {
	p, d := open(t)
	p.Create()
	form := p.editor
	at := func() string { return desktest.Text(d.Native().Canvas().Content()) }
	title := p.rows[0].Title
	form.Form().FocusField("title")
	for _, r := range "关于保护古树名木的建议" {
		d.Native().Canvas().Focused().TypedRune(r)
	}
	if text := at(); strings.Contains(text, "相似") {
		t.Errorf("named although like nothing:\n%s", text)
	}
	form.Form().Set("title", "")
	for _, r := range title {
		d.Native().Canvas().Focused().TypedRune(r)
	}
	if text := at(); !strings.Contains(text, "（100%）：") {
		t.Fatalf("not named:\n%s", text)
	}
	kittest.Press(d.Native(), fyne.KeyTab, 0) // to the action of the note
	kittest.Press(d.Native(), fyne.KeyReturn, 0)
	box := d.Native().Canvas().Overlays().Top()
	if box == nil || !strings.Contains(desktest.Text(box), "案由相似 100%") || !strings.Contains(desktest.Text(box), "正在填写的") {
		t.Fatal("not compared")
	}
	desktest.PressButton(t, box, "关闭 Esc")
	form.Form().Set("proposers", `[{"name":"民建云岭县支部","role":"提案人"}]`)
	p.Save()
	r, ok := p.grid.Current()
	if !ok || r.Title != title {
		t.Fatalf("shown %+v; %s", r, at())
	}
	if text := at(); !strings.Contains(text, "相似的提案") {
		t.Fatalf("the details do not name it:\n%s", text)
	}
	desktest.PressButton(t, d.Native().Content(), "对比…")
	desktest.PressButton(t, d.Native().Canvas().Overlays().Top(), "不是重复")
	p.show(r)
	if text := at(); strings.Contains(text, "相似的提案") {
		t.Errorf("named again after it was told apart:\n%s", text)
	}
	d.Undo()
	p.show(r)
	if text := at(); !strings.Contains(text, "相似的提案") {
		t.Errorf("not named after that was taken back:\n%s", text)
	}
}
