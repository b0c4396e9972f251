package record_test

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"
	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// typeCase is what somebody says of a field of a type, and what becomes of it.
type typeCase struct {
	name    string
	says    string
	typed   string // what it is kept as when it is typed; "" when it is refused
	refused string // in these words
	cell    string // what it is kept as when it is a cell, where that differs from typed; "-" when the cell is refused
	shown   string // where that differs from what is kept
	back    string // what comes back from a sheet it was written to, where that differs from typed
	nothing bool   // it is stored as nothing
}

// theType is a type with what is known of it.
type theType struct {
	name   string
	of     record.Type
	sheet  intake.Kind
	cases  []typeCase
	order  []string // values in the order of a list sorted on them
	filter []match
	wider  [][2]string // a stored value, and one taken that says no more
}

// match says whether the filter on one value lets a record through.
type match struct {
	value, one string
	through    bool
}

var oneToFive = func(text string) (string, error) {
	if strings.Contains("12345", text) {
		return text, nil
	}
	return "", errors.New("应为 1 至 5")
}

// types are all types there are. Every one is tried in every way; see TestTypes.
var types = []theType{
	{
		name: "Text", of: record.Text{}, sheet: intake.KindText,
		cases: []typeCase{
			{name: "a line", says: "县第一中学", typed: "县第一中学"},
			{name: "a line that looks like a number", says: "007", typed: "007"},
			{name: "one with a break", says: "甲\n乙", typed: "甲乙"},
			{name: "words with a break", says: "a\nb", typed: "a b"},
		},
		order:  []string{"", "县一中", "县医院"},
		filter: []match{{"县一中", "县一中", true}, {"县一中", "县医院", false}, {"县一中、县医院", "县一中", false}},
	},
	{
		name: "Text with a rule", of: record.Text{Read: oneToFive, Fold: fold.Plain}, sheet: intake.KindText,
		cases: []typeCase{
			{name: "as it should be", says: "3", typed: "3"},
			{name: "as it should not be", says: "九", refused: "应为 1 至 5", cell: "-"},
		},
		filter: []match{{"３", "3", true}, {"3", "4", false}},
	},
	{
		name: "Long", of: record.Long{}, sheet: intake.KindText,
		cases: []typeCase{
			{name: "several lines", says: "一是修路。\n二是种树。", typed: "一是修路。\n二是种树。", shown: "一是修路。 二是种树。"},
		},
		filter: []match{{"一是修路。", "一是修路。", true}},
	},
	{
		name: "Long with a rule", of: record.Long{Read: oneToFive}, sheet: intake.KindText,
		cases: []typeCase{
			{name: "as it should be", says: "3", typed: "3"},
			{name: "as it should not be", says: "九", refused: "应为 1 至 5", cell: "-"},
		},
	},
	{
		name: "Name", of: record.Name{}, sheet: intake.KindName,
		cases: []typeCase{
			{name: "two characters lined up", says: "张 三", typed: "张三", cell: "张 三"}, // a cell is read with what is written beside names, by package take
			{name: "another dot", says: "买买提.阿里", typed: "买买提·阿里", cell: "买买提.阿里"},
			{name: "two people", says: "张三、李四", refused: "写了几个人，一格只写一个人，请分成几行", cell: "张三、李四"},
			{name: "a mark", says: "张三（女）", refused: "姓名里有括号，括号里的内容请写到对应的栏", cell: "张三（女）"},
			{name: "a number", says: "12", refused: "应为姓名", cell: "12"},
		},
		order:  []string{"", "李四", "张三"},
		filter: []match{{"张三", "张三", true}, {"⻓孙无忌", "长孙无忌", true}, {"张三丰", "张三", false}},
	},
	{
		name: "Day", of: record.Day{}, sheet: intake.KindDate,
		cases: []typeCase{
			{name: "with dots", says: "2026.3.9", typed: "2026-03-09"},
			{name: "in words", says: "2026年3月9日", typed: "2026-03-09"},
			{name: "without its day", says: "2026-03", refused: "只有年月，应写到日，如 2026-03-10", cell: "-"},
			{name: "a day there is not", says: "2026-02-30", refused: "2026 年 2 月没有 30 日，应为日期，如 2026-03-10 或 2026.3.10", cell: "-"},
			{name: "no date", says: "待定", refused: "应为日期，如 2026-03-10 或 2026.3.10", cell: "-"},
		},
		order:  []string{"", "2025-12-31", "2026-01-01", "2026-10-01"},
		filter: []match{{"2026-03-09", "2026-03-09", true}, {"2026-03-09", "2026-03-10", false}},
		wider:  [][2]string{{"2026-03-09", "2026-03"}},
	},
	{
		name: "Month", of: record.Month{}, sheet: intake.KindMonth,
		cases: []typeCase{
			{name: "a month", says: "1965.03", typed: "1965-03"},
			{name: "a month in words", says: "1965年3月", typed: "1965-03"},
			{name: "a day of it", says: "1965-3-7", typed: "1965-03-07"},
			{name: "a year", says: "1965", refused: "只有年份，应写到月或日，如 1965-03", cell: "-"},
			{name: "a month there is not", says: "1965-13", refused: "没有 13 月，应为日期，如 1965-03-07 或 1965.03", cell: "-"},
		},
		order:  []string{"", "1965-03", "1965-03-07", "1965-12"},
		filter: []match{{"1965-03", "1965-03", true}, {"1965-03-07", "1965-03", false}},
		wider:  [][2]string{{"1965-03-07", "1965-03"}},
	},
	{
		name: "Month of another calendar", sheet: intake.KindMonth,
		of: record.Month{
			Read:   func(text string) (string, error) { return strings.TrimPrefix(text, "农历"), nil },
			Beyond: func(text string) (string, bool) { return strings.CutPrefix(text, "农历") },
		},
		cases: []typeCase{
			{name: "by Read and Beyond", says: "农历1965-03-07", typed: "1965-03-07"},
		},
	},
	{
		name: "Whole", of: record.Whole{}, sheet: intake.KindInt,
		cases: []typeCase{
			{name: "a number", says: "12", typed: "12"},
			{name: "in full width", says: "１２", typed: "12"},
			{name: "none", says: "0", typed: "0", nothing: true},
			{name: "below the least", says: "-1", refused: "应为 0 以上的整数，如 12", cell: "-"},
			{name: "above the most", says: "100000", refused: "太大，最大是 99999", cell: "-"},
			{name: "beyond all numbers", says: "99999999999999999999", refused: "太大，最大是 99999", cell: "-"},
			{name: "a part", says: "1.5", refused: "应为整数，如 12", cell: "-"},
			{name: "a word", says: "十二", refused: "应为整数，如 12", cell: "-"},
		},
		order:  []string{"2", "10", "99999", ""},
		filter: []match{{"12", "12", true}, {"12", "1", false}},
	},
	{
		name: "Whole that counts", of: record.Whole{Min: 1}, sheet: intake.KindInt,
		cases: []typeCase{
			{name: "the first", says: "1", typed: "1"},
			{name: "none", says: "0", refused: "应为 1 以上的整数，如 12", cell: "-"},
		},
		order: []string{"1", "9", "11", ""},
	},
	{
		name: "Decimal", of: record.Decimal{}, sheet: intake.KindDecimal,
		cases: []typeCase{
			{name: "a number", says: "87.25", typed: "87.25"},
			{name: "with zeros", says: "087.50", typed: "87.5"},
			{name: "in groups", says: "1,234.5", typed: "1234.5"},
			{name: "of a hundred", says: "85%", typed: "0.85"},
			{name: "a word", says: "优", refused: "应为数字，如 87.5", cell: "-"},
		},
		order:  []string{"-10", "-9.5", "0", "0.5", "9", "87.25", "87.5", "87.50001", "100", ""},
		filter: []match{{"87.5", "87.5", true}, {"87.5", "87", false}},
	},
	{
		name: "Decimal with a rule", of: record.Decimal{Read: oneToFive}, sheet: intake.KindDecimal,
		cases: []typeCase{
			{name: "as it should be", says: "3", typed: "3"},
			{name: "as it should not be", says: "6", refused: "应为 1 至 5", cell: "-"},
		},
	},
	{
		name: "YesNo", of: record.YesNo{}, sheet: intake.KindText,
		cases: []typeCase{
			{name: "yes", says: "是", typed: "是"},
			{name: "no", says: "否", typed: "否"},
		},
		order:  []string{"否", "是"},
		filter: []match{{"是", "是", true}, {"是", "否", false}},
	},
	{
		name: "Word", of: record.Word{Words: []string{"单办", "分办"}}, sheet: intake.KindText,
		cases: []typeCase{
			{name: "one of the list", says: "分办", typed: "分办"},
			{name: "another", says: "会办", refused: "应为单办、分办之一", cell: "会办"}, // package take asks which word is meant
		},
		filter: []match{{"分办", "分办", true}, {"分办", "单办", false}},
	},
	{
		name: "Word with a rule", of: record.Word{Dictionary: "proposal_category", Read: oneToFive}, sheet: intake.KindText,
		cases: []typeCase{
			{name: "as it should be", says: "3", typed: "3"},
			{name: "as it should not be", says: "九", refused: "应为 1 至 5", cell: "-"},
		},
	},
	{
		name: "Ref", of: record.Ref{Kind: "units"}, sheet: intake.KindText,
		cases: []typeCase{
			{name: "a name", says: "县教育局", typed: "县教育局"}, // whom it names is asked when the record is saved
		},
		order:  []string{"", "县教育局", "县水务局"},
		filter: []match{{"县教育局", "县教育局", true}, {"县教育局", "县水务局", false}},
	},
	{
		name: "Ref to people", sheet: intake.KindText,
		of: record.Ref{Meant: func(context.Context, bun.IDB, record.Scope) (func(record.Values, string) (record.Meant, error), error) {
			return nil, nil
		}},
		cases:  []typeCase{{name: "a name", says: "张三", typed: "张三"}},
		filter: []match{{"⻓孙无忌", "长孙无忌", true}},
	},
	{
		name: "IDNumber", of: record.IDNumber{}, sheet: intake.KindIDNumber,
		cases: []typeCase{
			{name: "of 18", says: "11010519491231002x", typed: "11010519491231002X"},
			{name: "of 15", says: "110105491231002", typed: "110105491231002"},
			{name: "a wrong check character", says: "110105194912310021", refused: "最后一位与前 17 位对不上，号码有误，请按证件核对", cell: "-"},
			{name: "rounded by a sheet", says: "1.10105E+17", refused: "这个号码被 Excel 当作数字保存，第 15 位以后的数字已经丢失，请把该列设为文本格式后按证件重新填写", cell: "-"},
			{name: "too short", says: "1101051949", refused: "共 10 位，应为 18 位公民身份号码", cell: "-"},
		},
		filter: []match{{"11010519491231002X", "11010519491231002X", true}},
		wider:  [][2]string{{"11010519491231002X", "110105491231002"}},
	},
	{
		name: "Phone", of: record.Phone{}, sheet: intake.KindPhone,
		cases: []typeCase{
			{name: "a mobile in groups", says: "138-0000-0000", typed: "13800000000"},
			{name: "two", says: "0571-8888888/13800000000", typed: "0571-8888888、13800000000"},
			{name: "too short a mobile", says: "1380000000", refused: "手机号码应为 11 位，这里有 10 位", cell: "-"},
			{name: "a word", says: "无线", refused: "应为电话号码，如 13800000000 或 0571-88880000", cell: "-"},
		},
		filter: []match{{"13800000000", "13800000000", true}},
	},
	{
		name: "Several", of: record.Several{}, sheet: intake.KindText,
		cases: []typeCase{
			{name: "two", says: "教育、卫生", typed: "教育、卫生"},
		},
		filter: []match{{"教育、卫生", "卫生", true}, {"教育、卫生", "体育", false}, {"", "卫生", false}},
	},
	{
		name: "Several names", of: record.Several{Of: record.Name{}}, sheet: intake.KindName,
		cases: []typeCase{
			{name: "people", says: "张三、李四", typed: "张三、李四"},
			{name: "people lined up", says: "张 三、李 四", typed: "张 三、李 四", cell: "张三、李四", back: "张三、李四"},
			{name: "a body among them", says: "张三、民建县委", typed: "张三、民建县委"},
		},
		filter: []match{{"张三、⻓孙无忌", "长孙无忌", true}, {"张三、李四", "张四", false}},
	},
	{
		name: "Several with a rule", of: record.Several{Read: oneToFive}, sheet: intake.KindText,
		cases: []typeCase{
			{name: "as they should be", says: "3", typed: "3"},
			{name: "as they should not be", says: "九", refused: "应为 1 至 5", cell: "-"},
		},
	},
}

// rowOf is a row of a sheet with one cell, as intake reads a column of the type.
func rowOf(t *testing.T, of record.Type, says string) intake.Row {
	t.Helper()
	layout := intake.Layout{Name: "表", Fields: []intake.Field{{Key: "key", Title: "编号"}, {Key: "field", Title: "所说", Kind: of.Sheet()}}}
	tables, notes := intake.Find(intake.FromText("粘贴", [][]string{{"编号", "所说"}, {"1", says}}), layout)
	if len(tables) != 1 || len(tables[0].Rows) != 1 {
		t.Fatalf("%q is no row: %v", says, notes)
	}
	return tables[0].Rows[0]
}

func TestTypes(t *testing.T) {
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, of := range types {
		t.Run(of.name, func(t *testing.T) {
			if sheet := of.of.Sheet(); sheet != of.sheet {
				t.Errorf("looks for %v in its column, want %v", sheet, of.sheet)
			}
			for _, c := range of.cases {
				t.Run(c.name, func(t *testing.T) { c.expect(t, of.of, db) })
			}
			of.expectOrder(t)
			of.expectFilter(t)
			for _, w := range of.wider {
				if !of.of.Coarser(w[0], w[1]) || of.of.Coarser(w[1], w[0]) {
					t.Errorf("%s does not say less than %s", w[1], w[0])
				}
			}
		})
	}
}

func (c *typeCase) expect(t *testing.T, of record.Type, db *sql.DB) {
	t.Helper()
	typed, err := of.Parse(c.says)
	if typed != c.typed || (err == nil) != (c.refused == "") || err != nil && err.Error() != c.refused {
		t.Errorf("typed %q: %q, %v; want %q, %q", c.says, typed, err, c.typed, c.refused)
	}
	want := cmp.Or(c.cell, c.typed)
	cell, err := of.Cell(rowOf(t, of, c.says), "field")
	if want == "-" {
		if sentence := store.Sentence(err); err == nil || !strings.Contains(sentence, "「所说」") || !strings.Contains(sentence, c.says) || !strings.HasSuffix(sentence, "。") {
			t.Errorf("the cell %q is %q, %v; want it refused in a sentence that names it", c.says, cell, err)
		}
	} else if cell != want || err != nil {
		t.Errorf("the cell %q is %q, %v; want %q", c.says, cell, err, want)
	}
	if c.typed != "" && !c.nothing {
		expectKept(t, of, db, c.typed, cmp.Or(c.shown, c.typed), cmp.Or(c.back, c.typed))
	}
}

// expectKept stores a value and reads it, has it typed again and taken in from a sheet as a list shows it.
func expectKept(t *testing.T, of record.Type, db *sql.DB, value, shown, want string) {
	t.Helper()
	var read string
	if err := db.QueryRowContext(t.Context(), "SELECT "+of.SQL("x")+" FROM (SELECT ? AS x)", of.Stored(value)).Scan(&read); err != nil || read != value {
		t.Errorf("%q stored is read as %q, %v", value, read, err)
	}
	if again, err := of.Parse(value); again != value || err != nil {
		t.Errorf("%q typed again is %q, %v", value, again, err)
	}
	if got := of.Show(value); got != shown {
		t.Errorf("%q is shown as %q, want %q", value, got, shown)
	}
	back, err := of.Cell(rowOf(t, of, value), "field")
	if err != nil || back != want {
		t.Errorf("%q written to a sheet comes back as %q, %v; want %q", value, back, err, want)
	}
}

func (of *theType) expectOrder(t *testing.T) {
	t.Helper()
	sorted := slices.Clone(of.order)
	slices.Reverse(sorted)
	key := of.of.Order
	if key("") == "" { // as lists have it: words in pinyin order, dates by their text
		key = fold.SortKey
		if of.sheet == intake.KindDate || of.sheet == intake.KindMonth {
			key = func(value string) string { return value }
		}
	}
	slices.SortStableFunc(sorted, func(a, b string) int { return cmp.Compare(key(a), key(b)) })
	if !slices.Equal(sorted, of.order) {
		t.Errorf("sorted %q, want %q", sorted, of.order)
	}
}

func (of *theType) expectFilter(t *testing.T) {
	t.Helper()
	for _, m := range of.filter {
		through := slices.ContainsFunc(of.of.Each(m.value), func(one string) bool { return of.of.Key(one) == of.of.Key(m.one) })
		if through != m.through {
			t.Errorf("the filter on %q lets %q through: %v, want %v", m.one, m.value, through, m.through)
		}
	}
}

// TestAllTypesAreTried fails for a type that is in no case of TestTypes.
func TestAllTypesAreTried(t *testing.T) {
	files, err := filepath.Glob("type*.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := regexp.MustCompile(`(?m)^type ([A-Z][A-Za-z]*) struct ?\{\s*plain`)
	found := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range declared.FindAllStringSubmatch(string(source), -1) {
			found++
			if !slices.ContainsFunc(types, func(of theType) bool { return fmt.Sprintf("%T", of.of) == "record."+name[1] }) {
				t.Errorf("nothing tries the type %s", name[1])
			}
		}
	}
	if found < 13 {
		t.Errorf("only %d types are declared as they were", found)
	}
}
