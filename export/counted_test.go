package export_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/export/sampleyear/sampletest"
)

func TestFigureNamesAreTheirOwn(t *testing.T) {
	s := sampletest.MustOpen(t)
	figures, err := record.FiguresEach(t.Context(), s.DB(), year, "2026-08-31")
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]string{}
	for _, f := range figures {
		if of[f.Name] != "" {
			t.Errorf("%s and %s are both called %s", of[f.Name], f.Code, f.Name)
		}
		of[f.Name] = f.Code
	}
	for _, name := range []string{"收到·其他", "收到·其他（提交方式）占比", "立案·其他（提交方式）"} {
		if of[name] == "" {
			t.Errorf("nothing is called %s", name)
		}
	}
}

// TestActivitiesOfSeveralDaysCountFromTheLast looks at the study of 8 to 24 June, and nothing else is held between the days.
func TestActivitiesOfSeveralDaysCountFromTheLast(t *testing.T) {
	s := sampletest.MustOpen(t)
	counts := func(day string) [3]int64 {
		figures := figuresOn(t, s, day)
		return [3]int64{measure.Of(figures, "attendance.activities").Num, measure.Of(figures, "attendance.due").Num, measure.Of(figures, "attendance_rate").Den}
	}
	before, during, last := counts("2026-06-07"), counts("2026-06-10"), counts("2026-06-24")
	if during != before || last[0] != before[0]+1 || last[1] <= before[1] {
		t.Errorf("before %v, during %v, on its last day %v", before, during, last)
	}
	on := func(day time.Time) (titles []string, halves string) {
		pack := writePackOn(t, s, day, "11", "23")
		return column(t, pack["11会议调研活动台账.xlsx"], "会议调研活动台账", "名称"), strings.Join(column(t, pack["23出席情况统计表.xlsx"], "按活动类别出席情况", "应到"), "/")
	}
	june := func(day int) time.Time { return time.Date(year, time.June, day, 0, 0, 0, 0, time.UTC) }
	titles, halves := on(june(10))
	if was, halvesBefore := on(june(7)); !slices.Equal(titles, was) || halves != halvesBefore {
		t.Errorf("on 10 June %q, %s; on the 7th %q, %s", titles, halves, was, halvesBefore)
	}
}

func TestGroupsAreShortOfQuartersThatAreOver(t *testing.T) {
	s := sampletest.MustOpen(t)
	short := func(day string) int64 { return measure.Of(figuresOn(t, s, day), "groups_short").Num }
	if in, over := short("2026-12-02"), short("2027-01-01"); in != short("2026-11-28") || over <= in {
		t.Errorf("%d groups are short before the quarter is over, %d after it", in, over)
	}
}

// TestDirectoryHasTheDayOfTheClass looks at 第 9 号, B on 18 May and A in the second round on 25 June.
func TestDirectoryHasTheDayOfTheClass(t *testing.T) {
	s := sampletest.MustOpen(t)
	pack := writePackOn(t, s, time.Date(year, time.August, 31, 0, 0, 0, 0, time.UTC), "30", "31", "04")
	for _, of := range []struct{ file, sheet, number, day, class, want string }{
		{"30提案目录.xlsx", "提案目录", "提案", "办复日期", "类型ABC", "2026-06-25 A"},
		{"31分类目录.xlsx", "分类目录", "提案号", "办复日期", "类型ABC", "2026-06-25 A"},
		{"04提案登记台账.xlsx", "提案登记台账", "案号", "答复日期", "结果", "2026-05-18 B"},
	} {
		book := pack[of.file]
		at := slices.IndexFunc(column(t, book, of.sheet, of.number), func(n string) bool { return n == "9" || strings.HasPrefix(n, "9[") })
		if at < 0 {
			t.Fatalf("%s has no 9: %q", of.file, column(t, book, of.sheet, of.number))
		}
		if got := column(t, book, of.sheet, of.day)[at] + " " + column(t, book, of.sheet, of.class)[at]; got != of.want {
			t.Errorf("%s: %s, want %s", of.file, got, of.want)
		}
	}
	rows, _ := grid(t, pack["04提案登记台账.xlsx"], "提案登记台账")
	if !slices.ContainsFunc(rows, func(row []string) bool {
		return strings.Contains(strings.Join(row, ""), "重新办理以后结果或评价与第一轮不同的 ") && strings.Contains(strings.Join(row, ""), "第 9、")
	}) {
		t.Errorf("04 does not say which proposals came to something else: %q", rows[len(rows)-3:])
	}
}
