package take

import (
	"fmt"

	"cppccdesk/data/intake"
)

// readAbove counts the cells that say 同上 in columns that are read, and gives each what the row above it says where the user has asked for that.
// Raw stays as the file has it.
func (im *Import) readAbove() {
	for i := range im.Tables {
		rows := im.Tables[i].Rows
		for at := range rows {
			keys := rows[at].SameAsAbove()
			im.Above += len(keys)
			if !im.options.Above || at == 0 {
				continue
			}
			for _, key := range keys {
				im.fillAbove(&rows[at], &rows[at-1], key)
			}
		}
	}
}

// fillAbove gives a cell of a row what the row above says there.
func (im *Import) fillAbove(row, above *intake.Row, key string) {
	text := row.Text(key)
	if cell := above.Cells[key]; cell.Empty() {
		delete(row.Cells, key)
	} else {
		row.Cells[key] = cell
	}
	im.filled.note(fmt.Sprintf("「%s」一栏的「%s」取了上一行的内容", row.Header(key), text), lineOf(*row, row.Text(key)))
}
