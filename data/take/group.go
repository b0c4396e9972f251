package take

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// groupColumn is the 0-based column of a table of refused rows that has the group of each, -1 for none.
func groupColumn(table intake.Table) int {
	for _, c := range table.Columns {
		if c.Header == GroupHeading && c.Field == nil {
			return c.Index
		}
	}
	return -1
}

// regroup is a row of a workbook of refused rows under the group that stood above it where it came from.
func (im *Import) regroup(row intake.Row, column int) intake.Row {
	if column < 0 || column >= len(row.Raw) || row.Raw[column] == "" {
		return row
	}
	row.Group = row.Raw[column]
	if im.Kind.Field("sector") != nil && row.Cells["sector"].Empty() {
		c := intake.TextCell(row.Group)
		c.Inherited = true
		row.Cells = maps.Clone(row.Cells)
		row.Cells["sector"] = c
	}
	return row
}

// takeGroup takes what a group row above members says, or else the name of their sheet, its title or a column of those who left: 离任 and 增补 are
// their status and 常委 their post, not a 界别.
func (im *Import) takeGroup(t *taking) error {
	if im.Kind.Field("sector") == nil || im.Kind.Field("status") == nil {
		im.takeGroupWord(t)
		return nil
	}
	if err := im.takeGroupRow(t.row, t.values); err != nil {
		return err
	}
	if t.values["status"] != "" {
		return nil
	}
	return im.takeLeaving(t)
}

// takeGroupRow takes the status or post of a group row. Where the row has a 界别 of its own, that is all the group row can say.
func (im *Import) takeGroupRow(row intake.Row, values record.Values) error {
	group, inherited := row.Group, row.Cells["sector"].Inherited
	if inherited {
		group = row.Text("sector")
	}
	if group == "" {
		return nil
	}
	known, err := im.sayOfGroup(group, values)
	if err != nil || !known || !inherited {
		return err
	}
	delete(values, "sector")
	im.odd.note(fmt.Sprintf("分组「%s」不是界别，其中的人没有按它录入界别", group), fmt.Sprintf("第 %d 行", row.Line))
	return nil
}

// sayOfGroup puts what a group says of its members into the values; known is whether it is one of a status or of posts at all.
func (im *Import) sayOfGroup(group string, values record.Values) (known bool, err error) {
	stem := groupStem(group)
	key, word := im.groupWord(stem)
	if isLeaving(stem) || key == "" && leavingWords.MatchString(stem) {
		return true, im.sayLeft(group, values)
	}
	switch {
	case slices.Contains(plainGroups, stem) || key == "" && im.allPosts(stem):
	case key == "":
		return false, nil
	case values[key] == "":
		values[key] = word
	case key == "status" && values[key] != word:
		return true, refuseGroup(group, values[key])
	}
	return true, nil
}

// sayLeft puts how a member of a group of those who left did, which the values say or the row is refused.
func (im *Import) sayLeft(group string, values record.Values) error {
	if values["status"] == "" {
		values["status"] = im.leavingWord(values["status_reason"])
	}
	switch {
	case values["status"] == "":
		return im.refuseLeaving("上面的分组是「" + group + "」，")
	case inOffice(values["status"]):
		return refuseGroup(group, values["status"])
	}
	return nil
}

func refuseGroup(group, status string) error {
	return store.Refuse(store.CodeConflict, "上面的分组「%s」与「状态」一栏的「%s」不一致；请核对。", group, status)
}

// plainGroups are groups of members that say nothing of them: 委员, 其他委员.
var plainGroups = []string{"", "其他", "新任", "连任", "留任"}

// allPosts reports whether a group is of several posts, as 主席、副主席, of which each of its members has one.
func (im *Import) allPosts(stem string) bool {
	names := zh.SplitNames(stem)
	return len(names) > 1 && !slices.ContainsFunc(names, func(name string) bool { key, _ := im.groupWord(name); return key != "posts" })
}

// groupWord is the field a group's word speaks of, and what it says of it.
func (im *Import) groupWord(stem string) (key, word string) {
	if word, ok := im.word("member_status", stem); ok {
		return "status", word
	}
	if word, ok := im.word("cppcc_post", stem); ok {
		return "posts", word
	}
	return "", ""
}

// groupStem is the word of a group: 离任 of 离任委员(3人), 增补 of 增补委员（2026年）.
func groupStem(text string) string {
	stem := squeezed(text)
	if before, _, found := strings.Cut(stem, "("); found && before != "" {
		stem = before
	}
	for _, ending := range []string{"名单", "名册", "情况", "人员", "委员"} {
		if rest := strings.TrimSuffix(stem, ending); rest != "" || ending == "委员" {
			if stem != "常务委员" { // a post
				stem = rest
			}
		}
	}
	return strings.TrimSuffix(stem, "的")
}

// bodyUnit is what a unit is among the names that are no person's.
const bodyUnit = "单位"

// readBodies reads the names that are no person's.
func (im *Import) readBodies(ctx context.Context, db bun.IDB) error {
	im.bodies = map[string]string{}
	if !slices.ContainsFunc(im.Kind.Fields, func(f record.Field) bool { _, name := f.Typed().(record.Name); return name }) {
		return nil
	}
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var name, what string
		err := scan(&name, &what)
		im.bodies[name] = what
		return err
	}, `SELECT name, '`+bodyUnit+`' FROM unit WHERE deleted_at = '' UNION ALL SELECT name, '界别' FROM sector WHERE deleted_at = ''
		UNION ALL SELECT name, '专委会' FROM committee WHERE deleted_at = '' UNION ALL SELECT name, '活动组' FROM activity_group WHERE deleted_at = ''`)
}

// newBodies gives a function that says which sessions, and which bodies of a term, have come since, other than by a list of them.
func (im *Import) newBodies(ctx context.Context, db bun.IDB) (func(context.Context) ([]string, error), error) {
	bodies := []struct {
		table, title string
		last         int64
	}{{"sector", "界别", 0}, {"committee", "专委会", 0}, {"activity_group", "活动组", 0}}
	for i := range bodies {
		var err error
		if bodies[i].last, err = store.LookUp(ctx, db, "SELECT COALESCE(max(id), 0) FROM "+bodies[i].table); err != nil {
			return nil, err
		}
	}
	held, err := im.newSessions(ctx, db)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) ([]string, error) {
		sentences, err := held(ctx)
		if err != nil {
			return nil, err
		}
		for _, b := range bodies {
			names, err := store.Texts(ctx, db, "SELECT name FROM "+b.table+" WHERE id > ? ORDER BY id", b.last)
			if err != nil {
				return nil, err
			}
			if n := len(names); n > 0 && im.Kind.Table != b.table {
				more := ""
				if n > 12 {
					names, more = names[:12], "等"
				}
				sentences = append(sentences, fmt.Sprintf("这次导入新增 %d 个%s：%s%s。是已有%[2]s的别的写法的，请先改正文件，或登记为它的曾用名。", n, b.title, zh.JoinNames(names), more))
			}
		}
		return sentences, nil
	}, nil
}
