package intake

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A second row of headings says what the columns under one are: of whom, from when, how many of what, and which of several.
func TestHeadingsDivided(t *testing.T) {
	units := Layout{Name: "单位名录", Fields: []Field{
		{Key: "name", Title: "单位名称", Aliases: []string{"单位"}, Required: true},
		{Key: "leader", Title: "分管领导"},
		{Key: "contact", Title: "联系人"},
		{Key: "phone", Title: "联系电话", Aliases: []string{"电话", "手机", "联系人电话"}},
		{Key: "co", Title: "会办单位", Aliases: []string{"会办"}, Several: true},
		{Key: "from", Title: "开始月份", Aliases: []string{"开始时间", "时间"}},
		{Key: "to", Title: "结束月份", Aliases: []string{"结束时间"}},
		{Key: "targets", Title: "目标", Several: true},
		{Key: "born", Title: "出生日期", Aliases: []string{"出生年月"}, Kind: KindDate},
		{Key: "address", Title: "地址"},
	}}
	for name, tt := range map[string]struct {
		upper, lower, row []any
		merges            []string
		want              map[string]string
		unknown           string
	}{
		"names of those the upper headings are": {
			upper: []any{"单位", "分管领导", nil, "联系人"}, lower: []any{nil, "姓名", "手机", "姓名", "职务", "电话"},
			row: []any{"县水务局", "甲", "13900000001", "乙", "主任", "0999-6110988"}, merges: []string{"A1:A2", "B1:C1", "D1:F1"},
			want: map[string]string{"leader": "甲", "contact": "乙", "phone": "0999-6110988"}, unknown: "分管领导/手机 联系人/职务",
		},
		"ends of a time": {
			upper: []any{"单位", "时间"}, lower: []any{nil, "开始", "结束"}, row: []any{"县水务局", "3月", "5月"}, merges: []string{"A1:A2", "B1:C1"},
			want: map[string]string{"from": "3月", "to": "5月"},
		},
		"one end of a time, under a heading that is not merged": {
			upper: []any{"单位", "联系人", "时间"}, lower: []any{nil, nil, "结束"}, row: []any{"县水务局", "甲", "5月"}, merges: []string{"A1:A2", "B1:B2"},
			want: map[string]string{"from": "", "to": "5月"},
		},
		"measures": {
			upper: []any{"单位", "目标"}, lower: []any{nil, "人", "组", "次"}, row: []any{"县水务局", 50, 10, nil}, merges: []string{"A1:A2", "B1:D1"},
			want: map[string]string{"targets": "50人、10组"},
		},
		"a date in parts": {
			upper: []any{"单位", "联系人", "出生"}, lower: []any{nil, nil, "年", "月", "日"}, row: []any{"县水务局", "甲", 1980, 5, 6}, merges: []string{"A1:A2", "B1:B2", "C1:E1"},
			want: map[string]string{"born": "1980年5月6日"},
		},
		"parts that are no field": {
			upper: []any{"单位", "联系人", "地址"}, lower: []any{nil, nil, "县", "街道"}, row: []any{"县水务局", "甲", "云岭", "城关"}, merges: []string{"A1:A2", "B1:B2", "C1:D1"},
			want: map[string]string{"address": ""}, unknown: "地址/县 地址/街道",
		},
		"numbered": {
			upper: []any{"单位", "会办1", "会办2", "会办3"}, row: []any{"县水务局", "甲局", nil, "乙局"},
			want: map[string]string{"co": "甲局、乙局"},
		},
		"repeated": {
			upper: []any{"单位", "会办单位", "会办单位"}, row: []any{"县水务局", "甲局", "乙局"},
			want: map[string]string{"co": "甲局、乙局"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			rows := [][]any{tt.upper, tt.row}
			if tt.lower != nil {
				rows = [][]any{tt.upper, tt.lower, tt.row}
			}
			tables, notes := Find(workbook(t, func(f *excelize.File) { fillRows(t, f, rows, tt.merges...) }), units)
			if len(tables) != 1 || len(tables[0].Rows) != 1 {
				t.Fatalf("read %+v, notes %v", tables, notes)
			}
			for key, want := range tt.want {
				if got := tables[0].Rows[0].Text(key); got != want {
					t.Errorf("%s: read %q, want %q", key, got, want)
				}
			}
			if got := strings.Join(tables[0].Unknown, " "); got != tt.unknown {
				t.Errorf("unknown %q, want %q", got, tt.unknown)
			}
		})
	}
}
