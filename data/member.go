package data

import (
	"context"
	"fmt"

	"cppccdesk/data/intake"
)

// Members are the 委员 of a term.
var Members = &Kind{
	Name: "members", Title: "委员", Layout: "委员名册", From: "member_list", Scope: "term_id = ?", Table: "member",
	Order: "sector_sort, sector, number = '', number, id",
	Fields: []Field{
		{Key: "number", Title: "委员编号", Aliases: []string{"编号", "委员证号"}, Section: "基本情况", Example: "10001", Width: 80},
		{Key: "name", Title: "姓名", Aliases: []string{"委员姓名", "委员"}, Kind: intake.KindName, Required: true, Example: "张小明", Width: 100},
		{Key: "gender", Title: "性别", Example: "男", Width: 50},
		{Key: "ethnicity", Title: "民族", Dictionary: "ethnicity", Example: "汉族", Width: 60},
		{Key: "birth_on", Title: "出生日期", Aliases: []string{"出生年月", "出生年月日", "生日"}, Kind: intake.KindMonth, Example: "1975-03-08", Width: 90},
		{Key: "birth_lunar", Title: "农历生日", Bool: true, FormOnly: true},
		{Key: "native_place", Title: "籍贯", FormOnly: true},
		{Key: "political", Title: "政治面貌", Aliases: []string{"党派", "党派(政治面貌)"}, Dictionary: "political", Example: "民盟", Width: 80},
		{Key: "education", Title: "文化程度", Aliases: []string{"学历"}, Dictionary: "education", FormOnly: true},
		{Key: "degree", Title: "学位", Dictionary: "degree", FormOnly: true},
		{Key: "title", Title: "职称", Aliases: []string{"专业技术职务"}, FormOnly: true},
		{Key: "id_number", Title: "身份证号", Aliases: []string{"身份证号码", "公民身份号码", "身份证"}, Kind: intake.KindIDNumber, Sensitive: true, FormOnly: true},
		{Key: "religion", Title: "宗教信仰", FormOnly: true},
		{Key: "compatriot", Title: "港澳台委员", Aliases: []string{"港澳台"}, Bool: true, FormOnly: true},
		{Key: "sector", Title: "界别", Aliases: []string{"所属界别"}, Section: "在政协", Example: "教育界", Width: 110},
		{Key: "sector_post", Title: "界别职务", Many: true, FormOnly: true},
		{Key: "posts", Title: "政协职务", Aliases: []string{"政协内职务", "职务(政协)"}, Dictionary: "cppcc_post", Many: true, Width: 90},
		{Key: "committees", Title: "专委会", Aliases: []string{"所属专委会", "专门委员会"}, Many: true, Width: 120},
		{Key: "committee_posts", Title: "专委会职务", Many: true, FormOnly: true},
		{Key: "activity_groups", Title: "活动组", Aliases: []string{"委员活动组", "所属活动组"}, Many: true, FormOnly: true},
		{Key: "activity_group_posts", Title: "活动组职务", Many: true, FormOnly: true},
		{Key: "joined_on", Title: "任职日期", Aliases: []string{"任职时间"}, Kind: intake.KindMonth, FormOnly: true},
		{Key: "terms_served", Title: "连任届数", Kind: intake.KindInt, FormOnly: true},
		{Key: "status", Title: "状态", Aliases: []string{"委员状态"}, Dictionary: "member_status", Width: 60},
		{Key: "workplace", Title: "工作单位", Aliases: []string{"单位", "工作单位及职务", "现工作单位及职务", "单位及职务", "工作单位和职务"}, Section: "工作", Width: 200},
		{Key: "job", Title: "职务", Aliases: []string{"单位职务", "现任职务"}, Width: 110},
		{Key: "org_kind", Title: "单位性质", Dictionary: "org_kind", FormOnly: true},
		{Key: "in_system", Title: "体制内外", Aliases: []string{"体制内/外"}, FormOnly: true},
		{Key: "social_posts", Title: "社会职务", Long: true, FormOnly: true},
		{Key: "honors", Title: "荣誉", Aliases: []string{"获奖情况", "表彰奖励"}, Long: true, FormOnly: true},
		{Key: "mobile", Title: "手机", Aliases: []string{"手机号", "手机号码", "联系电话", "联系方式", "电话"}, Kind: intake.KindPhone, Section: "联系", Sensitive: true, Width: 110},
		{Key: "office_phone", Title: "办公电话", Aliases: []string{"单位电话"}, Kind: intake.KindPhone, FormOnly: true},
		{Key: "home_phone", Title: "家庭电话", Aliases: []string{"住宅电话"}, Kind: intake.KindPhone, Sensitive: true, FormOnly: true},
		{Key: "email", Title: "电子邮箱", Aliases: []string{"邮箱", "E-mail", "email"}, FormOnly: true},
		{Key: "address", Title: "通讯地址", Aliases: []string{"地址", "联系地址", "家庭住址"}, Sensitive: true, FormOnly: true},
		{Key: "postcode", Title: "邮编", Aliases: []string{"邮政编码"}, FormOnly: true},
		{Key: "secretary", Title: "联系人", Aliases: []string{"秘书"}, FormOnly: true},
		{Key: "note", Title: "备注", Long: true, FormOnly: true},
	},
	Index: []string{"name", "id_number"},
	Match: matchPerson,
}

func saveMember(ctx context.Context, tx *Tx, scope Scope, id int64, v Values) (int64, error) {
	termID, err := workingTerm(ctx, tx, scope)
	if err != nil {
		return 0, err
	}
	var personID int64
	oldStatus := ""
	if id != 0 {
		query := "SELECT person_id, term_id, status FROM member WHERE id = ?"
		if err := tx.QueryRowContext(ctx, query, id).Scan(&personID, &termID, &oldStatus); err != nil {
			return 0, fmt.Errorf("member %d: %w", id, err)
		}
	}
	if personID, err = savePerson(ctx, tx, personID, v); err != nil {
		return 0, err
	}
	row := v.pick("number", "joined_on", "note")
	if id == 0 {
		row["person_id"], row["term_id"] = personID, termID
	}
	if v["status"] != "" {
		row["status"] = v["status"]
	}
	if v.Has("terms_served") {
		row["terms_served"] = countOf(v["terms_served"])
	}
	if sector, ok := v["sector"]; ok {
		sectorID, err := bodyID(ctx, tx, "sector", termID, sector)
		if err != nil {
			return 0, err
		}
		row["sector_id"] = orNull(sectorID)
	}
	if id, err = tx.put(ctx, "member", id, row); err != nil {
		return 0, err
	}
	if status := v["status"]; status != "" && status != oldStatus {
		entry := columns{"member_id": id, "status": status, "on_date": tx.Now().Format(dateLayout)}
		if _, err := tx.insert(ctx, "member_status", entry); err != nil {
			return 0, err
		}
	}
	return id, savePosts(ctx, tx, id, termID, v)
}

// postScope is one way to hold posts: which body, and the keys that name the bodies and the posts held there.
type postScope struct {
	scope, bodies, posts, table, column string
}

var postScopes = []postScope{
	{scope: "政协", posts: "posts"},
	{scope: "界别", posts: "sector_post"},
	{scope: "专委会", bodies: "committees", posts: "committee_posts", table: "committee", column: "committee_id"},
	{scope: "活动组", bodies: "activity_groups", posts: "activity_group_posts", table: "activity_group", column: "activity_group_id"},
}

// savePosts replaces the posts of each scope v speaks of. The n-th post belongs to the n-th body.
func savePosts(ctx context.Context, tx *Tx, memberID, termID int64, v Values) error {
	for _, s := range postScopes {
		if !v.Has(s.posts) && !v.Has(s.bodies) {
			continue
		}
		old, err := Members.Record(ctx, tx, memberID)
		if err != nil {
			return err
		}
		want := Values{}
		for _, key := range []string{s.bodies, s.posts} {
			if want[key] = old.Values[key]; v.Has(key) {
				want[key] = v[key]
			}
		}
		if want[s.bodies] == old.Values[s.bodies] && want[s.posts] == old.Values[s.posts] {
			continue
		}
		if err := tx.exec(ctx, "DELETE FROM member_post WHERE member_id = ? AND scope = ?", memberID, s.scope); err != nil {
			return err
		}
		if err := s.insert(ctx, tx, memberID, termID, want.Many(s.bodies), want.Many(s.posts)); err != nil {
			return err
		}
	}
	return nil
}

func (s postScope) insert(ctx context.Context, tx *Tx, memberID, termID int64, bodies, posts []string) error {
	for i := range max(len(bodies), len(posts)) {
		row := columns{"member_id": memberID, "scope": s.scope}
		if i < len(posts) {
			row["post"] = posts[i]
		}
		if i < len(bodies) {
			id, err := bodyID(ctx, tx, s.table, termID, bodies[i])
			if err != nil {
				return err
			}
			row[s.column] = orNull(id)
		}
		if _, err := tx.insert(ctx, "member_post", row); err != nil {
			return err
		}
	}
	return nil
}

// The saver reads Members back, so the declaration cannot name it itself.
func init() { Members.Save = saveMember }
