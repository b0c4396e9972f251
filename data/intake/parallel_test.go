package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var teams = Layout{Name: "监督小组", Fields: []Field{
	{Key: "number", Title: "组号", Required: true},
	{Key: "leader", Title: "组长", Kind: KindName, Required: true},
	{Key: "deputy", Title: "副组长", Kind: KindName},
	{Key: "members", Title: "成员", Several: true},
}}

// Columns that are called alike under two headings are read when one of these says now, or a column of it was chosen; else their rows are refused.
func TestHeadingsAlikeUnderOthers(t *testing.T) {
	for _, tt := range []struct {
		name, left, right string
		merged            bool
		chosen            Assignments
		want              string
	}{
		{name: "equal", left: "上半年", right: "下半年", merged: true, want: "refused|甲  乙"},
		{name: "not merged", left: "上半年", right: "下半年", want: "refused|甲  乙"},
		{name: "now on the right", left: "上期", right: "本期", merged: true, want: "丙  丁|甲  乙"},
		{name: "now on the left", left: "现任", right: "2021年", merged: true, want: "甲  乙|甲  乙"},
		{name: "chosen", left: "上半年", right: "下半年", merged: true, chosen: Assignments{"下半年组长": "leader"}, want: "丙  丁|甲  乙"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			layout := teams
			layout.Assigned = tt.chosen
			var merges []string
			if tt.merged {
				merges = []string{"A1:A2", "B1:C1", "D1:E1"}
			}
			tables, notes := Find(workbook(t, func(f *excelize.File) {
				fillRows(t, f, [][]any{{"组号", tt.left, nil, tt.right}, {nil, "组长", "成员", "组长", "成员"}, {"1", "甲", "乙", "丙", "丁"}, {"2", "甲", "乙", "甲", "乙"}}, merges...)
			}), layout)
			if len(tables) != 1 || len(tables[0].Rows) != 2 || len(tables[0].Missing) > 0 {
				t.Fatalf("read %+v, notes %v", tables, notes)
			}
			var told []string
			for _, row := range tables[0].Rows {
				said := fmt.Sprint(row.Text("leader"), " ", row.Text("deputy"), " ", row.Text("members"))
				if row.Refused != "" {
					said = "refused"
					want := "「上半年」「下半年」下面都有「组长」等 2 栏，看不出录入哪一组；请在列对应中选定一组（命令用 --map 上半年组长=组长），再导入。"
					if row.Refused != want {
						t.Errorf("refused with %s", row.Refused)
					}
				}
				told = append(told, said)
			}
			if got := strings.Join(told, "|"); got != tt.want {
				t.Errorf("read %s, want %s", got, tt.want)
			}
		})
	}
}

// A number in front of the rows is no 编号 of the one the title speaks of.
func TestSerialUnderTitle(t *testing.T) {
	layout := Layout{Name: "监督员名册", Fields: []Field{{Key: "number", Title: "编号", Aliases: []string{"监督员编号"}}, {Key: "name", Title: "姓名", Required: true}, {Key: "unit", Title: "工作单位"}}}
	tables, _ := Find(workbook(t, func(f *excelize.File) {
		fillRows(t, f, [][]any{{"监督员"}, {"序号", "姓名", "工作单位"}, {1, "张三", "县一中"}})
	}), layout)
	if len(tables) != 1 || len(tables[0].Rows) != 1 || tables[0].Rows[0].Has("number") {
		t.Errorf("read %+v", tables)
	}
}
