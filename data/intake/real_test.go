package intake

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
	return append(files, more...)
}

func openFor(t *testing.T, path string) (*Workbook, error) {
	t.Helper()
	wb, err := Open(context.Background(), path, Options{})
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

// updateReal writes what the real workbooks are read as into testdata/real.txt; look at the difference before committing it.
var updateReal = flag.Bool("update-real", false, "write testdata/real.txt")

// TestRealWorkbooks holds what is read of every real workbook, or the sentence it is refused with, against testdata/real.txt. Those that may
// not be passed on are named there by their files, with the checksums of their words, and are skipped where they are not at hand.
func TestRealWorkbooks(t *testing.T) {
	got := map[string]string{}
	for _, path := range realWorkbooks(t) {
		got[filepath.ToSlash(strings.TrimPrefix(path, sharedData+"/"))] = whatIsRead(t, path)
	}
	const golden = "testdata/real.txt"
	want := readGolden(t, golden)
	if *updateReal {
		maps.Copy(want, got)
		var out strings.Builder
		for _, path := range slices.Sorted(maps.Keys(want)) {
			out.WriteString("== " + path + "\n" + want[path])
		}
		must(t, os.WriteFile(golden, []byte(out.String()), 0o600))
		return
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			t.Errorf("%s is not in %s", path, golden)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(want)) {
		t.Run(path, func(t *testing.T) {
			read, ok := got[path]
			if !ok {
				t.Skip("not on this machine")
			}
			if diff := cmp.Diff(strings.Split(want[path], "\n"), strings.Split(read, "\n")); diff != "" {
				t.Errorf("read otherwise (-want +got):\n%s", diff)
			}
		})
	}
}

// readGolden reads sections that begin with a line "== NAME".
func readGolden(t *testing.T, path string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for section := range strings.SplitSeq("\n"+string(text), "\n== ") {
		if name, body, ok := strings.Cut(section, "\n"); ok && name != "" {
			sections[name] = strings.TrimSuffix(body, "\n") + "\n"
		}
	}
	return sections
}

// whatIsRead tells what a workbook is read as: the refusal, or its sheets, the tables found with the number of their rows, what was left out and
// every column that was recognized, and the notes. Words of a workbook that may not be passed on are told by their checksums.
func whatIsRead(t *testing.T, path string) string {
	t.Helper()
	word := func(s string) string { return s }
	if !strings.HasPrefix(path, "testdata/") {
		word = func(s string) string { return fmt.Sprintf("#%08x", crc32.ChecksumIEEE([]byte(s))) }
	}
	var out strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	wb, err := openFor(t, path)
	if err != nil {
		say("拒绝: %v", err)
		return out.String()
	}
	for _, sheet := range wb.Sheets {
		say("工作表 %s 隐藏=%v 行=%d 合并=%d 1904=%v", word(sheet.Name), sheet.Hidden, len(sheet.Rows), len(sheet.Merges), sheet.Date1904)
	}
	tables, notes := Find(wb, anything)
	for _, table := range tables {
		say("表 %s 表头 %d-%d 行 %d 跳过 %d 未识别 %d", word(table.Sheet), table.HeaderTop, table.HeaderBottom, len(table.Rows), len(table.Skipped), len(table.Unknown))
		for _, c := range table.Columns {
			if c.Field != nil {
				say("   %s -> %s (%s)", word(strings.ReplaceAll(c.Header, "\n", "|")), c.Field.Title, c.Reason)
			}
		}
	}
	for _, note := range notes {
		say("%s", word(note.Sentence))
	}
	return out.String()
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
