package setting

import (
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/gui/desk/desktest"
)

func TestSave(t *testing.T) {
	for _, c := range []struct{ name, key, value, stored string }{
		{"Text", "office.county", "云岭县", "云岭县"},
		{"Choice", "rate.digits", "1", "1"},
		{"Year", "work.year", "2025", "2025"},
		{"YearOutOfRange", "work.year", "25", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			store := datatest.MustOpen(t)
			d := desktest.New(t, store)
			p := New(d, "0.1.0")
			desktest.Show(d, p)
			p.form.Set(c.key, c.value)
			if p.save.Disabled() {
				t.Error("a change cannot be saved")
			}
			p.Save()
			settings, err := record.SettingMap(t.Context(), store.DB())
			if err != nil {
				t.Fatal(err)
			}
			if settings[c.key] != c.stored {
				t.Errorf("stored %q, want %q", settings[c.key], c.stored)
			}
			if saved := c.stored == c.value; p.form.Dirty() == saved {
				t.Errorf("dirty %v after saving", p.form.Dirty())
			}
		})
	}
}

func TestLeaveWithUnsavedChange(t *testing.T) {
	d := desktest.New(t, datatest.MustOpen(t))
	p := New(d, "0.1.0")
	desktest.Show(d, p)
	p.form.Set("office.county", "云岭县")
	left := false
	p.Leave(func() { left = true })
	if left {
		t.Fatal("left without asking")
	}
	overlay := d.Native().Canvas().Overlays().Top()
	if overlay == nil || !strings.Contains(desktest.Text(overlay), "不保存") {
		t.Fatal("the user is not asked")
	}
}

func TestEverySettingHasAField(t *testing.T) {
	store := datatest.MustOpen(t)
	v, err := read(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, f := range v.fields {
		shown[f.Key] = true
	}
	settings, err := record.Settings(t.Context(), store.DB())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range settings {
		if !shown[s.Key] {
			t.Errorf("setting %s has no field", s.Key)
		}
	}
}
