package export

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/page"
	"cppccdesk/export/sheet"
)

// SheetsOutgoing is the blank score sheets of an evaluation as they leave the program.
func SheetsOutgoing(name, path string) store.Outgoing {
	return store.Outgoing{What: "「" + name + "」空白评分表", Unit: "张", To: path}
}

// WriteScoreSheets writes blank score sheets of the panels as a PDF, so many for each, as many as it has raters for 0, and says how many they are and which
// characters the font lacks. Those of a panel are alike: the code on them names the batch, nothing tells one from another.
func WriteScoreSheets(ctx context.Context, st *store.Store, papers []evaluation.SheetPaper, count int, path string) (int, []rune, error) {
	if !strings.EqualFold(filepath.Ext(path), pdfEnding) {
		return 0, nil, store.Refuse(store.CodeInvalid, "评分表写成 PDF，文件名要以 .pdf 结尾。")
	}
	var pages []page.Page
	all := 0
	for i := range papers {
		copies := count
		if count == 0 {
			copies = papers[i].Raters
		}
		switch {
		case copies == 0:
			return 0, nil, store.Refuse(store.CodeInvalid, "第 %d 组还没有评委，不知道印多少张；请先登记，或写明张数。", papers[i].Number)
		case copies < 0 || all+copies > mostBallots:
			return 0, nil, store.Refuse(store.CodeInvalid, "张数 %d 不对，一次可以印 1 到 %d 张。", all+copies, mostBallots)
		}
		all += copies
		of, err := scoreSheetPages(&papers[i], copies)
		if err != nil {
			return 0, nil, err
		}
		pages = append(pages, of...)
	}
	settings, err := record.SettingMap(ctx, st.DB())
	if err != nil {
		return 0, nil, err
	}
	return all, page.Missing(pages), sheet.WriteFile(path, func(w io.Writer) error {
		return page.WritePDF(w, pages, page.Document{Title: papers[0].Evaluation + "评分表", Author: settings["office.name"], Date: st.Now().Local()})
	})
}

// scoreShapes are an upright page, and a turned one for many indicators.
var scoreShapes = []blankShape{{across: 1, down: 1}, {across: 1, down: 1, turned: true}}

const (
	scoreRow     = 30.0 // to write in
	opinionWidth = 120.0
	leastOpinion = 150.0 // of the column of targets, for a column of opinions beside it
)

// scoreSheetPages are so many score sheets of a panel. Where the indicators are too many to stand beside each other they stand below each other.
func scoreSheetPages(p *evaluation.SheetPaper, count int) ([]page.Page, error) {
	paper := blank{
		title: p.Evaluation + "评分表", under: fmt.Sprintf("第 %d 评议小组", p.Number), batch: p.Batch(), how: howToScore(p.Rubric),
		height: scoreRow, shapes: scoreShapes,
	}
	if p.Panel != "" {
		paper.under += "　" + p.Panel
	}
	if !p.Rubric.Anonymous {
		paper.end = "评委签名：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿年＿＿月＿＿日"
	}
	across, down := paper, paper
	across.label, down.label = "评议对象", "指标"
	for _, i := range p.Rubric.Indicators {
		limit := limitOf(i)
		across.heads = append(across.heads, blankHead{i.Label + "\n" + limit, 48, 74})
		down.rows = append(down.rows, blankRow{text: i.Label, small: limit})
	}
	for at, t := range p.Targets {
		row := judgedRow(at, t.Class, t.Unit, t.Unit, t.ProposalNumber, t.ProposalTitle)
		across.rows = append(across.rows, row)
		down.heads = append(down.heads, blankHead{row.text + "\n" + row.small, 60, 110})
	}
	l := layBlank(across)
	if l != nil && l.labelWidth >= leastOpinion+opinionWidth {
		across.heads = append(across.heads, blankHead{"意见", opinionWidth, opinionWidth})
		l = layBlank(across)
	}
	if l == nil {
		l = layBlank(down)
	}
	if l == nil {
		return nil, store.Refuse(store.CodeInvalid, "第 %d 组有 %d 个评议对象、%d 项指标，A4 纸上排不下；请把对象分成几组，或用评分工作簿。", p.Number, len(p.Targets), len(p.Rubric.Indicators))
	}
	return l.pages(count)
}

// limitOf is what may be written for an indicator.
func limitOf(i evaluation.Indicator) string {
	switch {
	case i.Deducts:
		return fmt.Sprintf("件数，每件扣 %s", i.Step.Decimal())
	case i.Choices != "":
		return strings.ReplaceAll(i.Choices, "、", " ")
	}
	return fmt.Sprintf("满分 %s", i.Max.Decimal())
}

// howToScore says what is to be written into the cells of a sheet by the scheme.
func howToScore(r evaluation.Rubric) string {
	has := func(is func(i evaluation.Indicator) bool) bool { return slices.ContainsFunc(r.Indicators, is) }
	var says []string
	if has(func(i evaluation.Indicator) bool { return !i.Deducts && i.Choices == "" }) {
		says = append(says, "写得分，不超过满分，至多两位小数")
	}
	if has(func(i evaluation.Indicator) bool { return i.Choices != "" }) {
		says = append(says, "写明分档的只写其中一档")
	}
	if has(func(i evaluation.Indicator) bool { return i.Deducts }) {
		says = append(says, "写明每件扣分的写件数")
	}
	how := "每格都要填：" + strings.Join(says, "；") + "。不评的对象划去，写明原因（" + strings.Join(evaluation.WhyNot, "、") + "）；意见写在「意见」一栏或背面。"
	if r.Anonymous {
		how += "本表不记名，请不要写姓名、做记号。"
	}
	return how
}
