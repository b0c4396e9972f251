// Package supervision is what the groups at work do and what comes of it: their visits (监督活动) with findings, the letters of opinions (监督意见书) and
// the points of those, each followed until it is signed off (整改、销号). States and deadlines follow from the facts, see state.go.
package supervision

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

const visitView = `(SELECT v.*, CAST(g.number AS TEXT) AS group_number, u.name AS unit,
  COALESCE((SELECT group_concat(y.name, '、') FROM (SELECT p.name FROM visit_person w JOIN supervisor s ON s.id = w.supervisor_id JOIN person p ON p.id = s.person_id
    WHERE w.visit_id = v.id ORDER BY w.id) y), '') AS people,
  (SELECT count(*) FROM visit_person w WHERE w.visit_id = v.id) AS people_count,
  (SELECT count(*) FROM visit_finding f WHERE f.visit_id = v.id) AS findings_count,
  (SELECT count(*) FROM visit_finding f WHERE f.visit_id = v.id AND f.outcome = '已采纳') AS adopted_count
  FROM visit v JOIN supervision_group g ON g.id = v.group_id JOIN unit u ON u.id = v.unit_id WHERE v.deleted_at = '') AS visit_list`

// Outcomes of a finding.
const (
	Adopted    = "已采纳"
	NotAdopted = "未采纳"
)

// findings are the 发现问题 and 建议 of a visit.
var findings = &record.Part{
	Title: "问题建议", Table: "visit_finding", Owner: "visit_id", From: "visit_finding x", Order: "x.ordinal", Ordinal: "ordinal",
	Fields: []record.Field{
		{Key: "kind", Title: "性质", Type: record.Word{Words: []string{"问题", "建议"}}, Required: true, Default: "建议", Width: 60},
		{Key: "text", Title: "内容", Aliases: []string{"问题建议", "意见建议"}, Required: true, Example: "办事指南放到窗口", Width: 260},
		{Key: "raiser", Title: "提出人", Aliases: []string{"建议人", "提出监督员"}, Expr: "COALESCE((SELECT " + roster.PersonTitle + " FROM supervisor s JOIN person p ON p.id = s.person_id WHERE s.id = x.supervisor_id), '')", Note: "小组里哪一位提出的；空着就只计入小组", Width: 80},
		{Key: "outcome", Title: "采纳情况", Type: record.Word{Words: []string{Adopted, NotAdopted}, Read: readOutcome}, Width: 80},
		{Key: "settled_on", Title: "采纳日期", Aliases: []string{"答复采纳日期"}, Type: record.Day{}, Note: "单位答复是否采纳的日期", Width: 90},
	},
	Row: func(ctx context.Context, tx *store.Tx, visit int64, v, was record.Values) (store.Columns, error) {
		if v["settled_on"] == "" != (v["outcome"] == "") {
			return nil, store.Refuse(store.CodeInvalid, "「%s」要同时写明采纳情况和采纳日期，或都空着。", v["text"])
		}
		row := v.Pick("kind", "text", "outcome", "settled_on")
		if err := suggestedBy(ctx, tx, visit, v, was, row); err != nil {
			return nil, err
		}
		return row, record.CheckHappened(tx, "采纳日期", v["settled_on"])
	},
}

// suggestedBy finds the supervisor of the group that a finding names.
func suggestedBy(ctx context.Context, tx *store.Tx, visit int64, v, was record.Values, row store.Columns) error {
	if was != nil && v["raiser"] == was["raiser"] {
		return nil
	}
	if row["supervisor_id"] = nil; v["raiser"] == "" {
		return nil
	}
	group, err := store.LookUp(ctx, tx, "SELECT group_id FROM visit WHERE id = ?", visit)
	if err != nil {
		return err
	}
	row["supervisor_id"], err = roster.SupervisorNamed(ctx, tx, group, v["raiser"], "「提出人」")
	return err
}

// Visits are the 监督活动 of the groups. One dated after a day is not counted on it.
var Visits = &record.Kind{
	Name: "visits", Title: "监督活动", Layout: "监督活动登记表", From: visitView, Scope: "year = ?", Order: "on_date, CAST(group_number AS INTEGER), id", Table: "visit",
	Fields: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Section: "活动", Note: "空着就是当前年度", FormOnly: true},
		{Key: "on_date", Title: "日期", Aliases: []string{"活动日期", "监督日期", "活动时间", "时间"}, Type: record.Day{}, Required: true, Today: true, Example: "2026-05-12", Width: 90},
		{Key: "group", Title: "监督小组", OneNumber: true, Aliases: []string{"组号", "组别", "小组"}, Expr: "group_number", Required: true, Example: "3", Note: "写组号", Width: 70},
		{Key: "unit", Title: "监督单位", Aliases: []string{"派驻单位", "被监督单位", "单位"}, Expr: "unit", Example: "县教育局", Note: "空着就是小组的派驻单位", Width: 150},
		{Key: "form", Title: "监督形式", Aliases: []string{"形式", "方式"}, Type: record.Word{Dictionary: "supervision_form"}, Required: true, Default: "派驻", Example: "派驻", Width: 80},
		{Key: "mode", Title: "活动形式", Aliases: []string{"开展形式", "活动方式"}, Type: record.Word{Dictionary: "visit_mode"}, Example: "走访", Width: 80},
		{Key: "place", Title: "地点", Aliases: []string{"活动地点"}, Width: 120},
		{Key: "people", Title: "参加人员", Aliases: []string{"参加人", "监督员", "参加监督员"}, Type: record.Several{Of: record.Name{}}, Expr: "people", Section: "人员", Note: "空着就是当天小组的全体成员", Width: 200},
		{Key: "people_count", Title: "人数", Aliases: []string{"参加人数", "监督员人数"}, Type: record.Whole{}, ListOnly: true, Width: 50},
		{Key: "unit_people", Title: "单位参加人", Aliases: []string{"单位参加人员", "陪同人员"}, FormOnly: true},
		{Key: "content", Title: "活动内容", Aliases: []string{"主要内容", "监督内容", "内容"}, Type: record.Long{}, Section: "情况", Width: 260},
		{Key: "findings", Title: "问题建议", Part: findings, Expr: "visit_list.id"},
		{Key: "findings_count", Title: "条数", Type: record.Whole{}, ListOnly: true, Width: 50},
		{Key: "adopted_count", Title: "采纳", Type: record.Whole{}, ListOnly: true, Width: 50},
	},
	Index: []string{"on_date"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		record.CanonicalNumber(v, "group")
		if slices.Contains([]string{"全体", "全体成员", "全组", "全体组员"}, v["people"]) { // as when nobody is named
			delete(v, "people")
		}
		for _, r := range by("on_date", v["on_date"]) {
			if v["group"] == r.Values["group"] && alike(v, r.Values, "form") && (v["unit"] == "" || roster.SameUnit(v["unit"], r.Values["unit"])) {
				roster.KeepOrder(v, r.Values, "people", roster.SameText)
				return r.ID, nil
			}
		}
		return 0, nil
	},
	Tables: map[string]record.TableWords{
		"visit":         {Title: "监督活动", Name: []string{"group_id", "on_date"}, Columns: map[string]string{"group_id": "监督小组"}},
		"visit_person":  {Title: "参加人员", Name: []string{"visit_id", "supervisor_id"}},
		"visit_finding": {Title: "问题建议", Name: []string{"visit_id", "text"}, Columns: map[string]string{"kind": "性质", "text": "内容", "outcome": "采纳情况", "settled_on": "采纳日期", "supervisor_id": "提出人"}},
	},
	Lists: []record.WordList{
		{Dictionary: "supervision_form", Title: "监督形式", Columns: []record.WordColumn{{Table: "visit", Column: "form"}, {Table: "plan_item", Column: "form"}}},
		{Dictionary: "visit_mode", Title: "活动形式", Columns: []record.WordColumn{{Table: "visit", Column: "mode"}}},
	},
	Found: &record.Found{Query: "SELECT id, year, unit || ' ' || form, '', on_date || ' · 第 ' || group_number || ' 组', '', place || ' ' || content, '', '' FROM " + visitView},
	Used:  record.UsedBy(record.Use{What: "%d 份监督意见书", Query: "SELECT count(*) FROM opinion_letter WHERE visit_id = ? AND deleted_at = ''"}),
	Binned: &record.Binned{
		Measure: "次", Name: "t.on_date || ' ' || (SELECT name FROM unit WHERE id = t.unit_id)", Note: "t.year || ' 年 ' || t.form",
		Rivals: []record.Rival{{
			Query:  "SELECT t.on_date FROM visit t JOIN visit x ON x.group_id = t.group_id AND x.unit_id = t.unit_id AND x.form = t.form AND x.on_date = t.on_date AND x.deleted_at = '' WHERE t.id = ?0",
			Reason: "该小组 %s 已登记了同样的活动",
		}},
	},
}

// Findings are the findings of visits, one a row.
var Findings = record.LedgerKind(&record.Kind{Name: "findings", Title: "监督建议", Layout: "监督建议采纳台账", Scope: "year = ?"}, &record.Ledger{
	Of: Visits, Key: "findings", Same: []string{"text"},
	Lead: []record.Field{
		{Key: "year", Title: "年度", Type: record.Whole{}, Expr: "o.year", Section: "活动", Note: "空着就是当前年度", FormOnly: true},
		{Key: "on_date", Title: "活动日期", Expr: "o.on_date", Type: record.Day{}, Required: true, Example: "2026-05-12", Width: 90},
		{Key: "group", Title: "监督小组", OneNumber: true, Aliases: []string{"组号"}, Expr: "o.group_number", Required: true, Example: "3", Width: 70},
		{Key: "unit", Title: "监督单位", Aliases: []string{"单位"}, Expr: "o.unit", Width: 150},
		{Key: "form", Title: "监督形式", Expr: "o.form", Width: 80},
	},
	Join: "JOIN (SELECT * FROM " + visitView + ") o ON o.id = x.visit_id", Order: "o.on_date, o.id",
})

func init() {
	Visits.Save, Visits.Figures = saveVisit, rated(visitFigures)
	Visits.AsOf, Findings.AsOf = unitAsOf("SELECT v.id, %s FROM visit v WHERE %s"), unitAsOf("SELECT x.id, %s FROM visit_finding x JOIN visit v ON v.id = x.visit_id WHERE %s")
}

// unitAsOf calls the units of records as on the scope's day. Of query, the SQL of a name and of the condition on visits v are left out.
func unitAsOf(query string) func(ctx context.Context, db bun.IDB, scope record.Scope, id int64, records []record.Record) error {
	return func(ctx context.Context, db bun.IDB, scope record.Scope, _ int64, records []record.Record) error {
		return restated(ctx, db, records, []string{"unit"}, fmt.Sprintf(query, roster.UnitNameSQL("v.unit_id", store.QuoteText(scope.Day)), chosenOf("v", scope, 0)))
	}
}

// alike reports whether v says nothing else of the field than the stored record.
func alike(v, stored record.Values, key string) bool { return v[key] == "" || v[key] == stored[key] }

func saveVisit(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	was, err := storedOf(ctx, tx, Visits, id)
	if err != nil {
		return 0, err
	}
	now := merged(was, v)
	group, more, err := groupAndUnit(ctx, tx, Visits.Table, scope, id, v, now)
	if err == nil {
		err = refuseGone(ctx, tx, Visits.Table, id, was, now, more, stage{"on_date", "活动日期"})
	}
	if err != nil {
		return 0, err
	}
	if id, err = Visits.Plain(ctx, tx, scope, id, v, more); err != nil {
		return 0, err
	}
	if day := now["on_date"]; v.Has("on_date") || v.Has("year") {
		year, err := store.LookUp(ctx, tx, "SELECT year FROM visit WHERE id = ?", id)
		if err != nil {
			return 0, err
		}
		if err := inYear(day, int(year)); err != nil {
			return 0, err
		}
	}
	if err := checkFindings(ctx, tx, id, now, v); err != nil {
		return 0, err
	}
	if err := savePeople(ctx, tx, id, group, now["on_date"], was, v); err != nil {
		return 0, err
	}
	return id, remarkVisit(ctx, tx, id, was, v)
}

// checkFindings refuses findings of a visit to come, those taken up before it, and those of people who were not in its group on its day.
func checkFindings(ctx context.Context, tx *store.Tx, id int64, now, v record.Values) error {
	if now["on_date"] > tx.Today() {
		found, err := store.LookUp(ctx, tx, "SELECT count(*) FROM visit_finding WHERE visit_id = ?", id)
		if err != nil {
			return err
		}
		if found > 0 {
			return store.Refuse(store.CodeInvalid, "监督活动 %s 才举行，现在不能有问题建议；请核对日期。", now["on_date"])
		}
	}
	early, err := store.Texts(ctx, tx, "SELECT settled_on FROM visit_finding WHERE visit_id = ? AND settled_on <> '' AND settled_on < ? LIMIT 1", id, now["on_date"])
	if err != nil {
		return err
	}
	if len(early) > 0 {
		return store.Refuse(store.CodeInvalid, "采纳日期 %s 早于活动日期 %s，请核对。", early[0], now["on_date"])
	}
	if !v.Has("findings") && !v.Has("group") && !v.Has("on_date") {
		return nil
	}
	strangers, err := store.Texts(ctx, tx, "SELECT p.name"+strangeRaisers+" AND v.id = ? ORDER BY f.ordinal LIMIT 1", id)
	if err != nil {
		return err
	}
	if len(strangers) > 0 {
		return store.Refuse(store.CodeInvalid, "提出人「%s」 %s 不在第 %s 组，「提出人」应写小组当天的成员；请核对，或空着只计入小组。", strangers[0], now["on_date"], now["group"])
	}
	return nil
}

// strangeRaisers is the SQL of findings f of visits v that a person p raised who was not in the group g on the day.
var strangeRaisers = ` FROM visit v JOIN supervision_group g ON g.id = v.group_id JOIN visit_finding f ON f.visit_id = v.id JOIN supervisor s ON s.id = f.supervisor_id
	JOIN person p ON p.id = s.person_id WHERE NOT EXISTS (SELECT 1 FROM group_member m WHERE m.group_id = g.id AND m.supervisor_id = s.id AND ` + roster.InForce("m", "v.on_date") + ")"

// groupAndUnit settles the group and the unit of a visit or a letter; now is what it will say, with the day on_date where it has one. The unit is
// that of the group where none is named. One that was merged into another since keeps what it has in the table.
func groupAndUnit(ctx context.Context, tx *store.Tx, table string, scope record.Scope, id int64, v, now record.Values) (int64, store.Columns, error) {
	more := store.Columns{}
	if id != 0 && !v.Has("group") && !v.Has("unit") && !v.Has("year") && !v.Has("on_date") {
		return 0, more, nil
	}
	year, err := record.YearOf(ctx, tx, scope, now)
	if err != nil {
		return 0, nil, err
	}
	number, err := groupNumber(now["group"], year)
	if err != nil {
		return 0, nil, err
	}
	group, err := store.LookUp(ctx, tx, "SELECT id FROM supervision_group WHERE year = ? AND number = ? AND deleted_at = ''", year, number)
	switch {
	case err != nil:
		return 0, nil, err
	case group == 0:
		return 0, nil, store.Refuse(store.CodeNotFound, "%d 年没有第 %d 监督小组，请先登记该小组，或检查组号。", year, number)
	}
	more["group_id"] = group
	if now["unit"] == "" {
		more["unit_id"], err = onlyUnit(ctx, tx, group, number, now["on_date"])
	} else if id == 0 || v.Has("unit") {
		var have []int64
		if have, err = store.IDs(ctx, tx, "SELECT unit_id FROM "+table+" WHERE id = ?", id); err == nil {
			more["unit_id"], err = roster.FindUnit(ctx, tx, now["unit"], have...)
		}
	}
	return group, more, err
}

// groupNumber reads the number of a group of the year.
func groupNumber(text string, year int) (int, error) {
	said, number, several := record.CalledNumber(text)
	switch {
	case several:
		return 0, record.RefuseSeveralNumbers("监督小组", text)
	case said != 0 && said != year:
		return 0, store.Refuse(store.CodeInvalid, "监督小组「%s」写的是 %d 年，这里是 %d 年的；请改成一致。", text, said, year)
	case number == 0:
		return 0, store.Refuse(store.CodeInvalid, "监督小组「%s」不对，应写组号，如 3。", text)
	}
	return number, nil
}

// onlyUnit is the one unit that a group of a number is stationed in on the day; none and several are refused in words.
func onlyUnit(ctx context.Context, tx *store.Tx, group int64, number int, day string) (int64, error) {
	units, err := roster.UnitsOfGroup(ctx, tx, group, day)
	switch {
	case err != nil:
		return 0, err
	case len(units) == 1:
		return units[0].ID, nil
	case len(units) == 0:
		return 0, store.Refuse(store.CodeInvalid, "第 %d 组没有派驻单位，请写明「监督单位」。", number)
	}
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = u.Name
	}
	return 0, store.Refuse(store.CodeInvalid, "第 %d 组派驻了 %d 个单位，请写明「监督单位」是哪一个：%s。", number, len(units), zh.JoinNames(names))
}

// savePeople makes the people of the visit those named; a new visit without names has all the group has on its day.
func savePeople(ctx context.Context, tx *store.Tx, id, group int64, day string, was, v record.Values) error {
	if was["people"] != "" && !v.Has("people") {
		return nil
	}
	if group == 0 {
		var err error
		if group, err = store.LookUp(ctx, tx, "SELECT group_id FROM visit WHERE id = ?", id); err != nil {
			return err
		}
	}
	wanted, err := peopleOf(ctx, tx, group, day, v.Many("people"))
	if err != nil {
		return err
	}
	have, err := store.IDs(ctx, tx, "SELECT supervisor_id FROM visit_person WHERE visit_id = ? ORDER BY id", id)
	if err != nil || slices.Equal(have, wanted) {
		return err
	}
	for _, one := range have {
		if !slices.Contains(wanted, one) {
			if err := tx.Run(ctx, "DELETE FROM visit_person WHERE visit_id = ? AND supervisor_id = ?", id, one); err != nil {
				return err
			}
		}
	}
	for _, one := range wanted {
		if !slices.Contains(have, one) {
			if _, err := tx.Insert(ctx, "visit_person", store.Columns{"visit_id": id, "supervisor_id": one}); err != nil {
				return fmt.Errorf("person of visit %d: %w", id, err)
			}
		}
	}
	return nil
}

// peopleOf are the supervisors named, or without names all the group has on the day.
func peopleOf(ctx context.Context, tx *store.Tx, group int64, day string, names []string) ([]int64, error) {
	if len(names) > 0 {
		found, err := roster.SupervisorsNamed(ctx, tx, group, names)
		if err == nil {
			err = roster.RefuseDead(ctx, tx, found, day)
		}
		return found, err
	}
	found, err := roster.SupervisorsOf(ctx, tx, group, day)
	if err == nil && len(found) == 0 {
		err = store.Refuse(store.CodeInvalid, "小组在 %s 没有成员，请写明「参加人员」。", day)
	}
	return found, err
}

// readOutcome reads whether a unit takes up what was said to it, in the words of lists.
func readOutcome(text string) (string, error) {
	switch text {
	case "", Adopted, NotAdopted:
		return text, nil
	case "采纳", "是", "√", "已采用":
		return Adopted, nil
	case "不采纳", "否", "×", "没有采纳":
		return NotAdopted, nil
	}
	return "", errors.New("应为" + Adopted + "、" + NotAdopted + "之一")
}
