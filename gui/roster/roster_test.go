package roster

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	"cppccdesk/export/sampleyear"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
)

// openRoster shows the page on the sample year in a window of the test driver.
func openRoster(t *testing.T) (*Page, *desk.Desk) {
	t.Helper()
	store := datatest.MustOpen(t)
	if _, err := sampleyear.Load(t.Context(), store, "测试", sampleyear.DefaultYear, nil); err != nil {
		t.Fatal(err)
	}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(kit.ModeLight))
	window := desk.NewWindow(app, desk.Options{
		Product: "民主监督工作台", Prefs: kit.MemoryPrefs{}, Executor: desk.SynchronousExecutor(), Sentence: data.Sentence,
		Log: func(err error) { t.Errorf("shown to the user: %v", err) },
	})
	state, err := desk.ReadState(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(window, store, nil, state)
	p := New(d)
	d.Add(p)
	d.Start()
	d.Native().Resize(fyne.NewSize(1366, 768))
	return p, d
}

// press types a key into what has the keyboard.
func press(d *desk.Desk, name fyne.KeyName) {
	d.Native().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

// find searches as a user does and chooses the first row found.
func find(t *testing.T, p *Page, d *desk.Desk, words string) {
	t.Helper()
	p.FocusSearch()
	p.current.list.SearchField().SetText(words)
	press(d, fyne.KeyDown)
}

func TestFindByInitialsEditAndSave(t *testing.T) {
	p, d := openRoster(t)
	find(t, p, d, "oyjy")
	press(d, fyne.KeyReturn)
	press(d, fyne.KeyEnd)
	test.Type(d.Native().Canvas().Focused(), "甲")
	p.Save()

	members, err := data.Members.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	var id int64
	for _, r := range members {
		if r.Values["name"] == "欧阳静怡甲" {
			id = r.ID
		}
	}
	if id == 0 {
		t.Fatal("the new name is not stored")
	}
	var wording, actor string
	query := "SELECT wording, actor FROM journal_write ORDER BY id DESC LIMIT 1"
	if err := d.Store().DB().QueryRowContext(t.Context(), query).Scan(&wording, &actor); err != nil {
		t.Fatal(err)
	}
	if wording != "修改委员 欧阳静怡甲 的 姓名" || actor != d.Actor() {
		t.Errorf("journal says %q by %q", wording, actor)
	}
}

func TestDeleteGoesToTheBin(t *testing.T) {
	p, d := openRoster(t)
	before, err := data.Members.Count(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	find(t, p, d, "oyjy")
	press(d, fyne.KeyDelete)
	press(d, fyne.KeySpace) // the question's main button has the keyboard
	after, err := data.Members.Count(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	var binned int
	if err := d.Store().DB().QueryRowContext(t.Context(), "SELECT count(*) FROM member WHERE deleted_at <> ''").Scan(&binned); err != nil {
		t.Fatal(err)
	}
	if after != before-1 || binned != 1 {
		t.Errorf("%d members, then %d, %d in the bin", before, after, binned)
	}
}

func TestEveryListReadsTheSampleYear(t *testing.T) {
	p, _ := openRoster(t)
	want := []string{"委员 180", "民主监督员 98", "监督小组 22", "承办单位 60"}
	for i, tab := range p.tabs {
		if tab.chip.Text != want[i] {
			t.Errorf("chip %q, want %q", tab.chip.Text, want[i])
		}
	}
}

func TestUnsavedTextIsNotLostByChangingTheList(t *testing.T) {
	p, d := openRoster(t)
	find(t, p, d, "oyjy")
	press(d, fyne.KeyReturn)
	test.Type(d.Native().Canvas().Focused(), "乙")
	p.tabs[1].chip.Tapped(nil)
	if p.current != p.tabs[0] || d.Native().Canvas().Overlays().Top() == nil {
		t.Error("the list was changed without a question")
	}
	if !strings.HasPrefix(p.tabs[0].chip.Text, "委员") {
		t.Error(p.tabs[0].chip.Text)
	}
}
