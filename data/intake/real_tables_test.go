package intake

import (
	"os"
	"path/filepath"
	"testing"
)

// TestRealTables finds in real workbooks the tables they were made for.
func TestRealTables(t *testing.T) {
	fields := func(titles ...string) Layout {
		layout := Layout{Name: "表格", MinMatch: len(titles)}
		for _, title := range titles {
			layout.Fields = append(layout.Fields, Field{Key: title, Title: title})
		}
		return layout
	}
	tests := []struct {
		file   string
		layout Layout
		header int
		rows   int
		first  string // the first field of the first record
	}{
		{"04_yanan_training_roster_blank.xls", fields("姓名", "身份证号"), 3, 0, ""},
		{"08_yanan_followup_blank.xls", fields("姓名", "联系电话"), 4, 0, ""},
		{"09_company_roster_template_61cols.xlsx", fields("姓名", "性别", "身份证号"), 2, 0, ""},
		{"13_title_notes_above_header.xls", fields("编号", "海拔(m)", "功能区"), 3, 319, "1"},
		{"15_nbs_water_2004_2014.xls", fields("地区", "2014年", "2013年"), 4, 31, "北京市"},
		{"18_telecom_monthly_report.xls", fields("指标代码", "2018年02月", "变化原因"), 2, 168, "NM1210"},
		{"22_rural_land_trailing_notes.xlsx", fields("地块名称", "地块类型", "地块面积/亩"), 1, 54, "A1"},
		{"28_summary_form_stamp_row.xlsx", fields("项目名称", "项目负责人", "指导教师"), 3, 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			path := filepath.Join(sharedData, "workbooks", tt.file)
			if _, err := os.Stat(path); err != nil {
				t.Skip("the shared data is not on this machine")
			}
			wb, err := openFor(t, path)
			must(t, err)
			tables, notes := Find(wb, tt.layout)
			if len(tables) == 0 {
				t.Fatalf("no table: %v", notes)
			}
			table := tables[0]
			if table.HeaderBottom != tt.header || len(table.Rows) != tt.rows {
				t.Errorf("header row %d, %d rows; want %d, %d; skipped %v", table.HeaderBottom, len(table.Rows), tt.header, tt.rows, table.Skipped)
			}
			if tt.first != "" && len(table.Rows) > 0 && table.Rows[0].Text(tt.layout.Fields[0].Key) != tt.first {
				t.Errorf("first record %v", table.Rows[0].Raw)
			}
		})
	}
}
