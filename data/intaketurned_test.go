package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// A table with its headings in the first column and a record in each column is the table it is when turned.
func TestTransposedTables(t *testing.T) {
	for name, c := range map[string]cellCase{
		"of members":   {kind: roster.Members, keys: "name gender birth_on mobile", want: "新增 丁一|男|1975-03|13900000001\n新增 马二|女||13900000002\n新增 方三|男|1980-05-06", notes: "工作表「名单」的标题在左边、一列一条记录，行列互换后读取，共 3 条。"},
		"of units":     {kind: roster.Units, keys: "name short code", want: "新增 县档案局|档案局|901\n新增 县气象局|气象局|902", notes: "工作表「名单」的标题在左边、一列一条记录，行列互换后读取，共 2 条。"},
		"of two sexes": {kind: roster.Members, keys: "name gender", want: "新增 丁一|男\n新增 马二|女", unknown: "健康状况", notes: "工作表「名单」的标题在左边、一列一条记录，行列互换后读取，共 2 条。"},
	} {
		rows := map[string][]string{
			"of members":   {"2026年委员名单", "姓名,丁一,马二,方三", "性别,男,女,男", "出生年月,1975.03,,1980-05-06", "手机,13900000001,13900000002,"},
			"of units":     {"单位名称,县档案局,县气象局", "简称,档案局,气象局", "单位编码,901,902"},
			"of two sexes": {"1,姓名,丁一,马二", "2,性别,男,女", "3,健康状况,良好,一般", "4,民族,汉族,汉族"},
		}[name]
		t.Run(name, func(t *testing.T) { c.try(t, textOf(rows...)) })
	}
}

// A transposed table that lacks what a record needs is refused, and a table is not turned.
func TestWhatIsNoTransposedTable(t *testing.T) {
	o := openOffice(t)
	for name, rows := range map[string][]string{
		"a record without a name": {"姓名,丁一,", "性别,男,女", "手机,13900000001,13900000002"},
		"no names":                {"编号,1,2", "性别,男,女", "手机,13900000001,13900000002"},
	} {
		_, err := take.PlanWith(t.Context(), o.Store, roster.Members, in2026, &intake.Workbook{Path: "名单.xlsx", Sheets: []intake.Sheet{sheetOf("名单", rows...)}}, take.Options{})
		if sentence := store.Sentence(err); !strings.Contains(sentence, "像是一列一条记录（标题在 A 列），却不是每列都有「姓名」") {
			t.Errorf("%s: %s", name, sentence)
		}
	}
	cellCase{kind: roster.Members, keys: "name gender", want: "新增 丁一|男\n新增 马二|女"}.try(t, textOf("姓名,性别,手机", "丁一,男,13900000001", "马二,女,13900000002"))
}

// TestRefusedColumn names the column of the sheet as it is in the file.
func TestRefusedColumn(t *testing.T) {
	o := openOffice(t)
	_, im := o.taken(roster.Members, "姓名,丁一,马二", "性别,男,不男", "手机,13900000001,13900000002")
	if got := intake.FromWords(im.Rows[1].From); got != "工作表「粘贴」C 列" || im.Rows[1].Outcome != take.RowRejected {
		t.Errorf("row 2 is from %s, %s", got, im.Rows[1].Outcome)
	}
}
