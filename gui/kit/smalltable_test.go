package kit

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

// A column goes with the last value in it, while the mouse is on a row: the row that was there is left afterwards.
func TestMouseLeavesARowOfColumnsThatAreGone(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	table := NewSmallTable(SmallColumn{Title: "内容", Weight: 1}, SmallColumn{Title: "性质", Width: 80}, SmallColumn{Title: "提出人", Width: 80})
	table.SetRows([]SmallRow{{Cells: []SmallCell{{Text: "路面破损"}, {Text: "问题"}, {Text: "张三"}}, OnTap: func() {}}})
	test.NewTempWindow(t, table)
	before := table.Rows[0]
	before.MouseIn(nil)
	table.SetColumns([]SmallColumn{{Title: "内容", Weight: 1}, {Title: "性质", Width: 80}})
	table.SetRows([]SmallRow{{Cells: []SmallCell{{Text: "路面破损"}, {Text: "问题"}}, OnTap: func() {}}})
	before.MouseOut()
	if before.hovered {
		t.Error("still under the mouse")
	}
}
