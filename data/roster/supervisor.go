package roster

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Supervisors are the 民主监督员. The group they are in is kept with the groups: a roster may say it, and then a
// supervisor without a group joins it once it exists, but a roster never moves anybody out of his group.
var Supervisors = &record.Kind{
	Name: "supervisors", Title: "民主监督员", Layout: "民主监督员名册", From: "supervisor_list", Table: "supervisor", Tables: supervisorsTables, Found: foundSupervisors,
	Order: "group_number = 0, group_number, CASE role WHEN '组长' THEN 0 WHEN '副组长' THEN 1 WHEN '联络员' THEN 2 ELSE 3 END, id",
	Fields: []record.Field{
		{Key: "number", Title: "编号", Aliases: []string{"监督员编号", "证号", "聘书编号"}, Type: numberOn, Section: "基本情况", Example: "JD-001", Width: 96},
		{Key: "name", Title: "姓名", Aliases: []string{"监督员", "监督员姓名"}, Type: record.Name{}, Required: true, Example: "张三", Width: 72, Tells: tellsNamesakes("supervisor_list", "")},
		{Key: "gender", Title: "性别", Type: record.Word{Dictionary: "gender"}, Example: "男", Width: 50},
		{Key: "birth_on", Title: "出生日期", Aliases: []string{"出生年月", "出生年月日", "生日", "出生"}, Type: record.Month{Read: parseBirth, Beyond: lunarBirth}, Example: "1975-03-07", Width: 90},
		{Key: "birth_lunar", Title: "农历生日", Aliases: []string{"农历", "是否农历"}, Type: record.YesNo{}, FormOnly: true, Note: "出生日期写的是农历时选是"},
		{Key: "birth_leap", Title: "闰月", Type: record.YesNo{}, FormOnly: true, Note: "农历生日在闰月时选是"},
		{Key: "political", Title: "政治面貌", Aliases: []string{"党派", "政治面貌/党派"}, Type: record.Word{Dictionary: "political"}, Example: "民盟", Width: 90},
		{Key: "workplace", Title: "工作单位", Aliases: []string{"单位", "所在单位", "现单位", "现工作单位", "工作单位名称", "工作单位及职务", "现工作单位及职务", "单位及职务", "工作单位和职务"}, Example: "县第一中学", Width: 170},
		{Key: "job", Title: "职务", Aliases: []string{"现任职务", "单位职务"}, Example: "教师", Width: 110},
		{Key: "mobile", Title: "手机", Aliases: []string{"手机号", "手机号码", "移动电话", "手机电话", "本人手机", "联系电话", "电话", "联系方式"}, Type: record.Phone{}, Sensitive: true, Width: 110},
		{Key: "id_number", Title: "身份证号", Aliases: []string{"身份证号码", "公民身份号码"}, Type: record.IDNumber{}, Sensitive: true, FormOnly: true},
		{Key: "recommended_by", Title: "推荐单位", Aliases: []string{"推荐界别", "推荐部门"}, Section: "聘任", Width: 120},
		{Key: "from_on", Title: "聘任日期", Aliases: []string{"聘任时间", "受聘日期", "选派日期", "聘期"}, Type: record.Month{}, Until: "to_on", Width: 90},
		{Key: "to_on", Title: "任期截止", Aliases: []string{"届满日期", "聘期至", "任期至"}, Type: record.Month{}, Width: 90},
		{Key: "engagements", Title: "历次聘期", Type: record.Long{Read: parseEngagementLines}, FormOnly: true, With: []string{"from_on", "to_on"}, Note: "一行一次：2022-03-01 至 2025-02-28；续聘时只改聘任日期即可"},
		{Key: "member_of", Title: "兼任委员", ListOnly: true, FormOnly: true},
		{Key: "group_number", Title: "组号", OneNumber: true, Aliases: []string{"所在小组", "小组", "组别", "监督小组"}, Expr: "CASE WHEN group_number = 0 THEN '' ELSE CAST(group_number AS TEXT) END", Section: "派驻", Example: "3", Note: "以监督小组登记为准；还没有小组的人可在此加入", Width: 48},
		{Key: "role", Title: "组内职务", Aliases: []string{"小组职务", "组内分工"}, Example: "成员", Note: "组长、副组长、联络员或成员", Width: 72},
		{Key: "units", Title: "派驻单位", ListOnly: true, Width: 140},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
	},
	Used: record.UsedBy(
		record.Use{What: "%d 次监督活动", Query: "SELECT count(DISTINCT v.id) FROM visit_person x JOIN visit v ON v.id = x.visit_id AND v.deleted_at = '' WHERE x.supervisor_id = ?"},
		record.Use{What: "%d 条监督建议", Query: "SELECT count(*) FROM visit_finding x JOIN visit v ON v.id = x.visit_id AND v.deleted_at = '' WHERE x.supervisor_id = ?"},
	),
	Binned: &record.Binned{
		Measure: "人", Name: binnedPerson, Note: "(SELECT p.workplace FROM person p WHERE p.id = t.person_id)",
		Rivals: []record.Rival{
			{Query: "SELECT p.name FROM supervisor t JOIN supervisor x ON x.person_id = t.person_id AND x.deleted_at = '' JOIN person p ON p.id = t.person_id WHERE t.id = ?0", Reason: "名册里已有「%s」的另一条记录"},
			{Query: "SELECT p.name FROM supervisor t JOIN supervisor x ON lower(x.number) = lower(t.number) AND x.deleted_at = '' JOIN person p ON p.id = x.person_id WHERE t.id = ?0 AND t.number <> ''", Reason: "他的监督员编号现在是「%s」的，请先改正那一位的编号"},
		},
		Restored: checkGroupsOf,
	},
	Index: []string{"name", "id_number", "number", "mobile"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		canonicalGroup(v)
		return supervisorNumbers.match(v, by)
	},
}

// GroupRoles are the posts within a group, highest first.
var GroupRoles = []string{"组长", "副组长", "联络员", "成员"}

// canonicalGroup rewrites group and post in v as they are stored.
func canonicalGroup(v record.Values) {
	record.CanonicalNumber(v, "group_number")
	if role := v["role"]; role == "组员" || role == "队员" {
		v["role"] = "成员"
	}
}

// checkSupervisor refuses a group that is no number, a role that no group has, and a number that another supervisor has.
func checkSupervisor(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
	if text := v["group_number"]; text != "" && record.PlainNumber(text) == 0 {
		return store.Refuse(store.CodeInvalid, "组号「%s」不对，应写一个组号，如 3。", text)
	}
	if role := v["role"]; role != "" && !slices.Contains(GroupRoles, role) {
		return store.Refuse(store.CodeInvalid, "组内职务「%s」不对，应为%s之一。", role, zh.JoinNames(GroupRoles))
	}
	return supervisorNumbers.refuseTaken(ctx, tx, id, 0, v["number"])
}

func saveSupervisor(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	if err := Supervisors.Canonical(v); err != nil {
		return 0, err
	}
	canonicalGroup(v)
	if err := checkSupervisor(ctx, tx, id, v); err != nil {
		return 0, err
	}
	var personID int64
	var err error
	if id != 0 {
		if personID, err = store.LookUp(ctx, tx, "SELECT person_id FROM supervisor WHERE id = ?", id); err != nil {
			return 0, err
		}
	}
	if personID, err = savePerson(ctx, tx, personID, v); err != nil {
		return 0, err
	}
	row := v.Pick("number", "recommended_by", "note")
	if id == 0 {
		row["person_id"] = personID
	}
	if id, err = tx.Put(ctx, "supervisor", id, row); err != nil {
		return 0, err
	}
	if err := saveEngagements(ctx, tx, id, v); err != nil {
		return 0, err
	}
	if v.Has("workplace") {
		if err := checkHisGroups(ctx, tx, id); err != nil {
			return 0, err
		}
	}
	if v["group_number"] == "" && v["role"] == "" {
		return id, nil
	}
	year, err := record.YearOf(ctx, tx, scope, nil)
	if err != nil {
		return 0, err
	}
	return id, joinGroup(ctx, tx, id, year, v)
}

// joinGroup puts a supervisor who has no group that year into the one v names. Where he has one, v must not contradict it. A roster
// that is imported before the year has any groups is taken without them.
func joinGroup(ctx context.Context, tx *store.Tx, supervisorID int64, year int, v record.Values) error {
	inOne, err := agreeWithGroup(ctx, tx, supervisorID, year, v)
	if err != nil || inOne {
		return err
	}
	if v["group_number"] == "" {
		return tx.LeaveOut("组内职务「"+v["role"]+"」没有写是第几组的", "没有录入", "请填写组号")
	}
	groupID, err := store.LookUp(ctx, tx, "SELECT id FROM supervision_group WHERE year = ? AND number = CAST(? AS INTEGER) AND deleted_at = ''", year, v["group_number"])
	if err != nil {
		return err
	}
	if groupID == 0 {
		groups, err := store.LookUp(ctx, tx, "SELECT count(*) FROM supervision_group WHERE year = ? AND deleted_at = ''", year)
		if err != nil {
			return err
		}
		if tx.Importing && groups == 0 {
			return tx.LeaveOut(fmt.Sprintf("%d 年还没有登记监督小组", year), "组号和组内职务没有录入，登记小组后在小组里加入成员", "请先登记")
		}
		return store.Refuse(store.CodeNotFound, "%d 年没有第 %s 监督小组，请改正组号，或先在「监督小组」中登记这个小组。", year, v["group_number"])
	}
	role := cmp.Or(v["role"], "成员")
	members, err := groupMembers(ctx, tx, groupID)
	if err != nil {
		return err
	}
	for _, m := range members {
		if role == "组长" && m.role == role {
			return store.Refuse(store.CodeConflict, "第 %s 组已有组长「%s」，不能再设一位。", v["group_number"], m.name)
		}
	}
	course, err := readCourse(ctx, tx, groupID, false, "")
	if err != nil {
		return err
	}
	if err := course.join(ctx, tx, supervisorID, role); err != nil {
		return err
	}
	return checkGroup(ctx, tx, groupID, joining)
}

// agreeWithGroup reports whether the supervisor is in a group of the year, and refuses a v that says otherwise of it. Of
// several groups the one v names is compared.
func agreeWithGroup(ctx context.Context, tx *store.Tx, supervisorID int64, year int, v record.Values) (inOne bool, err error) {
	var number, role string
	err = tx.QueryRowContext(ctx, `SELECT CAST(g.number AS TEXT), m.role FROM group_member m JOIN supervision_group g ON g.id = m.group_id
		WHERE m.supervisor_id = ? AND m.to_on = '' AND g.year = ? AND g.deleted_at = '' ORDER BY g.number = CAST(? AS INTEGER) DESC, g.number LIMIT 1`,
		supervisorID, year, v["group_number"]).Scan(&number, &role)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("read group of supervisor %d: %w", supervisorID, err)
	case v["group_number"] != "" && number != v["group_number"]:
		return true, store.Refuse(store.CodeConflict, "「%s」已在第 %s 组，与填写的第 %s 组不一致；如需调整，请在监督小组中修改。", supervisorName(ctx, tx, supervisorID), number, v["group_number"])
	case v["role"] != "" && v["role"] != role:
		return true, store.Refuse(store.CodeConflict, "「%s」在第 %s 组是%s，与填写的%s不一致；如需调整，请在监督小组中修改。", supervisorName(ctx, tx, supervisorID), number, role, v["role"])
	}
	return true, nil
}

// supervisorName is for sentences; a name that cannot be read does not hide what they are about.
func supervisorName(ctx context.Context, db bun.IDB, id int64) string {
	var name string
	if err := db.QueryRowContext(ctx, "SELECT p.name FROM supervisor v JOIN person p ON p.id = v.person_id WHERE v.id = ?", id).Scan(&name); err != nil {
		return "这位监督员"
	}
	return name
}

// The saver reads what Supervisors declares, so the declaration cannot name it itself.
func init() { Supervisors.Save = saveSupervisor }
