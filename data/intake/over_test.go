package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A heading over others says whose they are, or of when.
func TestHeadingsOverOthers(t *testing.T) {
	members := Layout{Name: "委员名册", Fields: []Field{
		{Key: "name", Title: "姓名", Required: true},
		{Key: "sector", Title: "界别"},
		{Key: "committee", Title: "专委会"},
		{Key: "post", Title: "政协职务"},
		{Key: "unit", Title: "工作单位", Aliases: []string{"单位"}},
		{Key: "job", Title: "职务"},
	}}
	for _, tt := range []struct{ over, under, want string }{
		{"政协任职", "职务", "post"},
		{"在政协任职情况", "职务", "post"},
		{"政协任职", "专委会", "committee"},
		{"党派任职", "职务", ""},
		{"社会任职", "单位", ""},
		{"上届（九届）情况", "界别", ""},
		{"变更前", "单位", ""},
		{"变更后", "单位", "unit"},
		{"现任职", "职务", "job"},
		{"工作单位及职务", "职务", "job"},
		{"个人情况", "职务", "job"},
	} {
		got := ""
		if f := members.Reads(tt.over, tt.under); f != nil {
			got = f.Key
		}
		if got != tt.want {
			t.Errorf("%s under %s is for %q, want %q", tt.under, tt.over, got, tt.want)
		}
	}
}

// Headings over the lower ones name who recommends, who is not of the roster.
func TestOthersBesideThoseOfTheTable(t *testing.T) {
	tables, _ := Find(workbook(t, func(f *excelize.File) {
		fillRows(t, f, [][]any{{"推荐人", nil, "委员"}, {"姓名", "手机", "姓名", "手机", "界别"}, {"小王", "13900000001", "张三", "13900000002", "教育界"}}, "A1:B1", "C1:E1")
	}), roster)
	if len(tables) != 1 || len(tables[0].Rows) != 1 || tables[0].Rows[0].Text("name") != "张三" || tables[0].Rows[0].Text("phone") != "13900000002" {
		t.Errorf("read %+v", tables)
	}
}

// A heading printed again that calls a column otherwise begins another table; printed just so, it does not.
func TestHeadingsAgainOfOtherColumns(t *testing.T) {
	read := func(again ...any) string {
		tables, _ := Find(workbook(t, func(f *excelize.File) {
			fillRows(t, f, [][]any{{"姓名", "界别", "手机"}, {"张三", "教育界", "13900000001"}, again, {"李四", "教育界", "民盟"}})
		}), roster)
		var told []string
		for _, table := range tables {
			for _, row := range table.Rows {
				told = append(told, fmt.Sprint(row.Text("name"), " ", row.Text("phone"), " ", row.Text("party")))
			}
		}
		return strings.Join(told, "|")
	}
	for want, again := range map[string][]any{
		"张三 13900000001 |李四  民盟": {"姓名", "界别", "政治面貌"},
		"张三 13900000001 |李四 民盟 ": {"姓 名", "界别", "手机"},
		"张三 13900000001 |李四  ":   {"姓名", "界别", "去世时间"},
	} {
		if got := read(again...); got != want {
			t.Errorf("below %v: %s, want %s", again, got, want)
		}
	}
}
