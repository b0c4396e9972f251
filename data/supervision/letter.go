package supervision

import (
	"context"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

var letterView = `(SELECT l.*, COALESCE(CAST(l.number AS TEXT), '') AS number_text, COALESCE(CAST(g.number AS TEXT), '') AS group_number, u.name AS unit, COALESCE(v.on_date, '') AS visited_on,
  COALESCE((SELECT e.year || '-' || e.number FROM opinion_letter e WHERE e.id = l.earlier_id), '') AS earlier_number,
  COALESCE((SELECT group_concat(COALESCE(e.year || '-' || e.number, '起草中'), '、') FROM opinion_letter e WHERE e.earlier_id = l.id AND e.deleted_at = ''), '') AS later_numbers,
  ` + pointsOf("count(*)") + ` AS points_count, ` + pointsOf("COALESCE(sum(x.closed_on <> ''), 0)") + ` AS closed_count,
  ` + letterState(forever) + ` AS status, ` + letterDue(forever) + ` AS due_now
  FROM opinion_letter l LEFT JOIN supervision_group g ON g.id = l.group_id JOIN unit u ON u.id = l.unit_id LEFT JOIN visit v ON v.id = l.visit_id
  WHERE l.deleted_at = '') AS letter_list`

// Letters are the 监督意见书. One has its number once the chairmen's meeting has approved it.
var Letters = &record.Kind{
	Name: "letters", Title: "监督意见书", Layout: "监督意见书台账", From: letterView, Scope: "year = ?", Order: "number IS NULL, number, id", Table: "opinion_letter",
	Fields: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Section: "意见书", Note: "空着就是当前年度", FormOnly: true},
		{Key: "number", Title: "文号", Aliases: []string{"意见书编号", "编号"}, Type: record.Whole{Min: 1}, Later: true, Note: "审定时由程序编号，用过的号不再用", Example: "3", Width: 60},
		{Key: "title", Title: "标题", Aliases: []string{"意见书标题", "题目"}, Type: record.Text{Fold: fold.Plain}, Required: true, Example: "关于窗口服务的监督意见", Width: 260},
		{Key: "group", Title: "监督小组", OneNumber: true, Aliases: []string{"组号", "组别", "小组"}, Expr: "group_number", Example: "3", Note: "写组号；不是小组提出的空着", Width: 70},
		{Key: "unit", Title: "被监督单位", Aliases: []string{"单位", "责任单位", "监督单位"}, Expr: "unit", Example: "县教育局", Note: "空着就是小组的派驻单位", Width: 140},
		{Key: "visited_on", Title: "来源活动", Aliases: []string{"来源活动日期"}, Expr: "visited_on", Type: record.Day{}, Note: "写该小组监督活动的日期；不是来自活动的空着", Width: 90},
		{Key: "earlier", Title: "原意见书", Aliases: []string{"复发关联"}, Expr: "earlier_number", Note: "写年度和文号，如 2026-3；按原意见书的「复发」就填好", FormOnly: true},
		{Key: "later", Title: "复发后的意见书", Expr: "later_numbers", ListOnly: true, FormOnly: true},
		{Key: "points", Title: "意见", Part: points, Expr: "letter_list.id", Section: "意见"},
		{Key: "status", Title: "状态", ListOnly: true, Width: 80},
		{Key: "due_now", Title: "当前期限", Type: record.Day{}, Ahead: true, ListOnly: true, Width: 104},
		{Key: "points_count", Title: "意见数", Type: record.Whole{}, ListOnly: true, Width: 60},
		{Key: "closed_count", Title: "已销号", Type: record.Whole{}, ListOnly: true, Width: 60},
		{Key: "submitted_on", Title: "送审日期", Type: record.Day{}, Later: true, Section: "办理", FormOnly: true},
		{Key: "leader", Title: "审签领导", Later: true, FormOnly: true},
		{Key: "leader_on", Title: "审签日期", Type: record.Day{}, Later: true, FormOnly: true},
		{Key: "approved_on", Title: "审定日期", Aliases: []string{"主席会议审定日期"}, Type: record.Day{}, Later: true, FormOnly: true},
		{Key: "delivered_on", Title: "送达日期", Aliases: []string{"发出日期", "发送日期"}, Type: record.Day{}, Later: true, Width: 90},
		{Key: "received_on", Title: "签收日期", Aliases: []string{"签收时间"}, Type: record.Day{}, Later: true, FormOnly: true},
		{Key: "receiver", Title: "签收人", Later: true, FormOnly: true},
		{Key: "measures_due", Title: "措施期限", Aliases: []string{"反馈期限"}, Type: record.Day{}, Later: true, Ahead: true, Tells: proposal.TellsDue, Note: "空着就按期限规则计算", FormOnly: true},
		{Key: "measures_rule", Title: "措施期限由来", Expr: proposal.WhySQL("measures_rule", "delivered_on", "measures_due"), ListOnly: true, FormOnly: true},
		{Key: "due_on", Title: "整改期限", Aliases: []string{"整改时限", "整改完成时限"}, Type: record.Day{}, Later: true, Ahead: true, Tells: proposal.TellsDue, Note: "空着就按期限规则计算", Width: 90},
		{Key: "due_rule", Title: "整改期限由来", Expr: proposal.WhySQL("due_rule", "delivered_on", "due_on"), ListOnly: true, FormOnly: true},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
	},
	Subject: "title", Index: []string{"number", "title"}, CalledBy: []string{"title"},
	Match: matchLetter, Like: likeLetter, OtherYear: letterOtherYear,
	Tables: map[string]record.TableWords{
		"opinion_letter": {Title: "监督意见书", Name: []string{"title"}, Columns: map[string]string{
			"group_id": "监督小组", "visit_id": "来源活动", "earlier_id": "原意见书", "measures_rule": "措施期限由来", "due_rule": "整改期限由来",
		}},
		"opinion_unit_past": {Title: "意见书以往的单位", Name: []string{"letter_id", "unit_id"}, Columns: map[string]string{
			"letter_id": "监督意见书", "unit_id": "被监督单位", "until_on": "到哪天为止",
		}},
		"point_return": {Title: "监督意见以往的退回", Name: []string{"point_id", "returned_on"}, Columns: map[string]string{
			"point_id": "监督意见", "replied_on": "答复日期", "returned_on": "退回日期", "accepted_on": "验收日期", "accepted_by": "验收人", "looked_on": "回头看日期", "again": "当天又答复",
		}},
		"point_extension": {Title: "监督意见的延期", Name: []string{"point_id", "extended_on"}, Columns: map[string]string{
			"point_id": "监督意见", "extended_to": "延期至", "extended_on": "延期批准日期", "extended_by": "延期批准人", "extended_why": "延期理由",
		}},
		"opinion_point": {Title: "监督意见", Name: []string{"letter_id", "ordinal"}, Columns: pointTitles()},
	},
	Found: &record.Found{Query: "SELECT id, year, title, '', " + record.FoundNote("unit", "status") + ", number_text, '', '', '' FROM " + letterView},
	Used:  record.UsedBy(record.Use{What: "%d 份复发后的意见书", Query: "SELECT count(*) FROM opinion_letter WHERE earlier_id = ? AND deleted_at = ''"}),
	Binned: &record.Binned{
		Measure: "份", Name: "CASE WHEN t.number IS NULL THEN '' ELSE t.number || ' 号 ' END || t.title", Note: "t.year || ' 年'",
	},
	AsOf: lettersAsOf,
}

func init() { Letters.Save, Letters.Figures = saveLetter, rated(letterFigures) }

// pointTitles are what the journal calls the columns of a point.
func pointTitles() map[string]string {
	titles := map[string]string{"first_replied_on": "首次答复日期", "letter_id": "监督意见书", "direct_id": "来源的直通车事项", "proposal_id": "来源的提案", "evaluation_id": "来源的评议", "activity_id": "来源的活动", "promise_id": "来源的承诺", "feedback_id": "来源的反馈", "sheet_id": "来源的评分表"}
	for i := range points.Fields {
		titles[points.Fields[i].Key] = points.Fields[i].Title
	}
	return titles
}

// milestones are the dates of a letter in the order in which they follow each other.
var milestones = []stage{
	{"submitted_on", "送审日期"},
	{"leader_on", "审签日期"},
	{"approved_on", "审定日期"},
	{"delivered_on", "送达日期"},
	{"received_on", "签收日期"},
}

// checkMilestones refuses dates of a letter out of their order, or to come, and those without the one before. An old ledger often has not all of them: what it
// lacks is remarked, and may be put in later.
func checkMilestones(tx *store.Tx, was, now record.Values) error {
	if visited := now["visited_on"]; visited != "" && now["submitted_on"] != "" && now["submitted_on"] < visited {
		return store.Refuse(store.CodeInvalid, "送审日期 %s 早于来源活动 %s。", now["submitted_on"], visited)
	}
	return checkOrder(tx, now, milestones, func(string) bool { return false }, func(is, before stage) bool {
		known := was[is.key] != "" && was[before.key] == ""
		if tx.Importing && !known {
			tx.Remark("有" + is.title + "，没有" + before.title + "的有，请在意见书中补上")
		}
		return known || tx.Importing
	})
}

func saveLetter(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	was, err := storedOf(ctx, tx, Letters, id)
	if err != nil {
		return 0, err
	}
	now := merged(was, v)
	if err := checkMilestones(tx, was, now); err != nil {
		return 0, err
	}
	more, err := fromAndTo(ctx, tx, scope, id, v, now)
	if err != nil {
		return 0, err
	}
	year, err := record.YearOf(ctx, tx, scope, now)
	if err != nil {
		return 0, err
	}
	for _, settle := range []func() error{
		func() error {
			return refuseGone(ctx, tx, Letters.Table, id, was, now, more, milestones[0], milestones[2], milestones[3])
		},
		func() error { return sourceVisit(ctx, tx, id, v, now, more) },
		func() error { return earlierLetter(ctx, tx, id, year, v, more) },
		func() error { return numbered(ctx, tx, id, year, now, more) },
		func() error { return deadlines(ctx, tx, v, was, now, more) },
	} {
		if err := settle(); err != nil {
			return 0, err
		}
	}
	if id, err = Letters.Plain(ctx, tx, scope, id, v, more); err != nil {
		return 0, err
	}
	if err := refuseReopened(ctx, tx, id, was); err != nil {
		return 0, err
	}
	if err := checkPoints(ctx, tx, id, was); err != nil {
		return 0, err
	}
	if err := checkHeld(ctx, tx, id); err != nil {
		return 0, err
	}
	return id, checkEarlier(ctx, tx, id)
}

// fromAndTo settles the group and the unit of a letter. One that is the office's own has no group, and says its unit.
func fromAndTo(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v, now record.Values) (store.Columns, error) {
	switch {
	case now["group"] != "":
		_, more, err := groupAndUnit(ctx, tx, Letters.Table, scope, id, v, now)
		return more, err
	case now["unit"] == "":
		return nil, store.Refuse(store.CodeInvalid, "缺少监督意见书「监督小组」；不是小组提出的，写明「被监督单位」。")
	case now["visited_on"] != "":
		return nil, store.Refuse(store.CodeInvalid, "来源活动 %s 是哪个小组的，请写明「监督小组」。", now["visited_on"])
	}
	more := store.Columns{}
	if v.Has("group") {
		more["group_id"] = nil
	}
	if id != 0 && !v.Has("unit") {
		return more, nil
	}
	have, err := store.IDs(ctx, tx, "SELECT unit_id FROM opinion_letter WHERE id = ?", id)
	if err == nil {
		more["unit_id"], err = roster.FindUnit(ctx, tx, now["unit"], have...)
	}
	return more, err
}

// sourceVisit finds the visit of the group on the day the letter names as its source.
func sourceVisit(ctx context.Context, tx *store.Tx, id int64, v, now record.Values, more store.Columns) error {
	if !v.Has("visited_on") && id != 0 {
		return nil
	}
	if more["visit_id"] = nil; now["visited_on"] == "" {
		return nil
	}
	group, told := more["group_id"]
	if !told {
		var err error
		if group, err = store.LookUp(ctx, tx, "SELECT group_id FROM opinion_letter WHERE id = ?", id); err != nil {
			return err
		}
	}
	found, err := store.IDs(ctx, tx, "SELECT v.id FROM visit v JOIN unit u ON u.id = v.unit_id WHERE v.group_id = ? AND v.on_date = ? AND v.deleted_at = '' ORDER BY u.name <> ?, v.id",
		group, now["visited_on"], now["unit"])
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return store.Refuse(store.CodeNotFound, "第 %s 组在 %s 没有登记监督活动，请先登记，或把「来源活动」空着。", now["group"], now["visited_on"])
	}
	more["visit_id"] = found[0]
	return nil
}

// earlierLetter finds the closed letter that the matter was in before.
func earlierLetter(ctx context.Context, tx *store.Tx, id int64, year int, v record.Values, more store.Columns) error {
	if !v.Has("earlier") {
		return nil
	}
	if more["earlier_id"] = nil; v["earlier"] == "" {
		return nil
	}
	of, number := yearAndNumber(v["earlier"], int64(year))
	found, err := store.LookUp(ctx, tx, "SELECT id FROM opinion_letter WHERE year = ? AND number = ? AND deleted_at = '' AND id <> ?", of, number, id)
	switch {
	case err != nil:
		return err
	case found == 0:
		return store.Refuse(store.CodeNotFound, "%d 年没有第 %d 号意见书，请检查「原意见书」，应写成 2026-3 这样。", of, number)
	}
	more["earlier_id"] = found
	return nil
}

// numbered gives a letter that was approved the next number of its year. A number that another letter has is refused.
func numbered(ctx context.Context, tx *store.Tx, id int64, year int, now record.Values, more store.Columns) error {
	if now["number"] == "" {
		if more["number"] = nil; now["approved_on"] == "" && now["delivered_on"] == "" {
			return nil
		}
		next, err := nextNumber(ctx, tx, Letters.Table, "文号", year)
		more["number"] = next
		return err
	}
	return checkNumber(ctx, tx, Letters.Table, "title", "文号", now["number"], id, year)
}

// nextNumber is the number after the highest of the year in a table, those in the bin among them; in a write no other can take it.
func nextNumber(ctx context.Context, tx *store.Tx, table, what string, year int) (int64, error) {
	next, err := store.LookUp(ctx, tx, "SELECT COALESCE(max(number), 0) + 1 FROM "+table+" WHERE year = ?", year)
	if err == nil && next > record.MaxNumber {
		err = store.Refuse(store.CodeInvalid, "%d 年的%s已用到 %d，不能再往后编；请先改正太大的%s，或填写%s。", year, what, record.MaxNumber, what, what)
	}
	return next, err
}

// checkNumber refuses a number that another record of the year has in the table, where it is called by a column.
func checkNumber(ctx context.Context, tx *store.Tx, table, called, what, text string, id int64, year int) error {
	number, err := record.ParseCounted(what, text)
	if err != nil {
		return err
	}
	other, err := store.Texts(ctx, tx, "SELECT "+called+" || CASE WHEN deleted_at = '' THEN '' ELSE '（在回收站里）' END FROM "+table+" WHERE year = ? AND number = ? AND id <> ?", year, number, id)
	if err == nil && len(other) > 0 {
		err = store.Refuse(store.CodeDuplicate, "%d 年第 %d 号已是「%s」的%s，用过的号不再用。", year, number, other[0], what)
	}
	return err
}

// deadlines settles until when measures and replies are due, and why: as told, else by the office's rules from the day of delivery.
func deadlines(ctx context.Context, tx *store.Tx, v, was, now record.Values, more store.Columns) error {
	moved := now["delivered_on"] != was["delivered_on"]
	for _, d := range []struct{ key, why, rule string }{{"measures_due", "measures_rule", "opinion_reply"}, {"due_on", "due_rule", "rectification"}} {
		if !moved && !v.Has(d.key) {
			continue
		}
		due, why := "", ""
		if now["delivered_on"] != "" {
			var err error
			if due, why, err = proposal.RuledDate(ctx, tx, d.rule, now["delivered_on"]); err != nil {
				return err
			}
			if told := v[d.key]; told != "" && told != due && (!moved || told != was[d.key]) {
				if due, why = told, proposal.ToldAtDelivery; told < now["delivered_on"] {
					return store.Refuse(store.CodeInvalid, "期限 %s 早于送达日期 %s。", told, now["delivered_on"])
				}
			}
		}
		more[d.key], more[d.why] = due, why
	}
	return nil
}

var factsOfLetter = []fact{
	{date: "submitted_on"},
	{date: "leader_on", also: []string{"leader"}},
	{date: "approved_on", also: []string{"number"}},
	{date: "delivered_on", also: []string{"measures_due", "measures_rule", "due_on", "due_rule"}},
	{date: "received_on", also: []string{"receiver"}},
}

// lettersAsOf sets states, deadlines, units and counts of letters to those of the scope's day.
func lettersAsOf(ctx context.Context, db bun.IDB, scope record.Scope, id int64, records []record.Record) error {
	day := store.QuoteText(scope.Day)
	for i := range records {
		v := records[i].Values
		if v["approved_on"] == "" && v["delivered_on"] > scope.Day { // an old ledger lacks the day on which it got its number
			delete(v, "number")
		}
		forget(v, scope.Day, factsOfLetter)
	}
	return restated(ctx, db, records, []string{"status", "due_now", "unit", "closed_count"}, "SELECT l.id, "+letterState(day)+", "+letterDue(day)+", "+roster.UnitNameSQL(unitOn(day), day)+", "+
		pointsOf("COALESCE(NULLIF(CAST(sum("+on("x.closed_on", day)+") AS TEXT), '0'), '')")+" FROM opinion_letter l WHERE "+chosenOf("l", scope, id))
}

// chosenOf is the SQL condition on a letter named table: record id or, when id is 0, those of the scope's year.
func chosenOf(table string, scope record.Scope, id int64) string {
	switch {
	case id != 0:
		return table + ".id = " + strconv.FormatInt(id, 10)
	case scope.Year != 0:
		return table + ".year = " + strconv.Itoa(scope.Year)
	default:
		return "1"
	}
}

// restated puts what the query reads of each record, its id and then texts, into its values under the keys.
func restated(ctx context.Context, db bun.IDB, records []record.Record, keys []string, query string) error {
	states := map[int64][]string{}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		texts := make([]string, len(keys))
		into := []any{&id}
		for i := range texts {
			into = append(into, &texts[i])
		}
		err := scan(into...)
		states[id] = texts
		return err
	}, query)
	if err != nil {
		return fmt.Errorf("states on the day: %w", err)
	}
	for i := range records {
		for k, text := range states[records[i].ID] {
			put(records[i].Values, keys[k], text)
		}
	}
	return nil
}

// put sets a value; what is empty is absent.
func put(v record.Values, key, value string) {
	if value == "" {
		delete(v, key)
		return
	}
	v[key] = value
}
