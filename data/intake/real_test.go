package intake

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const sharedData = "../../../shared/data"

func realFiles(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(sharedData, pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("no files at %s: the shared data is not on this machine", pattern)
	}
	return files
}

// realWorkbooks are those in testdata, which come from the tests of excelize, calamine and Apache POI, and, where they
// are at hand, the ones that may not be passed on.
func realWorkbooks(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.xls*")
	must(t, err)
	more, err := filepath.Glob(filepath.Join(sharedData, "workbooks/*.xls*"))
	must(t, err)
	if len(more) == 0 {
		t.Log("the shared data is not on this machine: only testdata is read")
	}
	return append(files, more...)
}

func openFor(t *testing.T, path string) (*Workbook, error) {
	t.Helper()
	wb, err := Open(context.Background(), path, Options{Timeout: time.Minute})
	if err != nil {
		var why *Error
		if !errors.As(err, &why) {
			t.Fatalf("%s: error of type %T: %v", path, err, err)
		}
		if !strings.HasSuffix(why.Sentence, "。") || strings.Count(why.Sentence, "。") != 1 {
			t.Errorf("%s: not one sentence: %s", path, why.Sentence)
		}
	}
	return wb, err
}

// anything is a layout of headers that the real workbooks use.
var anything = Layout{Name: "表格", MinMatch: 2, Fields: []Field{
	{Key: "name", Title: "姓名", Aliases: []string{"学员姓名", "参训人姓名"}, Kind: KindName},
	{Key: "sex", Title: "性别"},
	{Key: "unit", Title: "工作单位", Aliases: []string{"单位", "所在单位", "单位名称", "现工作单位及职务", "承办单位"}},
	{Key: "post", Title: "职务"},
	{Key: "phone", Title: "联系电话", Aliases: []string{"电话", "手机", "手机号码"}, Kind: KindPhone},
	{Key: "id", Title: "身份证号码", Aliases: []string{"身份证号"}, Kind: KindIDNumber},
	{Key: "note", Title: "备注"},
	{Key: "party", Title: "党派", Aliases: []string{"政治面貌"}},
	{Key: "sector", Title: "界别"},
}}

func TestRealWorkbooks(t *testing.T) {
	for _, path := range realWorkbooks(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			wb, err := openFor(t, path)
			if err != nil {
				t.Log("拒绝:", err)
				return
			}
			for _, sheet := range wb.Sheets {
				t.Logf("工作表 %s 隐藏=%v 行=%d 合并=%d 1904=%v", sheet.Name, sheet.Hidden, len(sheet.Rows), len(sheet.Merges), sheet.Date1904)
			}
			tables, notes := Find(wb, anything)
			for _, table := range tables {
				t.Logf("表 %s 表头 %d-%d 行 %d 跳过 %v 未识别 %v", table.Sheet, table.HeaderTop, table.HeaderBottom, len(table.Rows), table.Skipped, table.Unknown)
				for _, c := range table.Columns {
					if c.Field != nil {
						t.Logf("   %s -> %s (%s)", c.Header, c.Field.Title, c.Reason)
					}
				}
			}
			for _, note := range notes {
				t.Log(note.Sentence)
			}
		})
	}
}

func TestSampleFiles(t *testing.T) {
	layouts := map[string]Layout{
		"dev_roster_59.csv": {Name: "委员名册", Fields: []Field{
			{Key: "name", Title: "姓名", Kind: KindName, Required: true},
			{Key: "sex", Title: "性别"},
			{Key: "party", Title: "政治面貌", Aliases: []string{"党派"}},
			{Key: "sector", Title: "界别"},
			{Key: "post", Title: "工作单位及职务", Aliases: []string{"单位及职务"}},
		}},
		"dev_proposals_120.csv": {Name: "提案登记台账", Fields: []Field{
			{Key: "number", Title: "提案号", Required: true},
			{Key: "title", Title: "案由", Required: true},
			{Key: "proposer", Title: "提案人"},
			{Key: "category", Title: "分类"},
			{Key: "on", Title: "收到日期", Aliases: []string{"发布时间"}, Kind: KindDate},
			{Key: "length", Title: "正文字数", Kind: KindInt},
		}},
		"shangcheng_plan_2026_streets.csv": {Name: "协商计划", Fields: []Field{
			{Key: "unit", Title: "责任部门"}, {Key: "topic", Title: "协商课题"}, {Key: "when", Title: "时间"},
		}},
	}
	want := map[string]int{"dev_roster_59.csv": 59, "dev_proposals_120.csv": 120, "shangcheng_plan_2026_streets.csv": 32}
	for _, path := range realFiles(t, "samples/*.csv") {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			wb, err := openFor(t, path)
			if err != nil {
				t.Fatal(err)
			}
			tables, notes := Find(wb, layouts[name])
			if len(tables) != 1 {
				t.Fatalf("tables %v, notes %v", tables, notes)
			}
			table := tables[0]
			if len(table.Rows) != want[name] || len(table.Unknown) != 0 || len(table.Missing) != 0 {
				t.Errorf("%d rows, unknown %v, missing %v, skipped %v", len(table.Rows), table.Unknown, table.Missing, table.Skipped)
			}
			for _, row := range table.Rows {
				for _, column := range table.Columns {
					if column.Field == nil {
						continue
					}
					if _, err := read(row, *column.Field); err != nil {
						t.Errorf("line %d: %v", row.Line, err)
					}
				}
			}
		})
	}
}

// read reads a cell by its field's kind.
func read(row Row, field Field) (string, error) {
	switch field.Kind {
	case KindDate:
		return row.Date(field.Key)
	case KindMonth:
		return row.Month(field.Key)
	case KindInt, KindDecimal:
		return row.Decimal(field.Key)
	case KindIDNumber:
		id, _, err := row.IDNumber(field.Key)
		return id, err
	case KindPhone:
		return row.Phone(field.Key)
	case KindName:
		return row.Name(field.Key)
	case KindChoice:
		return row.Choice(field.Key)
	case KindText:
	}
	return row.Text(field.Key), nil
}
