package sheet

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

var testDay = time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)

// handlingTable is 承办单位办理情况统计表 in small: two header levels, groups, subtotals, rates.
func handlingTable(rows int) Table {
	t := Table{
		Name: "承办单位", Title: "承办单位提案办理情况统计表", Subtitle: "(2026年1月1日至11月23日)",
		Org: "安平县政协提案委员会", Unit: "件、%",
		Columns: []Column{
			{Path: []string{"序号"}, Kind: Serial},
			{Key: "system", Path: []string{"系统"}, Kind: Center, Merge: true},
			{Key: "unit", Path: []string{"承办单位"}},
			{Key: "lead", Path: []string{"办理", "主办"}, Kind: Int, Total: Sum},
			{Key: "co", Path: []string{"办理", "协办"}, Kind: Int, Total: Sum},
			{Key: "all", Path: []string{"办理", "总数"}, Kind: Int, Calc: SumOf("lead", "co"), Total: Sum},
			{Key: "replied", Path: []string{"办复", "件数"}, Kind: Int, Total: Sum},
			{Key: "rate", Path: []string{"办复", "办复率"}, Kind: Percent, Calc: Ratio([]string{"replied"}, []string{"all"}), Total: Recalc},
			{Key: "sat", Path: []string{"征询反馈", "满意"}, Kind: Int, Total: Sum},
			{Key: "basic", Path: []string{"征询反馈", "基本满意"}, Kind: Int, Total: Sum},
			{Key: "mute", Path: []string{"征询反馈", "未表态"}, Kind: Int, Total: Sum},
			{
				Key: "satrate", Path: []string{"征询反馈", "满意率"}, Kind: Percent, Total: Recalc,
				Calc: Ratio([]string{"sat", "basic"}, []string{"replied", "-mute"}),
			},
			{Key: "score", Path: []string{"平均分"}, Kind: Decimal2, Total: Mean},
		},
		Notes: []string{
			"办复率 = 办复件数 ÷ 办理总数；满意率 = （满意 + 基本满意） ÷ （办复件数 − 未表态），分母为 0 时显示“—”。",
			"本表按承办单位统计，主办、协办分别计数，同一件提案由多个单位协办的在各单位都计一次，合计数因此大于提案件数；统计时间截至填报日期。",
		},
		Signature: true, Subtotals: true,
	}
	for i := range rows {
		if i%12 == 0 {
			t.Rows = append(t.Rows, Row{Group: fmt.Sprintf("第%d组", i/12+1)})
		}
		unit := fmt.Sprintf("县第%d局", i+1)
		if i%5 == 3 {
			unit = "县农业农村局(县委农村工作领导小组办公室、县乡村振兴工作专班综合协调组)"
		}
		replied := any(i % 7)
		if i == 4 {
			replied = "—"
		}
		t.Rows = append(t.Rows, Row{Cells: []any{
			nil, []string{"政府系统", "党群系统"}[i/4%2], unit, i % 9, i % 4, nil, replied, nil,
			i % 3, i % 2, i % 2, nil, 80 + float64(i)*0.1,
		}})
	}
	return t
}

func testBook(rows int) Book {
	return Book{Title: "承办单位提案办理情况统计表", Creator: "安平县政协", Date: testDay, Tables: []Table{handlingTable(rows)}}
}

func render(t *testing.T, b Book) ([]byte, Result) {
	t.Helper()
	var buf bytes.Buffer
	res, err := Render(&buf, b)
	if err != nil {
		t.Fatal(err)
	}
	return buf.Bytes(), res
}

func open(t *testing.T, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// TestSpecimens writes one workbook of every sort where CPPCCDESK_SPECIMENS says, for validators and for looking at.
func TestSpecimens(t *testing.T) {
	dir := os.Getenv("CPPCCDESK_SPECIMENS")
	if dir == "" {
		dir = t.TempDir()
	}
	books := map[string]Book{"short.xlsx": testBook(6), "long.xlsx": testBook(100), "empty.xlsx": testBook(0)}
	filtered := handlingTable(0)
	filtered.Name, filtered.Subtotals, filtered.Filter, filtered.FreezeColumns = "台账", false, true, 3
	filtered.Columns[1].Merge = false
	for _, r := range handlingTable(40).Rows {
		if r.Group == "" {
			filtered.Rows = append(filtered.Rows, r)
		}
	}
	narrow := Table{
		Title: "年度重点工作一览表", Org: "安平县政协办公室", Unit: "项", Portrait: true, Signature: true,
		Columns: []Column{{Path: []string{"序号"}, Kind: Serial}, {Path: []string{"事项"}}, {Path: []string{"完成日期"}, Kind: Date}},
		Rows:    []Row{{Cells: []any{nil, "民主监督座谈会", "2026-10-15"}}, {Cells: []any{nil, "=1+1", "待定"}}},
	}
	books["several.xlsx"] = Book{Title: "多表", Creator: "安平县政协", Date: testDay, Tables: []Table{filtered, narrow}}
	for name, b := range books {
		if _, err := Write(filepath.Join(dir, name), b); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	err := WriteTemplate(filepath.Join(dir, "template.xlsx"), Template{
		Name: "委员名册", Title: "委员名册", Date: testDay, Notes: []string{"一行一人,不要合并单元格。"},
		Fields: []TemplateField{
			{Column: Column{Path: []string{"姓名"}}, Required: true, Note: "与身份证一致", Example: "张小明"},
			{Column: Column{Path: []string{"性别"}, Kind: Center}, Choices: []string{"男", "女"}},
			{Column: Column{Path: []string{"界别"}}, Choices: strings.Split(strings.Repeat("农业界,教育界 & 体育界,", 30), ","), Open: true},
			{Column: Column{Path: []string{"身份证号"}, Kind: Code, Width: 24}, Note: "18 位,按文本填写"},
			{Column: Column{Path: []string{"出生年月"}, Kind: Date}},
		},
	})
	if err != nil {
		t.Error(err)
	}
	if err := WriteRejects(filepath.Join(dir, "rejects.xlsx"), Rejects{
		Name: "退回", Header: []string{"姓名", "身份证号", "电话"}, Date: testDay,
		Rows: []Reject{{Row: 7, Cells: []string{"张三", "110101199001010000", "+8613800000000"}, Reason: "身份证号校验位不对"}},
	}); err != nil {
		t.Error(err)
	}
	if _, err := WriteList(filepath.Join(dir, "list.xlsx"), List{
		Name: "委员", Date: testDay, Count: 3, Hidden: []int{0},
		Columns: []Column{{Path: []string{"记录号"}, Kind: Int}, {Path: []string{"姓名"}}, {Path: []string{"电话"}, Kind: Code}, {Path: []string{"得分"}, Kind: Decimal1}},
		Rows: func(yield func([]any, error) bool) {
			for i := range 3 {
				if !yield([]any{i, "=cmd|' /C calc'!A0", "01380000000", 0.1 + 0.2}, nil) {
					return
				}
			}
		},
	}); err != nil {
		t.Error(err)
	}
}
