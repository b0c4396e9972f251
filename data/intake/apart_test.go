package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Tables of other headings beside each other are read each by itself: that of the layout by its title, else the only one with all that is needed.
func TestTablesApart(t *testing.T) {
	layout := roster
	layout.Mine = func(title string) bool { return strings.Contains(title, "委员") }
	for name, tt := range map[string]struct {
		rows   [][]any
		merges []string
		want   string // of each row its place, name and phone
		note   string
	}{
		"titles on both sides of an empty column": {
			rows: [][]any{{"监督员名单", nil, nil, nil, "委员名单"}, {"姓名", "组号", "手机", nil, "姓名", "界别", "手机"}, {"甲", "1", "13900000001", nil, "乙", "教育界", "13900000002"}},
			want: "4 乙 13900000002", note: "并排的另一张表没有读取：「监督员名单」A1:C3",
		},
		"numbers begin anew": {
			rows: [][]any{{"名单", nil, nil, nil, "承办单位"}, {"序号", "姓名", "界别", nil, "序号", "单位名称", "手机"}, {1, "甲", "教育界", nil, 1, "县水务局", "13900000002"}},
			want: "0 甲 ", note: "没有读取：「承办单位」E1:G3",
		},
		"neither title tells": {
			rows: [][]any{{"一组", nil, nil, nil, "二组"}, {"姓名", "界别", "手机", nil, "姓名", "组号", "界别"}, {"甲", "教育界", "13900000001", nil, "乙", "1", "工会"}},
			note: "看不出要导入哪一张；请用「② 表格」的行号和列号（命令用 --range）指明一张",
		},
		"titles without an empty column": {
			rows: [][]any{{"在职委员名单", nil, nil, "离任委员名单"}, {"姓名", "界别", "手机", "姓名", "界别", "离任原因"}, {"甲", "教育界", "13900000001", "乙", "教育界", "调动"}},
			want: "0 甲 13900000001|3 乙 ",
		},
		"an empty column within one table": {
			rows: [][]any{{"委员名册"}, {"序号", "姓名", "界别", nil, "手机", "政治面貌"}, {1, "甲", "教育界", nil, "13900000001", "民盟"}},
			want: "0 甲 13900000001",
		},
		"headings over those of one table": {
			rows: [][]any{{"委员", nil, "联系"}, {"姓名", "界别", "手机", "政治面貌"}, {"甲", "教育界", "13900000001", "民盟"}}, merges: []string{"A1:B1", "C1:D1"},
			want: "0 甲 13900000001",
		},
	} {
		t.Run(name, func(t *testing.T) {
			tables, notes := Find(workbook(t, func(f *excelize.File) { fillRows(t, f, tt.rows, tt.merges...) }), layout)
			var told []string
			for _, table := range tables {
				for _, row := range table.Rows {
					told = append(told, fmt.Sprint(row.Left, " ", row.Text("name"), " ", row.Text("phone")))
				}
			}
			if got := strings.Join(told, "|"); got != tt.want {
				t.Errorf("read %q, want %q", got, tt.want)
			}
			if got := fmt.Sprint(notes); tt.note == "" && len(notes) > 0 || !strings.Contains(got, tt.note) {
				t.Errorf("noted %s, want %s", got, tt.note)
			}
		})
	}
}

// What stands over each of the tables side by side is of its rows, what stands alone above them is over all.
func TestGroupsOverTablesSideBySide(t *testing.T) {
	tables, _ := Find(workbook(t, func(f *excelize.File) {
		fillRows(t, f, [][]any{
			{"2026年委员名单"},
			{"农业界", nil, "工商联界", nil, "经济界"},
			{"姓名", "手机", "姓名", "手机", "姓名", "手机"},
			{"甲", "13900000001", "乙", "13900000002", "丙", "13900000003"},
		}, "A1:F1", "A2:B2", "C2:D2", "E2:F2")
	}), roster)
	var told []string
	for _, table := range tables {
		for _, row := range table.Rows {
			told = append(told, fmt.Sprint(table.Titles[0], " ", row.Text("name"), " ", row.Text("sector")))
		}
	}
	if got, want := strings.Join(told, "|"), "2026年委员名单 甲 农业界|2026年委员名单 乙 工商联界|2026年委员名单 丙 经济界"; got != want {
		t.Errorf("read %q, want %q", got, want)
	}
}
