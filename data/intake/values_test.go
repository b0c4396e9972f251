package intake

import (
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// numberCell is a cell that holds a number without a particular format.
func numberCell(n float64) Cell {
	return Cell{raw: strconv.FormatFloat(n, 'G', -1, 64), Type: CellNumber}
}

func TestParseDate(t *testing.T) {
	tests := []struct{ text, want, refused string }{
		{text: "1965.03", want: "1965-03"},
		{text: "1965.3", want: "1965-03"},
		{text: "1965.10", want: "1965-10"},
		{text: "1965年3月", want: "1965-03"},
		{text: "1965 年 3 月 7 日", want: "1965-03-07"},
		{text: "1965-3-7", want: "1965-03-07"},
		{text: "1965/03/07", want: "1965-03-07"},
		{text: "１９６５．０３．０７", want: "1965-03-07"},
		{text: "19650307", want: "1965-03-07"},
		{text: "196503", want: "1965-03"},
		{text: "65.3", want: "1965-03"},
		{text: "65年3月7日", want: "1965-03-07"},
		{text: "2019-01-12 16:04:48", want: "2019-01-12"},
		{text: "2019-01-12T16:04:48Z", want: "2019-01-12"},
		{text: "2019/1/12 16:04", want: "2019-01-12"},
		{text: "1965年3月生", want: "1965-03"},
		{text: "1965.03.07.", want: "1965-03-07"},
		{text: "一九六五年三月", want: "1965-03"},
		{text: "二〇一九年十二月三十一日", want: "2019-12-31"},
		{text: "二〇二〇年二月二十九日", want: "2020-02-29"},
		{text: "23812", want: "1965-03-11"},
		{text: "1965.13", refused: "没有 13 月"},
		{text: "2023-02-29", refused: "2023 年 2 月没有 29 日"},
		{text: "1965.04.31", refused: "没有 31 日"},
		{text: "1965-03-00", refused: "日不能为 0"},
		{text: "2026-10-10 25:00", refused: "钟点不对"},
		{text: "2026-10-10T09:61:00", refused: "钟点不对"},
		{text: "2026年10月10日 上午9：75", refused: "钟点不对"},
		{text: "2026年10月10日下午25时", refused: "钟点不对"},
		{text: "2026-10-10 24:00", want: "2026-10-10"},
		{text: "2026年10月10日15时30分", want: "2026-10-10"},
		{text: "2026-10-10上午9:30", want: "2026-10-10"},
		{text: "2026-10-10 下午 3:30", want: "2026-10-10"},
		{text: "2026/10/10 3:30:00 PM", want: "2026-10-10"},
		{text: "2026-10-10 上午14:30", refused: "看不出是几点"},
		{text: "2026-10-10 9:30-11:30", want: "2026-10-10"},
		{text: "1965", refused: "只有年份"},
		{text: "05.3", refused: "哪个世纪"},
		{text: "3/7/1965", refused: "年-月-日"},
		{text: "0965-03-07", refused: "不合理"},
		{text: "不详", refused: "应为日期"},
		{text: "1965.03-1970.05", refused: "应为日期"},
		{text: "2026年2月-12月", refused: "从几月到几月"},
		{text: "2026年2-12月", refused: "从几月到几月"},
		{text: "2026.2-12", refused: "从几月到几月"},
		{text: "2026.2—3", refused: "从几月到几月"},
		{text: "2026-2-12月", refused: "从几月到几月"},
		{text: "1965.030", refused: "应为日期"},
		{text: "", refused: "应为日期"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			got, err := ParseDate(tt.text)
			if tt.refused != "" {
				if err == nil || !strings.Contains(err.Error(), tt.refused) {
					t.Errorf("got %v, %v; want refusal with %q", got, err, tt.refused)
				}
				return
			}
			if err != nil || got.String() != tt.want {
				t.Errorf("got %s, %v; want %s", got, err, tt.want)
			}
		})
	}
}

// A time of day has one reading, whether it is written alone, beside a day or as what sheets store.
func TestTimesOfDay(t *testing.T) {
	const none, wrong = "应为时刻", "钟点不对"
	for _, c := range []struct{ alone, beside, want, refused string }{
		{"16:04:48", "2026-10-10T16:04:48.000Z", "16:04", ""},
		{"9时", "2026年10月10日9时", "09:00", ""},
		{"9时5分30秒", "2026年10月10日(星期六)9时5分30秒", "09:05", ""},
		{"下午 3点半", "2026-10-10 下午 3点半", "15:30", ""},
		{"下午16:45", "2026-10-10下午16:45", "16:45", ""},
		{"中午12:10", "2026-10-10 中午12:10", "12:10", ""},
		{"中午1点", "2026-10-10 中午1点", "13:00", ""},
		{"3:30:00 PM", "2026/10/10 3:30:00 PM", "15:30", ""},
		{"12:30 am", "2026/10/10 12:30 AM", "00:30", ""},
		{"24:00", "2026-10-10 24:00", "24:00", ""},
		{"0.6875", "46305.6875", "16:30", ""},
		{"24:01", "2026-10-10 24:01", "", wrong},
		{"25:00", "2026-10-10 25:00", "", wrong},
		{"9:75", "2026-10-10 9:75", "", wrong},
		{"上午14:00", "2026-10-10 上午14:00", "", "看不出是几点"},
		{"晚上12点", "2026-10-10 晚上12点", "", "看不出是几点"},
		{"九点", "2026-10-10", "", none},
	} {
		got, err := ParseClock(c.alone)
		if got != c.want || (err != nil) != (c.refused != "") || err != nil && !strings.Contains(err.Error(), c.refused) {
			t.Errorf("%q: %q, %v; want %q, %q", c.alone, got, err, c.want, c.refused)
		}
		cell := TextCell(c.beside)
		if n, err := strconv.ParseFloat(c.beside, 64); err == nil {
			cell = numberCell(n)
		}
		row := Row{Cells: map[string]Cell{"day": cell}}
		day, err := row.Date("day")
		if beside := row.Clock("day"); beside != c.want || (err != nil) != (c.refused != "" && c.refused != none) || err == nil && day != "2026-10-10" {
			t.Errorf("%q: %q at %q, %v", c.beside, day, beside, err)
		}
	}
}

func TestSerialDates(t *testing.T) {
	tests := []struct {
		name     string
		serial   float64
		date1904 bool
		want     string
	}{
		{"first day of the 1900 system", 1, false, "1900-01-01"},
		{"day before the false leap day", 59, false, "1900-02-28"},
		{"the false leap day", 60, false, ""},
		{"day after the false leap day", 61, false, "1900-03-01"},
		{"a birthday", 23812, false, "1965-03-11"},
		{"with time of day", 43477.6699, false, "2019-01-12"},
		{"first day of the 1904 system", 0, true, "1904-01-01"},
		{"same day in the 1904 system", 23812 - 1462, true, "1965-03-11"},
		{"leap day", 43890, false, "2020-02-29"},
		{"negative", -1, false, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := serialDate(tt.serial, tt.date1904)
			if (err != nil) != (tt.want == "") || (err == nil && got.String() != tt.want) {
				t.Errorf("got %s, %v; want %s", got, err, tt.want)
			}
		})
	}
}

// TestStoredDates reads what excelize stored in cells, the number formats being what tells dates apart.
func TestStoredDates(t *testing.T) {
	tests := []struct {
		name    string
		value   any
		format  string
		month   string
		refused string
	}{
		{"serial with date format", 23812, "yyyy-mm-dd", "1965-03-11", ""},
		{"serial with Chinese month format", 23812, `yyyy"年"m"月";@`, "1965-03-11", ""},
		{"the first of a month shown without its day", 23802, `yyyy"年"m"月"`, "1965-03", ""},
		{"the first of a month shown with its day", 23802, "yyyy/m/d", "1965-03-01", ""},
		{"serial without format", 23812, "", "1965-03-11", ""},
		{"year and month as decimals", 1965.03, "0.00", "1965-03", ""},
		{"October shown by its format", 1965.1, "0.00", "1965-10", ""},
		{"January or October", 1965.1, "", "", "分不清是 1 月还是 10 月"},
		{"November without format", 1965.11, "", "1965-11", ""},
		{"eight digits", 19650307, "", "1965-03-07", ""},
		{"six digits", 196503, "0", "1965-03", ""},
		{"a year", 1965, "", "", "只有年份"},
		{"text in a date cell", "1965.3", "yyyy-mm-dd", "1965-03", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wb := workbook(t, func(f *excelize.File) {
				fillRows(t, f, [][]any{{"姓名", "出生年月", "界别"}, {"张三", tt.value, "教育界"}})
				if tt.format != "" {
					style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &tt.format})
					must(t, err)
					must(t, f.SetCellStyle("Sheet1", "B2", "B2", style))
				}
			})
			tables, _ := Find(wb, roster)
			got, err := tables[0].Rows[0].Month("born")
			if tt.refused != "" {
				if err == nil || !strings.Contains(err.Error(), tt.refused) || !strings.Contains(err.Error(), "出生年月") {
					t.Errorf("got %s, %v; want refusal with %q", got, err, tt.refused)
				}
				return
			}
			if err != nil || got != tt.month {
				t.Errorf("got %s, %v; want %s", got, err, tt.month)
			}
		})
	}
}

func TestIDNumber(t *testing.T) {
	tests := []struct {
		name, want, refused string
		cell                Cell
		noted               bool
	}{
		{name: "valid", cell: TextCell("11010519491231002X"), want: "11010519491231002X"},
		{name: "lower x, full width, blanks", cell: TextCell(" １１０１０５ 19491231 002x"), want: "11010519491231002X"},
		{name: "fifteen digits", cell: TextCell("110105491231002"), want: "110105491231002", noted: true},
		{name: "fifteen digits kept as a number", cell: numberCell(110105491231002), want: "110105491231002", noted: true},
		{name: "rounded number", cell: numberCell(440101199001011000), refused: "被 Excel 当作数字保存"},
		{name: "exponent as text", cell: TextCell("4.40101E+17"), refused: "被 Excel 当作数字保存"},
		{name: "trailing zeros", cell: TextCell("440101199001011000"), refused: "被 Excel 当作数字保存"},
		{name: "wrong check character", cell: TextCell("110105194912310021"), refused: "最后一位"},
		{name: "no such birthday", cell: TextCell("110105194913310026"), refused: "不存在"},
		{name: "too short", cell: TextCell("1101051949123100"), refused: "共 16 位"},
		{name: "letters", cell: TextCell("1101051949123A002X"), refused: "字符"},
		{name: "words", cell: TextCell("不详"), refused: "字符"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			row := Row{Cells: map[string]Cell{"id": tt.cell}}
			got, note, err := row.IDNumber("id")
			if tt.refused != "" {
				if err == nil || !strings.Contains(err.Error(), tt.refused) {
					t.Errorf("got %s, %v; want refusal with %q", got, err, tt.refused)
				}
				return
			}
			if err != nil || got != tt.want || (note != "") != tt.noted {
				t.Errorf("got %s, %q, %v; want %s", got, note, err, tt.want)
			}
		})
	}
}

func TestTypedText(t *testing.T) {
	tests := []struct {
		kind       Kind
		cell       Cell
		want, fail string
	}{
		{kind: KindPhone, cell: numberCell(13800138000), want: "13800138000"},
		{kind: KindPhone, cell: TextCell("138 0013 8000"), want: "13800138000"},
		{kind: KindPhone, cell: TextCell("138-0013-8000"), want: "13800138000"},
		{kind: KindPhone, cell: TextCell("０５７１－88886666 / 13800138000"), want: "0571-88886666、13800138000"},
		{kind: KindPhone, cell: TextCell("1380013800"), fail: "11 位"},
		{kind: KindPhone, cell: TextCell("无"), fail: "应为电话号码"},
		{kind: KindName, cell: TextCell("张 三"), want: "张三"},
		{kind: KindName, cell: TextCell("张\n　三"), want: "张三"},
		{kind: KindName, cell: TextCell("阿依古丽.买买提"), want: "阿依古丽·买买提"},
		{kind: KindName, cell: TextCell("迪丽•拜尔"), want: "迪丽·拜尔"},
		{kind: KindName, cell: TextCell("⻢⽂⻓"), want: "⻢⽂⻓"}, // as copied from a PDF file, and written
		{kind: KindName, cell: TextCell("John  Smith"), want: "John Smith"},
		{kind: KindName, cell: TextCell("123"), fail: "应为姓名"},
		{kind: KindDecimal, cell: TextCell("１,234.50"), want: "1234.5"},
		{kind: KindDecimal, cell: TextCell("85%"), want: "0.85"},
		{kind: KindDecimal, cell: TextCell("-0.0"), want: "0"},
		{kind: KindDecimal, cell: numberCell(0.1 + 0.2), want: "0.3"},
		{kind: KindDecimal, cell: TextCell("12人"), fail: "应为数字"},
		{kind: KindDecimal, cell: TextCell("1,23"), fail: "应为数字"},
	}
	for _, tt := range tests {
		t.Run(tt.cell.String(), func(t *testing.T) {
			got, err := read(Row{Cells: map[string]Cell{"x": tt.cell}}, Field{Key: "x", Kind: tt.kind})
			if tt.fail != "" {
				if err == nil || !strings.Contains(err.Error(), tt.fail) {
					t.Errorf("got %q, %v; want refusal with %q", got, err, tt.fail)
				}
				return
			}
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestChoiceAndRequire(t *testing.T) {
	wb := FromText("粘贴", [][]string{{"姓名", "性 别", "界别"}, {"张三", " 男", "教育界"}, {"李四", "男性", ""}})
	tables, _ := Find(wb, roster)
	if got, err := tables[0].Rows[0].Choice("sex"); got != "男" || err != nil {
		t.Errorf("choice %q %v", got, err)
	}
	const wantSex = "「性别」一栏为「男性」，应为下列之一：男、女。"
	if _, err := tables[0].Rows[1].Choice("sex"); err == nil || err.Error() != wantSex {
		t.Errorf("got %v, want %s", err, wantSex)
	}
	const wantSector = "「界别」一栏没有填写，这一栏必须填写。"
	if _, err := tables[0].Rows[1].Require("sector"); err == nil || err.Error() != wantSector {
		t.Errorf("got %v, want %s", err, wantSector)
	}
}

// A day number in a cell of text may be of either date system; where the workbook has the later one nobody can tell.
func TestDayNumberWrittenAsText(t *testing.T) {
	for date1904, want := range map[bool]string{false: "1976-03-05", true: ""} {
		got, err := TextCell("27824").date(date1904)
		if want == "" && err == nil || want != "" && got.String() != want {
			t.Errorf("1904 %v: %v, %v", date1904, got, err)
		}
	}
}
