package form

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
)

func TestMonthPageByKeyboard(t *testing.T) {
	keys := map[string]fyne.KeyName{
		"←": fyne.KeyLeft, "→": fyne.KeyRight, "↑": fyne.KeyUp, "↓": fyne.KeyDown, "PgUp": fyne.KeyPageUp, "PgDn": fyne.KeyPageDown,
		"Home": fyne.KeyHome, "End": fyne.KeyEnd, "Enter": fyne.KeyReturn, "Esc": fyne.KeyEscape, "Del": fyne.KeyDelete,
	}
	cases := []struct{ name, text, typed, want string }{
		{"empty begins today", "", "Enter", "2026-11-23"},
		{"the field's day", "2026-03-05", "Enter", "2026-03-05"},
		{"day and week", "2026-03-05", "→ ↓ ↓ ← ← ↑ Enter", "2026-03-11"},
		{"over the end of the year", "2026-12-31", "→ Enter", "2027-01-01"},
		{"a month on, shorter", "2026-01-31", "PgDn Enter", "2026-02-28"},
		{"a month back over the year", "2026-01-31", "PgUp Enter", "2025-12-31"},
		{"a year on from a leap day", "2024-02-29", "Ctrl+PgDn Enter", "2025-02-28"},
		{"ends of the month", "2026-02-11", "End Enter", "2026-02-28"},
		{"beginning of the month", "2026-02-11", "Home Enter", "2026-02-01"},
		{"not before 1900", "1900-01-05", "↑ ← Ctrl+PgUp Enter", "1900-01-01"},
		{"Esc leaves the field as it was", "2026-02-11", "→ → Esc", "2026-02-11"},
		{"Delete clears", "2026-02-11", "Del", ""},
		{"a date that cannot be read begins today", "昨天", "Enter", "2026-11-23"},
		{"space takes the day", "2026-02-11", "→ space", "2026-02-12"},
		{"digits go on typing in place of the date", "2026-02-11", "2 0 2 5 0 9 0 1", "20250901"},
		{"a month alone begins at its first day", "1987-04", "→ Enter", "1987-04-02"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t)
			d := NewDateField(fixedCalendar())
			d.Read = func(text string) (string, error) {
				if _, err := time.Parse("2006-01", text); err == nil {
					return text, nil
				}
				return "", kit.ErrDate
			}
			d.SetText(c.text)
			w := test.NewTempWindow(t, d)
			w.Resize(fyne.NewSize(400, 400))
			w.Canvas().Focus(d)
			d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			for _, word := range strings.Fields(c.typed) {
				focused := w.Canvas().Focused()
				name, turned := strings.CutPrefix(word, "Ctrl+")
				switch key, ok := keys[name]; {
				case turned:
					focused.(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl})
				case word == "space":
					focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}) // the driver sends the key, then its character
					w.Canvas().Focused().TypedRune(' ')
				case ok:
					focused.TypedKey(&fyne.KeyEvent{Name: key})
				default:
					focused.TypedRune([]rune(word)[0])
				}
			}
			if d.Text != c.want || w.Canvas().Focused() != d {
				t.Errorf("field %q, want %q; focus at %T", d.Text, c.want, w.Canvas().Focused())
			}
		})
	}
}

func TestDateFieldReads(t *testing.T) {
	month := func(text string) (string, error) {
		if at, err := time.Parse("2006.1", text); err == nil {
			return at.Format("2006-01"), nil
		}
		return "", kit.ErrDate
	}
	cases := []struct {
		name, text string
		read       func(string) (string, error)
		want       string
	}{
		{"a day", "2026.3.5", nil, "2026-03-05"},
		{"a month is no day", "2026.3", nil, "error"},
		{"a month where it will do", "2026.3", month, "2026-03"},
		{"a day there too", "3月5日", month, "2026-03-05"},
		{"neither", "春天", month, "error"},
		{"blank", " ", month, ""},
	}
	test.NewTempApp(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := NewDateField(fixedCalendar())
			d.Read = c.read
			d.SetText(c.text)
			got, err := d.Value()
			if err != nil {
				got = "error"
			}
			if got != c.want {
				t.Errorf("%q is read as %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestSpaceOpensTheListWithAnEmptySearchBox(t *testing.T) {
	f, w := every(t, Config{})
	for _, key := range []string{"unit", "posts"} {
		w.Canvas().Focus(f.Input(key))
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		w.Canvas().Focused().TypedRune(' ')
		if box, ok := w.Canvas().Focused().(*kit.Entry); !ok || box.Text != "" {
			t.Errorf("%s: focus at %T", key, w.Canvas().Focused())
		}
		kittest.Press(w, fyne.KeyEscape, 0)
	}
}
