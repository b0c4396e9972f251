package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Sheets of scores (评分表) have a layout of their own: the names of judges, indicators and targets stand along the rows or the columns of a rectangle
// of points, or once for all of it, and the whole comes again further down, to the right or on other sheets. A [BlockLayout] says how, once; it finds
// every block of a workbook by the texts around the points, wherever the block stands and however many judges it has.

// Area is a rectangle of cells, 0-based and inclusive.
type Area struct {
	Top    int `json:"top"`
	Left   int `json:"left"`
	Bottom int `json:"bottom"`
	Right  int `json:"right"`
}

// String is the area as a spreadsheet writes it: C5:L14, or C5 for a single cell.
func (a Area) String() string {
	first, last := CellName(a.Top, a.Left), CellName(a.Bottom, a.Right)
	if first == last {
		return first
	}
	return first + ":" + last
}

// Overlaps reports whether the areas have a cell in common.
func (a Area) Overlaps(b Area) bool {
	return a.Top <= b.Bottom && b.Top <= a.Bottom && a.Left <= b.Right && b.Left <= a.Right
}

// Has reports whether the cell is in the area.
func (a Area) Has(row, col int) bool {
	return row >= a.Top && row <= a.Bottom && col >= a.Left && col <= a.Right
}

// with is the smallest area that has both.
func (a Area) with(b Area) Area {
	return Area{min(a.Top, b.Top), min(a.Left, b.Left), max(a.Bottom, b.Bottom), max(a.Right, b.Right)}
}

// wrong reports whether the area is none.
func (a Area) wrong() bool { return a.Top > a.Bottom || a.Left > a.Right || a.Top < 0 || a.Left < 0 }

func (a Area) empty() bool { return a == Area{} }

// ParseCell reads B5 as 0-based row and column.
func ParseCell(text string) (row, col int, ok bool) {
	text = strings.ToUpper(Squeeze(text))
	letters := strings.TrimRight(text, "0123456789")
	n, err := strconv.Atoi(text[len(letters):])
	col = ParseColumn(letters)
	if err != nil || n < 1 || letters == "" || col == 0 {
		return 0, 0, false
	}
	return n - 1, col - 1, true
}

// ParseArea reads C5:L14 or C5.
func ParseArea(text string) (a Area, ok bool) {
	first, last, two := strings.Cut(strings.Map(narrow, text), ":")
	if !two {
		last = first
	}
	var okFirst, okLast bool
	a.Top, a.Left, okFirst = ParseCell(first)
	a.Bottom, a.Right, okLast = ParseCell(last)
	return a, okFirst && okLast && a.Top <= a.Bottom && a.Left <= a.Right
}

// NamesFrom says where names stand.
type NamesFrom string

// The places of names.
const (
	NamesInRow    NamesFrom = "row"    // one over each column of points, in one row or, outer names first, two
	NamesInColumn NamesFrom = "column" // one beside each row of points, in one column or two
	NameInCell    NamesFrom = "cell"   // one for the whole block, in a cell
	NameOfSheet   NamesFrom = "sheet"  // one for all blocks of a sheet, in the sheet's name
	NameAsGiven   NamesFrom = "text"   // one for all, which the workbook does not say
)

// Names says where the names of one role stand in the block that was pointed at.
type Names struct {
	From    NamesFrom `json:"from"`
	At      []int     `json:"at,omitempty"` // 0-based rows or columns, the outer one first
	Row     int       `json:"row,omitempty"`
	Col     int       `json:"col,omitempty"`
	Pattern string    `json:"pattern,omitempty"` // what is written around a single name, * in its place: 被评议单位：*; "": nothing
	Text    string    `json:"text,omitempty"`    // for NameAsGiven
}

func (n Names) along() bool { return n.From == NamesInRow || n.From == NamesInColumn }

// inner is the row or column that holds the names themselves.
func (n Names) inner() int { return n.At[len(n.At)-1] }

// String says where the names are as a person would: 第 3 行, B 列, B1「被评议单位：*」, 工作表名.
func (n Names) String() string {
	around := ""
	if n.Pattern != "" && n.Pattern != "*" {
		around = "「" + n.Pattern + "」"
	}
	var lines []string
	switch n.From {
	case NamesInRow:
		for _, at := range n.At {
			lines = append(lines, strconv.Itoa(at+1))
		}
		return "第 " + strings.Join(lines, "、") + " 行"
	case NamesInColumn:
		for _, at := range n.At {
			lines = append(lines, ColumnName(at+1))
		}
		return strings.Join(lines, "、") + " 列"
	case NameInCell:
		return CellName(n.Row, n.Col) + around
	case NameOfSheet:
		return "工作表名" + around
	case NameAsGiven:
		return "「" + n.Text + "」"
	}
	return "没有指定"
}

// cut takes the name out of the text that holds it; ok is false when the text is not written like that.
func (n Names) cut(text string) (name string, ok bool) {
	before, after, _ := strings.Cut(n.pattern(), "*")
	if text, ok = cutFolded(text, before); !ok {
		return "", false
	}
	if text, ok = cutFolded(reversed(text), reversed(after)); !ok {
		return "", false
	}
	return strings.TrimFunc(reversed(text), isBlank), true
}

func (n Names) pattern() string {
	if !strings.Contains(n.Pattern, "*") {
		return "*"
	}
	return n.Pattern
}

// bare reports whether nothing is written around the name.
func (n Names) bare() bool { return Squeeze(n.pattern()) == "*" }

// cutFolded takes a beginning off a text, whatever the width of its characters and the blanks in it.
func cutFolded(text, beginning string) (rest string, ok bool) {
	want := []rune(Squeeze(beginning))
	for i, r := range text {
		if len(want) == 0 {
			return text[i:], true
		}
		got := []rune(Squeeze(string(r)))
		switch {
		case len(got) == 0:
		case len(got) > len(want) || !slices.Equal(got, want[:len(got)]):
			return "", false
		default:
			want = want[len(got):]
		}
	}
	return "", len(want) == 0
}

func reversed(text string) string {
	runes := []rune(text)
	slices.Reverse(runes)
	return string(runes)
}

// PatternOf is the pattern of a text in which a name stands: 被评议单位：* for 被评议单位：县教育局 and 县教育局; "" when it is the name alone or does not hold it.
func PatternOf(text, name string) string {
	at := strings.Index(text, name)
	if name == "" || at < 0 || Squeeze(text) == Squeeze(name) {
		return ""
	}
	return text[:at] + "*" + text[at+len(name):]
}

// Role is what the names of a block are of.
type Role int

// The roles.
const (
	RoleJudge Role = iota
	RoleIndicator
	RoleTarget
	roles
)

// Title is the role in the office's words.
func (r Role) Title() string { return [...]string{"评委", "指标", "被评对象"}[r] }

// BlockKind is one kind of block, described by where one of them stands. Labels and the indicators of it are its fingerprint: what it is found again by.
type BlockKind struct {
	Sheet  string       `json:"sheet"`            // of the block pointed at
	Sheets []string     `json:"sheets,omitempty"` // it is looked for on these only; none: on all
	Names  [roles]Names `json:"names"`
	Scores Area         `json:"scores"`           // the points, totals among them
	Skip   []string     `json:"skip,omitempty"`   // further names of rows and columns that hold no points
	Labels []Label      `json:"labels,omitempty"` // set by Anchor
	Inner  []string     `json:"inner,omitempty"`  // set by Anchor: the indicators by name, folded

	knows func(role Role, text string) bool // what is on the office's lists; nil where somebody points at the block
}

// Label is a text that stands at the same place of every block of a kind, counted from its first points. * in it stands for a name.
type Label struct {
	Down  int    `json:"down"`
	Right int    `json:"right"`
	Text  string `json:"text"`
}

// BlockLayout is how the scores of a workbook lie: its kinds of block, in the order in which they are looked for.
type BlockLayout struct {
	Name  string      `json:"name"`
	Kinds []BlockKind `json:"kinds"`
}

// String says how a kind is described, in one line.
func (k BlockKind) String() string {
	return fmt.Sprintf("评委在%s，指标在%s，被评对象在%s，分数在 %s", k.Names[RoleJudge], k.Names[RoleIndicator], k.Names[RoleTarget], k.Scores)
}

// has reports whether a text is the name of an indicator of the kind.
func (k *BlockKind) has(text string) bool {
	return slices.Contains(k.Inner, foldHeader(text)) || k.knows != nil && k.knows(RoleIndicator, text)
}

// on reports whether blocks of the kind are looked for on the sheet.
func (k *BlockKind) on(sheet *Sheet) bool {
	if len(k.Sheets) > 0 {
		return slices.Contains(k.Sheets, sheet.Name)
	}
	return !sheet.Hidden
}

// extent is the area of the block pointed at, with its names.
func (k *BlockKind) extent() Area {
	a := k.Scores
	for _, n := range k.Names {
		switch n.From {
		case NamesInRow:
			a.Top = min(a.Top, slices.Min(n.At))
		case NamesInColumn:
			a.Left = min(a.Left, slices.Min(n.At))
		case NameInCell:
			a = a.with(Area{n.Row, n.Col, n.Row, n.Col})
		}
	}
	for _, l := range k.Labels {
		row, col := k.Scores.Top+l.Down, k.Scores.Left+l.Right
		a = a.with(Area{row, col, row, col})
	}
	return a
}
