package gui

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/kittest"
)

// focusables are the places of an object where the keyboard can be, of what is shown.
func focusables(o fyne.CanvasObject) (found []fyne.Focusable) {
	shown := func(o fyne.CanvasObject) bool { return o != nil && o.Visible() }
	kittest.Walk(o, shown, func(o fyne.CanvasObject) {
		if f, ok := o.(fyne.Focusable); ok {
			if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
				found = append(found, f)
			}
		}
	})
	return found
}

// mustGoRound walks with Tab and back with Shift+Tab through what is shown: everything is reached, downward and to the right, or up to what lies
// further right.
func mustGoRound(t *testing.T, c fyne.Canvas, where string) {
	t.Helper()
	shown := c.Content()
	if top := c.Overlays().Top(); top != nil {
		shown = top
	}
	shown.Refresh() // as the window lays out what has come to be shown
	place := func(f fyne.Focusable) fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(f.(fyne.CanvasObject))
	}
	name := func(f fyne.Focusable) string {
		return strings.TrimPrefix(reflect.TypeOf(f).String(), "*") + " " + test.RenderObjectToMarkup(f.(fyne.CanvasObject))
	}
	walk := func(step func()) (met []fyne.Focusable) {
		c.Unfocus()
		for step(); c.Focused() != nil && !slices.Contains(met, c.Focused()); step() {
			met = append(met, c.Focused())
		}
		return met
	}
	forward := walk(c.FocusNext)
	if len(forward) == 0 {
		t.Errorf("%s: Tab reaches nothing", where)
	}
	for _, f := range focusables(shown) {
		if !slices.Contains(forward, f) {
			t.Errorf("%s: Tab never reaches %s at %v", where, name(f), place(f))
		}
	}
	for i := 1; i < len(forward); i++ {
		from, to := place(forward[i-1]), place(forward[i])
		if right := to.X > from.X+4; !right && to.Y < from.Y+4 {
			t.Errorf("%s: Tab goes from %v back to %v\n%s", where, from, to, name(forward[i]))
		}
	}
	backward := walk(c.FocusPrevious)
	slices.Reverse(backward)
	if !slices.Equal(forward, backward) {
		t.Errorf("%s: Tab meets %d places, Shift+Tab %d, or in another order", where, len(forward), len(backward))
	}
	c.Unfocus()
}

// TestTabGoesThroughEveryForm opens every list, and its form for a new record.
func TestTabGoesThroughEveryForm(t *testing.T) {
	s := startSample(t)
	c := s.desk.Native().Canvas()
	lists(s, func(where string) {
		mustGoRound(t, c, where)
		page := s.desk.Current()
		creator, ok := page.(desk.Creator)
		if !ok {
			return
		}
		creator.Create()
		mustGoRound(t, c, where+", new")
		for top := c.Overlays().Top(); top != nil; top = c.Overlays().Top() {
			c.Overlays().Remove(top)
		}
		if e, ok := page.(desk.Escaper); ok {
			e.Escape()
		}
	})
}

// boxless are the commands that end the program, start another, or open the dialog for files, which is the system's on Windows and Fyne's here.
var boxless = []string{"退出", "打开数据文件夹", "导入…", "从备份恢复…"}

// TestTabGoesThroughEveryBox opens the box of every other command that has one, on the page of members with one chosen.
func TestTabGoesThroughEveryBox(t *testing.T) {
	s := startSample(t)
	c := s.desk.Native().Canvas()
	boxes := 0
	for _, command := range s.desk.Commands() {
		if slices.Contains(boxless, command.Title) || command.Menu == "" { // those found by Ctrl+K only lead to other tabs
			continue
		}
		s.desk.Go("roster")
		desktest.Press(s.desk, fyne.KeyDown)
		if !command.On() {
			continue
		}
		command.Do()
		if c.Overlays().Top() == nil {
			continue
		}
		boxes++
		mustGoRound(t, c, command.Title)
		for top := c.Overlays().Top(); top != nil; top = c.Overlays().Top() {
			c.Overlays().Remove(top)
		}
	}
	if boxes < 5 {
		t.Errorf("%d boxes were opened", boxes)
	}
}
