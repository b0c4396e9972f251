package proposal

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// How a day of a holiday notice is worked.
const (
	dayOff    = "放假"
	dayWorked = "上班"
)

// Holidays are the days of the yearly holiday notices (放假安排): what deadlines, working days and lateness are counted by. Those of past years come
// with the program; all are the office's to change.
var Holidays = &record.Kind{
	Name: "holidays", Title: "放假安排", Layout: "放假安排表", Table: "holiday",
	From: `(SELECT *, substr('日一二三四五六', CAST(strftime('%w', on_date) AS INTEGER) + 1, 1) AS weekday FROM holiday WHERE deleted_at = '') AS holiday_list`, Order: "notice DESC, on_date",
	Fields: []record.Field{
		{Key: "on_date", Title: "日期", Aliases: []string{"放假日期"}, Type: record.Day{}, Required: true, Section: "放假安排", Example: "2027-01-01", Width: 100},
		{Key: "weekday", Title: "星期", ListOnly: true, Width: 50},
		{Key: "name", Title: "节日", Aliases: []string{"名称", "节日名称", "假日", "节假日"}, Required: true, Example: "元旦", Width: 160},
		{Key: "worked", Title: "安排", Aliases: []string{"放假或上班", "放假还是上班", "是否放假", "类型"}, Type: record.Word{Words: []string{dayOff, dayWorked}}, Required: true, Default: dayOff, Note: "周六、周日调休要上班的选「上班」", Example: dayOff, Width: 60},
		{Key: "notice", Title: "通知年度", Aliases: []string{"年度", "年份"}, Type: record.Whole{}, Expr: "CAST(notice AS TEXT)", Note: "空着就是日期所在的年", Width: 80},
		{Key: "source", Title: "依据", Type: record.Long{}, Example: "国务院办公厅 2027 年放假通知", Width: 260},
	},
	Index: []string{"on_date"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		if found := by("on_date", v["on_date"]); len(found) > 0 {
			return found[0].ID, nil
		}
		return 0, nil
	},
	CalledBy: []string{"on_date"},
	Tables: map[string]record.TableWords{"holiday": {Title: "放假安排", Name: []string{"on_date", "name"}, Columns: map[string]string{
		"on_date": "日期", "name": "节日", "worked": "安排", "notice": "通知年度", "source": "依据",
	}}},
	Binned: &record.Binned{Measure: "天", Name: "t.on_date || ' ' || t.name", Note: "t.notice || ' 年通知'", Rivals: []record.Rival{{
		Query:  "SELECT x.notice FROM holiday t JOIN holiday x ON x.on_date = t.on_date AND x.deleted_at = '' WHERE t.id = ?0",
		Reason: "这一天在 %d 年的放假安排里已另有登记",
	}}},
	Doubts: holidaysLeft,
}

func init() { Holidays.Save = saveHoliday }

func saveHoliday(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	now := record.Values{}
	if id != 0 {
		stored, err := Holidays.Record(ctx, tx, id)
		if err != nil {
			return 0, err
		}
		now = stored.Values
	} else {
		now["worked"] = dayOff
	}
	for key, value := range v {
		now[key] = value
	}
	day, err := calendar.ParseDate(now["on_date"])
	if err != nil {
		return Holidays.Plain(ctx, tx, scope, id, v, nil) // refused as missing or as no date
	}
	notice := record.CountOf(now["notice"])
	if now["notice"] == "" {
		notice = day.Year
	}
	if err := checkHoliday(ctx, tx, id, day, notice, now); err != nil {
		return 0, err
	}
	return Holidays.Plain(ctx, tx, scope, id, v, store.Columns{"notice": notice})
}

// checkHoliday refuses a day that is not of its notice's year, one that is there already, and one that is worked anyway.
func checkHoliday(ctx context.Context, tx *store.Tx, id int64, day calendar.Date, notice int, now record.Values) error {
	if !calendar.InNotice(notice, day) {
		return store.Refuse(store.CodeInvalid, "日期 %s 不会在 %d 年的放假通知里：应在当年、上年 12 月或下年 1 月，请核对日期或「通知年度」。", day, notice)
	}
	if now["worked"] == dayWorked && day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
		return store.Refuse(store.CodeInvalid, "%s 是%s，本来就上班，不用登记；调休上班的只会是周六、周日，请核对日期。", day, day.WeekdayName())
	}
	other, err := store.Texts(ctx, tx, "SELECT name || '」（' || worked || '，' || notice || ' 年通知）' FROM holiday WHERE on_date = ? AND deleted_at = '' AND id <> ?", day.String(), id)
	if err == nil && len(other) > 0 {
		err = store.Refuse(store.CodeDuplicate, "%s 已登记为「%s，一天只登记一次，请修改那一条。", day, other[0])
	}
	return err
}

// holidaysLeft names what years have beside the days that were taken from one file: of a notice that was revised they may hold no longer.
func holidaysLeft(ctx context.Context, db bun.IDB, ids, _ []int64) ([]string, error) {
	list := store.JSONList(ids)
	years, err := store.IDs(ctx, db, "SELECT DISTINCT notice FROM holiday WHERE id IN (SELECT value FROM json_each(?)) ORDER BY notice", list)
	if err != nil {
		return nil, err
	}
	var doubts []string
	for _, year := range years {
		left, err := store.Texts(ctx, db, `SELECT on_date || ' ' || worked FROM holiday WHERE notice = ?0 AND deleted_at = '' AND id NOT IN (SELECT value FROM json_each(?1)) ORDER BY on_date`, year, list)
		if err != nil {
			return nil, err
		}
		if len(left) > 0 {
			doubts = append(doubts, fmt.Sprintf("%d 年的放假安排里原有的 %s，文件里没有，仍然保留，通知改了的请删除", year, zh.JoinNames(left)))
		}
	}
	return doubts, nil
}

// WorkCalendar is the calendar of working days by the office's holiday notices.
func WorkCalendar(ctx context.Context, db bun.IDB) (*calendar.Calendar, error) {
	return store.Remembered(db, "work calendar", []string{"holiday"}, func() (*calendar.Calendar, error) {
		years := map[int][]calendar.Day{}
		err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
			var year int
			var on, name, worked string
			if err := scan(&year, &on, &name, &worked); err != nil {
				return err
			}
			date, err := calendar.ParseDate(on)
			if err != nil {
				return fmt.Errorf("holiday of %s: %w", strconv.Itoa(year), err)
			}
			years[year] = append(years[year], calendar.Day{Date: date, Name: name, Off: worked == dayOff})
			return nil
		}, "SELECT notice, on_date, name, worked FROM holiday WHERE deleted_at = ''")
		if err != nil {
			return nil, fmt.Errorf("holidays: %w", err)
		}
		return calendar.Of(years), nil
	})
}

// WhySQL is calendar.Explain in SQL: why a deadline is on the day due, and what has to be said beside it. All three are SQL.
func WhySQL(why, from, due string) string {
	return `(SELECT w || CASE WHEN gap IS NULL THEN '' ELSE CASE WHEN w = '' THEN '' ELSE '；' END || gap || '` + calendar.NotKnown + `' END FROM (SELECT w, (SELECT group_concat(y, '、') FROM (
		SELECT CASE WHEN w LIKE '%个工作日%' AND f <> '' THEN substr(f, 1, 4) ELSE substr(d, 1, 4) END AS y UNION SELECT substr(d, 1, 4))
		WHERE d <> '' AND NOT EXISTS (SELECT 1 FROM holiday h WHERE h.notice = CAST(y AS INTEGER) AND h.deleted_at = '')) AS gap
		FROM (SELECT ` + why + " AS w, " + from + " AS f, " + due + ` AS d)))`
}

// TellsDue says of a deadline that is typed what has to be said of the year it lies in.
func TellsDue(ctx context.Context, db bun.IDB, _ record.Scope, _ int64, value string) (record.Told, error) {
	days, err := WorkCalendar(ctx, db)
	if err != nil {
		return record.Told{}, err
	}
	return record.Told{Words: days.Unsure(value)}, nil
}
