package grid

import (
	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/look"
)

// measuredRows is how many rows are asked what their cells need; of more rows so many, evenly.
const measuredRows = 300

// needs are the widths in which no cell of a column is cut, by the columns' keys. Of a column where a cut cell says nothing, a number or a date, it is known
// only when every row was measured.
func needs[R any](cols []Column[R], rows []R) map[string]float32 {
	if len(rows) == 0 {
		return nil
	}
	stride := (len(rows) + measuredRows - 1) / measuredRows
	out := make(map[string]float32, len(cols))
	for _, c := range cols {
		if stride == 1 || c.Align != fyne.TextAlignTrailing && c.Content != ContentDate && c.Content != ContentNumber {
			out[c.Key] = c.need(rows, stride)
		}
	}
	return out
}

// need is the width in which no cell of every stride-th row is cut; at most about what the column has at first.
func (c Column[R]) need(rows []R, stride int) float32 {
	need := max(titleMin(c.Title), c.Min, look.LeastColumn)
	for i := 0; i < len(rows) && need < c.Width; i += stride {
		need = max(need, wholeMin(c.Text(rows[i])))
	}
	return need
}

// fit places the columns into width. The rows are measured where there is too little, once after they were set.
func (g *Grid[R]) fit(width float32) {
	g.columns.needs = func() map[string]float32 {
		if g.needs == nil {
			g.needs = needs(g.config.Columns, g.set.table.rows)
		}
		return g.needs
	}
	g.columns.fit(width)
}
