package export

import (
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/export/sheet"
)

// division is a sheet that divides the proposals of the year by one of the divisions of the figures: class, kind,
// timing, field, category, session, party or sector.
func (y *Year) division(title, heading, of string) sheet.Table {
	t := y.table(title, "件、%")
	t.Portrait = true
	t.Columns = []sheet.Column{
		{Path: []string{"序号"}, Kind: sheet.Serial},
		{Key: "word", Path: []string{heading}, Width: 20},
		{Key: "received", Path: []string{"收到", "件数"}, Kind: sheet.Int, Total: sheet.Sum},
		{Key: "received_share", Path: []string{"收到", "占比"}, Kind: sheet.Percent, Total: sheet.Sum},
		{Key: "filed", Path: []string{"立案", "件数"}, Kind: sheet.Int, Total: sheet.Sum},
		{Key: "filed_share", Path: []string{"立案", "占比"}, Kind: sheet.Percent, Total: sheet.Sum},
		{Key: "not_filed", Path: []string{"未立案"}, Kind: sheet.Int, Calc: sheet.SumOf("received", "-filed"), Total: sheet.Sum},
		{Key: "rate", Path: []string{"立案占收到"}, Kind: sheet.Percent, Calc: sheet.Ratio([]string{"filed"}, []string{"received"}), Total: sheet.Recalc},
	}
	received, filed := y.figure("received").Num, y.figure("filed").Num
	prefix := "received." + of + "."
	for _, f := range y.Figures {
		word, ok := strings.CutPrefix(f.Code, prefix)
		if !ok {
			continue
		}
		in := y.figure("filed." + of + "." + word)
		_, name, _ := strings.Cut(f.Name, "·")
		t.Rows = append(t.Rows, sheet.Row{Cells: []any{
			nil, name, counted(f), share(measure.Ratio{Num: f.Num, Den: received}), counted(in), share(measure.Ratio{Num: in.Num, Den: filed}),
		}})
	}
	t.Notes = []string{"占比 = 本类件数 ÷ 合计件数，各自四舍五入，相加不一定等于 100%；未立案含并案、不予立案、转意见和待审查；合计行的比率由合计数重算。"}
	if rule := y.rule(prefix); rule != "" {
		t.Notes = append(t.Notes, rule+"。")
	}
	return t
}

// bodies is a division by the committee or group of the first proposer, who can be in two: its columns are not summed, the last row has what they are parts of.
func (y *Year) bodies(title, heading, of string) sheet.Table {
	t := y.division(title, heading, of)
	for i := range t.Columns {
		t.Columns[i].Total = sheet.NoTotal
	}
	t.Notes = []string{"占比 = 本行件数 ÷ 全部件数。" + y.rule("received."+of+".") + "，所以各行相加可以多于全部件数，不设合计。"}
	return t
}

// rule is that of the first figure whose code begins so.
func (y *Year) rule(prefix string) string {
	for _, f := range y.Figures {
		if strings.HasPrefix(f.Code, prefix) {
			return f.Rule
		}
	}
	return ""
}
