// Package roster is who there is: terms (届) with their sessions and bodies, members (委员), supervisors (民主监督员) with their groups, units, and
// what is made of them: contact and birthday lists, a turnover (换届).
package roster

import (
	"cmp"
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Members are the 委员 of a term.
var Members = &record.Kind{
	Name: "members", Title: "委员", Layout: "委员名册", From: "member_list", Scope: "term_id = ?", Table: "member", Tables: membersTables, Lists: membersLists, Found: foundMembers,
	Order: "sector_sort, sector, number = '', number, id",
	Fields: []record.Field{
		{Key: "number", Title: "委员编号", Aliases: []string{"委员证号", "编号"}, Type: numberOn, Section: "基本情况", Example: "10001", Width: 80},
		{Key: "name", Title: "姓名", Aliases: []string{"委员姓名", "委员"}, Type: record.Name{}, Required: true, Example: "张小明", Width: 100, Tells: tellsNamesakes("member_list", " AND term_id = ?2")},
		{Key: "gender", Title: "性别", Type: record.Word{Dictionary: "gender"}, Example: "男", Width: 50},
		{Key: "ethnicity", Title: "民族", Type: record.Word{Dictionary: "ethnicity"}, Example: "汉族", Width: 60},
		{Key: "birth_on", Title: "出生日期", Aliases: []string{"出生年月", "出生年月日", "生日", "出生"}, Type: record.Month{Read: parseBirth, Beyond: lunarBirth}, Example: "1975-03-08", Width: 90},
		{Key: "birth_lunar", Title: "农历生日", Aliases: []string{"农历", "是否农历"}, Type: record.YesNo{}, FormOnly: true, Note: "出生日期写的是农历时选是"},
		{Key: "birth_leap", Title: "闰月", Type: record.YesNo{}, FormOnly: true, Note: "农历生日在闰月时选是"},
		{Key: "native_place", Title: "籍贯", FormOnly: true},
		{Key: "political", Title: "政治面貌", Aliases: []string{"党派", "党派（政治面貌）"}, Type: record.Word{Dictionary: "political"}, Example: "民盟", Width: 80},
		{Key: "education", Title: "文化程度", Aliases: []string{"学历", "最高学历"}, Type: record.Word{Dictionary: "education"}, FormOnly: true},
		{Key: "degree", Title: "学位", Type: record.Word{Dictionary: "degree"}, FormOnly: true},
		{Key: "title", Title: "职称", Aliases: []string{"专业技术职务"}, FormOnly: true},
		{Key: "id_number", Title: "身份证号", Aliases: []string{"身份证号码", "公民身份号码", "身份证"}, Type: record.IDNumber{}, Sensitive: true, FormOnly: true},
		{Key: "religion", Title: "宗教信仰", FormOnly: true},
		{Key: "compatriot", Title: "港澳台委员", Aliases: []string{"港澳台"}, Type: record.YesNo{}, FormOnly: true},
		{Key: "term_name", Title: "届次", Section: "在政协", ListOnly: true, FormOnly: true},
		{Key: "sector", Title: "界别", Type: record.Ref{Kind: "sectors"}, Aliases: []string{"所属界别", "所在界别", "界别名称"}, Example: "教育界", Width: 110},
		{Key: "sector_post", Title: "界别职务", Type: record.Several{}, FormOnly: true},
		{Key: "posts", Title: "政协职务", Aliases: []string{"政协内职务", "职务（政协）"}, Type: record.Several{Of: record.Word{Dictionary: "cppcc_post"}}, Width: 90},
		{Key: "committees", Title: "专委会", Type: record.Several{Of: record.Ref{Kind: "committees"}}, Aliases: []string{"所属专委会", "专门委员会"}, Width: 120},
		{Key: "committee_posts", Title: "专委会职务", Type: record.Several{Read: parsePlaces}, FormOnly: true},
		{Key: "activity_groups", Title: "活动组", Type: record.Several{Of: record.Ref{Kind: "activity-groups"}}, Aliases: []string{"委员活动组", "所属活动组"}, FormOnly: true},
		{Key: "activity_group_posts", Title: "活动组职务", Type: record.Several{Read: parsePlaces}, FormOnly: true},
		{Key: "post_history", Title: "职务起止", Type: record.Long{Read: parseDatedPosts}, FormOnly: true, With: postHistoryWith, Note: "一行一项：2022-01-10 至 2024-03-01 专委会 提案委 副主任；仍在任的写「起」"},
		{Key: "joined_on", Title: "任职日期", Aliases: []string{"任职时间", "任委员时间"}, Type: record.Month{}, FormOnly: true},
		{Key: "terms_served", Title: "连任届数", Aliases: []string{"任职届数"}, Type: record.Whole{}, FormOnly: true, Note: "空着就由历届名册推算"},
		{Key: "status", Title: "状态", Aliases: []string{"委员状态"}, Type: record.Word{Dictionary: "member_status"}, Along: []string{"status_on", "status_reason"}, Width: 60},
		{Key: "status_on", Title: "变动日期", Aliases: []string{"状态日期", "增补日期", "离任日期", "离任时间"}, Type: record.Month{}, FormOnly: true, Note: "这一状态从哪天起"},
		{Key: "status_reason", Title: "变动原因", Aliases: []string{"状态原因", "增补原因", "离任原因"}, FormOnly: true},
		{Key: "left_on", Title: "离任", ListOnly: true, FormOnly: true},
		{Key: "status_history", Title: "变动记录", Type: record.Long{}, ListOnly: true, FormOnly: true},
		{Key: "workplace", Title: "工作单位", Aliases: []string{"单位", "所在单位", "现单位", "现工作单位", "工作单位名称", "工作单位及职务", "现工作单位及职务", "单位及职务", "工作单位和职务"}, Section: "工作", Width: 200},
		{Key: "job", Title: "职务", Aliases: []string{"单位职务", "现任职务"}, Width: 110},
		{Key: "org_kind", Title: "单位性质", Type: record.Word{Dictionary: "org_kind"}, FormOnly: true},
		{Key: "in_system", Title: "体制内外", Aliases: []string{"体制内/外"}, Type: record.Word{Dictionary: "in_system"}, FormOnly: true},
		{Key: "social_posts", Title: "社会职务", Type: record.Long{}, FormOnly: true},
		{Key: "honors", Title: "荣誉", Aliases: []string{"获奖情况", "表彰奖励"}, Type: record.Long{}, FormOnly: true},
		{Key: "mobile", Title: "手机", Aliases: []string{"手机号", "手机号码", "移动电话", "手机电话", "本人手机", "联系电话", "联系方式", "电话"}, Type: record.Phone{}, Section: "联系", Sensitive: true, Width: 110},
		{Key: "office_phone", Title: "办公电话", Aliases: []string{"单位电话", "单位联系电话", "工作电话", "联系电话", "固定电话", "座机", "联系方式办公", "联系电话办公", "电话办公", "联系方式固定", "联系电话固定", "联系方式座机", "联系电话座机"}, Type: record.Phone{}, FormOnly: true},
		{Key: "home_phone", Title: "家庭电话", Aliases: []string{"住宅电话", "联系方式家庭", "联系电话家庭", "电话家庭", "联系方式住宅", "联系电话住宅", "电话住宅", "宅电"}, Type: record.Phone{}, Sensitive: true, FormOnly: true},
		{Key: "email", Title: "电子邮箱", Aliases: []string{"邮箱", "E-mail", "email"}, Type: record.Text{Read: record.ParseEmail}, FormOnly: true},
		{Key: "address", Title: "通讯地址", Aliases: []string{"地址", "联系地址", "家庭住址"}, Sensitive: true, FormOnly: true},
		{Key: "postcode", Title: "邮编", Aliases: []string{"邮政编码"}, Type: record.Text{Read: record.ParsePostcode}, FormOnly: true},
		{Key: "secretary", Title: "联系人", Aliases: []string{"秘书"}, FormOnly: true},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
	},
	Binned: &record.Binned{
		Measure: "人", Name: binnedPerson, Note: binnedTerm,
		Rivals: []record.Rival{
			{Query: "SELECT m.name FROM member t JOIN member x ON x.person_id = t.person_id AND x.term_id = t.term_id AND x.deleted_at = '' JOIN term m ON m.id = t.term_id WHERE t.id = ?0", Reason: "他在%s的名册里已有另一条记录"},
			{Query: "SELECT p.name FROM member t JOIN member x ON x.term_id = t.term_id AND lower(x.number) = lower(t.number) AND x.deleted_at = '' JOIN person p ON p.id = x.person_id WHERE t.id = ?0 AND t.number <> ''", Reason: "他的委员编号现在是「%s」的，请先改正那一位的编号"},
		},
	},
	Index: []string{"name", "id_number", "number", "mobile"},
	Match: memberNumbers.match,
}

// memberOf is whose membership in which term a row is; a new one is nobody's yet, in the scope's term. A closed term is
// refused here, because what is kept with the person would pass the schema's triggers.
func memberOf(ctx context.Context, tx *store.Tx, scope record.Scope, id int64) (personID, termID int64, err error) {
	if id == 0 {
		termID, err = WorkingTerm(ctx, tx, scope)
	} else if err = tx.QueryRowContext(ctx, "SELECT person_id, term_id FROM member WHERE id = ?", id).Scan(&personID, &termID); err != nil {
		err = fmt.Errorf("member %d: %w", id, err)
	}
	if err == nil {
		err = refuseClosed(ctx, tx, termID)
	}
	return personID, termID, err
}

func saveMember(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	if err := Members.Canonical(v); err != nil {
		return 0, err
	}
	personID, termID, err := memberOf(ctx, tx, scope, id)
	if err != nil {
		return 0, err
	}
	if personID, err = savePerson(ctx, tx, personID, v); err != nil {
		return 0, err
	}
	if err := memberNumbers.refuseTaken(ctx, tx, id, termID, v["number"]); err != nil {
		return 0, err
	}
	created := id == 0
	row, err := memberRow(ctx, tx, personID, termID, created, v)
	if err != nil {
		return 0, err
	}
	if id, err = tx.Put(ctx, "member", id, row); err != nil {
		return 0, err
	}
	if err := savePosts(ctx, tx, id, termID, created, v); err != nil {
		return 0, err
	}
	return id, saveStatus(ctx, tx, id, created, v)
}

// memberRow is what v says of the member himself.
func memberRow(ctx context.Context, tx *store.Tx, personID, termID int64, created bool, v record.Values) (store.Columns, error) {
	row := v.Pick("number", "joined_on", "note")
	if created {
		row["person_id"], row["term_id"] = personID, termID
	}
	if created || v.Has("terms_served") {
		row["terms_served"] = record.CountOf(v["terms_served"])
		if v["terms_served"] == "" {
			served, err := termsServed(ctx, tx, personID, termID)
			if err != nil {
				return nil, err
			}
			row["terms_served"] = served
		}
	}
	if sector, ok := v["sector"]; ok {
		sectorID, err := bodyID(ctx, tx, "sector", termID, sector)
		if err != nil {
			return nil, err
		}
		row["sector_id"] = store.OrNull(sectorID)
	}
	return row, nil
}

// termsServed is 连任届数 as the rosters of the terms say it: one more than in the term before, 1 for somebody who was not
// in it, 0 when that term's roster is not known.
func termsServed(ctx context.Context, db bun.IDB, personID, termID int64) (int, error) {
	var roster, before int64
	err := db.QueryRowContext(ctx, `SELECT count(*), COALESCE(max(CASE WHEN m.person_id = ? THEN max(m.terms_served, 1) END), 0)
		FROM member m JOIN term t ON t.id = m.term_id
		WHERE m.deleted_at = '' AND t.ordinal = (SELECT ordinal - 1 FROM term WHERE id = ?)`, personID, termID).Scan(&roster, &before)
	if err != nil {
		return 0, fmt.Errorf("terms served by person %d: %w", personID, err)
	}
	if roster == 0 {
		return 0, nil
	}
	return int(before) + 1, nil
}

// The saver and what is told of posts read Members back, so the declaration cannot name them itself.
func init() {
	Members.Save = saveMember
	for _, s := range postScopes[1:] {
		f := Members.Field(cmp.Or(s.bodies, "sector"))
		f.Tells, f.TellsEmpty = tellsPosts(s.scope), true
	}
}
