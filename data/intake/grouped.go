package intake

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	group = regexp.MustCompile(`^([一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第?[一二三四五六七八九十百\d]+(组|小组|监督小组|活动组|片区)|[^,。]{1,12}(界|界别|小组|党组|专委会)(\(.*\)|:)?$)`)
	// groupOver is a group worded so that it is no title of the whole: 一、中共界 over the heading of its own table.
	groupOver = regexp.MustCompile(`^([一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))[^,。]{1,12}(界|界别|组|党组|专委会)(\(.*\)|:)?$`)
	// groupLabel says what a group is one of: 界别 of 界别：农业界.
	groupLabel = regexp.MustCompile(`^(所属|所在)?(界别|专委会|专门委员会|党派|组别|小组|分组|分类|类别)[::]`)
	ordinal    = regexp.MustCompile(`^([一二三四五六七八九十]+[、.]|\(([一二三四五六七八九十]+|\d{1,2})\)|\d{1,2}[、.)])`)
	// ordinalApart is the number of a group with blanks behind it: 四　教育界.
	ordinalApart = regexp.MustCompile(`^([一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})[\s\p{Zs}]+`)
	// ordinalOnly is the number of a group in a column of its own.
	ordinalOnly = regexp.MustCompile(`^\(?([一二三四五六七八九十]+|\d{1,3})\)?[、.]?$`)
	headcnt     = regexp.MustCompile(`([(]?共?\d+(人|名|件|个)[)]?|\(共?\d+(人|名|件|个)?([,、;].*)?\)|\([^()]{1,6}:[^()]*\))$`)
)

// groupAside reports whether a row is a group's with more beside it: 界别：农业界 and 联络员：王芳, or a name and a remark.
func (r *reading) groupAside(row, filled int, text string) bool {
	if groupLabel.MatchString(text) {
		return filled <= 3
	}
	return filled == 2 && r.namesGroup(text) && r.count(row, r.known) == 0
}

// groupNamed reports whether a row has nothing but a status, a post or a body where the others have a name, and a number before it: 二, 离任委员（3人）.
func (r *reading) groupNamed(row, filled int) bool {
	name := r.nameColumn()
	if name < 0 {
		return filled == 1 && r.overRecords(row)
	}
	if filled > 2 || len(r.head.columns) < 2 {
		return false
	}
	if filled == 2 && !ordinalOnly.MatchString(Squeeze(r.firstText(row))) {
		return false
	}
	text := groupName(r.at(row, name).String())
	return r.saysOfPeople(text) || partyWords.MatchString(text) || r.loneWord(row, text) || slices.Contains(r.d.layout.Groups, text) || slices.Contains(r.d.layout.Groups, text+"界")
}

// overRecords reports whether the only text of a row is what the records below are grouped by: words in a column of numbers, the word of another column,
// 不予立案（1件）, or what the layout says is no record of its own.
func (r *reading) overRecords(row int) bool {
	col := r.firstFilled(row)
	text := groupName(r.Rows[row][col].String())
	if r.noted || len(r.head.columns) < 3 || r.Rows[row][col].Type != CellText || text == "" || utf8.RuneCountInString(text) > longestLone || r.lastFilled() == row {
		return false
	}
	for key, c := range r.columns {
		if c.Index != col {
			continue
		}
		if c.Field.Required {
			return r.d.layout.Over != nil && r.d.layout.Over(text)
		}
		return c.Field.Kind == KindInt && !strings.ContainsFunc(text, unicode.IsDigit) ||
			slices.ContainsFunc(r.d.layout.Fields, func(f Field) bool { return f.Key != key && f.Word != nil && slices.Contains(f.Choices, text) })
	}
	return false
}

// longestLone is how many characters a lone word over rows may have.
const longestLone = 10

// loneWord reports whether a text alone in its row, in the column of names, is nobody's name and over the rows that follow.
func (r *reading) loneWord(row int, text string) bool {
	return !r.noted && len(r.head.columns) > 2 && utf8.RuneCountInString(text) <= longestLone && r.lastFilled() > row && !strings.Contains(text, "·") && nobodysBeginning(text)
}

// nameColumn is the column of the person that each record is of, -1 for none.
func (r *reading) nameColumn() int {
	i := slices.IndexFunc(r.d.layout.Fields, func(f Field) bool { return f.Required && f.Kind == KindName && !f.Several })
	if i < 0 || r.columns[r.d.layout.Fields[i].Key] == nil {
		return -1
	}
	return r.columns[r.d.layout.Fields[i].Key].Index
}

// saysOfPeople reports whether a group is of a status or a post rather than a body.
func (r *reading) saysOfPeople(text string) bool {
	if before, _, found := strings.Cut(text, "("); found && before != "" { // 增补委员(2026年)
		text = before
	}
	return statusWords.MatchString(text) || plainMembers.MatchString(text) || slices.ContainsFunc(r.d.layout.Fields, func(f Field) bool { return f.Word != nil && slices.Contains(f.Choices, text) })
}

// setGroup takes a group row for the rows below. One of people right below one of a body, or the other way round, is within it, and so are those after it
// until the next of the first sort. A body some rows below a status may part those of the status or begin others, unless there was one before the status.
func (r *reading) setGroup(row int, text string) {
	people := r.saysOfPeople(text)
	within := r.outer != "" && people != r.saysOfPeople(r.outer)
	if r.group != "" && r.grouped == row-1 && people != r.saysOfPeople(r.group) {
		r.outer, within = r.group, true
	}
	switch {
	case people || within:
		r.ended = ""
	case statusWords.MatchString(r.group) && !r.bodies:
		r.ended = r.group
	}
	r.bodies = r.bodies || !people
	if !within {
		r.outer = ""
		if r.nested {
			r.outer = text
		}
	}
	r.nested = r.nested || within
	r.grouped, r.group, r.body = row, text, ""
	switch {
	case !within:
	case people:
		r.body = r.outer
	default:
		r.group, r.body = r.outer, text
	}
}

// namesGroup reports whether the text is worded as a group's; a list of one or two columns has no groups.
func (r *reading) namesGroup(text string) bool {
	return len(r.head.columns) > 2 && group.MatchString(text)
}

// oneArea reports whether the row's only content is merged over at least half of the table's width.
func (r *reading) oneArea(row int) bool {
	for col, c := range r.Rows[row] {
		if c.Empty() {
			continue
		}
		m := r.covers[[2]int{row, col}]
		return m != nil && m.Top == row && m.Bottom == row && 2*(m.Right-m.Left+1) >= len(r.head.columns) &&
			len(r.head.columns) > 2 && filledCells(r.Rows[row]) == 1
	}
	return false
}

func groupName(text string) string {
	text = Squeeze(ordinalApart.ReplaceAllString(strings.TrimSpace(text), ""))
	text = groupLabel.ReplaceAllString(ordinal.ReplaceAllString(strings.Map(narrow, text), ""), "")
	if short := headcnt.ReplaceAllString(text, ""); short != "" {
		text = short
	}
	return strings.TrimRight(text, ":")
}

// groupText is what a group row calls its group, without a number in a column of its own.
func (r *reading) groupText(row int) string {
	col := r.firstFilled(row)
	text := r.Rows[row][col].String()
	if !ordinalOnly.MatchString(Squeeze(text)) {
		return text
	}
	return cmp.Or(r.filledText(row, 1), text)
}
