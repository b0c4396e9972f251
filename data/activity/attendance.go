package activity

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// States of somebody at an activity.
const (
	Expected = "应到" // told to come; nothing is known of him yet
	Present  = "到会"
	Asking   = "请假待批" // has asked for leave and was not answered
	Excused  = "请假"   // on leave that was granted
	Absent   = "缺席"
)

// States are all of them.
var States = []string{Expected, Present, Asking, Excused, Absent}

// Whether people have to come to an activity (必到) or may (自愿).
const (
	Obligatory = "必到"
	Voluntary  = "自愿"
)

// What somebody said at an activity: 口头 or 书面.
const (
	Oral    = "口头"
	Written = "书面"
)

// stateWords are what sign-in sheets write for the states.
var stateWords = map[string]string{
	"到": Present, "已到": Present, "出席": Present, "参加": Present, "签到": Present, "是": Present, "已签到": Present, "实到": Present,
	"假": Excused, "准假": Excused, "已请假": Excused, "批准请假": Excused, "请假已批": Excused, "待批": Asking, "请假（待批）": Asking, "请假（已批）": Excused,
	"缺": Absent, "未到": Absent, "缺席未请假": Absent,
}

func parseState(text string) (string, error) {
	plain := strings.Join(strings.Fields(strings.NewReplacer("(", "（", ")", "）").Replace(text)), "")
	if word, known := stateWords[plain]; known {
		return word, nil
	}
	switch {
	case slices.Contains(States, plain):
		return plain, nil
	case intake.IsTick(plain):
		return Present, nil
	case intake.IsCross(plain):
		return Absent, nil
	}
	return "", errors.New("应为应到、到会（√）、请假待批、请假（假）、缺席（缺、×）之一")
}

// day is SQL for the day people of the activity a are expected: it began, is planned, or ended on it; a month is its first day.
const day = "CASE WHEN a.started_on <> '' THEN a.started_on WHEN a.planned_on <> '' THEN substr(a.planned_on || '-01', 1, 10) ELSE a.finished_on END"

// held is SQL for the day from which on the activity a has taken place, empty while nobody says it has.
const held = "CASE WHEN a.started_on <> '' THEN a.started_on ELSE a.finished_on END"

// over is SQL for the day from which on the activity a counts, empty while it has none: its last, of several days.
const over = "CASE WHEN a.finished_on <> '' THEN a.finished_on ELSE a.started_on END"

// came and excused are SQL for half-days of the attendance x at activity a: those he was there, and those of granted leave.
const (
	came    = "CASE WHEN x.state <> '" + Present + "' THEN 0 WHEN x.came = 0 THEN a.half_days ELSE x.came END"
	excused = "CASE x.state WHEN '" + Present + "' THEN x.excused WHEN '" + Excused + "' THEN a.half_days ELSE 0 END"
)

// sectorSQL is SQL for the sector (界别) that the person of the attendance x at activity a is a member of on its day.
var sectorSQL = "COALESCE((SELECT s.name FROM member m JOIN term t ON t.id = m.term_id JOIN sector s ON s.id = m.sector_id WHERE m.person_id = x.person_id AND " +
	roster.MemberOnDay(day) + " ORDER BY t.ordinal DESC LIMIT 1), '')"

// attendances are those expected at an activity, and what became of each.
var attendances = &record.Part{
	Title: "出席", Table: "attendance", Owner: "activity_id",
	From:  "attendance x JOIN activity a ON a.id = x.activity_id JOIN person p ON p.id = x.person_id",
	Order: "x.id",
	Fields: []record.Field{
		{Key: "name", Title: "姓名", Aliases: []string{"委员", "委员姓名", "参加人", "签到人", "监督员"}, Type: record.Ref{Meant: people}, Expr: roster.PersonTitle, Required: true, Example: "张小明", Note: "同名的写成「张伟（县一中）」", Width: 110},
		{Key: "state", Title: "出席情况", Aliases: []string{"到会情况", "出席", "是否出席", "是否参加", "是否到会", "参加情况", "签到", "签到情况", "状态", "考勤"}, Type: record.Word{Words: States, Read: parseState}, Default: Expected, Note: "应到、到会（√）、请假待批、请假（假）、缺席（缺）", Width: 80},
		{Key: "came", Title: "到会半天数", Aliases: []string{"出席半天数", "参加半天数"}, Type: record.Whole{}, Expr: came, Note: "空着就是全程", Width: 80},
		{Key: "excused", Title: "请假半天数", Type: record.Whole{}, Expr: excused, Note: "到会的人另有几个半天请假", Width: 80},
		{Key: "speech", Title: "发言", Aliases: []string{"发言方式"}, Type: record.Word{Words: []string{Oral, Written}}, Width: 60},
		{Key: "note", Title: "备注", Aliases: []string{"请假事由", "说明"}, Width: 140},
	},
	Check: func(all []record.Values) error {
		if v := record.Repeated(all, "name"); v != nil {
			return store.Refuse(store.CodeDuplicate, "「%s」在这次活动里写了两次，请删去一行。", v["name"])
		}
		return nil
	},
	Row: attendanceRow,
}

// place is when an activity is and how long, as far as attendance is concerned.
type place struct {
	title, day, held string
	halfDays         int
}

func placeOf(ctx context.Context, db bun.IDB, id int64) (p place, err error) {
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error { return scan(&p.title, &p.day, &p.held, &p.halfDays) },
		"SELECT a.title, "+day+", "+held+", a.half_days FROM activity a WHERE a.id = ?", id)
	return p, err
}

// bookOf is who is in office on the day of the activity; on that of the write while the activity has no day.
func bookOf(ctx context.Context, tx *store.Tx, p place) (*roster.ServingBook, error) {
	if p.day == "" {
		p.day = tx.Today()
	}
	return roster.ServingOn(ctx, tx, p.day)
}

// servingAt is when an activity is, and who is in office then.
func servingAt(ctx context.Context, tx *store.Tx, id int64) (p place, book *roster.ServingBook, err error) {
	if p, err = placeOf(ctx, tx, id); err == nil {
		book, err = bookOf(ctx, tx, p)
	}
	return p, book, err
}

// attendanceRow settles who is meant and refuses what cannot be on the day of the activity.
func attendanceRow(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) (store.Columns, error) {
	p, err := placeOf(ctx, tx, owner)
	if err != nil {
		return nil, err
	}
	row := v.Pick("speech", "note")
	if was == nil || v["name"] != was["name"] {
		book, err := bookOf(ctx, tx, p)
		if err != nil {
			return nil, err
		}
		who, err := book.Find(v["name"], nil)
		if err != nil {
			return nil, err
		}
		row["person_id"] = who.ID
	}
	state, err := parseState(cmp.Or(v["state"], Expected))
	if err != nil {
		return nil, store.Refuse(store.CodeInvalid, "「%s」的「出席情况」一栏为「%s」，%s。", v["name"], v["state"], err)
	}
	if was == nil || state != was["state"] {
		if err := happens(tx, p, v["name"], state); err != nil {
			return nil, err
		}
	}
	row["state"] = state
	return row, halfDays(p, v, was, state, row)
}

// happens refuses a state that is known only once the activity has taken place.
func happens(tx *store.Tx, p place, name, state string) error {
	switch {
	case state != Present && state != Absent:
		return nil
	case p.held == "":
		return store.Refuse(store.CodeInvalid, "「%s」还没有开始日期，不能登记%s%s，请先填写活动的开始日期。", p.title, name, state)
	case p.held > tx.Today():
		return store.Refuse(store.CodeInvalid, "「%s」%s 才举行，现在不能登记%s%s。", p.title, p.held, name, state)
	}
	return nil
}

// halfDays settles the half-days of a row. One who came to all keeps that when the activity is made longer.
func halfDays(p place, v, was record.Values, state string, row store.Columns) error {
	row["came"], row["excused"] = 0, 0
	there, away := record.CountOf(v["came"]), record.CountOf(v["excused"])
	if state != Present {
		return refuseHalfDays(v, was, state, there, away)
	}
	if was != nil && was["state"] != Present && v["excused"] == was["excused"] { // the leave of before
		away = 0
	}
	switch {
	case v["came"] == "0":
		return store.Refuse(store.CodeInvalid, "「%s」到会，却写了到会 0 个半天；全程到会的把「到会半天数」空着，没有到的改「出席情况」。", v["name"])
	case there > p.halfDays:
		return store.Refuse(store.CodeInvalid, "「%s」到会 %d 个半天，多于活动的 %d 个半天。", v["name"], there, p.halfDays)
	case there == 0:
		there = p.halfDays - away
	}
	switch {
	case there < 1 || there+away > p.halfDays:
		return store.Refuse(store.CodeInvalid, "「%s」到会 %d 个半天、请假 %d 个半天，合起来应不多于活动的 %d 个半天，且至少到会一个。", v["name"], there, away, p.halfDays)
	case there < p.halfDays:
		row["came"], row["excused"] = there, away
	}
	return nil
}

// refuseHalfDays refuses half-days and oral speeches of somebody who did not come. What is left over from another state counts for nothing.
func refuseHalfDays(v, was record.Values, state string, there, away int) error {
	said := func(key string) bool { return was == nil || v[key] != was[key] }
	switch {
	case there > 0 && said("came"):
		return store.Refuse(store.CodeInvalid, "「%s」%s，不能有到会半天数 %d。", v["name"], state, there)
	case away > 0 && state != Excused && said("excused"):
		return store.Refuse(store.CodeInvalid, "「%s」写了请假半天数 %d，出席情况却是%s；全程请假的请写「%s」，到会的写「%s」。", v["name"], away, state, Excused, Present)
	case v["speech"] == Oral:
		return store.Refuse(store.CodeInvalid, "「%s」%s，不能有口头发言；书面发言请写「书面」。", v["name"], state)
	}
	return nil
}

// Attendances are the people expected at activities, one a row.
var Attendances = record.LedgerKind(&record.Kind{Name: "attendances", Title: "出席", Layout: "活动出席登记表", Scope: "year = ?", Shared: []string{"year", "title", "kind"}}, &record.Ledger{
	Of: Activities, Key: "attendances", Same: []string{"name"},
	Lead: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Expr: "a.year", Section: "活动", Note: "空着就是当前年度", FormOnly: true},
		{Key: "title", Title: "活动名称", Aliases: []string{"活动", "会议名称", "名称"}, Expr: "a.title", Required: true, Example: "民主监督工作座谈会", Width: 180},
		{Key: "kind", Title: "类别", Aliases: []string{"活动类别"}, Expr: "a.kind", Type: record.Word{Dictionary: "activity_kind"}, Width: 80},
		{Key: "on_date", Title: "活动日期", Expr: day, Type: record.Day{}, ListOnly: true, Width: 90},
		{Key: "half_days", Title: "半天数", Expr: "a.half_days", Type: record.Whole{}, ListOnly: true, Width: 60},
		{Key: "duty", Title: "到会要求", Expr: "a.duty", ListOnly: true, Width: 70},
		{Key: "sector", Title: "界别", Expr: sectorSQL, ListOnly: true, Width: 100},
	},
	Join: "WHERE a.deleted_at = ''", Order: "CASE WHEN " + day + " = '' THEN '9999' ELSE " + day + " END, a.id",
	Name:   nameAttendance,
	Across: &record.Across{Of: "title", Value: "state", Names: activityTitles},
})

// activityTitles are what activities are called, each once.
func activityTitles(ctx context.Context, db bun.IDB) (titles []string, err error) {
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var title string
		err := scan(&title)
		titles = append(titles, title)
		return err
	}, "SELECT DISTINCT title FROM activity WHERE deleted_at = '' ORDER BY title")
	return titles, err
}

func init() { Attendances.AsOf, Attendances.Figures = attendancesAsOf, attendanceFigures }

// nameAttendance puts the name that the person has in lists in the place of what a row calls him.
func nameAttendance(ctx context.Context, tx *store.Tx, owner, id int64, v record.Values) error {
	if v["name"] == "" {
		return nil
	}
	_, book, err := servingAt(ctx, tx, owner)
	if err != nil {
		return err
	}
	invited, err := store.IDs(ctx, tx, "SELECT person_id FROM attendance WHERE activity_id = ?", owner)
	if err != nil {
		return err
	}
	who, err := book.Find(v["name"], func(person int64) bool { return slices.Contains(invited, person) })
	if err != nil {
		return err
	}
	v["name"] = who.Title
	return nil
}

// attendancesAsOf forgets what became of people at activities that take place after the scope's day. Leave is asked and granted beforehand.
func attendancesAsOf(_ context.Context, _ bun.IDB, scope record.Scope, _ int64, records []record.Record) error {
	for _, r := range records {
		on := r.Values["on_date"]
		if on > scope.Day {
			r.Values[aheadKey] = on
		}
		if on != "" && on <= scope.Day || r.Values["state"] == Asking || r.Values["state"] == Excused {
			continue
		}
		r.Values["state"] = Expected
		for _, key := range []string{"came", "excused", "speech"} {
			delete(r.Values, key)
		}
	}
	return nil
}
