package kit

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
)

func manyPeople(n int) []person {
	surnames, given := []string{"张", "单", "曾", "欧阳", "白"}, []string{"小明", "建国", "丽", "国强", "云", "秀英", "伟"}
	out := make([]person, n)
	for i := range out {
		out[i] = person{int64(i), surnames[i%5] + given[i%7] + given[i/7%7], fmt.Sprintf("第 %d 组", i%22+1), i*7919%101 - 50}
	}
	return out
}

// BenchmarkGrid measures what a key or click costs at 100,000 rows; the figures hold for the list's own work, not for painting.
func BenchmarkGrid(b *testing.B) {
	const n = 100_000
	g, _ := newTestGrid(b, GridConfig[person]{})
	rows := manyPeople(n)
	b.Run("set rows", func(b *testing.B) {
		for b.Loop() {
			g.SetRows(rows)
		}
	})
	b.Run("sort by text", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			g.Sort(Sorting{Key: "name", Desc: i%2 == 1})
		}
	})
	b.Run("sort by Less", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			g.Sort(Sorting{Key: "days", Desc: i%2 == 1})
		}
	})
	b.Run("search key stroke", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			g.SetQuery([]string{"oy", "oyjg"}[i%2])
		}
		g.SetQuery("")
	})
	b.Run("filter", func(b *testing.B) {
		for b.Loop() {
			g.SetFilter("late", func(p person) bool { return p.days < 0 })
		}
		g.SetFilter("late", nil)
	})
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
