package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// rawRow is one row of a sheet as it stands in the file, with what it is taken for.
type rawRow struct {
	line  int
	use   string // 表头, 数据, 跳过:合计 …
	cells []intake.Cell
	tone  look.Tone
}

func (r rawRow) text(col int) string {
	if col >= len(r.cells) {
		return ""
	}
	return strings.Join(strings.Fields(r.cells[col].String()), " ")
}

const (
	shownColumns = 60
	shownRows    = 100_000
)

// rawRows are the rows of the frame's sheet; table is what was read by the frame, nil when nothing could be.
func rawRows(workbook *intake.Workbook, frame intake.Frame, table *intake.Table) []rawRow {
	sheet := sheetOf(workbook, frame.Sheet)
	if sheet == nil {
		return nil
	}
	uses := usesOf(frame, table)
	rows := make([]rawRow, 0, len(sheet.Rows))
	for i, cells := range sheet.Rows[:min(len(sheet.Rows), shownRows)] {
		r := rawRow{line: i + 1, cells: cells, tone: look.ToneMuted}
		switch use := uses[i+1]; {
		case use != "":
			r.use = use
		case frame.HeaderTop > 0 && r.line >= frame.HeaderTop && r.line <= frame.HeaderBottom:
			r.use = "表头"
		case r.line < max(frame.HeaderTop, 1), frame.Last > 0 && r.line > frame.Last:
			r.use = "范围外"
		}
		switch r.use {
		case "表头":
			r.tone = look.ToneAccent
		case "数据":
			r.tone = look.ToneNormal
		}
		rows = append(rows, r)
	}
	return rows
}

// usesOf says of the lines of a table what they were taken for.
func usesOf(frame intake.Frame, table *intake.Table) map[int]string {
	uses := map[int]string{}
	if table == nil {
		return uses
	}
	for _, row := range table.Rows {
		uses[row.Line] = "数据"
	}
	for _, row := range table.Skipped {
		uses[row.Line] = "跳过：" + row.Why
	}
	for _, line := range frame.Skip {
		uses[line] = "跳过：" + intake.SkipChosen
	}
	return uses
}

func sheetOf(workbook *intake.Workbook, name string) *intake.Sheet {
	for i := range workbook.Sheets {
		if workbook.Sheets[i].Name == name {
			return &workbook.Sheets[i]
		}
	}
	return nil
}

// widthOf is how many columns of the sheet are shown.
func widthOf(rows []rawRow) int {
	width := 1
	for _, r := range rows {
		width = max(width, len(r.cells))
	}
	return min(width, shownColumns)
}

// frames are where the tables of the file stand: as laid down, else as found, else a first guess in its first filled sheet.
func (s *source) frames() []intake.Frame {
	switch {
	case len(s.options.Frames) > 0:
		return slices.Clone(s.options.Frames)
	case s.im != nil && len(s.im.Tables) > 0:
		var frames []intake.Frame
		for i := range s.im.Tables {
			frames = append(frames, s.im.Tables[i].Frame())
		}
		return frames
	default:
		return []intake.Frame{guessFrame(s.sheets())}
	}
}

// guessFrame takes the first row of at least three filled cells, or the fullest one there is, for the header.
func guessFrame(workbook *intake.Workbook) intake.Frame {
	for _, sheet := range workbook.Sheets {
		if len(sheet.Rows) == 0 || sheet.Hidden {
			continue
		}
		return frameOfSheet(&sheet)
	}
	return intake.Frame{HeaderTop: 1, HeaderBottom: 1, First: 2}
}

func frameOfSheet(sheet *intake.Sheet) intake.Frame {
	line, most := 1, 0
	for i, cells := range sheet.Rows[:min(30, len(sheet.Rows))] {
		filled := 0
		for _, c := range cells {
			if !c.Empty() {
				filled++
			}
		}
		if filled > most {
			line, most = i+1, filled
		}
		if filled >= 3 {
			break
		}
	}
	return intake.Frame{Sheet: sheet.Name, HeaderTop: line, HeaderBottom: line, First: line + 1}
}

// frameText is a frame as its fields show it.
type frameText struct{ headerTop, headerBottom, first, last, left, right, skip string }

func textOf(f intake.Frame) frameText {
	number := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	lines := make([]string, len(f.Skip))
	for i, line := range f.Skip {
		lines[i] = strconv.Itoa(line)
	}
	return frameText{
		number(f.HeaderTop), number(f.HeaderBottom), number(f.First), number(f.Last), intake.ColumnName(f.Left), intake.ColumnName(f.Right),
		strings.Join(lines, "、"),
	}
}

// frame reads the fields; what cannot be read is refused in words. The rows kept by the user stay kept.
func (t frameText) frame(was intake.Frame) (intake.Frame, error) {
	f := intake.Frame{Sheet: was.Sheet, Keep: was.Keep}
	var err error
	number := func(text, what string) int {
		text = strings.TrimSpace(text)
		if text == "" {
			return 0
		}
		n, convErr := strconv.Atoi(text)
		if convErr != nil || n < 0 {
			err = store.Refuse(store.CodeInvalid, "%s写的是「%s」，应为行号，如 3。", what, text)
		}
		return n
	}
	f.HeaderTop, f.HeaderBottom = number(t.headerTop, "表头"), number(t.headerBottom, "表头")
	f.First, f.Last = number(t.first, "数据的第一行"), number(t.last, "数据的最后一行")
	if f.HeaderTop == was.HeaderTop && f.HeaderBottom == was.HeaderBottom {
		f.Named = was.Named
	}
	for i, text := range []string{t.left, t.right} {
		column := intake.ParseColumn(text)
		if column == 0 && strings.TrimSpace(text) != "" {
			err = store.Refuse(store.CodeInvalid, "列写的是「%s」，应为列标，如 A 或 K。", text)
		}
		*[]*int{&f.Left, &f.Right}[i] = column
	}
	for _, part := range zh.SplitNames(strings.ReplaceAll(t.skip, " ", "、")) {
		f.Skip = append(f.Skip, number(part, "跳过的行"))
	}
	return f, err
}

// use is what the user can take a row for.
type use int

const (
	useHeader use = iota
	useFirst
	useLast
	useSkip
	useKeep
)

// taken gives the frame after a row was taken for something else.
func taken(f intake.Frame, line int, as use) intake.Frame {
	drop := func(lines []int) []int {
		return slices.DeleteFunc(slices.Clone(lines), func(l int) bool { return l == line })
	}
	switch as {
	case useHeader:
		if f.HeaderTop > 0 && line == f.HeaderBottom+1 && line-f.HeaderTop < 3 { // one more row of the same header
			f.HeaderBottom = line
		} else {
			f.HeaderTop, f.HeaderBottom = line, line
		}
		f.Named, f.First = 0, f.HeaderBottom+1
		if f.Last > 0 && f.Last < f.First {
			f.Last = 0
		}
	case useFirst:
		f.First = line
		if f.HeaderBottom >= line {
			f.HeaderTop, f.HeaderBottom, f.Named = 0, 0, 0
		}
	case useLast:
		f.Last = line
	case useSkip:
		f.Keep, f.Skip = drop(f.Keep), append(drop(f.Skip), line)
	case useKeep:
		f.Skip, f.Keep = drop(f.Skip), append(drop(f.Keep), line)
		if f.Last > 0 && line > f.Last {
			f.Last = line
		}
	}
	slices.Sort(f.Skip)
	slices.Sort(f.Keep)
	return f
}

// tableOptions name the tables of the file for choosing one.
func tableOptions(frames []intake.Frame) []form.Option {
	var options []form.Option
	for i, f := range frames {
		label := fmt.Sprintf("表格 %d：%s 第 %d 行起", i+1, f.Sheet, max(f.HeaderTop, 1))
		options = append(options, form.Option{Value: strconv.Itoa(i), Label: label})
	}
	return options
}

func sheetOptions(workbook *intake.Workbook) []form.Option {
	var options []form.Option
	for _, sheet := range workbook.Sheets {
		o := form.Option{Value: sheet.Name, Note: fmt.Sprintf("%d 行", len(sheet.Rows))}
		if sheet.Hidden {
			o.Note = "隐藏"
		}
		options = append(options, o)
	}
	return options
}
