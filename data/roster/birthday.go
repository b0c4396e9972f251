package roster

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/lunar"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Birthday is one birthday of a person within a span of days.
type Birthday struct {
	PersonID  int64
	Kind      *record.Kind // of the record behind it: Members, else Supervisors
	RecordID  int64
	Name      string
	Gender    string
	Roles     string // 委员、民主监督员
	Sector    string
	Workplace string
	Job       string
	BirthOn   string // as kept: a day or a month
	Lunar     string // 农历正月廿七, "" for a solar birthday
	On        string // the day it falls on, ISO; the first day within the span when only the month is known
	MonthOnly bool
	Age       int    // 周岁 on that day; by the lunar year for a lunar birthday
	Note      string // 平年按 2 月 28 日, 当年无闰四月,按四月
}

// Round tells an age in whole tens (逢十).
func (b Birthday) Round() bool { return b.Age > 0 && b.Age%10 == 0 }

// Span is a run of days, both ends among them.
type Span struct{ From, To time.Time }

// MonthSpan is a calendar month.
func MonthSpan(year int, month time.Month) Span {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return Span{first, first.AddDate(0, 1, -1)}
}

// YearSpan is a calendar year.
func YearSpan(year int) Span {
	first := time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC)
	return Span{first, first.AddDate(1, 0, -1)}
}

// DaysSpan is today and the n days after it.
func DaysSpan(today time.Time, n int) Span {
	first := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	return Span{first, first.AddDate(0, 0, n)}
}

// longestSpan is how far a list of birthdays may reach: a year, lest somebody stand in it twice for no reason.
const longestSpan = 366 * 24 * time.Hour

const birthdayPeople = `SELECT p.id, p.name, p.gender, p.birth_on, p.birth_lunar, p.birth_leap, p.workplace, p.job,
	COALESCE(m.id, 0), COALESCE(s.name, ''), COALESCE(v.id, 0)
	FROM person p
	LEFT JOIN member m ON m.person_id = p.id AND m.term_id = ?0 AND m.deleted_at = ''
		AND m.status NOT IN (SELECT name FROM dictionary WHERE kind = 'member_status' AND parent = '离任')
	LEFT JOIN sector s ON s.id = m.sector_id
	LEFT JOIN supervisor v ON v.id = (SELECT min(x.id) FROM supervisor x WHERE x.person_id = p.id AND x.deleted_at = '' AND (x.to_on = '' OR x.to_on || '-31' >= ?1))
	WHERE p.deleted_at = '' AND p.birth_on <> '' AND (m.id IS NOT NULL OR v.id IS NOT NULL)
	AND NOT EXISTS (SELECT 1 FROM member d WHERE d.person_id = p.id AND d.deleted_at = '' AND d.status = '去世')
	ORDER BY p.id`

// Birthdays lists the birthdays within the span of the members of the scope's term and of the supervisors whose engagement
// lasts, in the order in which they fall; a month-only birth stands before the days of its month. Those who have left or
// died are not among them. A span longer than a year is refused.
func Birthdays(ctx context.Context, db bun.IDB, scope record.Scope, span Span) ([]Birthday, error) {
	if span.To.Before(span.From) || span.To.Sub(span.From) > longestSpan {
		return nil, store.Refuse(store.CodeInvalid, "生日名册的起止日期不对：止日应在起日之后一年以内。")
	}
	var found []Birthday
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var b Birthday
		var isLunar, isLeap bool
		var memberID, supervisorID int64
		if err := scan(&b.PersonID, &b.Name, &b.Gender, &b.BirthOn, &isLunar, &isLeap, &b.Workplace, &b.Job, &memberID, &b.Sector, &supervisorID); err != nil {
			return err
		}
		var roles []string
		if supervisorID != 0 {
			b.Kind, b.RecordID, roles = Supervisors, supervisorID, []string{Supervisors.Title}
		}
		if memberID != 0 {
			b.Kind, b.RecordID, roles = Members, memberID, slices.Insert(roles, 0, Members.Title)
		}
		b.Roles = zh.JoinNames(roles)
		if isLunar {
			found = append(found, b.lunarIn(span, isLeap)...)
		} else {
			found = append(found, b.solarIn(span)...)
		}
		return nil
	}, birthdayPeople, scope.TermID, span.From.Format(store.DateLayout))
	if err != nil {
		return nil, fmt.Errorf("birthdays: %w", err)
	}
	SortBirthdays(found)
	return found, nil
}

// SortBirthdays puts birthdays in the order in which they fall.
func SortBirthdays(found []Birthday) {
	slices.SortStableFunc(found, func(a, b Birthday) int {
		return cmp.Or(strings.Compare(a.sortKey(), b.sortKey()), strings.Compare(a.Name, b.Name))
	})
}

func (b Birthday) sortKey() string {
	if b.MonthOnly && b.Lunar == "" {
		return b.On[:len("2006-01")]
	}
	return b.On
}

// solarIn gives the birthdays of b within the span. Somebody born on 29 February has his in a common year on the 28th.
func (b Birthday) solarIn(span Span) []Birthday {
	birth, err := time.Parse(store.DateLayout, b.BirthOn)
	if err != nil {
		if birth, err = time.Parse("2006-01", b.BirthOn); err != nil {
			return nil
		}
		b.MonthOnly = true
	}
	var out []Birthday
	for year := span.From.Year(); year <= span.To.Year(); year++ {
		on := time.Date(year, birth.Month(), birth.Day(), 0, 0, 0, 0, time.UTC)
		note := ""
		if on.Month() != birth.Month() {
			on, note = on.AddDate(0, 0, -1), "2 月 29 日生，平年按 2 月 28 日"
		}
		last := on
		if b.MonthOnly {
			last, note = on.AddDate(0, 1, -1), "只知道出生年月"
		}
		out = b.falls(out, span, on, last, year-birth.Year(), note)
	}
	return out
}

// lunarIn gives the birthdays of somebody who keeps the lunar one; a solar year may hold none of them, or two.
func (b Birthday) lunarIn(span Span, leap bool) []Birthday {
	birth, ok := lunarDate(b.BirthOn, leap)
	if !ok {
		return nil
	}
	b.Lunar, b.MonthOnly = lunarMark+birth.String(), birth.Day == 0
	var out []Birthday
	for year := span.From.Year() - 1; year <= span.To.Year(); year++ {
		in := birth.Anniversary(year)
		on, ok := in.Solar()
		if !ok {
			continue
		}
		last, notes := on, []string{}
		if birth.Leap && !in.Leap {
			notes = append(notes, "当年无"+lunar.Date{Month: birth.Month, Leap: true}.String()+"，按"+lunar.MonthName(birth.Month))
		}
		if in.Day < birth.Day {
			notes = append(notes, "当月无三十，按廿九")
		}
		if b.MonthOnly {
			last = on.AddDate(0, 0, in.Days()-1)
			notes = append(notes, "只知道出生年月")
		}
		out = b.falls(out, span, on, last, year-birth.Year, strings.Join(notes, "；"))
	}
	return out
}

// falls adds the birthday on the days from on to last when they lie within the span, and after the birth.
func (b Birthday) falls(out []Birthday, span Span, on, last time.Time, age int, note string) []Birthday {
	if age < 0 || last.Before(span.From) || on.After(span.To) {
		return out
	}
	if on.Before(span.From) {
		on = span.From
	}
	b.On, b.Age, b.Note = on.Format(store.DateLayout), age, note
	return append(out, b)
}

// Day is the day as the roster prints it: 03-08, 3 月 for a solar month without its day, 正月 for a lunar one.
func (b Birthday) Day() string {
	switch {
	case !b.MonthOnly:
		return b.On[len("2006-"):]
	case b.Lunar != "":
		return strings.TrimPrefix(b.Lunar, lunarMark)
	default:
		return strings.TrimPrefix(b.On[len("2006-"):len("2006-01")], "0") + " 月"
	}
}

// Title names the span in the title of a roster: 2026年12月, 2026-11-23 至 2026-12-23, 2026年.
func (s Span) Title() string {
	from, to := s.From, s.To
	switch {
	case from.Day() == 1 && to.Equal(from.AddDate(0, 1, -1)):
		return fmt.Sprintf("%d年%d月", from.Year(), int(from.Month()))
	case from.YearDay() == 1 && to.Equal(from.AddDate(1, 0, -1)):
		return fmt.Sprintf("%d年", from.Year())
	default:
		return from.Format(store.DateLayout) + " 至 " + to.Format(store.DateLayout)
	}
}
