package activity

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// How far the attendance of an activity is registered.
const (
	NotCalled   = "未通知" // nobody is expected
	Called      = "已通知" // people are expected; nobody came yet, as far as is known
	Registering = "登记中" // it is known of some of them who came
	Registered  = "已登记" // of all
)

// number is SQL for how many of those expected at the activity a are in the states.
func number(condition string) string {
	return "(SELECT count(*) FROM attendance x WHERE x.activity_id = a.id" + condition + ")"
}

var (
	presentSQL  = number(" AND x.state = '" + Present + "'")
	unmarkedSQL = number(" AND x.state IN ('" + Expected + "', '" + Asking + "')")
)

// statusSQL is how far the attendance of the activity a is registered.
var statusSQL = "CASE WHEN " + number("") + " = 0 THEN '" + NotCalled + "' WHEN " + number(" AND x.state IN ('"+Present+"', '"+Absent+"')") + " = 0 THEN '" + Called +
	"' WHEN " + unmarkedSQL + " = 0 THEN '" + Registered + "' ELSE '" + Registering + "' END"

var activityView = "(SELECT a.*, " + day + " AS day, " + held + " AS held, " + statusSQL + " AS status, " + number("") + " AS due, " + presentSQL + " AS present, " +
	number(" AND x.state = '"+Excused+"'") + " AS excused, " + number(" AND x.state = '"+Asking+"'") + " AS asking, " + number(" AND x.state = '"+Absent+"'") + " AS absent, " +
	unmarkedSQL + " AS unmarked, " + afterSQL + " AS after, CASE WHEN " + presentSQL + " > 0 THEN " + presentSQL + " + a.guests ELSE a.attendees END AS attendees_now" +
	" FROM activity a WHERE a.deleted_at = '') AS activity_list"

// Steps are the steps of the activity at a place of the year, by what is known of it there.
func (y *Year) Steps(at int) []record.Possible {
	a := &y.Activities[at]
	n, due := y.States(at)
	v := record.Values{"status": Registering, "started_on": a.On}
	switch {
	case due == 0:
		v["status"] = NotCalled
	case a.Later || n[Present]+n[Absent] == 0:
		v["status"] = Called
	case n[Expected]+n[Asking] == 0:
		v["status"] = Registered
	}
	if a.Later {
		v[aheadKey] = a.On
	}
	if asking := n[Asking]; asking > 0 {
		v["asking"] = strconv.Itoa(asking)
	}
	if a.After != "" && !strings.Contains(a.After, noResult) {
		v["outcome"] = a.After // what it says matters to no step
	}
	return Activities.Steps(record.Record{ID: a.ID, Values: v})
}

// checkAttendances refuses an activity that contradicts those who came to it: people not in office on its day, more half-days of somebody than it
// has, states it has not come to, and a number of people told that is not theirs. was is what it said before.
func checkAttendances(ctx context.Context, tx *store.Tx, id int64, v, was record.Values) error {
	all, err := store.LookUp(ctx, tx, "SELECT count(*) FROM attendance WHERE activity_id = ?", id)
	if err != nil || all == 0 {
		return err
	}
	p, err := placeOf(ctx, tx, id)
	if err != nil {
		return err
	}
	if v.Has("started_on") || v.Has("planned_on") || v.Has("finished_on") {
		if err := checkDay(ctx, tx, id, p); err != nil {
			return err
		}
	}
	if v.Has("half_days") {
		over, err := store.Texts(ctx, tx, "SELECT p.name FROM attendance x JOIN person p ON p.id = x.person_id WHERE x.activity_id = ? AND x.came + x.excused > ? LIMIT 1", id, p.halfDays)
		if err != nil {
			return err
		}
		if len(over) > 0 {
			return store.Refuse(store.CodeInvalid, "「%s」登记的到会和请假超过 %d 个半天，请先改正他的出席。", over[0], p.halfDays)
		}
	}
	if err := checkNumber(ctx, tx, id, v, was); err != nil {
		return err
	}
	return followNumber(ctx, tx, id)
}

// followNumber keeps the number of people that an activity has told what is registered: those who came and the guests.
func followNumber(ctx context.Context, tx *store.Tx, id int64) error {
	var present, guests, told int
	if err := tx.QueryRowContext(ctx, "SELECT "+presentSQL+", a.guests, a.attendees FROM activity a WHERE a.id = ?", id).Scan(&present, &guests, &told); err != nil {
		return fmt.Errorf("people of activity %d: %w", id, err)
	}
	if present == 0 || told == 0 || told == present+guests {
		return nil
	}
	if tx.Importing {
		tx.Remark("活动写的参加人数与登记的到会不符的有，参加人数已按登记统计：到会加列席")
	}
	return tx.Update(ctx, "activity", id, store.Columns{"attendees": present + guests})
}

// checkDay refuses a day on which somebody expected is not in office, and one to come for what people are said to have come to.
func checkDay(ctx context.Context, tx *store.Tx, id int64, p place) error {
	book, err := bookOf(ctx, tx, p)
	if err != nil {
		return err
	}
	return store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var person int64
		var name, state string
		if err := scan(&person, &name, &state); err != nil {
			return err
		}
		if book.ByID(person) == nil {
			return store.Refuse(store.CodeInvalid, "「%s」在 %s 不是委员，也不是民主监督员；请先把他从这次活动的出席名单中去掉，或核对活动日期。", name, book.Day)
		}
		return happens(tx, p, name, state)
	}, "SELECT x.person_id, p.name, x.state FROM attendance x JOIN person p ON p.id = x.person_id WHERE x.activity_id = ? ORDER BY x.id", id)
}

// checkNumber refuses a number of people that is not that of those who came.
func checkNumber(ctx context.Context, tx *store.Tx, id int64, v, was record.Values) error {
	if v["attendees"] == "" || v["attendees"] == was["attendees"] {
		return nil
	}
	var present, guests int
	if err := tx.QueryRowContext(ctx, "SELECT "+presentSQL+", a.guests FROM activity a WHERE a.id = ?", id).Scan(&present, &guests); err != nil {
		return fmt.Errorf("people of activity %d: %w", id, err)
	}
	if told := record.CountOf(v["attendees"]); present > 0 && told != present+guests {
		return store.Refuse(store.CodeInvalid, "参加人数 %d 与登记的到会 %d 人、列席 %d 人（共 %d 人）不符；请改正登记或列席人数，或把参加人数空着由程序统计。", told, present, guests, present+guests)
	}
	return nil
}

// activitiesAsOf sets what is known of the attendance of activities to what was on the scope's day: of those that take place later, only who is expected and
// who is on leave.
func activitiesAsOf(ctx context.Context, db bun.IDB, scope record.Scope, id int64, records []record.Record) error {
	later := map[int64]int{} // people told of by id of the activity
	where, args := "a.year = ?1 OR ?1 = 0", []any{scope.Day, scope.Year}
	if id != 0 {
		where, args = "a.id = ?1", []any{scope.Day, id}
	}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var told int
		err := scan(&id, &told)
		later[id] = told
		return err
	}, "SELECT a.id, a.attendees FROM activity a WHERE ("+held+" = '' OR "+held+" > ?0) AND ("+where+")", args...)
	if err != nil {
		return err
	}
	for _, r := range records {
		told, isLater := later[r.ID]
		if !isLater {
			continue
		}
		for _, key := range []string{"present", "absent", "unmarked", "attendees", "after"} {
			delete(r.Values, key)
		}
		if r.Values["status"] != NotCalled {
			r.Values["status"] = Called
		}
		if r.Values["started_on"] > scope.Day {
			r.Values[aheadKey] = r.Values["started_on"]
		}
		if told > 0 {
			r.Values["attendees"] = strconv.Itoa(told)
		}
	}
	return nil
}
