package take

import (
	"regexp"
	"slices"
	"strings"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// ownPaper is an official workbook of the program: by what kinds it can be taken back in, and what to use when it cannot.
type ownPaper struct {
	name    string // what its title ends with
	of      []string
	instead string
	down    []string // headings of the columns that are merged downwards

	heads []string // headings that no other table has together, by which it is known without its title; nil: there are none such
}

// proposalList is what to use in place of what is counted of proposals.
const proposalList = "「提案」的列表或提案登记台账"

// supervisionList is what to use in place of what is counted of the groups' work.
const supervisionList = "「监督活动」「监督意见」或「直通车」的列表"

// attendanceList is what to use in place of what is counted of who came.
const attendanceList = "「出席」的列表或活动出席登记表"

var ownPapers = []ownPaper{
	{name: "民主监督员名册", of: []string{"supervisors"}},
	{name: "监督小组派驻一览表", of: []string{"groups"}},
	{name: planPaper, of: []string{"plan"}},
	{name: "提案登记台账", of: []string{"proposals"}},
	{name: "重点提案全程跟踪表", of: []string{"tracking"}, down: []string{"案号", "案由"}},
	{name: "提案分类情况统计表", instead: proposalList},
	{name: "提案领域情况统计表", instead: proposalList},
	{name: "提案来源情况统计表", instead: proposalList},
	{name: "提案时间属性统计表", instead: proposalList},
	{name: "承办单位汇总表", instead: "「承办与答复」的列表", heads: []string{"主办件数", "主办提案号", "协办件数"}},
	{name: "单位交办清单", instead: "「承办与答复」的列表", heads: []string{"主办", "分办", "协办", "件数", "提案号"}},
	{name: "分类综合统计表", instead: proposalList, heads: []string{"分类", "立案", "不立案转意见", "不立案退回"}},
	{name: "委员（集体）撰写情况表", instead: proposalList},
	{name: "提案目录", instead: proposalList},
	{name: "分类目录", instead: proposalList},
	{name: "办理评价汇总表", instead: "「评分表」的列表"},
	{name: "提案界别情况统计表", instead: proposalList},
	{name: "提案党派情况统计表", instead: proposalList},
	{name: "提案专委会情况统计表", instead: proposalList},
	{name: "提案活动组情况统计表", instead: proposalList},
	{name: "提案工作情况统计表", instead: proposalList},
	{name: "提案办理逾期清单", instead: "「承办与答复」的列表"},
	{name: "不满意及重办清单", instead: "「征询意见」或「承办与答复」的列表"},
	{name: "按期办复统计表", instead: "「承办与答复」的列表"},
	{name: "B类承诺兑现表", instead: "「承诺事项」的列表"},
	{name: "提案数量年度对比表", instead: proposalList},
	{name: "提案比率年度对比表", instead: proposalList},
	{name: "重点提案督办一览表", instead: proposalList},
	{name: "承办单位办理情况统计表", instead: "「单位」或「承办与答复」的列表"},
	{name: "监督意见整改台账", instead: "「监督意见」的列表"},
	{name: "民主监督工作情况统计表", instead: supervisionList},
	{name: "民主监督工作分季度统计表", instead: supervisionList},
	{name: "被监督单位情况统计表", instead: supervisionList},
	{name: "监督小组工作情况表", instead: "「监督活动」的列表"},
	{name: "民主监督员履职情况表", instead: "「监督活动」的列表"},
	{name: "监督小组考评表", instead: "「监督小组」的列表"},
	{name: "监督直通车台账", of: []string{"directs"}},
	{name: "会议调研活动台账", of: []string{"activities"}},
	{name: "委员履职情况表", instead: "「委员」「提案」或「出席」的列表", heads: []string{"领衔", "其中立案", "联名"}},
	{name: "出席情况统计表", instead: attendanceList},
	{name: "按界别出席情况", instead: attendanceList},
	{name: "按专委会出席情况", instead: attendanceList},
	{name: "按活动类别出席情况", instead: attendanceList},
	{name: "数据核查表", instead: "要改的那一类数据的列表"},
	{name: "民主评议得分及等次表", instead: "「评委」或「评分表」的列表"},
	{name: "民主评议票决结果表", instead: "「票决对象」或「评议票」的列表"},
	{name: "评议票务统计表", instead: "「评议票务」的列表"},
	{name: "评议票统计表", instead: "「评议票」的列表"},
	{name: "民主评议评分明细", instead: "「评分表」的列表"},
	{name: "民主评议得分复核", instead: "「评委」或「评分表」的列表"},
	{name: "民主评议意见", instead: "「评分表」的列表"},
	{name: "民主评议名次图", instead: "「评委」或「评分表」的列表"},
	{name: "民主评议等次分布图", instead: "「评委」或「评分表」的列表"},
	{name: "民主评议得分分布图", instead: "「评委」或「评分表」的列表"},
	{name: "民主评议指标对照图", instead: "「评委」或「评分表」的列表"},
	{name: "与上次上报对照表", instead: "要改的那一类数据的列表"},
	{name: "补记更正明细表", instead: "要改的那一类数据的列表"},
	{name: "上报材料目录", instead: "要改的那一类数据的列表"},
	{name: "勾稽核对表", instead: "要改的那一类数据的列表"},
	{name: "生日名册", instead: "「委员」或「民主监督员」的列表"},
	{name: "委员通讯录", of: []string{"members"}},
	{name: "民主监督员通讯录", of: []string{"supervisors"}},
	{name: "承办单位联系人通讯录", of: []string{"units"}},
	{name: "通讯录", instead: "「委员」「民主监督员」或「单位」的列表，或只含一类人的通讯录"},
}

var (
	ownTop  = regexp.MustCompile(`填报日期：\d{4}年\d{1,2}月\d{1,2}日(.*单位：|$)`) // in the line under the title
	ownYear = regexp.MustCompile(`^[\d年月上下半度至 -]*$`)                     // of what a paper is, in front of its name
)

// refuseOwnPaper refuses an official workbook of the program that cannot be taken in as the kind: its columns look like those of a ledger and mean
// something else.
func refuseOwnPaper(k *record.Kind, workbook *intake.Workbook) error {
	if err := evaluation.RefuseScoreBook(workbook); err != nil {
		return err
	}
	for i := range workbook.Sheets {
		sheet := &workbook.Sheets[i]
		title, paper := paperOf(sheet)
		if paper == nil || sheet.Hidden || slices.Contains(paper.of, k.Name) {
			continue
		}
		if paper.of != nil {
			return store.Refuse(store.CodeInvalid, "工作表「%s」是本程序的《%s》，不能作为「%s」导入；请改选%s再导入。", sheet.Name, title, k.Title, kindTitles(paper.of))
		}
		return store.Refuse(store.CodeInvalid, "工作表「%s」是本程序的《%s》，里面的内容是统计或汇编出来的，不能导入；请改用%s。", sheet.Name, title, paper.instead)
	}
	return nil
}

// kindTitles are the titles of the kinds of these names: 「单位」或「委员」.
func kindTitles(names []string) string {
	var titles []string
	for _, k := range record.Kinds() {
		if slices.Contains(names, k.Name) {
			titles = append(titles, "「"+k.Title+"」")
		}
	}
	return strings.Join(titles, "或")
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
	return paperByHeads(sheet)
}

// paperByHeads is the paper that a sheet without its title and the line under it has the headings of; nil for none.
func paperByHeads(sheet *intake.Sheet) (title string, paper *ownPaper) {
	const top = 6 // lines above and of the headings
	heads := map[string]bool{}
	for _, cells := range sheet.Rows[:min(top, len(sheet.Rows))] {
		for _, c := range cells {
			heads[intake.Squeeze(c.String())] = true
		}
	}
	for i := range ownPapers {
		p := &ownPapers[i]
		if len(p.heads) > 0 && !slices.ContainsFunc(p.heads, func(head string) bool { return !heads[head] }) {
			return p.name, p
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

// filledDown puts what was merged downwards into each of the rows of a paper that was saved as text, which has no merged cells.
func (p *ownPaper) filledDown(sheet *intake.Sheet) {
	if !sheet.Separated {
		return
	}
	sheet.Rows = slices.Clone(sheet.Rows)
	for _, heading := range p.down {
		var above intake.Cell
		column, found := -1, false
		for row, cells := range sheet.Rows {
			switch {
			case !found:
				column = slices.IndexFunc(cells, func(c intake.Cell) bool { return intake.Squeeze(c.String()) == heading })
				found = column >= 0
			case column >= len(cells):
			case !cells[column].Empty():
				above = cells[column]
			case !above.Empty() && len(cells) > column+1:
				sheet.Rows[row] = slices.Clone(cells)
				sheet.Rows[row][column] = above
			}
		}
	}
}
