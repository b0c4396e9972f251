package supervision

import (
	"context"
	"maps"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// Classes of what is reported.
const (
	General = "一般"
	Major   = "重大"
)

// classRules are the deadline rules by which an item of a class is to be answered.
var classRules = map[string]string{General: "direct_general", Major: "direct_major"}

var directView = `(SELECT d.*, CAST(d.number AS TEXT) AS number_text, ` + roster.PersonTitle + ` AS raiser, COALESCE(u.name, '') AS unit, ` + roster.UnitNameSQL(handlerOn(forever), forever) + ` AS handler,
  COALESCE((SELECT min(g.number) FROM supervision_group g JOIN group_member m ON m.group_id = g.id JOIN supervisor s ON s.id = m.supervisor_id
    WHERE s.person_id = d.person_id AND g.year = d.year AND g.deleted_at = '' AND ` + roster.InForce("m", "d.on_date") + `), '') AS group_number,
  ` + directState(forever) + ` AS status, ` + directDue(forever) + ` AS due_now, ` + directExplained(forever) + ` AS due_why, ` + directReturns.saidAgain(forever) + ` AS again
  FROM direct_item d JOIN person p ON p.id = d.person_id LEFT JOIN unit u ON u.id = d.unit_id WHERE d.deleted_at = '') AS direct_list`

// Directs are the 监督直通车 items: what a supervisor or member notes on the spot. Source of its way and terms: 大足等地，一般 5 个、重大 15 个工作日.
var Directs = &record.Kind{
	Name: "directs", Title: "直通车事项", Layout: "监督直通车台账", From: directView, Scope: "year = ?", Order: "number", Table: "direct_item",
	Fields: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Section: "反映", Note: "空着就是当前年度", Width: 44},
		{Key: "number", Title: "编号", Aliases: []string{"直通车编号", "事项编号"}, Type: record.Whole{Min: 1}, Later: true, Note: "空着就由程序接着编，用过的号不再用", Width: 60},
		{Key: "on_date", Title: "反映日期", Aliases: []string{"发现日期", "上报日期", "收到日期", "日期"}, Type: record.Day{}, Required: true, Today: true, Example: "2026-05-12", Width: 90},
		{Key: "raiser", Title: "反映人", Aliases: []string{"监督员", "上报人", "委员"}, Expr: "raiser", Type: record.Ref{Meant: raisers}, Required: true, Example: "张小明", Note: "民主监督员或委员；同名的写成「张伟（县一中）」", Width: 90},
		{Key: "group", Title: "监督小组", Expr: "CAST(group_number AS TEXT)", ListOnly: true, Width: 70},
		{Key: "place", Title: "地点", Aliases: []string{"发现地点"}, Width: 110},
		{Key: "unit", Title: "涉及单位", Aliases: []string{"被反映单位", "单位"}, Expr: "unit", Example: "县教育局", Note: "当场不清楚的空着，转办时写明", Width: 130},
		{Key: "content", Title: "反映事项", Aliases: []string{"问题", "事项", "情况", "内容"}, Type: record.Long{}, Required: true, Example: "窗口午间无人值守", Width: 200},
		{Key: "status", Title: "状态", ListOnly: true, Width: 80},
		{Key: "due_now", Title: "当前期限", Type: record.Day{}, Ahead: true, ListOnly: true, Width: 104},
		{Key: "due_why", Title: "期限由来", ListOnly: true, FormOnly: true},
		{Key: "triaged_on", Title: "分流日期", Type: record.Day{}, Later: true, Section: "办理", Width: 90},
		{Key: "class", Title: "类别", Aliases: []string{"事项类别", "分类"}, Type: record.Word{Words: []string{General, Major}}, Later: true, Width: 60},
		{Key: "declined_on", Title: "不予受理日期", Aliases: []string{"不受理日期"}, Type: record.Day{}, Later: true, Note: "空着就是分流日期", FormOnly: true},
		{Key: "decline_why", Title: "不予受理原因", Aliases: []string{"不受理原因"}, Later: true, FormOnly: true},
		{Key: "passed_on", Title: "转办日期", Aliases: []string{"转办时间"}, Type: record.Day{}, Later: true, Width: 90},
		{Key: "handler", Title: "转办单位", Aliases: []string{"承办单位", "责任单位", "办理单位"}, Expr: "CASE WHEN passed_on = '' THEN '' ELSE COALESCE(handler, '') END", Later: true, Note: "空着就是涉及单位", Width: 130},
		{Key: "due_on", Title: "办理期限", Aliases: []string{"办结时限", "办理时限"}, Type: record.Day{}, Later: true, Ahead: true, Tells: proposal.TellsDue, Note: "空着就按期限规则计算", FormOnly: true},
		{Key: "replied_on", Title: "答复日期", Aliases: []string{"办结日期", "答复时间"}, Type: record.Day{}, Later: true, Width: 90},
		{Key: "reply", Title: "答复内容", Aliases: []string{"办理结果", "办理情况"}, Type: record.Long{}, Later: true, FormOnly: true},
		{Key: "returned_on", Title: "退回日期", Type: record.Day{}, Later: true, FormOnly: true},
		{Key: "return_why", Title: "退回原因", Type: record.Long{}, Later: true, FormOnly: true},
		againField,
		{Key: "told_on", Title: "反馈日期", Aliases: []string{"反馈时间", "告知日期"}, Type: record.Day{}, Later: true, Note: "告诉反映人办理结果的日期", Width: 90},
		{Key: "told", Title: "反映人意见", Aliases: []string{"反馈意见"}, Later: true, FormOnly: true},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
	},
	Index: []string{"number", "on_date"}, Subject: "content",
	Match: matchDirect,
	Tables: map[string]record.TableWords{
		"direct_item": {Title: "直通车事项", Name: []string{"number", "content"}, Columns: map[string]string{
			"person_id": "反映人", "unit_id": "涉及单位", "handler_id": "转办单位", "pass_due": "转办期限", "pass_rule": "转办期限由来", "due_rule": "办理期限由来",
			"redo_due": "重办期限", "redo_rule": "重办期限由来", "first_replied_on": "首次答复日期", "sorted_class": "不予受理以前的类别",
		}},
		"direct_return": {Title: "直通车事项以往的退回", Name: []string{"direct_id", "returned_on"}, Columns: map[string]string{
			"direct_id": "直通车事项", "replied_on": "答复日期", "returned_on": "退回日期", "again": "当天又答复", "redo_due": "重办期限", "redo_rule": "重办期限由来",
		}},
	},
	Found: &record.Found{Query: "SELECT id, year, content, raiser, " + record.FoundNote("unit", "status") + ", number_text, place || ' ' || reply, '', '' FROM " + directView},
	Used: record.UsedBy(record.Use{
		What: "%d 条监督意见", Query: "SELECT count(*) FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id AND l.deleted_at = '' WHERE x.direct_id = ?",
	}),
	Binned: &record.Binned{
		Measure: "件", Name: "t.number || ' 号 ' || t.content", Note: "t.year || ' 年'",
	},
	AsOf: directsAsOf,
}

func init() { Directs.Save, Directs.Figures = saveDirect, rated(directFigures) }

// raisers finds whom a row names: somebody in office on the day he reported.
func raisers(ctx context.Context, db bun.IDB, _ record.Scope) (func(v record.Values, text string) (record.Meant, error), error) {
	return func(v record.Values, text string) (record.Meant, error) {
		if v["on_date"] == "" {
			return record.Meant{Name: text}, nil // refused for that
		}
		book, err := roster.ServingOn(ctx, db, v["on_date"])
		if err != nil {
			return record.Meant{}, err
		}
		return book.Meant(text, nil), nil
	}, nil
}

// matchDirect finds the item of a row by its number in the year, else by day, content and who reported it.
func matchDirect(v record.Values, by record.Candidates) (int64, error) {
	record.CanonicalNumber(v, "number")
	if v["number"] != "" {
		return record.MatchInYear(v, by("number", v["number"])), nil
	}
	for _, r := range by("on_date", v["on_date"]) {
		if fold.Plain(v["content"]) == fold.Plain(r.Values["content"]) && alike(v, r.Values, "raiser") {
			return r.ID, nil
		}
	}
	return 0, nil
}

// directStages are the dates of an item in the order in which they follow each other.
var directStages = []stage{
	{"on_date", "反映日期"},
	{"triaged_on", "分流日期"},
	{"passed_on", "转办日期"},
	{"replied_on", "答复日期"},
	{"told_on", "反馈日期"},
}

// checkStages refuses dates of an item out of their order, or to come. One that was not taken up is told back without the ones between.
func checkStages(tx *store.Tx, now record.Values) error {
	err := checkOrder(tx, now, directStages, func(key string) bool { return now["decline_why"] != "" && (key == "passed_on" || key == "replied_on") },
		func(stage, stage) bool { return false })
	if err != nil {
		return err
	}
	if err := record.CheckHappened(tx, "不予受理日期", now["declined_on"]); err != nil {
		return err
	}
	return record.CheckHappened(tx, "退回日期", now["returned_on"])
}

// checkDirect refuses what contradicts itself in an item.
func checkDirect(now record.Values) error {
	refuse := func(format string, args ...any) error { return store.Refuse(store.CodeInvalid, format, args...) }
	said := func(key string) bool { return now[key] != "" }
	switch {
	case said("decline_why") && (said("class") || said("passed_on") || said("replied_on")):
		return refuse("写了不予受理的原因，就不能再有类别、转办或答复。")
	case (said("class") || said("decline_why")) != said("triaged_on"):
		return refuse("要同时写明分流日期和类别（一般或重大），不予受理的写明原因，或都空着。")
	case said("passed_on") && !said("unit") && !said("handler"):
		return refuse("转办了，却没有「涉及单位」或「转办单位」，请写明转给哪个单位。")
	case said("replied_on") && !said("reply"):
		return refuse("有答复日期 %s，请写明答复内容。", now["replied_on"])
	}
	if err := checkDeclined(now); err != nil {
		return err
	}
	return checkReturn(now)
}

// checkDeclined refuses a day of refusal without the reason, or out of its order.
func checkDeclined(now record.Values) error {
	on := now["declined_on"]
	switch {
	case on == "":
	case now["decline_why"] == "":
		return store.Refuse(store.CodeInvalid, "有不予受理日期 %s，请写明「不予受理原因」。", on)
	case on < now["triaged_on"]:
		return store.Refuse(store.CodeInvalid, "不予受理日期 %s 早于分流日期 %s。", on, now["triaged_on"])
	case now["told_on"] != "" && now["told_on"] < on:
		return store.Refuse(store.CodeInvalid, "反馈日期 %s 早于不予受理日期 %s。", now["told_on"], on)
	}
	return nil
}

// checkReturn refuses a return that has nothing to return, and a word to who reported it while nothing is answered.
func checkReturn(now record.Values) error {
	back := now["returned_on"]
	switch {
	case back != "" && now["replied_on"] == "":
		return store.Refuse(store.CodeInvalid, "没有答复，不能退回。")
	case back != "" && back < now["passed_on"]:
		return store.Refuse(store.CodeInvalid, "退回日期 %s 早于转办日期 %s。", back, now["passed_on"])
	case now["told_on"] != "" && now["decline_why"] == "" && overtaken(now, "replied_on"):
		return store.Refuse(store.CodeInvalid, "%s 退回重办以后还没有答复，不能有反馈日期。", back)
	}
	return nil
}

func saveDirect(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	was, err := storedOf(ctx, tx, Directs, id)
	if err != nil {
		return 0, err
	}
	v = maps.Clone(v)
	now := merged(was, v)
	year, err := record.YearOf(ctx, tx, scope, now)
	if err != nil {
		return 0, err
	}
	more := store.Columns{}
	settleAgain(now, was, "told_on")
	for _, settle := range []func() error{
		func() error { return declinedWhen(ctx, tx, id, v, was, now, more) },
		func() error { return inYear(now["on_date"], year) },
		func() error { return checkStages(tx, now) },
		func() error { return checkDirect(now) },
		func() error { return raisedBy(ctx, tx, v, now, more) },
		func() error { return unitsOfDirect(ctx, tx, id, v, now, more) },
		func() error { return numberOfDirect(ctx, tx, id, year, v, more) },
		func() error { return directTerms(ctx, tx, v, was, now, more) },
	} {
		if err := settle(); err != nil {
			return 0, err
		}
	}
	switch {
	case now["returned_on"] == "":
		more["first_replied_on"] = now["replied_on"]
	case id == 0: // there was an answer before the return, on an unknown day
		more["first_replied_on"] = min(now["replied_on"], now["returned_on"])
	}
	id, err = Directs.Plain(ctx, tx, scope, id, v, more)
	if err != nil {
		return 0, err
	}
	returned, err := directReturns.keep(ctx, tx, id, now)
	if _, settled := more["redo_due"]; err != nil || returned == 0 || !settled {
		return id, err
	}
	return id, tx.Update(ctx, directReturns.table, returned, store.Columns{"redo_due": more["redo_due"], "redo_rule": more["redo_rule"]})
}

// raisedBy finds who reported an item among those in office on its day.
func raisedBy(ctx context.Context, tx *store.Tx, v, now record.Values, more store.Columns) error {
	if !v.Has("raiser") && !v.Has("on_date") || now["raiser"] == "" || now["on_date"] == "" {
		return nil // refused as missing when it is stored
	}
	book, err := roster.ServingOn(ctx, tx, now["on_date"])
	if err != nil {
		return err
	}
	who, err := book.Find(now["raiser"], nil)
	if err == nil {
		more["person_id"] = who.ID
	}
	return err
}

// unitsOfDirect finds the units an item names. It is passed on to the one it is about unless another is named.
func unitsOfDirect(ctx context.Context, tx *store.Tx, id int64, v, now record.Values, more store.Columns) error {
	find := func(column, name string) (any, error) {
		if name == "" {
			return nil, nil
		}
		have, err := store.IDs(ctx, tx, "SELECT "+column+" FROM direct_item WHERE id = ? AND "+column+" IS NOT NULL", id)
		if err != nil {
			return nil, err
		}
		return roster.FindUnit(ctx, tx, name, have...)
	}
	var err error
	if v.Has("unit") {
		if more["unit_id"], err = find("unit_id", now["unit"]); err != nil {
			return err
		}
	}
	if v.Has("handler") || v.Has("passed_on") {
		name := now["handler"]
		if name == "" && now["passed_on"] != "" {
			name = now["unit"]
		}
		if more["handler_id"], err = find("handler_id", name); err == nil {
			if handler, known := more["handler_id"].(int64); known {
				err = roster.RefuseGone(ctx, tx, handler, "转办日期", now["passed_on"])
			}
		}
	}
	return err
}

// numberOfDirect gives an item the next number of its year, or the one it is told.
func numberOfDirect(ctx context.Context, tx *store.Tx, id int64, year int, v record.Values, more store.Columns) error {
	if v["number"] == "" {
		if id != 0 {
			delete(v, "number") // it keeps the one it has
			return nil
		}
		next, err := nextNumber(ctx, tx, Directs.Table, "编号", year)
		more["number"] = next
		return err
	}
	return checkNumber(ctx, tx, Directs.Table, "content", "编号", v["number"], id, year)
}

// again reports whether v says that what a key dates has happened once more on its day: that an item was returned.
func again(v record.Values, key string) bool { return key == "returned_on" && v["again"] == notAgain }

// directTerms settles until when an item is to be passed on and answered, and answered again, and why: as told, else by the office's rules.
func directTerms(ctx context.Context, tx *store.Tx, v, was, now record.Values, more store.Columns) error {
	for _, term := range []struct {
		due, why, rule, from string
		with                 string // what else it hangs on
	}{
		{"pass_due", "pass_rule", "direct_pass", "on_date", "on_date"},
		{"due_on", "due_rule", classRules[now["class"]], "passed_on", "class"},
		{"redo_due", "redo_rule", classRules[now["class"]], "returned_on", "class"},
	} {
		moved := now[term.from] != was[term.from] || now[term.with] != was[term.with] || again(v, term.from)
		if !moved && !v.Has(term.due) {
			continue
		}
		due, why := "", ""
		if now[term.from] != "" && term.rule != "" {
			var err error
			if due, why, err = proposal.RuledDate(ctx, tx, term.rule, now[term.from]); err != nil {
				return err
			}
		}
		if told := v[term.due]; told != "" && told != due && due != "" && (!moved || told != was[term.due]) {
			if due, why = told, proposal.ToldAtPassing; told < now[term.from] {
				return store.Refuse(store.CodeInvalid, "办理期限 %s 早于转办日期 %s。", told, now[term.from])
			}
		}
		more[term.due], more[term.why] = due, why
	}
	return nil
}

var factsOfDirect = []fact{
	{date: "triaged_on"},
	{date: "declined_on", also: []string{"decline_why"}},
	{date: "passed_on", also: []string{"handler", "due_on"}},
	{date: "replied_on", said: "reply"},
	{date: "returned_on", said: "return_why"},
	{date: "told_on", also: []string{"told"}},
}

// directsAsOf sets states, deadlines and the unit in charge of items to those of the scope's day.
func directsAsOf(ctx context.Context, db bun.IDB, scope record.Scope, id int64, records []record.Record) error {
	day := store.QuoteText(scope.Day)
	for i := range records {
		forget(records[i].Values, scope.Day, factsOfDirect)
	}
	err := restated(ctx, db, records, []string{"class", "replied_on", "returned_on", "again", "status", "due_now", "due_why", "handler", "unit"}, "SELECT d.id, "+classOn(day)+", "+directReturns.repliedOn(day)+", "+directReturns.returnedOn(day)+", "+directReturns.saidAgain(day)+", "+directState(day)+", "+directDue(day)+", "+directExplained(day)+
		", CASE WHEN "+on("d.passed_on", day)+" THEN "+roster.UnitNameSQL(handlerOn(day), day)+" ELSE '' END, COALESCE("+roster.UnitNameSQL("d.unit_id", day)+", '') FROM direct_item d WHERE "+chosenOf("d", scope, id))
	for i := range records {
		saidBy(records[i].Values, factsOfDirect)
	}
	return err
}

// inYear refuses a day that is not of the year; no day is for others to refuse.
func inYear(day string, year int) error {
	if day == "" || day[:4] == record.WholeNumber(year) {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "日期 %s 不在年度 %d 年内，请核对日期或「年度」。", day, year)
}

// The way of an item: what the office waits for in a state comes first among its steps.
func init() {
	Directs.Flow = &record.Flow{State: "status", Steps: []record.Step{
		{
			Name: "分流", From: []string{ToTriage}, To: []string{ToPass},
			Asks: []record.Field{{Key: "class", Title: "类别", Type: record.Word{Words: []string{General, Major}}, Default: General, Required: true}, day("triaged_on", "分流日期")}, Do: told,
		},
		{
			Name: "转办", From: []string{ToPass}, To: []string{InHand},
			Asks:  []record.Field{{Key: "handler", Title: "转办单位", Note: "空着就是涉及单位"}, day("passed_on", "转办日期")},
			Needs: handlerUnknown, Do: told,
		},
		{Name: "不予受理", Rare: true, From: []string{ToTriage, ToPass}, To: []string{Declined}, Asks: []record.Field{day("declined_on", "不予受理日期"), text("decline_why", "原因", true)}, Do: declined},
		{Name: "登记答复", From: []string{InHand}, To: []string{Replied}, Asks: []record.Field{day("replied_on", "答复日期"), text("reply", "答复内容", true)}, Do: answered},
		{Name: "反馈", From: []string{Replied, Declined}, To: []string{Done, Declined}, Asks: []record.Field{day("told_on", "反馈日期"), text("told", "反映人意见", false)}, Do: told, Guard: toldAlready},
		{Name: "退回重办", Rare: true, From: []string{Replied}, To: []string{InHand}, Asks: []record.Field{day("returned_on", "退回日期"), text("return_why", "退回原因", true)}, Do: sentBack},
	}}
}

// handlerUnknown says that the unit in charge must be told where none is known.
func handlerUnknown(r record.Record) []string {
	if r.Values["unit"] == "" {
		return []string{"handler"}
	}
	return nil
}

// toldAlready says that who reported an item was told what became of it.
func toldAlready(r record.Record) string {
	if on := r.Values["told_on"]; on != "" {
		return "已于 " + on + " 反馈过，改正反馈日期或意见请用「编辑」。"
	}
	return ""
}

// declined is a refusal to take an item up; one that had no class until then was sorted by it.
func declined(r record.Record, v record.Values) (record.Values, error) {
	change := maps.Clone(v)
	change["class"] = ""
	if r.Values["triaged_on"] == "" {
		change["triaged_on"] = v["declined_on"]
	}
	return change, nil
}

// declinedWhen settles the day on which an item was refused, that of its sorting where none is told, and keeps as what it had been sorted before.
func declinedWhen(ctx context.Context, tx *store.Tx, id int64, v, was, now record.Values, more store.Columns) error {
	switch {
	case now["decline_why"] == "" && was["decline_why"] == "":
	case now["decline_why"] == "": // taken back: it is what it was
		if now["declined_on"] == was["declined_on"] {
			now["declined_on"] = ""
		}
		if now["class"] == "" {
			classes, err := store.Texts(ctx, tx, "SELECT sorted_class FROM direct_item WHERE id = ?", id)
			if err != nil {
				return err
			}
			now["class"] = strings.Join(classes, "")
		}
		more["sorted_class"], v["class"], v["declined_on"] = "", now["class"], now["declined_on"]
	default:
		if was["class"] != "" && now["class"] == "" {
			more["sorted_class"] = was["class"]
		}
		if now["declined_on"] == "" || was["decline_why"] != "" && now["declined_on"] == was["triaged_on"] && !v.Has("declined_on") {
			now["declined_on"] = now["triaged_on"]
			v["declined_on"] = now["declined_on"]
		}
	}
	return nil
}

// sentBack is a return, which must not be before the answer it takes back.
func sentBack(r record.Record, v record.Values) (record.Values, error) {
	if since := r.Values["replied_on"]; v["returned_on"] < since {
		return nil, store.Refuse(store.CodeInvalid, "退回日期 %s 早于答复日期 %s。", v["returned_on"], since)
	}
	return sentBackAgain(r, v)
}
