package intake

import "fmt"

// cardRows is how many rows of a card are looked at.
const cardRows = 12

// isCard reports whether what was taken for a header is the first line of a card (登记表), which has one person on a sheet: headings with their values to
// the right, and in the lines below other headings.
func (v *view) isCard(d *dictionary, head *header) bool {
	seen := map[int]bool{}
	lines := 0
	for row := head.top; row < min(len(v.Rows), head.top+cardRows); row++ {
		labels, pairs := 0, 0
		for col := range v.Rows[row] {
			field, _, ok := d.lookup(heading{parent: oneLine(v.at(row, col).String())})
			if !ok {
				continue
			}
			if seen[field] {
				return false // a record below its heading
			}
			seen[field] = true
			labels++
			if value := oneLine(v.at(row, col+1).String()); value != "" && !d.named(value) {
				pairs++
			}
		}
		switch {
		case row == head.top && (labels < 2 || pairs < labels):
			return false
		case labels > 0 && 2*pairs >= labels:
			lines++
		}
	}
	return lines >= 3 && len(seen) >= 4
}

// whyCard says that a sheet is a card.
func (v *view) whyCard(head *header) string {
	return fmt.Sprintf("工作表「%s」像是一张只写一个人的登记表（第 %d 行的标题右边就是内容），不能读成表格，请抄成一行一人的表再导入。", v.Name, head.top+1)
}
