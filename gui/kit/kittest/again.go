// Package kittest tests widgets in the ways Fyne uses them that a short test does not.
package kittest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// RendererTypes are the types of the package in dir that have a CreateRenderer of their own.
func RendererTypes(t *testing.T, dir string) []string {
	t.Helper()
	packages, err := parser.ParseDir(token.NewFileSet(), dir, ours, 0) //nolint:staticcheck // SA1019: build tags do not matter to a list of names
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, p := range packages {
		ast.Inspect(p, func(n ast.Node) bool {
			f, ok := n.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != "CreateRenderer" {
				return true
			}
			of := f.Recv.List[0].Type
			if star, ok := of.(*ast.StarExpr); ok {
				of = star.X
			}
			if generic, ok := of.(*ast.IndexExpr); ok {
				of = generic.X
			}
			names[of.(*ast.Ident).Name] = true
			return true
		})
	}
	return slices.Sorted(maps.Keys(names))
}

func ours(file fs.FileInfo) bool { return !strings.HasSuffix(file.Name(), "_test.go") }

// Again puts each widget through what Fyne does to one that was off the screen for a minute: its renderer is dropped and made a second time. Before,
// between and after, the widget is resized, refreshed and moved over. widgets has one for each of the types; a type without one fails.
func Again(t *testing.T, look fyne.Theme, types []string, widgets map[string]func() fyne.Widget) {
	t.Helper()
	for name := range widgets {
		if !slices.Contains(types, name) {
			t.Errorf("%s has no CreateRenderer of its own", name)
		}
	}
	for _, name := range types {
		t.Run(name, func(t *testing.T) {
			create := widgets[name]
			if create == nil {
				t.Fatalf("%s has a CreateRenderer and is not tried: add it here", name)
			}
			app := test.NewTempApp(t)
			w := create()
			window := test.NewTempWindow(t, container.NewStack(w))
			window.Resize(fyne.NewSize(500, 300))
			first := w.CreateRenderer()
			use(w, first)
			objects := len(first.Objects())
			second := w.CreateRenderer()
			use(w, second)
			if again := len(second.Objects()); again != objects {
				t.Errorf("%d objects the second time, %d the first", again, objects)
			}
			app.Settings().SetTheme(app.Settings().Theme())
			use(w, w.CreateRenderer())
			use(w, first) // one kept by somebody still has to draw
			app.Settings().SetTheme(look)
			unseen(t, create())
		})
	}
}

// unseen drops the renderer of a widget and of all in it while it keeps its place and size: it must be drawn as before.
func unseen(t *testing.T, w fyne.Widget) {
	t.Helper()
	test.NewTempWindow(t, container.NewStack(w)).Resize(fyne.NewSize(500, 300))
	Hover(w)
	Settle(w)
	before := Drawn(w)
	Drop(t, Widgets(w))
	MustBe(t, before, w)
	Hover(w)
}

// use draws the widget by the renderer in several sizes and moves the mouse over it.
func use(w fyne.Widget, r fyne.WidgetRenderer) {
	for _, size := range []fyne.Size{r.MinSize(), fyne.NewSize(400, 200), fyne.NewSize(37, 11)} {
		r.Layout(size)
		w.Resize(size)
		r.Refresh()
		w.Refresh()
		for _, o := range r.Objects() {
			canvas.Refresh(o)
		}
		if h, ok := w.(desktop.Hoverable); ok {
			h.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, 5)}})
			h.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(9, 7)}})
			h.MouseOut()
		}
	}
}
