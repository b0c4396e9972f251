package intake

import (
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestPeriodsOf(t *testing.T) {
	for _, c := range []struct {
		text  string
		sheet bool
		want  string
	}{
		{"2024年", true, "[{2024 0 0}]"},
		{"2024", true, "[{2024 0 0}]"},
		{"2024提案", true, "[{2024 0 0}]"},
		{"提案2024", true, "[{2024 0 0}]"},
		{"2024", false, "[]"},
		{"Sheet1", true, "[]"},
		{"2024 年度提案登记台账", false, "[{2024 0 0}]"},
		{"２０２４年提案登记台账", false, "[{2024 0 0}]"},
		{"二〇二四年度工作部署", false, "[{2024 0 0}]"},
		{"二零二四年度工作部署", false, "[{2024 0 0}]"},
		{"青溪县政协2024年提案办理台账", false, "[{2024 0 0}]"},
		{"2024年1—6月提案办理情况", false, "[{2024 0 0}]"},
		{"2024年3月份提案", false, "[{2024 0 0}]"},
		{"填报日期：2026年3月5日", false, "[]"},
		{"（2026年1月）", false, "[]"},
		{"2026年  月  日", false, "[]"},
		{"县政协办〔2024〕12号", false, "[]"},
		{"县政协办〔2024〕12号", true, "[]"},
		{"2024.12.5", true, "[]"},
		{"20240305", true, "[]"},
		{"共2024件", true, "[]"},
		{"25年", true, "[{2025 0 0}]"},
		{"25年政协提案办理台账", false, "[{2025 0 0}]"},
		{"（25年度）", false, "[{2025 0 0}]"},
		{"25年3月", false, "[]"},
		{"25年以来的提案", false, "[]"},
		{"25年至26年提案", false, "[]"},
		{"从教25年", false, "[]"},
		{"2024—2026年提案", false, "[]"},
		{"2024年至2026年提案", false, "[]"},
		{"2024、2025年提案", false, "[]"},
		{"2024年以来的提案", false, "[]"},
		{"截至2025年底", false, "[]"},
		{"2024年提案（含2023年结转）", false, "[{2024 0 0} {2023 0 0}]"},
		{"十届五次会议提案目录", false, "[{0 10 5}]"},
		{"政协青溪县第十届委员会第五次全体会议提案目录", false, "[{0 10 5}]"},
		{"政协第10届5次会议", false, "[{0 10 5}]"},
		{"十二届二十一次会议", false, "[{0 12 21}]"},
		{"2026年（十届五次会议）提案", false, "[{2026 0 0} {0 10 5}]"},
		{"第十届常务委员会第二十次会议", false, "[]"},
		{"十届二十次常委会会议", false, "[]"},
		{"第十届委员名册", false, "[]"},
		{"五次会议", true, "[{0 0 5}]"},
		{"第二次会议", false, "[]"},
		{"", true, "[]"},
	} {
		if got := fmt.Sprint(PeriodsOf(c.text, c.sheet)); got != c.want {
			t.Errorf("%s (sheet %v): got %s, want %s", c.text, c.sheet, got, c.want)
		}
	}
}

// A header printed again under the title of another year begins another table; under a title repeated on every page it does not.
func TestTablesOfSeveralYearsInASheet(t *testing.T) {
	ledger := Layout{Name: "提案台账", Fields: []Field{
		{Key: "number", Title: "案号"}, {Key: "title", Title: "案由", Required: true}, {Key: "proposer", Title: "提案人", Required: true},
	}}
	head := []any{"案号", "案由", "提案人"}
	read := func(rows ...[]any) []Table {
		tables, _ := Find(workbook(t, func(f *excelize.File) { fillRows(t, f, rows) }), ledger)
		return tables
	}
	got := read([]any{"2024年提案台账"}, head, []any{1, "甲", "张三"}, []any{"注：2023年结转1件"}, []any{}, []any{"2025年提案台账"}, head, []any{1, "乙", "李四"})
	if len(got) != 2 || len(got[0].Rows) != 1 || len(got[1].Rows) != 1 {
		t.Fatalf("tables %+v", got)
	}
	if fmt.Sprint(got[0].Titles, got[1].Titles) != "[2024年提案台账] [2025年提案台账]" {
		t.Errorf("titles %v %v", got[0].Titles, got[1].Titles)
	}
	got = read([]any{"2024年提案台账"}, head, []any{1, "甲", "张三"}, []any{"2024年提案台账"}, head, []any{2, "乙", "李四"})
	if len(got) != 1 || len(got[0].Rows) != 2 {
		t.Errorf("pages of one table: %+v", got)
	}
	frame := got[0].Frame()
	framed, err := Read(workbook(t, func(f *excelize.File) {
		fillRows(t, f, [][]any{{"2024年提案台账"}, {"填报单位：县政协"}, head, {1, "甲", "张三"}})
	}), ledger, Frame{Sheet: frame.Sheet, HeaderTop: 3})
	if err != nil || len(framed.Titles) == 0 || framed.Titles[0] != "2024年提案台账" {
		t.Errorf("laid down by a person: titles %v, %v", framed.Titles, err)
	}
}
