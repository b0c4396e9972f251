package take

import (
	"fmt"
	"strconv"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

// markWords say how rows are marked, to follow 第 3 行.
var markWords = map[intake.Mark]string{
	intake.MarkHidden: "是隐藏或筛选掉的", intake.MarkStruck: "有删除线", intake.MarkColoured: "底色与别的行不同", intake.MarkNoted: "有批注",
}

// MarkedRows are the rows of a file that are marked in one way. They are taken in like others unless Options.Without leaves them out.
type MarkedRows struct {
	Mark  intake.Mark
	Rows  int
	Lines string // the first of them, by line, with their sheet where there are several
	Out   bool   // left out
}

// Title says how the rows are marked: 隐藏或筛选掉的 3 行.
func (m MarkedRows) Title() string {
	words := map[intake.Mark]string{
		intake.MarkHidden: "隐藏或筛选掉的", intake.MarkStruck: "有删除线的", intake.MarkColoured: "底色不同的", intake.MarkNoted: "有批注的",
	}
	return fmt.Sprintf("%s %d 行", words[m.Mark], m.Rows)
}

// readMarks lists which rows of the file are marked in ways that its columns do not say.
func (im *Import) readMarks() {
	several := im.severalSheets()
	im.Marked = nil
	for _, mark := range intake.Marks {
		marked := MarkedRows{Mark: mark, Out: im.options.Without&mark != 0}
		var lines []string
		for _, table := range im.Tables {
			for _, row := range table.Rows {
				if row.Marks&mark == 0 {
					continue
				}
				marked.Rows++
				line := strconv.Itoa(row.Line)
				if several {
					line = row.Sheet + " " + line
				}
				if row.From != "" {
					line = row.From
				}
				lines = append(lines, line)
			}
		}
		if marked.Rows > 0 {
			marked.Lines = some(lines)
			im.Marked = append(im.Marked, marked)
		}
	}
}

func (im *Import) severalSheets() bool {
	for _, table := range im.Tables {
		if table.Sheet != im.Tables[0].Sheet {
			return true
		}
	}
	return false
}

// rowNotes say in sentences which rows of the file are marked, and what of its sheets is not taken in: comments, pictures.
func (im *Import) rowNotes(workbook *intake.Workbook) []string {
	var notes []string
	for _, m := range im.Marked {
		what := "照样录入"
		if m.Out {
			what = "没有录入"
		}
		notes = append(notes, fmt.Sprintf("%d 行%s（第 %s 行），%s。", m.Rows, markWords[m.Mark], m.Lines, what))
	}
	read := map[string]bool{}
	for _, table := range im.Tables {
		read[table.Sheet] = true
		notes = append(notes, wordsBetween(table)...)
	}
	for _, sheet := range workbook.Sheets {
		if !read[sheet.Name] {
			continue
		}
		notes = append(notes, sheet.Said...)
		switch gathered := im.gathered(sheet.Name); {
		case len(sheet.Said) > 0:
		case gathered > 0 && sheet.Turned != "":
			notes = append(notes, fmt.Sprintf("工作表「%s」的标题在左边、一列一条记录，行列互换后读取，共 %d 条。", sheet.Turned, gathered))
		case gathered > 0:
			notes = append(notes, fmt.Sprintf("%d 张登记表读成一张表，一张登记表一行。", gathered))
		}
		if n := len(sheet.Unread); n > 0 {
			notes = append(notes, fmt.Sprintf("登记表里有 %d 处文字不是标题右边的内容，没有录入（%s）。", n, some(sheet.Unread)))
		}
		if n := len(sheet.PartlyStruck); n > 0 {
			notes = append(notes, fmt.Sprintf("工作表「%s」有 %d 个单元格里一部分字划了删除线（%s），连同划掉的字照样录入；不要的请先在表格里删去，再导入。", sheet.Name, n, some(sheet.PartlyStruck)))
		}
		if n := len(sheet.Comments); n > 0 {
			notes = append(notes, fmt.Sprintf("工作表「%s」有 %d 处批注（%s），不录入；要留的请写进表格的一栏。", sheet.Name, n, some(sheet.Comments)))
		}
		if n := len(sheet.Pictured); n > 0 {
			notes = append(notes, fmt.Sprintf("工作表「%s」有 %d 个单元格里是图片（%s），不录入。", sheet.Name, n, some(sheet.Pictured)))
		}
		if sheet.Pictures > 0 {
			notes = append(notes, fmt.Sprintf("工作表「%s」有 %d 张图片，不录入。", sheet.Name, sheet.Pictures))
		}
	}
	return notes
}

// wordsBetween name the notes between the rows of a table, which may say something of those below: 注：以下为增补委员.
func wordsBetween(table intake.Table) (notes []string) {
	if len(table.Rows) == 0 {
		return nil
	}
	first, last := table.Rows[0].Line, table.Rows[len(table.Rows)-1].Line
	for _, skipped := range table.Skipped {
		if skipped.Why == intake.SkipNote && first < skipped.Line && skipped.Line < last {
			notes = append(notes, fmt.Sprintf("工作表「%s」第 %d 行写着「%s」，夹在各行中间，没有录入；说的是下面各行的，请写进一栏。", table.Sheet, skipped.Line, skipped.Text))
		}
	}
	return notes
}

// gathered is how many cards or columns a sheet is put together of.
func (im *Import) gathered(sheet string) int {
	n := 0
	for _, table := range im.Tables {
		for _, row := range table.Rows {
			if row.Sheet == sheet && row.From != "" && row.Of == nil {
				n++
			}
		}
	}
	return n
}

// leftOut is what becomes of a row that is left out by its marks.
func (im *Import) leftOut(row intake.Row) (result Row, out bool) {
	mark := row.Marks & im.options.Without
	if mark == 0 {
		return result, false
	}
	values := record.Values{}
	for i := range im.Kind.Fields {
		values[im.Kind.Fields[i].Key] = row.Text(im.Kind.Fields[i].Key)
	}
	var why []string
	for _, m := range intake.Marks {
		if mark&m != 0 {
			why = append(why, markWords[m])
		}
	}
	return Row{Outcome: RowSkipped, Name: im.Kind.NameOf(values), Reason: "这一行" + strings.Join(why, "，") + "，按您的选择不导入。"}, true
}

// some names the first of several.
func some(of []string) string {
	const most = 12
	if len(of) <= most {
		return strings.Join(of, "、")
	}
	return strings.Join(of[:most], "、") + "……"
}
