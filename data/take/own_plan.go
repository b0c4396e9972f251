package take

import (
	"slices"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/zh"
)

// planPaper is the paper of the deployment, in which an item has a line for each of its targets.
const planPaper = "工作部署完成情况表"

// planColumns are the 0-based columns of a paper of the deployment.
type planColumns struct {
	bottom                 int // last row of the header
	title, measure, target int
	head                   int // row of the heading of measure: in the office's own form of the paper it may be joined with the one below
}

// asLists makes the papers of the program that a workbook holds what a list of the kind would be; rows keep their places.
func asLists(k *record.Kind, workbook *intake.Workbook) *intake.Workbook {
	lists := *workbook
	lists.Sheets = slices.Clone(workbook.Sheets)
	for i := range lists.Sheets {
		sheet := &lists.Sheets[i]
		_, paper := paperOf(sheet)
		if paper == nil || !slices.Contains(paper.of, k.Name) {
			continue
		}
		paper.filledDown(sheet)
		if at, ok := planColumnsOf(sheet); ok && paper.name == planPaper {
			at.join(sheet)
		}
	}
	return &lists
}

// planColumnsOf finds the columns by their headings; a paper that somebody gave others is read as it is.
func planColumnsOf(sheet *intake.Sheet) (planColumns, bool) {
	at := planColumns{title: -1, measure: -1, target: -1}
	for row, cells := range sheet.Rows[:min(8, len(sheet.Rows))] {
		for col := range cells {
			switch intake.Squeeze(cells[col].String()) {
			case "工作事项":
				at.title = col
			case "单位":
				at.measure, at.head, at.bottom = col, row, max(at.bottom, row)
			case "计划":
				at.target, at.bottom = col, max(at.bottom, row)
			}
		}
	}
	return at, at.title >= 0 && at.measure >= 0 && at.target >= 0
}

// join makes one line of the lines of an item: the targets stand together in the column of their measures, as a list of the items has them.
func (at planColumns) join(sheet *intake.Sheet) {
	rows := slices.Clone(sheet.Rows)
	sheet.Rows = rows
	cell := func(row, col int) string {
		if col >= len(rows[row]) {
			return ""
		}
		return strings.TrimSpace(rows[row][col].String())
	}
	put := func(row int, text string) {
		rows[row] = slices.Clone(rows[row])
		for len(rows[row]) <= max(at.measure, at.target) {
			rows[row] = append(rows[row], intake.Cell{})
		}
		rows[row][at.measure], rows[row][at.target] = intake.TextCell(text), intake.Cell{}
	}
	first, targets := -1, []string(nil)
	put(at.head, plan.Items.Field("targets").Title)
	for row := at.bottom + 1; row < len(rows); row++ {
		target := cell(row, at.target) + cell(row, at.measure) // 98人
		switch title := cell(row, at.title); {
		case len(rows[row]) <= max(at.measure, at.target) || target == "":
			first = -1
			continue
		case first >= 0 && (title == "" || title == cell(first, at.title)):
			targets, rows[row] = append(targets, target), nil
		default:
			first, targets = row, []string{target}
		}
		put(first, zh.JoinNames(targets))
	}
	at.unmerge(sheet)
}

// unmerge keeps what is merged over the lines of an item from reaching into those that are empty now.
func (at planColumns) unmerge(sheet *intake.Sheet) {
	merges := slices.Clone(sheet.Merges)
	for i := range merges {
		if merges[i].Top > at.bottom {
			merges[i].Bottom = merges[i].Top
		}
	}
	sheet.Merges = slices.DeleteFunc(merges, func(m intake.Merge) bool { return m.Top == m.Bottom && m.Left == m.Right })
}
