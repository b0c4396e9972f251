package proposal

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/records"
)

// The menu of a selection says what papers there will be of it.
func TestPapersOfASelection(t *testing.T) {
	p, d := open(t)
	chosen := in(p, "办理中", 2)
	item := p.paperMenu(chosen)
	ofProposals := slices.DeleteFunc(export.Papers(), func(p export.Paper) bool { return p.Of != "" })
	if len(item.ChildMenu.Items) != len(ofProposals) || len(ofProposals) < 8 {
		t.Fatalf("the menu has %d papers", len(item.ChildMenu.Items))
	}
	for _, sort := range item.ChildMenu.Items {
		if sort.Label == "答复函…" {
			sort.Action()
		}
	}
	top := d.Native().Canvas().Overlays().Top()
	if top == nil || !strings.Contains(desktest.Text(top), "选定的 2 件提案") || !strings.Contains(desktest.Text(top), "选择文件夹…") {
		t.Fatal("nothing says how many there will be")
	}
}

func TestPapersWithoutWhatTheOfficeIsCalled(t *testing.T) {
	p, d := open(t)
	err := d.Store().Write(t.Context(), "李雷", "修改设置", func(_ context.Context, tx *store.Tx) error {
		return record.SaveSettings(context.Background(), tx, map[string]string{"office.county": ""})
	})
	if err != nil {
		t.Fatal(err)
	}
	sort, err := export.PaperByName("交办单")
	if err != nil {
		t.Fatal(err)
	}
	records.MakePaper(d, sort.Name, p.PapersOf(sort)[0], d.Fail)
	top := d.Native().Canvas().Overlays().Top()
	if top == nil || !strings.Contains(desktest.Text(top), "「设置」里没有填「县（市、区）名称」，要先填好") {
		t.Error("what is missing is not said")
	}
}

// With one proposal selected, which may merely be looked at, the menu asks whether the paper is of it or of what the list shows.
func TestPaperOfOneSelected(t *testing.T) {
	p, d := open(t)
	p.grid.SetQuick(0, true)
	records.AddPaperCommands(d)
	first := p.grid.Rows()[0]
	p.grid.Select(first.ID)
	for _, c := range d.Commands() {
		if c.Title == "生成催办单…" {
			c.Do()
		}
	}
	top := d.Native().Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("nothing is asked")
	}
	text := desktest.Text(top)
	for _, answer := range []string{"选定的 1 件提案", fmt.Sprintf("列表中显示的 %d 件提案", p.grid.Shown())} {
		if !strings.Contains(text, answer) {
			t.Errorf("%s is not offered: %s", answer, text)
		}
	}
	desktest.Press(d, fyne.KeyReturn)
	if top = d.Native().Canvas().Overlays().Top(); top == nil || !strings.Contains(desktest.Text(top), "选定的 1 件提案") {
		t.Error("Enter does not go on with the one selected")
	}
}
