package setting

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	datastore "cppccdesk/data/store"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/kittest"
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

// Each section of the form is there once.
func TestSectionsAreThereOnce(t *testing.T) {
	v, err := read(t.Context(), datatest.MustOpen(t))
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]bool{}
	for _, f := range v.fields {
		if f.Kind == form.FieldHeading && met[f.Label] {
			t.Errorf("the section %s is there twice", f.Label)
		}
		if f.Kind == form.FieldHeading {
			met[f.Label] = true
		}
	}
	if !met["提案"] {
		t.Error("no section 提案")
	}
}

// What was scrolled to stays in sight when it is saved, and values changed elsewhere are shown.
func TestSavingKeepsTheFormWhereItIs(t *testing.T) {
	store := datatest.MustOpen(t)
	d := desktest.New(t, store)
	p := New(d, "0.1.0")
	desktest.Show(d, p)
	d.Native().Resize(smallWindow)
	var scroll *container.Scroll
	kittest.Walk(p.form, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if s, ok := o.(*container.Scroll); ok && scroll == nil {
			scroll = s
		}
	})
	scroll.ScrollToOffset(fyne.NewPos(0, 300))
	p.form.Set("proposal.check_replies", "是")
	p.Save()
	p.Shown()
	if p.form.Dirty() || scroll.Offset.Y != 300 {
		t.Errorf("dirty %v, at %v after saving, want 300", p.form.Dirty(), scroll.Offset.Y)
	}
	err := store.Write(t.Context(), "王芳", "修改设置", func(ctx context.Context, tx *datastore.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"office.county": "云岭县"})
	})
	if err != nil {
		t.Fatal(err)
	}
	p.Shown()
	if p.form.Values()["office.county"] != "云岭县" || p.form.Dirty() || scroll.Offset.Y != 300 {
		t.Errorf("county %s, dirty %v, at %v", p.form.Values()["office.county"], p.form.Dirty(), scroll.Offset.Y)
	}
}

// smallWindow is 1366x768 with everything drawn at 125 %, of which Fyne makes 130 %.
var smallWindow = fyne.NewSize(1366/1.3, 768/1.3)

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
