package roster

import (
	"context"
	"fmt"
	"strconv"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Terms are the 届 of the CPPCC. Opening the next one with the people who stay is TurnOver.
var Terms = &record.Kind{
	Name: "terms", Title: "届次", Layout: "届次表", From: "term_list", Order: "ordinal DESC", Table: "term", Removed: true, Tables: termsTables,
	Fields: []record.Field{
		{Key: "ordinal", Title: "届数", Aliases: []string{"届", "届别"}, Expr: "CAST(ordinal AS TEXT)", Required: true, Section: "届次", Example: "10", Note: "第几届，写 10 或第十届", Width: 50},
		{Key: "name", Title: "名称", Aliases: []string{"届次名称", "届次"}, Example: "第十届", Width: 110},
		{Key: "state", Title: "状态", Expr: "CASE WHEN closed THEN '已结束' WHEN id = (" + currentTerm + ") THEN '本届' ELSE '未结束' END", ListOnly: true, Width: 70},
		{Key: "starts_on", Title: "开始日期", Aliases: []string{"起始日期", "任期开始"}, Type: record.Day{}, Example: "2021-12-20", Width: 95},
		{Key: "ends_on", Title: "结束日期", Aliases: []string{"届满日期", "任期结束"}, Type: record.Day{}, Width: 95},
		{Key: "closed_on", Title: "封存日期", ListOnly: true, Width: 95},
		{Key: "members", Title: "委员", Type: record.Whole{}, ListOnly: true, Section: "组成", Width: 60},
		{Key: "sectors", Title: "界别", Type: record.Whole{}, ListOnly: true, Width: 55},
		{Key: "committees", Title: "专委会", Type: record.Whole{}, ListOnly: true, Width: 65},
		{Key: "activity_groups", Title: "活动组", Type: record.Whole{}, ListOnly: true, Width: 65},
		{Key: "sessions", Title: "会议", Type: record.Whole{}, ListOnly: true, Width: 55},
		{Key: "proposals", Title: "提案", Type: record.Whole{}, ListOnly: true, Width: 60},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
	},
	Index: []string{"ordinal"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		canonicalOrdinal(v)
		if found := by("ordinal", v["ordinal"]); len(found) > 0 {
			return found[0].ID, nil
		}
		return 0, nil
	},
	Save: saveTerm,
	Used: record.UsedBy(bodyUses["term"]...),
}

// Sessions are the plenary 会议 of the terms. Proposals belong to one.
var Sessions = &record.Kind{
	Name: "sessions", Title: "会议", Layout: "全体会议表", From: "session_list", Order: "term_ordinal DESC, ordinal DESC", Table: "session", Removed: true, Tables: sessionsTables,
	Fields: []record.Field{
		{Key: "term", Title: "届次", Aliases: []string{"届", "届别"}, Required: true, Section: "会议", Example: "第十届", Width: 90},
		{Key: "ordinal", Title: "会次", Aliases: []string{"次数", "次", "第几次"}, Expr: "CAST(ordinal AS TEXT)", Required: true, Example: "5", Note: "第几次会议，写 5 或五次会议", Width: 50},
		{Key: "name", Title: "会议名称", Aliases: []string{"名称", "会议"}, Example: "五次会议", Width: 130},
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Required: true, Example: "2026", Width: 60},
		{Key: "opens_on", Title: "开幕日期", Aliases: []string{"开幕", "召开日期"}, Type: record.Day{}, Width: 95},
		{Key: "closes_on", Title: "闭幕日期", Aliases: []string{"闭幕"}, Type: record.Day{}, Width: 95},
		{Key: "cut_off", Title: "提案截止", Aliases: []string{"提案截止时间", "提案截止时刻", "截止时间"}, Expr: "(SELECT x.cut_off FROM session x WHERE x.id = session_list.id)", Type: record.Text{Read: intake.ParseMoment}, Note: "到时分，如 2026-02-02 10:00，以后收到的是平时提案", Width: 130},
		{Key: "proposals", Title: "提案", Type: record.Whole{}, ListOnly: true, Width: 60},
	},
	Index: []string{"term"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		canonicalOrdinal(v)
		if n := zh.ParseOrdinal(v["term"]); n > 0 {
			for _, r := range by("term", "第"+zh.Numeral(n)+"届") {
				if r.Values["ordinal"] == v["ordinal"] {
					v["term"] = r.Values["term"]
					return r.ID, nil
				}
			}
		}
		return 0, nil
	},
	Save: saveSession,
	Used: record.UsedBy(bodyUses["session"]...),
}

// canonicalOrdinal rewrites 第十届, 五次会议 as 10, 5.
func canonicalOrdinal(v record.Values) {
	if n := zh.ParseOrdinal(v["ordinal"]); n > 0 {
		v["ordinal"] = strconv.Itoa(n)
	}
}

func saveTerm(ctx context.Context, tx *store.Tx, _ record.Scope, id int64, v record.Values) (int64, error) {
	canonicalOrdinal(v)
	row := v.Pick("name", "starts_on", "ends_on", "note")
	ordinal := 0
	if id == 0 || v.Has("ordinal") {
		var known int64
		var err error
		if ordinal, known, err = termOrdinal(ctx, tx, id, v["ordinal"]); err != nil {
			return 0, err
		}
		row["ordinal"] = ordinal
		if id == 0 {
			id = known
		}
	}
	if name, ok := v["name"]; name == "" && (ok || id == 0) {
		if ordinal == 0 {
			return 0, store.Refuse(store.CodeInvalid, "届次名称不能为空。")
		}
		row["name"] = "第" + zh.Numeral(ordinal) + "届"
	}
	if err := agreeCounted(ctx, tx, "term", id, row, "届数", "届"); err != nil {
		return 0, err
	}
	id, err := tx.Put(ctx, "term", id, row)
	if err != nil {
		return 0, err
	}
	return id, record.CheckOrder(ctx, tx, "term", id, "starts_on", "开始日期", "ends_on", "结束日期")
}

// agreeCounted refuses a term or session whose name has another number before word than it is counted by, with row written over it.
func agreeCounted(ctx context.Context, tx *store.Tx, table string, id int64, row store.Columns, title, word string) error {
	var ordinal int
	var name string
	if id != 0 {
		if err := tx.QueryRowContext(ctx, "SELECT ordinal, name FROM "+table+" WHERE id = ?", id).Scan(&ordinal, &name); err != nil {
			return fmt.Errorf("read %s %d: %w", table, id, err)
		}
	}
	if n, ok := row["ordinal"].(int); ok {
		ordinal = n
	}
	if text, ok := row["name"].(string); ok {
		name = text
	}
	said := zh.LastOrdinalBefore(name, word)
	if said == 0 || said == ordinal {
		return nil
	}
	return store.Refuse(store.CodeConflict, "%s是 %d，名称却是「%s」；请改正其中一个。", title, ordinal, name)
}

// termOrdinal reads the number of a term and gives the term there is with it; another term's is refused.
func termOrdinal(ctx context.Context, tx *store.Tx, id int64, text string) (ordinal int, known int64, err error) {
	ordinal = record.CountOf(text)
	if ordinal < 1 || ordinal > 99 {
		return 0, 0, store.Refuse(store.CodeInvalid, "届数「%s」不对，应为 10 或第十届这样的写法。", text)
	}
	known, err = store.LookUp(ctx, tx, "SELECT id FROM term WHERE ordinal = ? AND id <> ?", ordinal, id)
	if err == nil && known != 0 && id != 0 {
		err = store.Refuse(store.CodeDuplicate, "第%s届已经登记过了。", zh.Numeral(ordinal))
	}
	return ordinal, known, err
}

func saveSession(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	row, err := sessionRow(ctx, tx, scope, id, v)
	if err != nil {
		return 0, err
	}
	if id == 0 {
		query := "SELECT id FROM session WHERE term_id = ? AND ordinal = ?"
		if id, err = store.LookUp(ctx, tx, query, row["term_id"], row["ordinal"]); err != nil {
			return 0, err
		}
	}
	if err := agreeCounted(ctx, tx, "session", id, row, "会次", "次会议"); err != nil {
		return 0, err
	}
	if err := refuseOtherYear(ctx, tx, id, row); err != nil {
		return 0, err
	}
	id, err = tx.Put(ctx, "session", id, row)
	switch {
	case err != nil && store.CodeOf(err) == store.CodeDuplicate:
		return 0, store.Failure(store.CodeDuplicate, err, "这一届已经登记过同一次会议，请检查会次。")
	case err != nil:
		return 0, err
	}
	if err := record.CheckOrder(ctx, tx, "session", id, "opens_on", "开幕日期", "closes_on", "闭幕日期"); err != nil {
		return 0, err
	}
	return id, record.CheckOrder(ctx, tx, "session", id, "cut_off", "提案截止", "closes_on", "闭幕日期")
}

// refuseOtherYear refuses to move a session with proposals to another year: all of them, and what is counted of both years, would go with it.
func refuseOtherYear(ctx context.Context, tx *store.Tx, id int64, row store.Columns) error {
	year, said := row["year"].(int)
	if id == 0 || !said {
		return nil
	}
	n, err := store.LookUp(ctx, tx, "SELECT count(*) FROM proposal p JOIN session s ON s.id = p.session_id WHERE s.id = ? AND s.year <> ?", id, year)
	if err != nil || n == 0 {
		return err
	}
	return store.Refuse(store.CodeInvalid, "这次会议已有 %d 件提案（含回收站里的），年度不能改为 %d 年；另一年的会议请另外登记，提案确是那一年的，请先把它们改到那次会议。", n, year)
}

// cutOffInto puts the minute until which the session takes proposals into its row as it is kept.
func cutOffInto(v record.Values, row store.Columns) error {
	text := v["cut_off"]
	if text == "" {
		return nil
	}
	cut, err := intake.ParseMoment(text)
	if err != nil {
		return store.Refuse(store.CodeInvalid, "「提案截止」一栏为「%s」，%s。", text, err)
	}
	row["cut_off"] = cut
	return nil
}

// sessionRow is what v says of a session, as columns.
func sessionRow(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (store.Columns, error) {
	canonicalOrdinal(v)
	row := v.Pick("name", "opens_on", "closes_on", "cut_off")
	if err := cutOffInto(v, row); err != nil {
		return nil, err
	}
	if id == 0 || v.Has("year") {
		year := record.CountOf(v["year"])
		if !record.IsYear(year) {
			return nil, store.Refuse(store.CodeInvalid, "年度「%s」不对，应为 2026 这样的四位年份。", v["year"])
		}
		row["year"] = year
	}
	if id == 0 || v.Has("ordinal") {
		ordinal := record.CountOf(v["ordinal"])
		if ordinal < 1 || ordinal > 99 {
			return nil, store.Refuse(store.CodeInvalid, "会次「%s」不对，应为 5 或五次会议这样的写法。", v["ordinal"])
		}
		row["ordinal"] = ordinal
		if v["name"] == "" {
			row["name"] = zh.Numeral(ordinal) + "次会议"
		}
	}
	if id != 0 && !v.Has("term") {
		return row, nil
	}
	termID, err := namedTerm(ctx, tx, scope, v["term"])
	row["term_id"] = termID
	return row, err
}

// namedTerm finds the term called 第十届, 十届 or 10, or adds it; without a name it is the scope's.
func namedTerm(ctx context.Context, tx *store.Tx, scope record.Scope, name string) (int64, error) {
	id, err := store.LookUp(ctx, tx, "SELECT id FROM term WHERE name = ? ORDER BY ordinal DESC LIMIT 1", name)
	if err != nil || id != 0 {
		return id, err
	}
	ordinal := zh.ParseOrdinal(name)
	switch {
	case name == "":
		return WorkingTerm(ctx, tx, scope)
	case ordinal == 0 || ordinal > 99:
		return 0, store.Refuse(store.CodeInvalid, "届次「%s」不对，应为第十届这样的写法。", name)
	}
	if id, err = EnsureTerm(ctx, tx, ordinal); err != nil {
		return 0, fmt.Errorf("term %s: %w", name, err)
	}
	return id, nil
}
