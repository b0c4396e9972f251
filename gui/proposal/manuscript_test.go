package proposal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/rows"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// A paper dropped on a new form fills it; what was typed there stays, and what is doubtful is said.
func TestPapersFillNewForms(t *testing.T) {
	p, d := open(t)
	path := filepath.Join(t.TempDir(), "文稿.txt")
	if err := os.WriteFile(path, []byte("关于拓宽南门路的建议\n县工商联\n建议办理单位：县交通运输局\n一、情况\n县城路窄。\n二、建议\n拓宽道路。\n2026年1月8日\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if p.Dropped(fyne.NewPos(5, 5), []string{path}) {
		t.Fatal("a .txt may be a table where no form waits for a paper")
	}
	p.Create()
	p.editor.Form().Set("suggested_units", "县公安局")
	if !p.Dropped(fyne.NewPos(5, 5), []string{path}) {
		t.Fatal("the form took no paper")
	}
	v := p.editor.Form().Values()
	names, err := rows.Parse(v["proposers"])
	if err != nil || len(names) != 1 || names[0]["name"] != "县工商联" {
		t.Errorf("proposers %v, %v", v["proposers"], err)
	}
	if v["title"] != "关于拓宽南门路的建议" || v["suggested_units"] != "县公安局" || v["body"] != "一、情况\n县城路窄。\n二、建议\n拓宽道路。" {
		t.Errorf("the form has %q", v)
	}
	text := strings.ReplaceAll(desktest.Text(d.Native().Canvas().Content()), "\n", "")
	for _, want := range []string{"已读入「文稿.txt」", "没有填入的几行：「2026年1月8日」", "「建议承办单位」您已经填了，没有改", "情况 50 %"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not on screen:\n%s", want, text)
		}
	}
	wantFormBelowNote(t, p, d.Native().Canvas().Content())
	if p.Save(); p.editor.Active() {
		t.Error("not saved")
	}
}

// wantFormBelowNote fails when what was read of a paper stands over the form.
func wantFormBelowNote(t *testing.T, p *Page, content fyne.CanvasObject) {
	t.Helper()
	kittest.Walk(content, kittest.Any, func(o fyne.CanvasObject) {
		if note, ok := o.(*kit.Note); ok && strings.Contains(desktest.Text(note), "已读入") && look.PositionOf(p.editor.Form()).Y < look.PositionOf(note).Y+look.RowHeight {
			t.Error("what was read stands over the form")
		}
	})
}
