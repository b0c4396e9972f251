package take

import (
	"regexp"
	"slices"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// ownPaper is an official workbook of the program: by what kinds it can be taken back in, and what to use when it cannot.
type ownPaper struct {
	name    string // what its title ends with
	of      []string
	instead string
}

var ownPapers = []ownPaper{
	{"民主监督员名册", []string{"supervisors"}, ""},
	{"监督小组派驻一览表", []string{"groups"}, ""},
	{planPaper, []string{"plan"}, ""},
	{"提案登记台账", []string{"proposals"}, ""},
	{"重点提案全程跟踪表", []string{"tracking"}, ""},
	{"提案工作情况统计表", nil, "「提案」的列表或提案登记台账"},
	{"承办单位办理情况统计表", nil, "「单位」或「承办与答复」的列表"},
	{"民主评议得分及等次表", nil, "「评委」或「评分表」的列表"},
	{"民主评议评分明细", nil, "「评分表」的列表"},
	{"上报材料目录", nil, "要改的那一类数据的列表"},
	{"勾稽核对表", nil, "要改的那一类数据的列表"},
	{"生日名册", nil, "「委员」或「民主监督员」的列表"},
	{"委员通讯录", []string{"members"}, ""},
	{"民主监督员通讯录", []string{"supervisors"}, ""},
	{"承办单位联系人通讯录", []string{"units"}, ""},
	{"通讯录", nil, "「委员」「民主监督员」或「单位」的列表，或只含一类人的通讯录"},
}

var (
	ownTop  = regexp.MustCompile(`填报日期：\d{4}年\d{1,2}月\d{1,2}日.*单位：`) // in the line under the title
	ownYear = regexp.MustCompile(`^[\d年月上下半度至 -]*$`)                 // of what a paper is, in front of its name
)

// refuseOwnPaper refuses an official workbook of the program that cannot be taken in as the kind: its columns look like those of a ledger and mean
// something else.
func refuseOwnPaper(k *record.Kind, workbook *intake.Workbook) error {
	for i := range workbook.Sheets {
		sheet := &workbook.Sheets[i]
		title, paper := paperOf(sheet)
		if paper == nil || sheet.Hidden || slices.Contains(paper.of, k.Name) {
			continue
		}
		if paper.of != nil {
			return store.Refuse(store.CodeInvalid, "工作表「%s」是本程序的《%s》，不能作为「%s」导入；请选择它所属的类别。", sheet.Name, title, k.Title)
		}
		return store.Refuse(store.CodeInvalid, "工作表「%s」是本程序的《%s》，里面的内容是统计或汇编出来的，不能导入；请改用%s。", sheet.Name, title, paper.instead)
	}
	return nil
}

// paperOf is the paper that a sheet is, with its title; nil for none.
func paperOf(sheet *intake.Sheet) (title string, paper *ownPaper) {
	const top = 4 // lines of title, subtitle and who reports
	for row, cells := range sheet.Rows[:min(top, len(sheet.Rows))] {
		if len(cells) == 0 {
			continue
		}
		switch {
		case row == 0:
			title = strings.Join(strings.Fields(cells[0].String()), " ")
		case ownTop.MatchString(lineText(cells)):
			for i := range ownPapers {
				if of, ok := strings.CutSuffix(title, ownPapers[i].name); ok && ownYear.MatchString(of) {
					return title, &ownPapers[i]
				}
			}
			return "", nil
		}
	}
	return "", nil
}

func lineText(cells []intake.Cell) string {
	var line strings.Builder
	for _, cell := range cells {
		line.WriteString(cell.String())
	}
	return line.String()
}
