package intake

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var roster = Layout{
	Name: "委员名册", GroupRow: "sector", Fields: []Field{
		{Key: "name", Title: "姓名", Aliases: []string{"委员姓名"}, Kind: KindName, Required: true},
		{Key: "sex", Title: "性别", Kind: KindChoice, Choices: []string{"男", "女"}},
		{Key: "born", Title: "出生年月", Aliases: []string{"出生日期", "出生"}, Kind: KindMonth},
		{Key: "party", Title: "政治面貌", Aliases: []string{"党派"}},
		{Key: "post", Title: "工作单位及职务", Aliases: []string{"单位及职务"}},
		{Key: "sector", Title: "界别", Required: true},
		{Key: "phone", Title: "手机", Aliases: []string{"手机号码", "联系电话"}, Kind: KindPhone},
		{Key: "id", Title: "身份证号", Kind: KindIDNumber},
	},
}

// workbook writes rows with excelize and reads them back through OpenBytes.
func workbook(tb testing.TB, fill func(f *excelize.File)) *Workbook {
	tb.Helper()
	f := excelize.NewFile()
	fill(f)
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		tb.Fatal(err)
	}
	wb, err := OpenBytes(context.Background(), "测试.xlsx", buf.Bytes(), Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return wb
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func fillRows(tb testing.TB, f *excelize.File, rows [][]any, merges ...string) {
	tb.Helper()
	for i, row := range rows {
		must(tb, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	for _, merge := range merges {
		from, to, _ := strings.Cut(merge, ":")
		must(tb, f.MergeCell("Sheet1", from, to))
	}
}

func skipped(table Table) string {
	var all []string
	for _, s := range table.Skipped {
		all = append(all, fmt.Sprintf("%d%s", s.Line, s.Why))
	}
	return strings.Join(all, " ")
}

func names(table Table) string {
	var all []string
	for _, row := range table.Rows {
		name, err := row.Name("name")
		if err != nil {
			name = err.Error()
		}
		all = append(all, name)
	}
	return strings.Join(all, " ")
}

func onlyTable(t *testing.T, wb *Workbook) Table {
	t.Helper()
	tables, notes := Find(wb, roster)
	if len(tables) != 1 {
		t.Fatalf("%d tables, notes %v", len(tables), notes)
	}
	return tables[0]
}

func compare(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s %q, want %q", what, got, want)
	}
}

func TestFindTables(t *testing.T) {
	tests := []struct {
		name        string
		rows        [][]any
		merges      []string
		top, bottom int
		names       string
		skipped     string
		unknown     string
		missing     string
		check       func(t *testing.T, table Table)
	}{
		{
			name: "plain header in the first row",
			rows: [][]any{{"姓名", "性别", "界别"}, {"张三", "男", "教育界"}},
			top:  1, bottom: 1, names: "张三",
		},
		{
			name:   "title, blanks in names and headers, stamp row",
			rows:   [][]any{{"××县政协委员名册"}, {"填报单位:县政协", "", "", "2026年3月"}, {"序号", "姓 名", "性\n别", "界　别"}, {1, "张 三", "男", "教育界"}, {2, "欧阳 小 明", "女", "经济界"}, {}, {"单位负责人:", "", "填表人:", "联系电话:"}},
			merges: []string{"A1:D1"}, top: 3, bottom: 3, names: "张三 欧阳小明", skipped: "1标题 2标题 6空行 7签章",
		},
		{
			name:   "two-row header, unknown column listed",
			rows:   [][]any{{"姓名", "联系方式", "", "界别", "特长"}, {"", "手机号码", "邮箱", "", ""}, {"张三", "13800138000", "a@b.cn", "教育界", "书法"}},
			merges: []string{"A1:A2", "B1:C1", "D1:D2", "E1:E2"}, top: 1, bottom: 2, names: "张三", unknown: "联系方式/邮箱 特长",
			check: func(t *testing.T, table Table) {
				t.Helper()
				if phone, err := table.Rows[0].Phone("phone"); phone != "13800138000" || err != nil {
					t.Errorf("phone %q %v", phone, err)
				}
			},
		},
		{
			name:   "two-row header whose second row names nothing known",
			rows:   [][]any{{"姓名", "界别", "家庭", ""}, {"", "", "父", "母"}, {"张三", "教育界", "甲", "乙"}},
			merges: []string{"C1:D1"}, top: 1, bottom: 2, names: "张三", unknown: "家庭",
		},
		{
			name:   "group rows fill the sector",
			rows:   [][]any{{"姓名", "性别", "单位及职务"}, {"一、教育界(2人)"}, {"张三", "男", "一中校长"}, {"李四", "女", "二中教师"}, {"二、经济界"}, {"王五", "男", "某公司经理"}, {"合 计", "", "3人"}, {"注:以上按姓氏笔画排列"}},
			merges: []string{"A2:C2", "A5:C5"}, top: 1, bottom: 1, names: "张三 李四 王五",
			skipped: "2分组 5分组 7合计 8备注",
			check: func(t *testing.T, table Table) {
				t.Helper()
				got := []string{table.Rows[0].Text("sector"), table.Rows[1].Group, table.Rows[2].Text("sector")}
				if !slices.Equal(got, []string{"教育界", "教育界", "经济界"}) {
					t.Errorf("sectors %v", got)
				}
			},
		},
		{
			name: "header repeated on each page",
			rows: [][]any{{"委员名册"}, {"姓名", "性别", "界别"}, {"张三", "男", "教育界"}, {"委员名册"}, {"姓名", "性别", "界别"}, {"李四", "女", "经济界"}},
			top:  2, bottom: 2, names: "张三 李四", skipped: "1标题 4标题 5标题",
		},
		{
			name:   "vertical merges are inherited",
			rows:   [][]any{{"界别", "姓名", "性别"}, {"教育界", "张三", "男"}, {"", "李四", "女"}, {"经济界", "王五", "男"}},
			merges: []string{"A2:A3"}, top: 1, bottom: 1, names: "张三 李四 王五",
			check: func(t *testing.T, table Table) {
				t.Helper()
				if got := table.Rows[1].Text("sector"); got != "教育界" || !table.Rows[1].Cells["sector"].Inherited {
					t.Errorf("inherited %q", got)
				}
			},
		},
		{
			name: "rows prepared with a serial number only",
			rows: [][]any{{"序号", "姓名", "界别"}, {1, "张三", "教育界"}, {2}, {3, "李四", "经济界"}, {4}, {5}},
			top:  1, bottom: 1, names: "张三 李四", skipped: "3空行",
		},
		{
			name: "synonyms, brackets and a missing required column",
			rows: [][]any{{"委员姓名", "党派", "出生年月(如1965.03)", "现工作单位及职务"}, {"张三", "民盟", "1970.05", "县医院"}},
			top:  1, bottom: 1, names: "张三",
			check: func(t *testing.T, table Table) {
				t.Helper()
				var reasons []string
				for _, c := range table.Columns {
					reasons = append(reasons, c.Reason)
				}
				if !slices.Equal(reasons, []string{"alias", "alias", "exact", "similar"}) {
					t.Errorf("reasons %v", reasons)
				}
			},
		},
		{
			name:   "birth in separate year and month columns",
			rows:   [][]any{{"姓名", "出生", "", "界别"}, {"", "年", "月", ""}, {"张三", 1970, 5, "教育界"}},
			merges: []string{"A1:A2", "B1:C1", "D1:D2"}, top: 1, bottom: 2, names: "张三",
			check: func(t *testing.T, table Table) {
				t.Helper()
				if born, err := table.Rows[0].Month("born"); born != "1970-05" || err != nil {
					t.Errorf("born %q %v", born, err)
				}
			},
		},
		{
			name: "a record that speaks of a contact person is no stamp row",
			rows: [][]any{{"姓名", "单位及职务", "界别"}, {"张三", "联系人:李四"}, {"单位负责人:", "王五", "（盖章）"}, {"", "2026年3月10日"}},
			top:  1, bottom: 1, names: "张三", skipped: "3签章 4签章",
		},
		{
			name: "notes of several lines below",
			rows: [][]any{{"姓名", "性别", "界别"}, {"张三", "男", "教育界"}, {"填表说明:"}, {"1.姓名与身份证一致"}, {"2.界别按本届填写"}},
			top:  1, bottom: 1, names: "张三", skipped: "3备注 4备注 5备注",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wb := workbook(t, func(f *excelize.File) { fillRows(t, f, tt.rows, tt.merges...) })
			table := onlyTable(t, wb)
			if table.HeaderTop != tt.top || table.HeaderBottom != tt.bottom {
				t.Errorf("header %d-%d, want %d-%d", table.HeaderTop, table.HeaderBottom, tt.top, tt.bottom)
			}
			compare(t, "names", names(table), tt.names)
			compare(t, "skipped", skipped(table), tt.skipped)
			compare(t, "unknown", strings.Join(table.Unknown, " "), tt.unknown)
			compare(t, "missing", strings.Join(table.Missing, " "), tt.missing)
			if tt.check != nil {
				tt.check(t, table)
			}
		})
	}
}

func TestFindSheets(t *testing.T) {
	t.Run("several tables in a sheet, hidden and foreign sheets noted", func(t *testing.T) {
		wb := workbook(t, func(f *excelize.File) {
			fillRows(t, f, [][]any{{"姓名", "性别", "界别"}, {"张三", "男", "教育界"}, {}, {"界别", "姓名", "手机"}, {"经济界", "李四", "13800138000"}})
			for _, name := range []string{"字典", "说明", "空"} {
				_, err := f.NewSheet(name)
				must(t, err)
			}
			must(t, f.SetCellStr("字典", "A1", "姓名"))
			must(t, f.SetSheetVisible("字典", false))
			must(t, f.SetCellStr("说明", "A1", "本表由委员填写"))
		})
		tables, notes := Find(wb, roster)
		if len(tables) != 2 || names(tables[0]) != "张三" || names(tables[1]) != "李四" {
			t.Fatalf("tables %+v", tables)
		}
		if len(notes) != 3 {
			t.Errorf("notes %v", notes)
		}
	})
	t.Run("phantom rows", func(t *testing.T) {
		wb := workbook(t, func(f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "left", Style: 1}}})
			must(t, err)
			rows := [][]any{{"姓名", "性别", "界别"}}
			for i := range 500 {
				rows = append(rows, []any{fmt.Sprintf("张%c", '一'+i), "男", "教育界"})
			}
			fillRows(t, f, rows)
			must(t, f.SetCellStyle("Sheet1", "A1", "C65000", style))
		})
		tables, _ := Find(wb, roster)
		if len(tables) != 1 || len(tables[0].Rows) != 500 || len(tables[0].Skipped) != 0 || len(wb.Sheets[0].Rows) != 501 {
			t.Fatalf("%d rows kept, %d in the sheet", len(tables[0].Rows), len(wb.Sheets[0].Rows))
		}
	})
}
