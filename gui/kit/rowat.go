package kit

// RowAt is the row at a place of a list, if the list still has one: rows on the screen hear of the mouse and are drawn after what they show has
// become shorter. Every row of the kit asks it before it looks at what it shows.
func RowAt[R any](rows []R, at int) (row R, ok bool) {
	if at < 0 || at >= len(rows) {
		return row, false
	}
	return rows[at], true
}
