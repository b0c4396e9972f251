package data_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/datatest"
	"cppccdesk/data/store"
)

// scoreOffice is an office with an evaluation of panels of ten judges, ten targets each, and a rubric of ten indicators of ten points.
type scoreOffice struct {
	*store.Store
	targets, judges, indicators []string
	points                      func(target, judge, indicator int) string
}

// blockIndicators are the parents and names of the indicators on paper; two names come twice.
var blockIndicators = [][2]string{
	{"组织领导", "责任落实"},
	{"组织领导", "制度建设"},
	{"办理过程", "沟通面商"},
	{"办理过程", "规范办理"},
	{"办理过程", "制度建设"},
	{"办理结果", "问题解决"},
	{"办理结果", "答复质量"},
	{"办理结果", "满意程度"},
	{"办理结果", "责任落实"},
	{"", "综合评价"},
}

const panelSize = 10

// openScoreOffice has as many panels as asked for.
func openScoreOffice(t *testing.T, panels int) *scoreOffice {
	t.Helper()
	o := &scoreOffice{Store: datatest.MustOpen(t), points: func(target, judge, indicator int) string {
		return strconv.FormatFloat(float64((target*7+judge*3+indicator*5)%21)/2, 'f', -1, 64)
	}}
	for _, i := range blockIndicators {
		name := i[1]
		if name == "制度建设" || name == "责任落实" {
			name = i[0] + name
		}
		o.indicators = append(o.indicators, name)
	}
	err := o.Write(t.Context(), "测试", "建立评议", func(ctx context.Context, tx *store.Tx) error {
		insert := func(table string, row store.Columns) int64 {
			id, err := tx.Insert(ctx, table, row)
			if err != nil {
				t.Fatalf("%s: %v", table, err)
			}
			return id
		}
		term := insert("term", store.Columns{"name": "第十一届", "ordinal": 11})
		session := insert("session", store.Columns{"term_id": term, "ordinal": 5, "name": "五次会议", "year": 2026})
		rubric := insert("rubric", store.Columns{"name": "十项百分制"})
		for i, name := range o.indicators {
			insert("rubric_indicator", store.Columns{"rubric_id": rubric, "name": name, "weight": 100, "marks": 1000, "sort": i})
		}
		evaluation := insert("evaluation", store.Columns{"year": 2026, "name": "2026年评议", "rubric_id": rubric})
		for p := range panels {
			panel := insert("panel", store.Columns{"evaluation_id": evaluation, "number": p + 1})
			for j := range panelSize {
				o.judges = append(o.judges, "评"+string([]rune("甲乙丙丁戊己庚辛壬癸子丑")[p])+string([]rune("一二三四五六七八九十")[j]))
				insert("rater", store.Columns{"panel_id": panel, "name": o.judges[len(o.judges)-1]})
			}
			for k := range panelSize {
				unitName := "县" + string([]rune("甲乙丙丁戊己庚辛壬癸子丑")[p]) + string([]rune("一二三四五六七八九十")[k]) + "局"
				o.targets = append(o.targets, unitName)
				unit := insert("unit", store.Columns{"name": unitName})
				number := p*panelSize + k + 1
				proposal := insert("proposal", store.Columns{"session_id": session, "number": number, "title": fmt.Sprintf("关于第%d件事的建议", number), "received_on": "2026-01-10"})
				insert("evaluation_target", store.Columns{"panel_id": panel, "proposal_id": proposal, "unit_id": unit})
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// judgesOf are the judges of a target.
func (o *scoreOffice) judgesOf(target int) []string {
	panel := target / panelSize
	return o.judges[panel*panelSize : (panel+1)*panelSize]
}

// book is a workbook being written.
type book struct {
	*excelize.File
	t *testing.T
}

func newBook(t *testing.T) *book {
	t.Helper()
	f := excelize.NewFile()
	t.Cleanup(func() { _ = f.Close() })
	return &book{f, t}
}

func (b *book) sheet(name string) string {
	b.t.Helper()
	if at, _ := b.GetSheetIndex(name); at >= 0 {
		return name
	}
	if at, _ := b.GetSheetIndex("Sheet1"); at >= 0 {
		b.must(b.SetSheetName("Sheet1", name))
		return name
	}
	_, err := b.NewSheet(name)
	b.must(err)
	return name
}

func (b *book) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// set writes a cell by its 1-based row and column: points as numbers.
func (b *book) set(sheet string, row, col int, value any) {
	b.t.Helper()
	cell, err := excelize.CoordinatesToCellName(col, row)
	b.must(err)
	if text, ok := value.(string); ok {
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			value = n
		}
	}
	b.must(b.SetCellValue(sheet, cell, value))
}

func (b *book) merge(sheet string, top, left, bottom, right int) {
	b.t.Helper()
	first, _ := excelize.CoordinatesToCellName(left, top)
	last, _ := excelize.CoordinatesToCellName(right, bottom)
	b.must(b.MergeCell(sheet, first, last))
}

func (b *book) save() string {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "评分.xlsx")
	b.must(b.SaveAs(path))
	return path
}

// sums adds points as decimals of one place.
func sums(texts []string) string {
	total := 0.0
	for _, text := range texts {
		n, _ := strconv.ParseFloat(text, 64)
		total += n
	}
	return strconv.FormatFloat(total, 'f', -1, 64)
}

// judgesAcross writes a block with judges in a row and indicators, in two levels, down two columns: 14 rows, 14 columns.
func (b *book) judgesAcross(o *scoreOffice, sheet string, row, target int) {
	b.t.Helper()
	const col = 1
	b.set(sheet, row, col, "被评议单位："+o.targets[target])
	b.merge(sheet, row, col, row, col+5)
	b.set(sheet, row+1, col, "一级指标")
	b.set(sheet, row+1, col+1, "二级指标")
	judges := o.judgesOf(target)
	for j, judge := range judges {
		b.set(sheet, row+1, col+2+j, judge)
	}
	b.set(sheet, row+1, col+12, "平均分")
	for i, names := range blockIndicators {
		at := row + 2 + i
		if i == 0 || names[0] != blockIndicators[i-1][0] {
			b.set(sheet, at, col, names[0])
		}
		b.set(sheet, at, col+1, names[1])
		var line []string
		for j := range judges {
			line = append(line, o.points(target, j, i))
			b.set(sheet, at, col+2+j, line[j])
		}
		mean, _ := strconv.ParseFloat(sums(line), 64)
		b.set(sheet, at, col+12, mean/10)
	}
	b.set(sheet, row+9+3, col, "合计")
	b.set(sheet, row+9+3, col+1, "合计")
	for j := range judges {
		b.set(sheet, row+12, col+2+j, o.sheetSum(target, j))
	}
}

func (o *scoreOffice) sheetSum(target, judge int) string {
	var texts []string
	for i := range blockIndicators {
		texts = append(texts, o.points(target, judge, i))
	}
	return sums(texts)
}

// judgesDown writes a block with judges in a column and indicators across in two rows under a title line: 13 rows, 12 columns.
func (b *book) judgesDown(o *scoreOffice, sheet string, row, col, target int) {
	b.t.Helper()
	b.set(sheet, row, col, o.targets[target]+"办理提案评分表")
	b.set(sheet, row+1, col, "评委")
	b.merge(sheet, row+1, col, row+2, col)
	for i, names := range blockIndicators {
		if i == 0 || names[0] != blockIndicators[i-1][0] {
			end := i
			for end+1 < len(blockIndicators) && blockIndicators[end+1][0] == names[0] {
				end++
			}
			if names[0] == "" {
				b.set(sheet, row+1, col+1+i, names[1])
				b.merge(sheet, row+1, col+1+i, row+2, col+1+i)
			} else {
				b.set(sheet, row+1, col+1+i, names[0])
				b.merge(sheet, row+1, col+1+i, row+1, col+1+end)
			}
		}
		if names[0] != "" {
			b.set(sheet, row+2, col+1+i, names[1])
		}
	}
	b.set(sheet, row+1, col+11, "总分")
	b.merge(sheet, row+1, col+11, row+2, col+11)
	for j, judge := range o.judgesOf(target) {
		b.set(sheet, row+3+j, col, judge)
		for i := range blockIndicators {
			b.set(sheet, row+3+j, col+1+i, o.points(target, j, i))
		}
		b.set(sheet, row+3+j, col+11, o.sheetSum(target, j))
	}
}

// withMaximum writes a block with the target in a cell of its own and the maximum beside each indicator, whose names are whole: 12 rows, 12 columns.
func (b *book) withMaximum(o *scoreOffice, sheet string, row, col, target int) {
	b.t.Helper()
	b.set(sheet, row, col, "承办单位")
	b.set(sheet, row, col+1, o.targets[target])
	b.set(sheet, row+1, col, "评分指标")
	b.set(sheet, row+1, col+1, "满分")
	for j, judge := range o.judgesOf(target) {
		b.set(sheet, row+1, col+2+j, judge)
	}
	for i, name := range o.indicators {
		b.set(sheet, row+2+i, col, name)
		b.set(sheet, row+2+i, col+1, 10)
		for j := range panelSize {
			b.set(sheet, row+2+i, col+2+j, o.points(target, j, i))
		}
	}
}

// onItsSheet writes a block on the sheet named for the target, judges down.
func (b *book) onItsSheet(o *scoreOffice, target int) {
	b.t.Helper()
	sheet := b.sheet(o.targets[target])
	b.set(sheet, 1, 1, "评分记录")
	b.set(sheet, 3, 1, "序号")
	b.set(sheet, 3, 2, "姓名")
	for i, name := range o.indicators {
		b.set(sheet, 3, 3+i, name)
	}
	for j, judge := range o.judgesOf(target) {
		b.set(sheet, 4+j, 1, j+1)
		b.set(sheet, 4+j, 2, judge)
		for i := range blockIndicators {
			b.set(sheet, 4+j, 3+i, o.points(target, j, i))
		}
	}
	b.set(sheet, 15, 1, "计分人："+strings.Repeat("　", 4)+"监票人：")
}
