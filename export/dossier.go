package export

import (
	"context"
	"fmt"
	"strconv"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sheet"
)

// WriteUnitDossier writes what a unit held (单位档案) as a workbook: its numbers with the years side by side, and the rows. Errors are as of sheet.Write.
func WriteUnitDossier(ctx context.Context, store *store.Store, d *data.UnitDossier, path string) error {
	settings, err := record.SettingMap(ctx, store.DB())
	if err != nil {
		return err
	}
	name := d.Unit.Values["name"]
	tables := []sheet.Table{dossierNumbers(d), dossierCourse(d)}
	for i := range tables {
		tables[i].Title = name + tables[i].Name
		tables[i].Org, tables[i].Date = settings["office.name"], paperDate(store.Now())
	}
	_, err = sheet.Write(path, sheet.Book{Title: name + "单位档案", Creator: settings["office.name"], Date: tables[0].Date, Tables: tables})
	return err
}

// numberLine is a number of a dossier in each year, and over all.
type numberLine struct {
	data.DossierFigure
	in []data.DossierFigure
}

// dossierYears is how many years stand side by side on a page; what is older is in the total only.
const dossierYears = 8

func dossierNumbers(d *data.UnitDossier) sheet.Table {
	years := append([]int{0}, d.Years[:min(len(d.Years), dossierYears)]...)
	var lines []numberLine
	for _, f := range d.Figures(0) {
		lines = append(lines, numberLine{DossierFigure: f})
	}
	fields := []sheet.Field[numberLine]{{Column: sheet.Column{Key: "name", Path: []string{"指标"}, Width: 14}, Value: func(l numberLine) any { return l.Name }}}
	for i, year := range years {
		title := "历年"
		if year != 0 {
			title = strconv.Itoa(year) + "年"
		}
		figures := d.Figures(year)
		for j := range lines {
			lines[j].in = append(lines[j].in, measure.Of(figures, lines[j].Code))
		}
		fields = append(fields, sheet.Field[numberLine]{
			Column: sheet.Column{Key: "y" + strconv.Itoa(year), Path: []string{title}, Kind: sheet.Center, Width: 20}, Value: func(l numberLine) any { return numberText(l.in[i]) },
		})
	}
	t := sheet.Table{Name: "主要指标", Unit: "件、%", Columns: sheet.Columns(fields), Rows: sheet.Rows(fields, lines), FreezeColumns: 1}
	t.Notes = append(t.Notes, "统计到 "+d.Day+"；提案按所属年度计，主办含分办。历年的率由历年合计数计算。")
	for _, l := range lines {
		t.Notes = append(t.Notes, l.Name+"："+l.Rule+"。")
	}
	return t
}

// numberText is a number with what it is divided by.
func numberText(f data.DossierFigure) string {
	if !f.IsRate {
		return f.Text()
	}
	return fmt.Sprintf("%s（%d ÷ %d）", f.Text(), f.Num, f.Den)
}

func dossierCourse(d *data.UnitDossier) sheet.Table {
	text := func(key, title string, kind sheet.Kind, width float64, value func(data.DossierRow) string) sheet.Field[data.DossierRow] {
		return sheet.Field[data.DossierRow]{Column: sheet.Column{Key: key, Path: []string{title}, Kind: kind, Width: width}, Value: func(r data.DossierRow) any { return value(r) }}
	}
	fields := []sheet.Field[data.DossierRow]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		text("year", "年度", sheet.Center, 8, func(r data.DossierRow) string { return strconv.Itoa(r.Year) }),
		text("on", "时间", sheet.Date, 12, func(r data.DossierRow) string { return r.On }),
		text("kind", "类别", sheet.Center, 10, func(r data.DossierRow) string { return r.Kind }),
		text("title", "事项", sheet.Text, 44, func(r data.DossierRow) string { return r.Title }),
		text("result", "结果", sheet.Text, 18, func(r data.DossierRow) string { return r.Result }),
		text("gap", "差距", sheet.Center, 18, func(r data.DossierRow) string { return r.Gap }),
	}
	t := sheet.Table{Name: "办理经过", Unit: "条", Columns: sheet.Columns(fields), Rows: sheet.Rows(fields, d.Rows), FreezeColumns: 3}
	sheet.Identify(&t, proposal.Proposals.Name, d.Rows, func(r data.DossierRow) int64 { return r.ProposalID })
	t.Notes = []string{"没有答复的写期限，答复了的写答复日期；逾期按工作日算到 " + d.Day + "，答复的提前和迟延按自然日。"}
	return t
}
