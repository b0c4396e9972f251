package roster

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/roster"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/grid"
)

// openRoster shows the page on the sample year.
func openRoster(t *testing.T) (p *Page, d *desk.Desk) {
	t.Helper()
	d = desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	return p, d
}

// find searches as a user does and chooses the first row found.
func find(t *testing.T, p *Page, d *desk.Desk, words string) {
	t.Helper()
	p.FocusSearch()
	p.Search.Objects[0].(*grid.SearchEntry).SetText(words)
	desktest.Press(d, fyne.KeyDown)
}

func TestFindByInitialsEditAndSave(t *testing.T) {
	p, d := openRoster(t)
	find(t, p, d, "oyjy")
	desktest.Press(d, fyne.KeyReturn)
	desktest.Press(d, fyne.KeyEnd)
	test.Type(d.Native().Canvas().Focused(), "甲")
	p.Save()

	members, err := roster.Members.Records(t.Context(), d.Store().DB(), d.Scope())
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
	if wording != "修改委员 欧阳静怡 的 姓名" || actor != d.Actor() {
		t.Errorf("journal says %q by %q", wording, actor)
	}
}

func TestDeleteGoesToTheBin(t *testing.T) {
	p, d := openRoster(t)
	before, err := roster.Members.Count(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	find(t, p, d, "oyjy")
	desktest.Press(d, fyne.KeyDelete)
	desktest.Press(d, fyne.KeySpace) // the question's main button has the keyboard
	after, err := roster.Members.Count(t.Context(), d.Store().DB(), d.Scope())
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
	for _, c := range []struct{ key, title, count string }{
		{"members", "委员", "180"}, {"supervisors", "民主监督员", "98"}, {"groups", "监督小组", "22"}, {"units", "承办单位", "60"},
	} {
		if at := p.Find(c.key); at == nil || at.Title != c.title || p.Row.Count(c.key) != c.count {
			t.Errorf("%s: %+v with %q, want %q with %q", c.key, at, p.Row.Count(c.key), c.title, c.count)
		}
	}
}

func TestUnsavedTextIsNotLostByChangingTheList(t *testing.T) {
	p, d := openRoster(t)
	find(t, p, d, "oyjy")
	desktest.Press(d, fyne.KeyReturn)
	test.Type(d.Native().Canvas().Focused(), "乙")
	p.Row.Ask("supervisors")
	if p.Row.Current() != "members" || p.Front.Key != "members" || d.Native().Canvas().Overlays().Top() == nil {
		t.Error("the list was changed without a question")
	}
}
