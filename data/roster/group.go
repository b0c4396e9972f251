package roster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Groups are the 监督小组 stationed in units, one list a year. Members are named as on the list of supervisors, and as
// 姓名(单位) where two have the same name.
var Groups = &record.Kind{
	Name: "groups", Title: "监督小组", Layout: "监督小组派驻一览表", From: "group_list", Scope: "year = ?", Order: "number", Table: "supervision_group", Tables: groupsTables, Found: foundGroups, Doubts: groupsNamedTwice,
	Fields: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Section: "小组", Note: "空着就是当前年度", Width: 60},
		{Key: "number", Title: "组号", OneNumber: true, Aliases: []string{"组别", "小组编号", "小组号"}, Expr: "CAST(number AS TEXT)", Required: true, Example: "3", Width: 60},
		{Key: "name", Title: "小组名称", Aliases: []string{"名称", "组名"}, Example: "第三监督小组", Width: 130},
		{Key: "units", Title: "派驻单位", Aliases: []string{"进驻单位", "派驻部门", "进驻部门", "受派驻单位"}, Type: record.Several{}, Required: true, Example: "县教育局", Note: "多个用、分隔，须在单位名录中", Width: 190},
		{Key: "leader", Title: "组长", Example: "张三", Section: "成员", Width: 80},
		{Key: "deputy", Title: "副组长", Width: 80},
		{Key: "liaison", Title: "联络员", Width: 80},
		{Key: "members", Title: "成员", Aliases: []string{"小组成员", "组员", "成员名单", "监督员", "全体成员"}, Type: record.Several{}, Example: "张三、李四、王五、赵六", Note: "含组长；同名的写成「张伟（县一中）」", Width: 230},
		{Key: "size", Title: "人数", Type: record.Whole{}, ListOnly: true, Width: 50},
		{Key: "committee", Title: "联系专委会", Type: record.Ref{Kind: "committees"}, Aliases: []string{"联系专门委员会", "牵头专委会", "专委会"}, Section: "任务", Width: 120},
		{Key: "focus", Title: "重点监督事项", Aliases: []string{"监督重点", "监督事项", "重点事项"}, Type: record.Long{}, Width: 200},
		{Key: "from_on", Title: "派驻开始", Aliases: []string{"开始日期", "派驻起", "进驻日期", "派驻时间开始"}, Type: record.Day{}, Width: 90},
		{Key: "to_on", Title: "派驻结束", Aliases: []string{"结束日期", "派驻止", "派驻时间结束"}, Type: record.Day{}, Width: 90},
		{Key: "changed_on", Title: "变动日期", Aliases: []string{"调整日期"}, Type: record.Day{}, TakeOnly: true, Asked: true, Section: "变动", Note: "成员或派驻单位从哪天起变动；空着就是今天，派驻尚未开始的不留变动记录"},
		{Key: "changes", Title: "变动记录", ListOnly: true, Width: 220},
		{Key: "warnings", Title: "回避提醒", ListOnly: true, Width: 180},
		{Key: "report_on", Title: "年度报告日期", Aliases: []string{"报告日期"}, Type: record.Day{}, Expr: ofGroup("report_on"), Later: true, FormOnly: true, Section: "考评", Note: "小组交来全年监督报告的日期"},
		{Key: "unit_opinion", Title: "单位评价", Type: record.Word{Words: []string{"满意", "基本满意", "不满意"}}, Expr: ofGroup("unit_opinion"), Later: true, FormOnly: true, Note: "派驻单位对小组的评价"},
		{Key: "grade", Title: "考评等次", Type: record.Word{Words: ReviewGrades}, Expr: ofGroup("grade"), Later: true, FormOnly: true, Note: "空着就按考评标准测算；另定的写明理由和日期"},
		{Key: "grade_why", Title: "考评理由", Type: record.Long{}, Expr: ofGroup("grade_why"), Later: true, FormOnly: true},
		{Key: "graded_on", Title: "考评日期", Type: record.Day{}, Expr: ofGroup("graded_on"), Later: true, FormOnly: true},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true, Section: "其他"},
	},
	Used: record.UsedBy(
		record.Use{What: "%d 次监督活动", Query: "SELECT count(*) FROM visit WHERE group_id = ? AND deleted_at = ''"},
		record.Use{What: "%d 份监督意见书", Query: "SELECT count(*) FROM opinion_letter WHERE group_id = ? AND deleted_at = ''"},
	),
	Binned: &record.Binned{
		Measure: "个", Name: "'第 ' || t.number || ' 组' || CASE WHEN t.name = '' THEN '' ELSE ' ' || t.name END", Note: "t.year || ' 年'",
		Rivals: []record.Rival{
			{Query: "SELECT t.year || ' 年已有第 ' || t.number || ' 组' FROM supervision_group t JOIN supervision_group x ON x.year = t.year AND x.number = t.number AND x.deleted_at = '' WHERE t.id = ?0", Reason: "%s"},
		},
		Restored: func(ctx context.Context, tx *store.Tx, id int64) error { return checkGroup(ctx, tx, id, joining) },
	},
	Index: []string{"number"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		record.CanonicalNumber(v, "number")
		withPosts(v)
		found := by("number", v["number"])
		for _, r := range found {
			KeepOrder(v, r.Values, "members", SameText)
			KeepOrder(v, r.Values, "units", SameUnit)
		}
		return record.MatchInYear(v, found), nil
	},
	Save: saveGroup,
	AsOf: groupsAsOf,
}

// ReviewGrades are the grades of the yearly rating, the best first.
var ReviewGrades = []string{"优秀", "称职", "不称职"}

// withPosts puts those who have a post in the group among its members, where a list names them beside it only.
func withPosts(v record.Values) {
	members := zh.SplitNames(v["members"])
	if len(members) == 0 {
		return
	}
	var posts []string
	for _, key := range []string{"leader", "deputy", "liaison"} {
		name := v[key]
		named := func(member string) bool {
			return member == name || strings.HasPrefix(member, name+"（") || strings.HasPrefix(member, name+"(")
		}
		if name != "" && !slices.ContainsFunc(members, named) && !slices.Contains(posts, name) {
			posts = append(posts, name)
		}
	}
	if len(posts) > 0 {
		v["members"] = zh.JoinNames(append(posts, members...))
	}
}

// ofGroup is the SQL of a column of the group itself, which the view of the list does not have.
func ofGroup(column string) string {
	return "(SELECT g." + column + " FROM supervision_group g WHERE g.id = group_list.id)"
}

// groupsNamedTwice says which of the groups taken from a file are called as another of their year.
func groupsNamedTwice(ctx context.Context, db bun.IDB, ids, _ []int64) ([]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return store.Texts(ctx, db, `SELECT '小组名称「' || name || '」有 ' || count(*) || ' 个组：第 ' || group_concat(number, '、') || ' 组'
		FROM (SELECT * FROM supervision_group WHERE deleted_at = '' AND name <> '' ORDER BY number) GROUP BY year, name HAVING count(*) > 1 AND max(id IN (?)) ORDER BY year, min(number)`, bun.List(ids))
}

func saveGroup(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	record.CanonicalNumber(v, "number")
	row, err := groupRow(ctx, tx, scope, id, v)
	if err != nil {
		return 0, err
	}
	if id == 0 {
		if id, err = store.LookUp(ctx, tx, "SELECT id FROM supervision_group WHERE year = ? AND number = ? AND deleted_at = ''", row["year"], row["number"]); err != nil {
			return 0, err
		}
	}
	isNew := id == 0
	if id, err = tx.Put(ctx, "supervision_group", id, row); err != nil {
		return 0, err
	}
	if err := record.CheckOrder(ctx, tx, "supervision_group", id, "from_on", "派驻开始", "to_on", "派驻结束"); err != nil {
		return 0, err
	}
	if err := checkReview(ctx, tx, id); err != nil {
		return 0, err
	}
	course, err := readCourse(ctx, tx, id, isNew, v["changed_on"])
	if err != nil {
		return 0, err
	}
	if err := course.saveUnits(ctx, tx, v); err != nil {
		return 0, err
	}
	if !v.Has("leader") && !v.Has("deputy") && !v.Has("liaison") && !v.Has("members") {
		return id, checkGroup(ctx, tx, id, stationing)
	}
	if err := course.saveMembers(ctx, tx, v); err != nil {
		return 0, err
	}
	return id, checkGroup(ctx, tx, id, forming)
}

// checkReview refuses a rating that is not whole, or dated after today.
func checkReview(ctx context.Context, tx *store.Tx, id int64) error {
	var reported, opinion, grade, why, graded string
	if err := tx.QueryRowContext(ctx, "SELECT report_on, unit_opinion, grade, grade_why, graded_on FROM supervision_group WHERE id = ?", id).Scan(&reported, &opinion, &grade, &why, &graded); err != nil {
		return fmt.Errorf("rating of group %d: %w", id, err)
	}
	switch {
	case opinion != "" && reported == "":
		return store.Refuse(store.CodeInvalid, "写了单位评价，请同时写明年度报告日期。")
	case (grade == "") != (graded == "") || (grade == "") != (why == ""):
		return store.Refuse(store.CodeInvalid, "考评等次、考评理由和考评日期要同时写明，或都空着由程序测算。")
	}
	if err := record.CheckHappened(tx, "年度报告日期", reported); err != nil {
		return err
	}
	return record.CheckHappened(tx, "考评日期", graded)
}

// groupRow is what v says of the group itself, without units and members.
func groupRow(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (store.Columns, error) {
	row := v.Pick("name", "focus", "from_on", "to_on", "note", "report_on", "unit_opinion", "grade", "grade_why", "graded_on")
	if id == 0 || v.Has("number") {
		number, err := record.ParseCounted("组号", v["number"])
		if err != nil {
			return nil, err
		}
		row["number"] = number
	}
	if id == 0 || v["year"] != "" {
		year, err := record.YearOf(ctx, tx, scope, v)
		if err != nil {
			return nil, err
		}
		row["year"] = year
	}
	return row, CommitteeColumn(ctx, tx, scope, v, row)
}

// CommitteeColumn puts the committee v names into row, when v speaks of one.
func CommitteeColumn(ctx context.Context, tx *store.Tx, scope record.Scope, v record.Values, row store.Columns) error {
	if !v.Has("committee") {
		return nil
	}
	termID, err := WorkingTerm(ctx, tx, scope)
	if err != nil {
		return err
	}
	committee, err := committeeID(ctx, tx, termID, v["committee"])
	row["committee_id"] = store.OrNull(committee)
	return err
}

// KeepOrder takes over what is stored where v names the same things in another order or wording: that is not a change.
func KeepOrder(v, stored record.Values, key string, same func(a, b string) bool) {
	taken, kept := v.Many(key), stored.Many(key)
	if len(taken) == 0 || len(taken) != len(kept) {
		return
	}
	for _, name := range taken {
		i := slices.IndexFunc(kept, func(k string) bool { return same(name, k) })
		if i < 0 {
			return
		}
		kept = slices.Delete(kept, i, i+1)
	}
	v[key] = stored[key]
}

func SameText(a, b string) bool { return a == b }

// SameUnit takes 教育局 for 县教育局: where a record is compared with itself, a part of the name says enough.
func SameUnit(a, b string) bool { return strings.Contains(a, b) || strings.Contains(b, a) }

// groupMember is a supervisor's place in a group, or, with groupID 0, a supervisor looked for by name.
type groupMember struct {
	id, supervisorID              int64
	role, name, workplace, fromOn string
}

func groupMembers(ctx context.Context, db bun.IDB, groupID int64) ([]groupMember, error) {
	return readMembers(ctx, db, "SELECT id, supervisor_id, role, name, workplace, from_on FROM group_now WHERE group_id = ? ORDER BY place", groupID)
}

func readMembers(ctx context.Context, db bun.IDB, query string, args ...any) (members []groupMember, err error) {
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var m groupMember
		err := scan(&m.id, &m.supervisorID, &m.role, &m.name, &m.workplace, &m.fromOn)
		members = append(members, m)
		return err
	}, query, args...)
	return members, err
}

// rolesByKey are the fields that name the holder of one post.
var rolesByKey = []struct{ key, role string }{{"leader", "组长"}, {"deputy", "副组长"}, {"liaison", "联络员"}}

// wantedRoles gives the members a group is to have with their posts.
func wantedRoles(ctx context.Context, tx *store.Tx, have []groupMember, v record.Values) (map[int64]string, error) {
	wanted, err := wantedMembers(ctx, tx, have, v)
	if err != nil {
		return nil, err
	}
	listed := len(wanted) > 0
	for _, post := range slices.Backward(rolesByKey) { // the highest post last: it wins
		holders := have
		if v.Has(post.key) {
			if holders, err = wantedHolders(ctx, tx, have, post.role, v.Many(post.key)); err != nil {
				return nil, err
			}
		}
		for _, m := range holders {
			_, member := wanted[m.supervisorID]
			switch {
			case m.role != post.role, !member && !v.Has(post.key): // another post, or he leaves the group
			case !member && listed:
				return nil, store.Refuse(store.CodeInvalid, "%s「%s」不在成员名单中，请把%s也写进成员。", post.role, m.name, post.role)
			default:
				wanted[m.supervisorID] = post.role
			}
		}
	}
	return wanted, nil
}

// wantedMembers are the members v names, or those there are, as members without a post.
func wantedMembers(ctx context.Context, tx *store.Tx, have []groupMember, v record.Values) (map[int64]string, error) {
	wanted := map[int64]string{}
	if !v.Has("members") {
		for _, m := range have {
			wanted[m.supervisorID] = "成员"
		}
		return wanted, nil
	}
	for _, name := range v.Many("members") {
		found, err := findSupervisors(ctx, tx, have, name)
		if err != nil {
			return nil, err
		}
		for _, m := range found {
			wanted[m.supervisorID] = "成员"
		}
	}
	return wanted, nil
}

// wantedHolders finds the people who are to have the post.
func wantedHolders(ctx context.Context, tx *store.Tx, have []groupMember, role string, names []string) ([]groupMember, error) {
	if role == "组长" && len(names) > 1 {
		return nil, store.Refuse(store.CodeInvalid, "一个小组只能有一位组长，现写了「%s」。", zh.JoinNames(names))
	}
	var holders []groupMember
	for _, name := range names {
		found, err := findSupervisors(ctx, tx, have, name)
		if err != nil {
			return nil, err
		}
		if len(found) > 1 {
			return nil, sameNames(name, found)
		}
		found[0].role = role
		holders = append(holders, found[0])
	}
	return holders, nil
}

// findSupervisors finds the supervisor called 姓名 or 姓名(单位). Of several with the name, those in the group already
// are meant; that can be more than one.
func findSupervisors(ctx context.Context, db bun.IDB, have []groupMember, text string) ([]groupMember, error) {
	name, workplace := NameAndWorkplace(text)
	names, err := Spellings(ctx, db, name)
	if err != nil {
		return nil, err
	}
	found, err := readMembers(ctx, db, `SELECT 0, v.id, '', p.name, p.workplace, '' FROM supervisor v JOIN person p ON p.id = v.person_id
		WHERE v.deleted_at = '' AND p.deleted_at = '' AND p.name IN (?) ORDER BY v.id`, bun.List(names))
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, store.Refuse(store.CodeNotFound, "「%s」不在民主监督员名册中，请先登记，或检查姓名是否写错。", name)
	}
	if workplace != "" {
		there := slices.DeleteFunc(slices.Clone(found), func(m groupMember) bool { return !SameWords(m.workplace, workplace) })
		if len(there) == 0 {
			there = slices.DeleteFunc(slices.Clone(found), func(m groupMember) bool { return !strings.Contains(m.workplace, workplace) })
		}
		if len(there) == 0 {
			return nil, store.Refuse(store.CodeNotFound, "民主监督员名册中没有工作单位为「%s」的「%s」。", workplace, name)
		}
		found = there
	}
	if len(found) > 1 {
		here := slices.DeleteFunc(slices.Clone(found), func(m groupMember) bool {
			return !slices.ContainsFunc(have, func(h groupMember) bool { return h.supervisorID == m.supervisorID })
		})
		if len(here) == 0 {
			return nil, sameNames(name, found)
		}
		found = here
	}
	return found, nil
}

func sameNames(name string, found []groupMember) error {
	var workplaces []string
	for _, m := range found {
		if m.workplace != "" {
			workplaces = append(workplaces, m.workplace)
		}
	}
	if len(workplaces) == 0 {
		return store.Refuse(store.CodeInvalid, "有 %d 位同名的监督员「%s」，请先在名册中补上工作单位，再写成「%s（单位）」。", len(found), name, name)
	}
	return store.Refuse(store.CodeInvalid, "有 %d 位同名的监督员「%s」（%s），请写明单位，如「%s（%s）」。", len(found), name, zh.JoinNames(workplaces), name, workplaces[0])
}

// NameAndWorkplace splits 张伟(县一中), with brackets of either width.
func NameAndWorkplace(text string) (name, workplace string) {
	text = strings.NewReplacer("\uff08", "(", "\uff09", ")").Replace(text)
	name, rest, bracket := strings.Cut(text, "(")
	if bracket {
		workplace = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), ")"))
		if slices.Contains(GroupRoles, workplace) { // 张伟(组长) says a post, not a workplace
			workplace = ""
		}
	}
	return withoutBlanks(name), workplace
}

// withoutBlanks is the text without the blanks that line it up or part its words, which not everybody writes.
func withoutBlanks(text string) string { return strings.Join(strings.Fields(text), "") }

// SameWords reports whether the texts differ in nothing but blanks, the width of brackets, and radicals for characters.
func SameWords(a, b string) bool {
	narrow := strings.NewReplacer("\uff08", "(", "\uff09", ")")
	return fold.Unify(withoutBlanks(narrow.Replace(a))) == fold.Unify(withoutBlanks(narrow.Replace(b)))
}
