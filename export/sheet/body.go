package sheet

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

const (
	nothingLabel  = "无"
	subtotalLabel = "小计"
	totalLabel    = "合计"
)

// placeBody lays out group rows, body rows and the subtotals that close groups. A table without rows says 无.
func (l *laid) placeBody(body [][]datum) error {
	l.bodyTop = len(l.rows)
	last := len(l.table.Columns) - 1
	if len(l.table.Rows) == 0 {
		r := l.add(leastRow, otherRow)
		lk := bodyLook(Center, false)
		l.putSpan(span{r, 0, r, last}, nothingLabel, lk)
	}
	open, inGroup := 0, false // first row of the group under way
	for i, row := range l.table.Rows {
		if row.Group != "" {
			l.closeGroup(open, inGroup)
			r := l.add(rowHeight(row.Group, l.room(0, last), textSize), groupRole)
			l.rows[r].height = math.Max(leastRow, l.rows[r].height)
			l.putSpan(span{r, 0, r, last}, row.Group, groupLook)
			open, inGroup = len(l.rows), true
			continue
		}
		if extra := len(row.Cells); extra > len(l.table.Columns) {
			return fmt.Errorf("row %d has %d cells for %d columns", i+1, extra, len(l.table.Columns))
		}
		l.placeRow(i, body[i])
	}
	l.closeGroup(open, inGroup)
	l.bodyEnd = len(l.rows) - 1
	return nil
}

func (l *laid) placeRow(source int, values []datum) {
	r := l.add(leastRow, bodyRole)
	l.rows[r].source = source
	at := l.lineOf(values, r)
	for j, c := range l.table.Columns {
		lk := l.cellLook(c, values[j])
		l.put(r, j, values[j], lk)
		if c.Calc.kind != noCalc {
			l.rows[r].cells[j].formula, _ = c.Calc.over(at)
		}
		if values[j].form == textForm && !c.Merge && lk.wrap {
			need := rowHeight(values[j].text, l.points[j], textSize)
			l.rows[r].height = math.Max(l.rows[r].height, need)
		}
	}
}

// cellLook is the look of a body cell: text in a numeric column, such as —, is centred and may wrap.
func (l *laid) cellLook(c Column, d datum) look {
	lk := bodyLook(c.Kind, l.table.CenterNumbers)
	if d.form == textForm && c.Kind.numeric() {
		lk.align, lk.wrap, lk.shrink = "center", true, false
	}
	return lk
}

// closeGroup adds the 小计 row over body rows from open on.
func (l *laid) closeGroup(open int, inGroup bool) {
	if !l.table.Subtotals || !inGroup || open >= len(l.rows) || !l.totalled() {
		return
	}
	l.placeSum(subtotalRole, subtotalLabel, []segment{{open, len(l.rows) - 1}})
}

// placeTotals lays out the total row when any column asks for one.
func (l *laid) placeTotals() {
	l.tailTop = len(l.rows)
	if !l.totalled() {
		return
	}
	label := l.table.TotalLabel
	if label == "" {
		label = totalLabel
	}
	l.placeSum(totalRole, label, l.segments())
}

// totalled reports whether a column has a total.
func (l *laid) totalled() bool {
	return slices.ContainsFunc(l.table.Columns, func(c Column) bool { return c.Total != NoTotal })
}

// segment is a run of rows a total covers, ends included.
type segment struct{ top, bottom int }

// segments are the runs of body rows between group and subtotal rows. A table without rows still has its one line 无, so that the
// formulas stand and give 0.
func (l *laid) segments() []segment {
	var out []segment
	for r := l.bodyTop; r <= l.bodyEnd; r++ {
		if l.rows[r].role != bodyRole {
			continue
		}
		if n := len(out); n > 0 && out[n-1].bottom == r-1 {
			out[n-1].bottom = r
		} else {
			out = append(out, segment{r, r})
		}
	}
	if len(out) == 0 {
		out = []segment{{l.bodyTop, l.bodyEnd}}
	}
	return out
}

// placeSum adds a subtotal or total row over the segments: its label over the leading columns, formulas with stored values after.
func (l *laid) placeSum(kind role, label string, over []segment) {
	r := l.add(leastRow, kind)
	columns := l.table.Columns
	values := make([]datum, len(columns))
	formulas := make([]string, len(columns))
	for j, c := range columns {
		if c.Total != NoTotal && c.Total != Recalc {
			formulas[j], values[j] = l.aggregate(c.Total, j, over)
		}
	}
	l.recalculate(r, values, formulas)
	lead := 0
	for lead < len(columns)-1 && columns[lead].Total == NoTotal {
		lead++
	}
	for j, c := range columns {
		lk := l.cellLook(c, values[j])
		lk.font = headerFont
		if c.Total == Count {
			lk.format = formatOf(Int)
		}
		l.put(r, j, values[j], lk)
		l.rows[r].cells[j].formula = formulas[j]
	}
	if lead == 0 {
		l.labelFirst(r, label)
		return
	}
	lk := headerLook
	l.putSpan(span{r, 0, r, lead - 1}, label, lk)
	l.rows[r].height = math.Max(l.rows[r].height, rowHeight(label, l.room(0, lead-1), textSize))
}

// labelFirst puts the label of a total row before the total in its first column, which leaves no cell for it: 合计：28.
func (l *laid) labelFirst(r int, label string) {
	p := &l.rows[r].cells[0]
	if t := l.table.Columns[0].Total; p.form != numberForm || t != Count && t != Sum {
		return
	}
	label += "："
	if p.formula != "" {
		p.formula = fmt.Sprintf(`"%s"&(%s)`, label, p.formula)
	}
	p.label, p.look = label, headerLook
}

// recalculate fills the Recalc columns of a total row from the totals themselves; what they use but is not totalled counts as 0.
func (l *laid) recalculate(r int, values []datum, formulas []string) {
	at := l.lineOf(values, r)
	for range 2 { // a rate may use a sum that is itself recalculated
		for j, c := range l.table.Columns {
			if c.Total == Recalc {
				formulas[j], values[j] = c.Calc.over(at)
			}
		}
	}
}

// aggregate writes the formula of a total over segments and works out its value.
func (l *laid) aggregate(t Total, col int, over []segment) (string, datum) {
	var values []datum
	filled := 0
	refs := make([]string, len(over))
	for i, s := range over {
		refs[i] = cellName(col, s.top) + ":" + cellName(col, s.bottom)
		for r := s.top; r <= s.bottom; r++ {
			if v := l.rows[r].cells[col].datum; v.form != blankForm && l.rows[r].role == bodyRole {
				values = append(values, v)
				filled++
			}
		}
	}
	switch t {
	case Mean:
		return meanFormula(strings.Join(refs, ",")), meanOf(values)
	case Count:
		if len(values) == 0 { // the line 无 is not a record
			return "", numberDatum(0)
		}
		return joinCalls("COUNTA", refs), numberDatum(float64(filled))
	default:
		var sum float64
		numbers := 0
		for _, v := range values {
			if v.form == numberForm {
				sum += v.num
				numbers++
			}
		}
		if filled > 0 && numbers == 0 { // shares of nothing: their sum is no 0 either
			return fmt.Sprintf(`IF(%s=0,"%s",%s)`, joinCalls("COUNT", refs), NoValue, joinCalls("SUM", refs)), textDatum(NoValue)
		}
		return joinCalls("SUM", refs), numberDatum(sum)
	}
}

// joinCalls calls a function over many ranges, at most 30 in one call (a function takes 255 arguments, older programs 30).
func joinCalls(function string, refs []string) string {
	var calls []string
	for len(refs) > 0 {
		n := min(30, len(refs))
		calls = append(calls, function+"("+strings.Join(refs[:n], ",")+")")
		refs = refs[n:]
	}
	return strings.Join(calls, "+")
}

// mergeRepeats joins equal neighbours in Merge columns, each column only within the runs of the Merge columns left of it.
func (l *laid) mergeRepeats() {
	runs := l.segments()
	if len(l.table.Rows) == 0 {
		return
	}
	for j, c := range l.table.Columns {
		if !c.Merge {
			continue
		}
		var inner []segment
		for _, s := range runs {
			inner = append(inner, l.equalRuns(j, s)...)
		}
		for _, s := range inner {
			l.joinRun(j, s)
		}
		runs = inner
	}
}

// equalRuns splits a segment into runs of equal values in a column.
func (l *laid) equalRuns(col int, s segment) []segment {
	out := []segment{{s.top, s.top}}
	for r := s.top + 1; r <= s.bottom; r++ {
		a, b := l.rows[r-1].cells[col].datum, l.rows[r].cells[col].datum
		if a == b && a.form != blankForm && l.sameRecord(r-1, r) {
			out[len(out)-1].bottom = r
		} else {
			out = append(out, segment{r, r})
		}
	}
	return out
}

// sameRecord reports whether two body rows are not known to be of different records: their cells are never joined.
func (l *laid) sameRecord(a, b int) bool {
	return l.table.Rows[l.rows[a].source].ID == l.table.Rows[l.rows[b].source].ID
}

// joinRun merges one run: its value stays in the first row only, and its rows grow until the text fits.
func (l *laid) joinRun(col int, s segment) {
	top := l.rows[s.top].cells[col]
	if top.form == textForm {
		l.ensureHeight(s.top, s.bottom, rowHeight(top.text, l.points[col], textSize))
	}
	if s.top == s.bottom {
		return
	}
	for r := s.top + 1; r <= s.bottom; r++ {
		l.rows[r].cells[col].datum = datum{}
	}
	l.merges = append(l.merges, span{s.top, col, s.bottom, col})
}

// placeFoot lays out the notes and the signature row.
func (l *laid) placeFoot() {
	last, note, sign := len(l.table.Columns)-1, l.printed(noteLook), l.printed(signLook)
	for i, words := range l.table.Notes {
		text := "注：" + words
		if many := len(l.table.Notes) > 1; many && i == 0 {
			text = "注：1. " + words
		} else if many {
			text = fmt.Sprintf("\u3000\u3000%d. %s", i+1, words)
		}
		r := l.add(rowHeight(text, l.room(0, last), note.size), otherRow)
		l.putSpan(span{r, 0, r, last}, text, note)
	}
	if l.table.Signature {
		r := l.add(max(36, rowHeight("", 1, sign.size)), otherRow)
		l.putSpan(span{r, 0, r, last}, l.signatures(last, sign.size), sign)
	}
}

// signatures spaces the four captions over the width of the table.
func (l *laid) signatures(last int, size float64) string {
	captions := []string{"单位负责人：", "审核人：", "填报人：", "联系电话："}
	for i, signer := range l.table.Signers[:min(len(captions), len(l.table.Signers))] {
		text, cut := clean(signer)
		if !cut {
			captions[i] += text
		}
	}
	var used float64
	for _, c := range captions {
		used += textWidth(c, size)
	}
	gap := int((l.room(0, last) - used) / float64(len(captions)) / size)
	return strings.Join(captions, strings.Repeat("\u3000", max(2, min(gap, 16))))
}
