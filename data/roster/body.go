package roster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// The bodies of a term: 界别, 专委会 and 活动组. Each term has its own; they are added, renamed and ended within it. A former
// name finds the body, and its members stay.
var (
	Sectors = &record.Kind{
		Name: "sectors", Title: "界别", Layout: "界别设置表", From: "sector_list", Scope: "term_id = ?", Order: "sort, id", Table: "sector", Tables: sectorsTables, Found: bodiesFound("sector_list"),
		Fields: bodyFields("界别名称", []string{"界别", "名称"}, "教育界", "召集人", "members"),
		Index:  []string{"name", "former_names"}, Match: matchBody, Like: likeBody, Save: saveBody("sector", "界别"),
		Used: record.UsedBy(bodyUses["sector"]...), Binned: binnedBody("sector", "界别"),
	}
	Committees = &record.Kind{
		Name: "committees", Title: "专委会", Layout: "专委会设置表", From: "committee_list", Scope: "term_id = ?", Order: "sort, id", Table: "committee", Tables: committeesTables, Found: bodiesFound("committee_list"),
		Fields: bodyFields("专委会名称", []string{"专委会", "专门委员会", "委员会名称", "名称"}, "提案委员会", "负责人", "members"),
		Index:  []string{"name", "former_names"}, Match: matchBody, Like: likeBody, Save: saveBody("committee", "专委会"),
		Used: record.UsedBy(bodyUses["committee"]...), Binned: binnedBody("committee", "专委会"),
	}
	ActivityGroups = &record.Kind{
		Name: "activity-groups", Title: "活动组", Layout: "活动组设置表", From: "activity_group_list", Scope: "term_id = ?", Order: "sort, id", Table: "activity_group", Tables: activityGroupsTables, Found: bodiesFound("activity_group_list"),
		Fields: bodyFields("活动组名称", []string{"活动组", "委员活动组", "名称"}, "城关镇活动组", "组长", "members"),
		Index:  []string{"name", "former_names"}, Match: matchBody, Like: likeBody, Save: saveBody("activity_group", "活动组"),
		Used: record.UsedBy(bodyUses["activity_group"]...), Binned: binnedBody("activity_group", "活动组"),
	}
)

func binnedBody(table, title string) *record.Binned {
	return &record.Binned{Measure: "个", Name: "t.name", Note: binnedTerm, Rivals: []record.Rival{{
		Query:  "SELECT t.name FROM " + table + " t JOIN " + table + " x ON x.term_id = t.term_id AND x.name = t.name AND x.deleted_at = '' WHERE t.id = ?0",
		Reason: "这一届已有同名的" + title + "「%s」",
	}}}
}

func bodyFields(title string, aliases []string, example, officers, members string) []record.Field {
	fields := []record.Field{
		{Key: "sort", Title: "顺序", Aliases: []string{"序号", "排序"}, Type: record.Whole{}, Section: "基本情况", Example: "1", Note: "列表和报表按它排列", Width: 50},
		{Key: "name", Title: title, Aliases: aliases, Type: record.Text{Fold: bodyFold}, Required: true, Example: example, Width: 160},
		{Key: members, Title: "委员人数", Type: record.Whole{}, ListOnly: true, Width: 80},
		{Key: "officers", Title: officers, ListOnly: true, Width: 170},
		{Key: "former_names", Title: "曾用名", Aliases: []string{"原名称", "原名"}, Type: record.Several{Of: record.Text{Fold: bodyFold}}, Adds: true, Note: "改名后旧名自动记在这里，仍能找到", Width: 120},
		{Key: "term", Title: "届次", ListOnly: true, Width: 80},
		{Key: "from_on", Title: "启用日期", Aliases: []string{"设立日期"}, Type: record.Day{}, Section: "有效期", Note: "空着就是从本届开始", Width: 90},
		{Key: "to_on", Title: "停用日期", Aliases: []string{"撤销日期"}, Type: record.Day{}, Note: "本届内不再使用时填写", Width: 90},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
	}
	if title == "专委会名称" {
		fields = slices.Insert(fields, 2, record.Field{Key: "short", Title: "简称", Example: "提案委", Width: 80})
	}
	return fields
}

// matchBody finds the body of a row by its names past and present. An old list, or another way of writing it, does not rename the body.
func matchBody(v record.Values, by record.Candidates) (int64, error) {
	for _, key := range []string{"name", "former_names"} {
		found := by(key, v["name"])
		if len(found) == 0 {
			continue
		}
		at := slices.IndexFunc(found, func(r record.Record) bool { return r.Values["name"] == v["name"] })
		if at < 0 && len(found) > 1 {
			return 0, store.Refuse(store.CodeInvalid, "「%s」对应「%s」和「%s」，请写全称。", v["name"], found[0].Values["name"], found[1].Values["name"])
		}
		v["name"] = found[max(at, 0)].Values["name"]
		return found[max(at, 0)].ID, nil
	}
	return 0, nil
}

// likeBody says how a body nobody knows is like a known one.
var likeBody = &record.Like{
	Form: func(v record.Values) any { return v["name"] },
	Why: func(row, stored any) (why string, renames bool) {
		name, known := row.(string), stored.(string)
		how := likeBodies(name, known)
		if how == "" {
			return "", false
		}
		return "「" + name + "」与已有的「" + known + "」" + how, false
	},
}

// saveBody stores one of a term's bodies. A new name makes the present one a former name.
func saveBody(table, title string) func(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	return func(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
		row, err := bodyRow(table, title, id, v)
		if err != nil {
			return 0, err
		}
		former, err := bodyFormerNames(ctx, tx, table, id)
		if err != nil {
			return 0, err
		}
		wanted := slices.Clone(former)
		if v.Has("former_names") {
			wanted = v.Many("former_names")
		}
		if id == 0 {
			id, err = newBody(ctx, tx, scope, table, row)
		} else {
			wanted, err = changeBody(ctx, tx, table, title, id, row, wanted)
		}
		if err != nil {
			return 0, err
		}
		if err := record.CheckOrder(ctx, tx, table, id, "from_on", "启用日期", "to_on", "停用日期"); err != nil {
			return 0, err
		}
		return id, saveBodyNames(ctx, tx, table, id, former, wanted)
	}
}

// bodyRow is what v says of a body, as columns.
func bodyRow(table, title string, id int64, v record.Values) (store.Columns, error) {
	if name, ok := v["name"]; (ok || id == 0) && strings.TrimSpace(name) == "" {
		return nil, store.Refuse(store.CodeInvalid, "缺少%s名称。", title)
	}
	row := v.Pick("name", "from_on", "to_on", "note")
	if table == "committee" && v.Has("short") {
		row["short"] = v["short"]
	}
	if v["sort"] != "" {
		row["sort"] = record.CountOf(v["sort"])
	}
	return row, nil
}

// changeBody updates a body and gives its former names: wanted, and the present name when row gives it another.
func changeBody(ctx context.Context, tx *store.Tx, table, title string, id int64, row store.Columns, wanted []string) ([]string, error) {
	var now string
	var termID int64
	if err := tx.QueryRowContext(ctx, "SELECT name, term_id FROM "+table+" WHERE id = ?", id).Scan(&now, &termID); err != nil {
		return nil, fmt.Errorf("read %s %d: %w", table, id, err)
	}
	if name, ok := row["name"].(string); ok && name != now {
		if err := freeBodyName(ctx, tx, table, title, termID, id, name); err != nil {
			return nil, err
		}
		if !slices.Contains(wanted, now) {
			wanted = append(wanted, now)
		}
		wanted = slices.DeleteFunc(wanted, func(n string) bool { return n == name })
	}
	return wanted, tx.Update(ctx, table, id, row)
}

// newBody adds a body to the scope's term, last in order unless row says otherwise. A name that is there already is
// taken for the same body.
func newBody(ctx context.Context, tx *store.Tx, scope record.Scope, table string, row store.Columns) (int64, error) {
	termID, err := WorkingTerm(ctx, tx, scope)
	if err != nil {
		return 0, err
	}
	names, err := rememberedBodyNames(ctx, tx, table, termID)
	if err != nil {
		return 0, err
	}
	if known := names.find(fmt.Sprint(row["name"])); known != 0 {
		delete(row, "name")
		return known, tx.Update(ctx, table, known, row)
	}
	row["term_id"] = termID
	if _, given := row["sort"]; !given {
		last, err := store.LookUp(ctx, tx, "SELECT COALESCE(max(sort), 0) + 1 FROM "+table+" WHERE term_id = ?", termID)
		if err != nil {
			return 0, err
		}
		row["sort"] = last
	}
	return tx.Insert(ctx, table, row)
}

// freeBodyName refuses the name of another body of the term, however it is written.
func freeBodyName(ctx context.Context, tx *store.Tx, table, title string, termID, id int64, name string) error {
	names, err := rememberedBodyNames(ctx, tx, table, termID)
	if err != nil {
		return err
	}
	for _, other := range names.keys[byBodyStem][bodyFold(name)] {
		if other != id {
			return store.Refuse(store.CodeDuplicate, "本届已有%s「%s」，不能改成同名；如要合并，请先把委员改到其中一个。", title, names.own[other])
		}
	}
	return nil
}

func bodyFormerNames(ctx context.Context, db bun.IDB, table string, id int64) ([]string, error) {
	if id == 0 {
		return nil, nil
	}
	return store.Texts(ctx, db, "SELECT name FROM body_name WHERE body = ? AND body_id = ? ORDER BY id", table, id)
}

func saveBodyNames(ctx context.Context, tx *store.Tx, table string, id int64, have, wanted []string) error {
	for _, name := range have {
		if !slices.Contains(wanted, name) {
			if err := tx.Run(ctx, "DELETE FROM body_name WHERE body = ? AND body_id = ? AND name = ?", table, id, name); err != nil {
				return err
			}
		}
	}
	for _, name := range wanted {
		if !slices.Contains(have, name) {
			row := store.Columns{"body": table, "body_id": id, "name": name, "until_on": tx.Today()}
			if _, err := tx.Insert(ctx, "body_name", row); err != nil {
				return err
			}
		}
	}
	return nil
}

// use is one way a body can be needed by other records.
var bodyUses = map[string][]record.Use{
	"sector": {{What: "%d 名委员", Query: "SELECT count(*) FROM member WHERE sector_id = ? AND deleted_at = ''"}},
	"committee": {
		{What: "%d 名委员", Query: "SELECT count(DISTINCT p.member_id) FROM member_post p JOIN member m ON m.id = p.member_id WHERE p.committee_id = ? AND m.deleted_at = ''"},
		{What: "%d 个监督小组", Query: "SELECT count(*) FROM supervision_group WHERE committee_id = ? AND deleted_at = ''"},
		{What: "%d 个评议小组", Query: "SELECT count(*) FROM panel WHERE committee_id = ?"},
		{What: "%d 件重点提案", Query: "SELECT count(*) FROM key_proposal WHERE committee_id = ?"},
	},
	"activity_group": {{What: "%d 名委员", Query: "SELECT count(DISTINCT p.member_id) FROM member_post p JOIN member m ON m.id = p.member_id WHERE p.activity_group_id = ? AND m.deleted_at = ''"}},
	"term": {
		{What: "%d 名委员", Query: "SELECT count(*) FROM member WHERE term_id = ?"},
		{What: "%d 次会议", Query: "SELECT count(*) FROM session WHERE term_id = ?"},
		{What: "%d 个界别", Query: "SELECT count(*) FROM sector WHERE term_id = ? AND deleted_at = ''"},
		{What: "%d 个专委会", Query: "SELECT count(*) FROM committee WHERE term_id = ? AND deleted_at = ''"},
		{What: "%d 个活动组", Query: "SELECT count(*) FROM activity_group WHERE term_id = ? AND deleted_at = ''"},
	},
	"session": {{What: "%d 件提案", Query: "SELECT count(*) FROM proposal WHERE session_id = ?"}},
	"unit": {
		{What: "%d 件提案的交办", Query: "SELECT count(DISTINCT a.proposal_id) FROM assignment a JOIN proposal p ON p.id = a.proposal_id LEFT JOIN assignment_past w ON w.assignment_id = a.id WHERE ? IN (a.unit_id, w.unit_id) AND p.deleted_at = ''"},
		{What: "%d 个监督小组", Query: "SELECT count(DISTINCT g.id) FROM group_unit u JOIN supervision_group g ON g.id = u.group_id WHERE u.unit_id = ? AND g.deleted_at = ''"},
		{What: "%d 次监督活动", Query: "SELECT count(*) FROM visit WHERE unit_id = ? AND deleted_at = ''"},
		{What: "%d 份监督意见书", Query: "SELECT count(DISTINCT l.id) FROM opinion_letter l LEFT JOIN opinion_unit_past w ON w.letter_id = l.id WHERE ? IN (l.unit_id, w.unit_id) AND l.deleted_at = ''"},
		{What: "%d 件直通车事项", Query: "SELECT count(*) FROM direct_item WHERE ? IN (unit_id, handler_id) AND deleted_at = ''"},
		{What: "%d 项评议", Query: "SELECT (SELECT count(*) FROM evaluation_target WHERE unit_id = ?0) + (SELECT count(*) FROM ballot_target WHERE unit_id = ?0)"},
		{What: "%d 个下属单位", Query: "SELECT count(*) FROM unit WHERE parent_id = ? AND deleted_at = ''"},
		{What: "%d 个并入它的单位", Query: "SELECT count(*) FROM unit WHERE successor_id = ? AND deleted_at = ''"},
	},
}
