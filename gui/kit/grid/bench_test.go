package grid

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data/fold"
	"cppccdesk/gui/kit/look"
)

func manyPeople(n int) []person {
	surnames, given := []string{"张", "单", "曾", "欧阳", "白"}, []string{"小明", "建国", "丽", "国强", "云", "秀英", "伟"}
	out := make([]person, n)
	for i := range out {
		out[i] = person{int64(i), surnames[i%5] + given[i%7] + given[i/7%7], fmt.Sprintf("第 %d 组", i%22+1), i*7919%101 - 50}
	}
	return out
}

var benchSizes = []int{1_000, 10_000, 100_000}

// benchPeople have names that are all different, the dearest to sort and search.
func benchPeople(n int) (rows []person, keys []string) {
	rows = manyPeople(n)
	keys = make([]string, n)
	for i := range rows {
		rows[i].name += string(rune('一' + i%20000))
		keys[i] = fold.Name(rows[i].name) + " " + fold.Key(rows[i].unit)
	}
	return rows, keys
}

func benchGrid(b *testing.B, n int) (*Grid[person], []person) {
	b.Helper()
	rows, keys := benchPeople(n)
	g, w := newTestGrid(b, Config[person]{})
	w.Resize(fyne.NewSize(800, 600))
	g.set.search = func(p person) string { return keys[p.id] }
	g.SetRows(rows)
	return g, rows
}

// BenchmarkGrid measures what a key or click costs by the number of rows, all on one goroutine: with Config.Background the parts that
// grow with the rows hold up no frame. The sub-benchmarks called bare do the least Go or Fyne can do for the same, to be compared with.
func BenchmarkGrid(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g, rows := benchGrid(b, n)
			benchRows(b, g, rows)
			benchSort(b, g, rows)
			benchFilter(b, g, rows)
			benchKeys(b, g)
		})
	}
}

func benchRows(b *testing.B, g *Grid[person], rows []person) {
	b.Helper()
	b.Run("set rows", func(b *testing.B) {
		for b.Loop() {
			g.SetRows(rows)
		}
	})
	b.Run("set rows bare", func(b *testing.B) {
		list := bareList(&rows)
		for b.Loop() {
			list.Refresh()
		}
	})
}

func benchSort(b *testing.B, g *Grid[person], rows []person) {
	b.Helper()
	b.Run("sort first", func(b *testing.B) {
		for b.Loop() {
			clear(g.set.table.ranks)
			g.Sort(Sorting{Key: "name"})
		}
	})
	b.Run("sort again", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			g.Sort(Sorting{Key: "name", Desc: i%2 == 1})
		}
	})
	b.Run("sort bare", func(b *testing.B) { // by code point, keys ready
		for b.Loop() {
			slices.SortStableFunc(slices.Clone(rows), func(x, y person) int { return cmp.Compare(x.name, y.name) })
		}
	})
	g.Sort()
}

func benchFilter(b *testing.B, g *Grid[person], rows []person) {
	b.Helper()
	b.Run("search", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			g.SetQuery([]string{"oy", "zx"}[i%2])
		}
		g.SetQuery("")
	})
	b.Run("search typing on", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			g.SetQuery([]string{"o", "oy", "oyj"}[i%3])
		}
		g.SetQuery("")
	})
	b.Run("condition", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			g.SetCondition(Condition{Column: "unit", Values: []string{fmt.Sprintf("第 %d 组", i%22+1)}})
		}
		g.ClearFilters()
	})
	b.Run("filter bare", func(b *testing.B) {
		for b.Loop() {
			var shown []int32
			for i := range rows {
				if rows[i].days < 0 {
					shown = append(shown, int32(i))
				}
			}
			runtime.KeepAlive(shown)
		}
	})
}

func benchKeys(b *testing.B, g *Grid[person]) {
	b.Helper()
	b.Run("down key", func(b *testing.B) {
		g.Select(0)
		for b.Loop() {
			g.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
	})
	b.Run("select all", func(b *testing.B) {
		for b.Loop() {
			g.typedShortcut(&fyne.ShortcutSelectAll{})
		}
	})
}

func bareList(rows *[]person) *widget.List {
	return widget.NewList(
		func() int { return len(*rows) },
		func() fyne.CanvasObject { return newBareRow() },
		func(i int, o fyne.CanvasObject) { o.(*bareRow).show((*rows)[i]) },
	)
}

// bareRow is the least a row of three cells can be.
type bareRow struct {
	widget.BaseWidget

	cells [3]*canvas.Text
}

func newBareRow() *bareRow {
	r := &bareRow{}
	for i := range r.cells {
		r.cells[i] = look.NewText("", look.TextSize, false, look.ColorText)
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *bareRow) show(p person) {
	r.cells[0].Text, r.cells[1].Text, r.cells[2].Text = p.name, p.unit, fmt.Sprint(p.days)
	r.Refresh()
}

func (r *bareRow) CreateRenderer() fyne.WidgetRenderer {
	return &look.Renderer{
		Widget: r, Parts: []fyne.CanvasObject{r.cells[0], r.cells[1], r.cells[2]},
		Least: func() fyne.Size { return fyne.NewSize(300, look.RowHeight-4) },
		Arrange: func(size fyne.Size) {
			for i, c := range r.cells {
				look.Place(c, float32(i)*size.Width/3, 0, size.Width/3, size.Height)
			}
		},
	}
}

// BenchmarkScrollFrame scrolls by three rows and paints the window in software, and tells the median and the 95th percentile beside those of
// a bare widget.List of the same rows.
func BenchmarkScrollFrame(b *testing.B) {
	for _, n := range benchSizes {
		g, rows := benchGrid(b, n)
		grid := test.NewTempWindow(b, g)
		grid.Resize(fyne.NewSize(800, 600))
		list := bareList(&rows)
		bare := test.NewTempWindow(b, list)
		bare.Resize(fyne.NewSize(800, 600))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var ours, theirs []time.Duration
			for i := 0; b.Loop(); i++ {
				offset := float32(i*90%(n*30-600)) + 1
				ours = append(ours, frame(grid, func() { g.list.ScrollToOffset(offset) }))
				theirs = append(theirs, frame(bare, func() { list.ScrollToOffset(offset) }))
			}
			report(b, ours, "grid")
			report(b, theirs, "bare")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func frame(w fyne.Window, change func()) time.Duration {
	start := time.Now()
	change()
	w.Canvas().Capture()
	return time.Since(start)
}

func report(b *testing.B, frames []time.Duration, who string) {
	b.Helper()
	slices.Sort(frames)
	for _, p := range []int{50, 95} {
		at := frames[min(len(frames)*p/100, len(frames)-1)]
		b.ReportMetric(float64(at.Microseconds())/1000, fmt.Sprintf("%s-p%d-ms", who, p))
	}
}

// BenchmarkGridMemory tells what a list keeps beside the rows it is given, per row: plain, and once it was sorted, filtered and all selected.
func BenchmarkGridMemory(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rows, keys := benchPeople(n)
			var plain, used uint64
			for b.Loop() {
				g, _ := newTestGrid(b, Config[person]{})
				g.set.search = func(p person) string { return keys[p.id] }
				before := heap()
				g.SetRows(rows)
				plain = heap() - before
				g.Sort(Sorting{Key: "name"}, Sorting{Key: "unit"})
				g.SetCondition(Condition{Column: "name", Contains: "a"})
				g.ClearFilters()
				g.typedShortcut(&fyne.ShortcutSelectAll{})
				used = heap() - before
				runtime.KeepAlive(g)
			}
			b.ReportMetric(float64(plain)/float64(n), "bytes/row")
			b.ReportMetric(float64(used)/float64(n), "bytes/row-used")
		})
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
