package intake

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"cppccdesk/data/zh"
)

// reading is a table while its rows are read.
type reading struct {
	*view
	d       *dictionary
	head    *header
	table   Table
	columns map[string]*Column
	titles  map[string]bool // texts of title and header rows, which pages repeat
	group   string
	body    string // over or under the group, which is then a status or post: 经济界
	outer   string // the group over group or body; "" where none is in another
	stated  stated // what lines over the rows say of each
	bodies  bool   // there was a group of a body
	ended   string // the group of a status of which rows may or may not be, see setGroup
	grouped int    // the last row of a group
	nested  bool   // groups are within others
	noted   bool   // inside the notes below the table
	first   int    // row of data laid down by a person; 0: the one after the header
	skipped []int  // rows left out by a person, 1-based
	kept    []int  // rows a person calls records
	whole   bool   // the table ends where a person says, not at the next header
	known   []int  // columns of fields
	extra   []int  // other columns with a header, serial numbers excepted
	filled  map[int]bool
	left    int               // first column
	right   int               // last column
	full    map[string]string // full marks of fields, from a row of them
}

// readTable reads the rows below a header, and as titles those above it down from row from. next is the row at which
// another header of the layout begins: with other columns, or under the title of another year or session; -1 if none does.
func (v *view) readTable(d *dictionary, head *header, from int) (table Table, next int) {
	r := v.newReading(d, head)
	r.table.Titles = v.titleLines(from, head.top)
	r.readTitles(from)
	next = r.readRows()
	r.finish()
	return r.table, next
}

func (v *view) newReading(d *dictionary, head *header) *reading {
	r := &reading{
		view: v, d: d, head: head, columns: map[string]*Column{}, titles: map[string]bool{}, filled: map[int]bool{},
		table: Table{
			Sheet: v.Name, HeaderTop: head.top + 1, HeaderBottom: head.bottom + 1, Columns: head.columns,
			Signature: head.signature, named: head.top + head.height,
		},
	}
	if len(r.table.Columns) > 0 {
		r.left = r.table.Columns[0].Index
	}
	for i := range r.table.Columns {
		column := &r.table.Columns[i]
		r.right = max(r.right, column.Index)
		switch {
		case column.Field != nil:
			r.columns[column.Field.Key] = column
			r.known = append(r.known, column.Index)
			if column.Parts != nil {
				r.known = append(r.known, column.Parts[1:]...)
			}
		case !isSerialHeading(column.Header):
			r.extra = append(r.extra, column.Index)
		}
	}
	return r
}

func (r *reading) readTitles(from int) {
	for row := from; row <= r.head.bottom; row++ {
		text := r.firstText(row)
		if text == "" {
			continue
		}
		if row < r.head.top {
			r.titles[Squeeze(text)] = true
			r.state(row)
			why := SkipTitle
			if filledCells(r.Rows[row]) == 1 && (groupOver.MatchString(Squeeze(text)) || row+1 == r.parted && group.MatchString(Squeeze(text))) {
				why = SkipGroup // of this table alone
			}
			r.skip(row, why)
		}
	}
}

func (r *reading) readRows() (next int) {
	for row := max(r.head.bottom+1, r.first); row < len(r.Rows); row++ {
		switch {
		case slices.Contains(r.skipped, row+1):
			r.skip(row, SkipChosen)
			continue
		case slices.Contains(r.kept, row+1):
			r.keep(row)
			continue
		}
		if r.state(row) {
			r.skip(row, SkipTitle)
			continue
		}
		if r.repeatsHeader(row) {
			if !r.whole && (r.otherPeriod(row) || r.renames(row)) {
				return row
			}
			row = r.skipHeader(row)
			continue
		}
		if !r.whole && r.otherHeader(row) {
			return row
		}
		if r.titleOfNext(row) {
			r.skip(row, SkipTitle)
			continue
		}
		if r.fullMarks(row) {
			r.skip(row, SkipTotal)
			continue
		}
		if why := r.classify(row); why != "" {
			r.skip(row, why)
			continue
		}
		r.keep(row)
	}
	return -1
}

// skipHeader files the header printed again from a row on, and returns its last row.
func (r *reading) skipHeader(row int) int {
	r.skip(row, SkipTitle)
	for of := r.head.top + 1; of <= r.head.bottom && row+1 < len(r.Rows); of++ {
		if same, differ := r.compare(of, row+1); same == 0 || same <= differ {
			break // printed again in one line
		}
		row++
		r.skip(row, SkipTitle)
	}
	return row
}

// skip files a row under why. A group row also becomes the group of the rows below it.
func (r *reading) skip(row int, why string) {
	r.table.Skipped = append(r.table.Skipped, SkippedRow{Line: row + 1, Why: why, Text: zh.Clip(r.firstText(row), 60)})
	r.noted = why == SkipNote || (r.noted && why == SkipBlank)
	switch {
	case why == SkipGroup:
		r.setGroup(row, groupName(r.groupText(row)))
	case why == SkipTotal && statusWords.MatchString(r.group) && r.grouped != row-1:
		r.ended, r.group, r.body = r.group, r.body, ""
	}
}

// firstFilled is the column of a row's first filled cell, -1 without one.
func (v *view) firstFilled(row int) int {
	return slices.IndexFunc(v.Rows[row], func(c Cell) bool { return !c.Empty() })
}

// firstText is the text of a row's first filled cell, "" without one.
func (v *view) firstText(row int) string { return v.filledText(row, 0) }

// filledText is the text of a row's n-th filled cell, "" without one; n is 0-based.
func (v *view) filledText(row, n int) string {
	if row < 0 || row >= len(v.Rows) {
		return ""
	}
	for i := range v.Rows[row] {
		if c := &v.Rows[row][i]; !c.Empty() {
			if n == 0 {
				return oneLine(c.String())
			}
			n--
		}
	}
	return ""
}

// repeatsHeader finds the header printed again on a later page, in the same columns.
func (r *reading) repeatsHeader(row int) bool {
	same, differ := r.compare(r.head.top, row)
	return same >= 2 && same > differ
}

// renames reports whether a header printed again calls a column otherwise: 姓名, 界别, 去世时间 below 姓名, 界别, 工作单位 is the header of another table.
func (r *reading) renames(row int) bool {
	return slices.ContainsFunc(r.head.columns, func(column Column) bool {
		was, is := Squeeze(r.headerText(r.head.top, column.Index)), Squeeze(r.headerText(row, column.Index))
		return was != "" && is != "" && was != is
	})
}

// compare counts the cells of a row of the header that another row has again, and those that it has not.
func (r *reading) compare(of, row int) (same, differ int) {
	for _, column := range r.head.columns {
		want := r.headerText(of, column.Index)
		if want == "" {
			continue
		}
		have, short := oneLineWithin(r.printed(row, column.Index), 3*len(want)) // a narrow character has a third of the bytes
		if short && have != "" && Squeeze(have) == Squeeze(want) {
			same++
		} else {
			differ++
		}
	}
	return same, differ
}

// longestHeading is how many bytes a heading of another table may have.
const longestHeading = 59

// otherHeader finds the start of another table of the same layout with its columns in other places.
func (r *reading) otherHeader(row int) bool {
	named := 0
	for col := range r.Rows[row] {
		if text, short := oneLineWithin(r.printed(row, col), longestHeading); short && text != "" && r.d.named(text) {
			named++
		}
	}
	need := max(2, r.d.layout.minMatch())
	return named >= need && 2*named >= filledCells(r.Rows[row])
}

func filledCells(cells []Cell) int {
	n := 0
	for _, c := range cells {
		if !c.Empty() {
			n++
		}
	}
	return n
}

var (
	noteText  = regexp.MustCompile(`^(注\d?[:.、]|注意|备注:|说明:|填表说明|填报说明|附注|附:|(数据|资料)?来源:|\*注|※|备注\d)`)
	stampText = regexp.MustCompile(`(单位负责人|填表人|填报人|审核人|制表人|制表|审核|复核|填表|经办|经办人|复核人|统计负责人|负责人签字|主要领导|分管领导签字|` +
		`联系人|联系电话|填报日期|填表日期|填报时间|填表时间|填报单位|制表日期|签字|签名|盖章|公章|[\p{Han}]{1,8}人)\)?(\((盖章|签字|签章|公章)\))?:`)
	// stampWord has its value in the next cell, or none yet.
	stampWord = regexp.MustCompile(`^(单位负责人|统计负责人|负责人|分管领导|主管领导|填表人|填报人|审核人?|复核人?|制表人?|填表|经办人?|联系人|(联系)?电话|手机|(填报|填表|制表)(日期|时间))(\((签字|签章|签名|盖章)\))?:?$`)
	signedOn  = regexp.MustCompile(`^([\p{Han}]{2,6}:)?(\d{4})?年\d{0,2}月\d{0,2}日$`)
	stampEnd  = regexp.MustCompile(`\((盖章|公章|签章|签字)\)$`)
	noteItem  = regexp.MustCompile(`^(\d{1,2}[.、)]|\([一二三四五六七八九十\d]+\)|[①-⑳])`)
	// pageLine is what is printed on each page and says nothing of the rows.
	pageLine = regexp.MustCompile(`^(\(?续(上?表|上?页)?\d*\)?|接(上|下)页|转(上|下)页|-*第\d+页([,/]?共\d+页)?-*|共\d+页|\d+/\d+|(打印|导出|印制)(日期|时间)(:.*)?|[机秘绝]密.{0,6}|内部(资料|使用|文件).{0,10}|注意保密)$`)
)

// classify says why a row is not a record; "" if it is one.
func (r *reading) classify(row int) string {
	cells := r.Rows[row]
	filled := filledCells(cells)
	if filled == 0 || (r.serialOnly(row) && r.count(row, r.known)+r.count(row, r.extra) == 0) {
		return SkipBlank
	}
	text := Squeeze(r.firstText(row))
	switch {
	case filled <= 2 && r.titles[text], filled == 1 && pageLine.MatchString(text):
		return SkipTitle
	case isTotal(cells, text), r.counted(row, filled), r.isReckoned(row):
		return SkipTotal
	case noteText.MatchString(text) && filled <= 2:
		return SkipNote
	case r.isStamp(row, cells, filled, text):
		return SkipStamp
	case r.groupAside(row, filled, text), r.groupNamed(row, filled):
		return SkipGroup
	case filled == 1:
		return r.classifySingle(row, text)
	}
	return ""
}

// stampRows is how many rows may follow one of stamps whose values are in cells of their own.
const stampRows = 8

// headsNext reports whether the second filled cell of a row is a heading: the row heads another table.
func (r *reading) headsNext(row int) bool {
	next := r.filledText(row, 1)
	return r.d.named(next) || stampWord.MatchString(Squeeze(next))
}

// isStamp finds 单位负责人: 填表人: and the like; a row of data may hold such words too, but not first and in a third of its cells.
func (r *reading) isStamp(row int, cells []Cell, filled int, first string) bool {
	if filled == 1 && (signedOn.MatchString(first) || stampEnd.MatchString(first)) {
		return true
	}
	stamp := stampText
	if stampWord.MatchString(first) && r.lastFilled()-row <= stampRows && !r.headsNext(row) {
		stamp = stampWord
	}
	if filled > 8 || !stamp.MatchString(first) || filled == 1 && r.namesGroup(first) {
		return false
	}
	stamps := 0
	for _, c := range cells {
		if c.Type == CellText && len(c.raw) <= 360 && stamp.MatchString(Squeeze(c.raw)) {
			stamps++
		}
	}
	return stamps*3 >= filled
}

// classifySingle decides on a row with one filled cell, which may be merged across the table.
func (r *reading) classifySingle(row int, text string) string {
	col := r.firstFilled(row)
	runes := len([]rune(text))
	if r.noted && (noteItem.MatchString(text) || runes > 8) {
		return SkipNote
	}
	if r.oneArea(row) {
		if runes > 40 || strings.ContainsAny(text, "。;") {
			return SkipNote
		}
		return SkipGroup
	}
	if runes <= 40 && col <= r.firstKnown() && r.namesGroup(text) {
		return SkipGroup
	}
	if r.count(row, r.known) > 0 || r.Rows[row][col].Type != CellText {
		return ""
	}
	switch {
	case runes > 20 || r.lastFilled() == row:
		return SkipNote
	case col < r.firstKnown():
		return SkipGroup
	}
	return ""
}

func (r *reading) firstKnown() int { return slices.Min(r.known) }

func (r *reading) lastFilled() int {
	for row := len(r.Rows) - 1; row >= 0; row-- {
		if filledCells(r.Rows[row]) > 0 {
			return row
		}
	}
	return -1
}

// serialOnly reports whether the row holds nothing but a number in front, as rows prepared for filling in do.
func (r *reading) serialOnly(row int) bool {
	for _, c := range r.Rows[row] {
		if c.Empty() {
			continue
		}
		if _, ok := c.decimal(); !ok {
			return false
		}
	}
	return true
}

func (r *reading) count(row int, columns []int) int {
	n := 0
	for _, col := range columns {
		if !r.at(row, col).Empty() {
			n++
		}
	}
	return n
}

func (r *reading) keep(row int) {
	r.noted = false
	cells := make(map[string]Cell, len(r.columns))
	refused := r.doubtfulTicks(row) + r.takeEqual(row, cells)
	for key, column := range r.columns {
		if column.Ticked != nil {
			word, why := r.ticked(row, column)
			if word != "" {
				cells[key] = TextCell(word)
			}
			refused += why
			continue
		}
		if c := r.cell(row, column); c.Type != CellEmpty || c.uncounted {
			cells[key] = c
		}
	}
	if key := r.d.layout.GroupRow; key != "" && r.group != "" && cells[key].Empty() {
		cells[key] = Cell{raw: cmp.Or(r.body, r.group), Type: CellText, Inherited: true}
	}
	labels, otherwise := r.putStated(cells)
	refused += otherwise
	raw := r.shown(row)
	from := ""
	if row < len(r.From) {
		from = r.From[row]
	}
	r.table.Rows = append(r.table.Rows, Row{
		From:  from,
		Sheet: r.Name, Line: row + 1, Left: r.left, Marks: r.marksOf(row), Cells: cells, Raw: raw, Group: r.group, Ended: r.ended, columns: r.columns, labels: labels, date1904: r.Date1904,
		Refused: refused,
	})
}

// shown is a row as it is handed back when it is refused: with what it inherits, as it comes back without the cells above it, and with a mark where a
// formula has no result.
func (r *reading) shown(row int) []string {
	width := len(r.Rows[row])
	for _, column := range r.columns {
		if !r.value(row, column.Index).Empty() {
			width = max(width, column.Index+1)
		}
	}
	raw := make([]string, width)
	for col := range raw {
		c := r.value(row, col)
		if raw[col] = c.String(); c.uncounted {
			raw[col] = "#N/A"
		}
		if raw[col] != "" {
			r.filled[col] = true
		}
	}
	return raw
}

// cell is the value of a column; a date in parts is put together.
func (r *reading) cell(row int, column *Column) Cell {
	switch {
	case column.Parts == nil:
		return r.value(row, column.Index)
	case column.Joined != nil:
		return r.joined(row, column)
	}
	whole := ""
	for i, col := range column.Parts {
		if text := Squeeze(r.value(row, col).String()); text != "" {
			unit := dateUnits[i]
			whole += strings.TrimSuffix(text, unit) + unit
		}
	}
	return TextCell(whole)
}

// finish drops the blank rows at the end and lists what the layout and the sheet do not have in common.
func (r *reading) finish() {
	r.infer()
	r.markColoured()
	r.putFull()
	last := 0
	if n := len(r.table.Rows); n > 0 {
		last = r.table.Rows[n-1].Line
	}
	for n := len(r.table.Skipped); n > 0 && r.table.Skipped[n-1].Why == SkipBlank && r.table.Skipped[n-1].Line > last; n-- {
		r.table.Skipped = r.table.Skipped[:n-1]
	}
	for _, column := range r.table.Columns {
		if column.Field == nil && (column.Reason == "" || column.Reason == ReasonOthers) && r.filled[column.Index] && !isSerialHeading(column.Header) {
			r.table.Unknown = append(r.table.Unknown, column.Header)
		}
	}
	r.listMissing()
}

// listMissing lists the required fields that no column is for.
func (r *reading) listMissing() {
	for i, field := range r.d.layout.Fields {
		if field.Required && r.columns[field.Key] == nil && r.stated.labels[field.Key] == "" && field.Key != r.d.layout.GroupRow && !r.head.isParallel(i) {
			r.table.Missing = append(r.table.Missing, field.Title)
		}
	}
}
