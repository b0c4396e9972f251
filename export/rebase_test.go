package export_test

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// lastRow is the row under the totals of a sheet that begins with label, by the headings of its columns: 办复·主办.
func lastRow(t *testing.T, content []byte, sheet, label string) map[string]string {
	t.Helper()
	rows, _ := grid(t, content, sheet)
	at := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 0 && strings.HasPrefix(row[0], label) })
	head := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 0 && row[0] == "序号" })
	if at < 0 || head < 0 {
		return nil
	}
	found, over := map[string]string{}, ""
	for j, value := range rows[at] {
		title := ""
		if j < len(rows[head]) {
			title = rows[head][j]
		}
		over = cmp.Or(title, over)
		if below := rows[head+1]; j < len(below) && below[j] != "" && below[0] == "" {
			title = over + "·" + below[j]
		}
		found[title] = value
	}
	return found
}

// indicator is the number of a figure in report 05, or what it is divided by, or the rate.
func indicator(t *testing.T, content []byte, name string, cell int) string {
	t.Helper()
	rows, _ := grid(t, content, "提案工作情况统计表")
	for _, row := range rows {
		if len(row) > 4 && row[1] == name {
			return row[cell]
		}
	}
	return "0" // what nobody chose has no row
}

const (
	numCell, denCell, rateCell = 2, 3, 4
	wholeLabel                 = "按件计"
)

// wholes are what the last rows of the sheets that count 件次 or 条 come to, and where report 05 has the same.
var wholes = []struct {
	file, column, figure string
	cell                 int
}{
	{"06承办单位办理情况统计表", "办理·主办", "应办件", numCell},
	{"06承办单位办理情况统计表", "办复·主办", "办复率", numCell},
	{"06承办单位办理情况统计表", "办复·办复率", "办复率", rateCell},
	{"06承办单位办理情况统计表", "办复·已到期", "按期办复率", denCell},
	{"06承办单位办理情况统计表", "办复·按期", "按期办复率", numCell},
	{"06承办单位办理情况统计表", "办复·按期率", "按期办复率", rateCell},
	{"06承办单位办理情况统计表", "办理工作·不满意", "对办理态度不满意", numCell},
	{"06承办单位办理情况统计表", "办理结果·不满意", "对办理结果不满意", numCell},
	{"06承办单位办理情况统计表", "办理结果·满意率", "满意率（结果）", rateCell},
	{"17不满意及重办清单", "不满意反馈·办理工作", "对办理态度不满意", numCell},
	{"17不满意及重办清单", "不满意反馈·办理结果", "对办理结果不满意", numCell},
	{"18按期办复统计表", "主办件次", "应办件", numCell},
	{"18按期办复统计表", "期限已过·逾期答复", "逾期答复", numCell},
	{"18按期办复统计表", "期限已过·小计", "按期办复率", denCell},
	{"18按期办复统计表", "期限已过·按期率", "按期办复率", rateCell},
	{"18按期办复统计表", "办复·已答复", "办复率", numCell},
	{"18按期办复统计表", "办复·办复率", "办复率", rateCell},
	{"18按期办复统计表", "面商·件次", "面商率", numCell},
	{"18按期办复统计表", "面商·面商率", "面商率", rateCell},
}

// The sheets that count by unit or by opinion end with what report 05 counts by proposal, to the digit, at each month's end and under each setting; 00 checks it.
func TestUnitSheetsComeToTheFigures(t *testing.T) {
	s := sampletest.MustOpen(t)
	for setting, days := range map[string][]time.Month{"收回反馈表数": {time.February, time.March, time.June, time.September, time.December}, "已答复件数": {time.July, time.December}} {
		setSetting(t, s, "rate.satisfaction", setting)
		for _, month := range days {
			day := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
			pack := writePackOn(t, s, day, "00", "05", "06", "16", "17", "18")
			for _, w := range wholes {
				last := lastRow(t, pack[w.file+".xlsx"], w.file[2:], wholeLabel)
				if rows, _ := grid(t, pack[w.file+".xlsx"], w.file[2:]); last == nil && slices.ContainsFunc(rows, func(row []string) bool { return row[0] == "无" }) {
					continue // nothing to count
				}
				if want := indicator(t, pack["05提案工作情况统计表.xlsx"], w.figure, w.cell); last[w.column] != want {
					t.Errorf("%s %s: %s %s comes to %q, 05 has %s %s", day.Format(time.DateOnly), setting, w.file, w.column, last[w.column], w.figure, want)
				}
			}
			checkWholes(t, s, day, pack)
		}
	}
}

// checkWholes compares with the records: the proposals of the last rows, and what leads to them.
func checkWholes(t *testing.T, s *store.Store, day time.Time, pack map[string][]byte) {
	t.Helper()
	iso := min(day.Format(time.DateOnly), datatest.Clock.Format(time.DateOnly))
	count := func(query string) string {
		t.Helper()
		n, err := store.LookUp(t.Context(), s.DB(), worked+", each AS (SELECT proposal_id, count(*) AS units, sum(replied <> '') AS replied FROM worked WHERE round = 1 GROUP BY proposal_id) "+query, iso)
		if err != nil {
			t.Fatal(err)
		}
		return strconv.FormatInt(n, 10)
	}
	for _, c := range []struct{ label, column, query string }{
		{wholeLabel, "主办件次", "SELECT count(*) FROM each"},
		{"减：一件由几个单位", "主办件次", "SELECT COALESCE(sum(units - 1), 0) FROM each"},
		{wholeLabel, "办复·已答复", "SELECT count(*) FROM each WHERE units = replied"},
		{"减：一件由几个单位", "办复·已答复", "SELECT COALESCE(sum(units - 1), 0) FROM each WHERE units = replied"},
		{"减：按件还不算", "办复·已答复", "SELECT COALESCE(sum(replied), 0) FROM each WHERE units > replied"},
	} {
		last := lastRow(t, pack["18按期办复统计表.xlsx"], "按期办复统计表", c.label)
		if want := count(c.query); last != nil && last[c.column] != want || last == nil && want != "0" {
			t.Errorf("%s: 18 %s %s is %q, the records have %s", iso, c.label, c.column, last[c.column], want)
		}
	}
	said := count(`SELECT count(*) FROM feedback f JOIN proposal p ON p.id = f.proposal_id WHERE p.conclusion = '立案' AND f.returned_on <= ?0 AND f.result = '不满意'`)
	if first := lastRow(t, pack["17不满意及重办清单.xlsx"], "不满意及重办清单", "本表"); first != nil && first["不满意反馈·办理结果"] != said {
		t.Errorf("%s: 17 begins with %v, the records have %s", iso, first, said)
	}
	names := column(t, pack["00目录与勾稽核对表.xlsx"], "勾稽核对表", "核对事项")
	for _, name := range []string{"06 号表按件", "17 号表按件", "18 号表按件"} {
		if !slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, name) }) {
			t.Errorf("%s: 00 does not check %s", iso, name)
		}
	}
	for i, outcome := range column(t, pack["00目录与勾稽核对表.xlsx"], "勾稽核对表", "结果") {
		if outcome != "一致" {
			t.Errorf("%s: %s: %s", iso, names[i], outcome)
		}
	}
}

func setSetting(t *testing.T, s *store.Store, key, value string) {
	t.Helper()
	if err := s.Write(t.Context(), "测试", "设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{key: value})
	}); err != nil {
		t.Fatal(err)
	}
}

// A year without proposals has no such rows, and its pack agrees.
func TestUnitSheetsOfAnEmptyYear(t *testing.T) {
	s := datatest.MustOpen(t)
	pack := writePack(t, s, "00", "05", "06", "17", "18")
	for _, file := range []string{"06承办单位办理情况统计表", "17不满意及重办清单", "18按期办复统计表"} {
		if last := lastRow(t, pack[file+".xlsx"], file[2:], wholeLabel); last != nil {
			t.Errorf("%s ends with %v", file, last)
		}
	}
	if outcomes := column(t, pack["00目录与勾稽核对表.xlsx"], "勾稽核对表", "结果"); slices.Contains(outcomes, "不一致") {
		t.Errorf("00 says %q", outcomes)
	}
}
