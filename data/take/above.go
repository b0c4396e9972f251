package take

import "fmt"

// readAbove counts the cells that say 同上 in columns that are read, and gives each what the row above it says where the user has asked for that.
func (im *Import) readAbove() {
	for i := range im.Tables {
		rows := im.Tables[i].Rows
		for at := range rows {
			row, keys := &rows[at], rows[at].SameAsAbove()
			im.Above += len(keys)
			if !im.options.Above || at == 0 {
				continue
			}
			for _, key := range keys {
				said := row.Text(key)
				row.Inherit(key, rows[at-1])
				im.filled.note(fmt.Sprintf("「%s」一栏的「%s」取了上一行的内容", row.Header(key), said), lineOf(*row, row.Text(key)))
			}
		}
	}
}
