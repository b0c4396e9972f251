package take

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
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
	if err := im.captionsOf(t.table).ahead; err != nil {
		return err
	}
	if err := im.refuseOtherTerm(t); err != nil {
		return err
	}
	if im.Kind.Name == roster.Units.Name {
		if err := refuseEndedUnit(t); err != nil {
			return err
		}
	}
	if im.Kind.Field("sector") == nil || im.Kind.Field("status") == nil {
		im.takeGroupWord(t)
		im.takeTitleWords(t)
		return nil
	}
	if err := im.takeGroupRow(t.row, t.values); err != nil {
		return err
	}
	if err := im.takeTitlePost(t); err != nil {
		return err
	}
	if t.values["status"] != "" {
		return nil
	}
	return im.takeLeaving(t)
}

// takeGroupRow takes the status or post of a group row. Where the row has a 界别 of its own, that is all the group row can say.
func (im *Import) takeGroupRow(row intake.Row, values record.Values) error {
	if err := im.refuseEnded(row, values); err != nil {
		return err
	}
	group, inherited := row.Group, row.Cells["sector"].Inherited
	if inherited && row.Text("sector") != group && group != "" { // 常务委员 under 经济界
		if _, err := im.sayOfGroup(group, row, values); err != nil {
			return err
		}
	}
	if inherited {
		group = row.Text("sector")
	}
	if group == "" {
		return nil
	}
	known, err := im.sayOfGroup(group, row, values)
	if err == nil && !known && !inherited {
		im.sayBody(group, row, values)
	}
	if err != nil || !known || !inherited {
		return err
	}
	delete(values, "sector")
	im.odd.note(fmt.Sprintf("分组「%s」不是界别，其中的人没有按它录入界别", group), fmt.Sprintf("第 %d 行", row.Line))
	return nil
}

// refuseEnded refuses a row that may or may not be of a group above of those who left.
func (im *Import) refuseEnded(row intake.Row, values record.Values) error {
	stem := groupStem(row.Ended)
	if values["status"] != "" || !isLeaving(stem) && im.leavingWord(stem) == "" {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "上面有分组「%s」，它到哪里为止看不出来；请在「状态」一栏写明，或在这一行上面写明分组，如「在册委员」。", row.Ended)
}

// sayOfGroup puts what a group says of its members into the values; known is whether it is one of a status or of posts at all.
func (im *Import) sayOfGroup(group string, row intake.Row, values record.Values) (known bool, err error) {
	stem := groupStem(group)
	if err := im.sayInBrackets(group, row, values); err != nil {
		return true, err
	}
	if status, post := im.statusAndPost(stem); status != "" { // 已故常委
		if _, err := im.sayOfGroup(status, row, values); err != nil {
			return true, err
		}
		return im.sayOfGroup(post, row, values)
	}
	return im.sayOfStem(group, stem, row, values)
}

// sayOfStem is sayOfGroup for the word of a group.
func (im *Import) sayOfStem(group, stem string, row intake.Row, values record.Values) (known bool, err error) {
	key, word := im.groupWord(stem)
	if isLeaving(stem) || key == "" && leavingWords.MatchString(stem) {
		err := im.sayLeft(group, values)
		im.noteStatus(group, row, values["status"])
		return true, err
	}
	switch {
	case slices.Contains(plainGroups, stem):
	case key == "" && im.allPosts(stem):
		if values["posts"] == "" {
			im.odd.note(fmt.Sprintf("分组「%s」写了几个职务，看不出各人是哪一个，没有录入职务", group), lineOf(row, row.Text("name")))
		}
	case key == "":
		return false, nil
	case values[key] == "":
		values[key] = word
		if key == "status" {
			im.noteStatus(group, row, word)
		}
	case key == "status" && values[key] != word:
		return true, refuseStatus("上面的分组「"+group+"」", values[key])
	default:
		im.noteOtherwise("分组「"+group+"」", im.Kind.Field(key), word, row, values)
	}
	return true, nil
}

// ofPeople reports whether a group is of a status or of posts, or says nothing of its members.
func (im *Import) ofPeople(group string) bool {
	stem := groupStem(group)
	if key, _ := im.groupWord(stem); key != "" {
		return true
	}
	status, _ := im.statusAndPost(stem)
	return status != "" || slices.Contains(plainGroups, stem) || im.allPosts(stem) || isLeaving(stem) || leavingWords.MatchString(stem)
}

// statusAndPost parts a group of those of a post who are of a status: 已故, 常委.
func (im *Import) statusAndPost(stem string) (status, post string) {
	for at := range stem {
		if at == 0 {
			continue
		}
		status, _ := im.groupWord(stem[:at])
		post, _ := im.groupWord(stem[at:])
		if status == "status" && post == "posts" {
			return stem[:at], stem[at:]
		}
	}
	return "", ""
}

// sayInBrackets puts the status that stands in brackets behind what a group is called into the values: 常务委员(增补).
func (im *Import) sayInBrackets(group string, row intake.Row, values record.Values) error {
	_, note, noted := strings.Cut(squeezed(group), "(")
	if !noted {
		return nil
	}
	note = groupStem(strings.TrimSuffix(note, ")"))
	if key, _ := im.groupWord(note); key != "status" && !isLeaving(note) {
		return nil
	}
	_, err := im.sayOfGroup(note, row, values)
	return err
}

// noteStatus names whose status a group row says, but for those in office.
func (im *Import) noteStatus(group string, row intake.Row, status string) {
	if status != "" && !inOffice(status) {
		im.odd.note(fmt.Sprintf("分组「%s」下的人，状态按「%s」录入", group, status), lineOf(row, row.Text("name")))
	}
}

// bodyOver is the 专委会, 活动组 or party that a group row names where no 界别 is called so, or another field's word: its members are of that.
func (im *Import) bodyOver(group string) (key, value string) {
	stem, sectors := groupStem(group), im.named[roster.Sectors.Table]
	if slices.Contains(plainGroups, stem) {
		return "", ""
	}
	if sectors.Find(group) != "" || sectors.Find(stem) != "" {
		return "", ""
	}
	if name := im.named[roster.Committees.Table].Find(group); name != "" {
		return "committees", name
	}
	if name := im.named[roster.ActivityGroups.Table].Find(stem); name != "" {
		return "activity_groups", name
	}
	if activityGroup.MatchString(stem) {
		return "activity_groups", stem
	}
	if len(sectors.Names()) == 0 { // 民盟 may be the first 界别
		return "", ""
	}
	if like, _ := sectors.Like(stem); len(like) > 0 { // asked about
		return "", ""
	}
	for _, party := range []string{stem, stem + "党员"} {
		if word, ok := im.word("political", party); ok {
			return "political", word
		}
	}
	if f, word := im.wordOver(group); f != nil && f.Key != "status" && f.Key != "posts" {
		return f.Key, word
	}
	return "", ""
}

// activityGroup is the name of an 活动组 that need not be registered.
var activityGroup = regexp.MustCompile(`^\p{Han}{2,8}活动组$`)

// ungroup takes from a row under the name of a 专委会 or of another such thing, or under a group that has only a number, the 界别 of that name, which there is not.
func (im *Import) ungroup(row intake.Row) intake.Row {
	if im.Kind.Field("status") == nil || !row.Cells["sector"].Inherited || row.Group == "" {
		return row
	}
	if key, _ := im.bodyOver(row.Group); key != "" || numberedGroup.MatchString(groupStem(row.Group)) && im.named[roster.Sectors.Table].Find(row.Group) == "" {
		row.Cells = maps.Clone(row.Cells)
		delete(row.Cells, "sector")
	}
	return row
}

// bodyPosts are what somebody is in a 专委会.
var bodyPosts = []string{"主任", "副主任", "专职副主任", "兼职副主任", "主任委员", "副主任委员", "委员", "成员", "秘书长", "组长", "副组长", "联络员", "组员", "召集人"}

// sayBody puts the 专委会 or party of a group row into the values; what is neither is named.
func (im *Import) sayBody(group string, row intake.Row, values record.Values) {
	line := fmt.Sprintf("第 %d 行", row.Line)
	key, value := im.bodyOver(group)
	switch {
	case key == "":
		if !slices.ContainsFunc(im.Kind.Fields, func(f record.Field) bool { return alike(values[f.Key], group) }) {
			im.odd.note(fmt.Sprintf("分组「%s」没有录入", group), line)
		}
		return
	case values[key] != "":
		im.noteOtherwise("分组「"+group+"」", im.Kind.Field(key), value, row, values)
		return
	}
	values[key] = value
	f := im.Kind.Field(key)
	im.odd.note(fmt.Sprintf("按分组「%s」录入了「%s」%s，没有录入界别", group, f.Title, value), line)
	if posts := map[string]string{"committees": "committee_posts", "activity_groups": "activity_group_posts"}[key]; posts != "" && slices.Contains(bodyPosts, values["job"]) && values[posts] == "" {
		im.odd.note(fmt.Sprintf("分组「%s」下的「职务」是在%s的职务，录入「%[2]s职务」", group, f.Title), lineOf(row, values["job"]))
		values[posts] = values["job"]
		delete(values, "job")
	}
}

// joinBody refuses somebody known under the name of a 专委会 or 活动组 other than his: a list of one does not say whether he leaves the other. Of his own,
// what he is in it may change.
func joinBody(t *taking, old record.Values) error {
	if err := joinPost(t, old); err != nil {
		return err
	}
	for _, body := range []struct{ key, posts, title string }{{"committees", "committee_posts", "专委会"}, {"activity_groups", "activity_group_posts", "活动组"}} {
		if t.row.Group == "" || t.row.Has(body.key) || t.values[body.key] == "" || old[body.key] == "" {
			continue
		}
		at := slices.Index(old.Many(body.key), t.values[body.key])
		if at < 0 {
			return store.Refuse(store.CodeConflict, "上面的分组是「%s」，已有的「%s」是「%s」，看不出是加入还是改任；请加「%[2]s」一栏写全，或在名册中改。", t.row.Group, body.title, old[body.key])
		}
		if post := t.values[body.posts]; post != "" {
			posts := strings.Split(old[body.posts], "、")
			for len(posts) <= at {
				posts = append(posts, "")
			}
			posts[at] = post
			t.values[body.posts] = strings.TrimRight(strings.Join(posts, "、"), "、")
		}
		t.values[body.key] = old[body.key]
	}
	return nil
}

// joinPost refuses somebody who has another post under the name of one: a list of those of a post does not say that they have no other.
func joinPost(t *taking, old record.Values) error {
	by := t.postBy
	if by == "" && t.row.Group != "" {
		by = "上面的分组「" + t.row.Group + "」"
	}
	if by == "" || t.postBy == "" && t.row.Has("posts") || t.values["posts"] == "" || old["posts"] == "" {
		return nil
	}
	if !slices.Contains(old.Many("posts"), t.values["posts"]) {
		return store.Refuse(store.CodeConflict, "%s说的是「%s」，已有的职务是「%s」，看不出是加任还是改任；请加「政协职务」一栏写全，或在名册中改。", by, t.values["posts"], old["posts"])
	}
	t.values["posts"] = old["posts"]
	return nil
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
		return refuseStatus("上面的分组「"+group+"」", values["status"])
	}
	return nil
}

func refuseStatus(where, status string) error {
	return store.Refuse(store.CodeConflict, "%s与「状态」一栏的「%s」不一致；请核对。", where, status)
}

// plainGroups are groups of members that say nothing of them: 委员, 其他委员.
var plainGroups = []string{"", "其他", "新任", "连任", "留任"}

// numberedGroup is a group that only has a number: 第三组, 2 组, 第一小组.
var numberedGroup = regexp.MustCompile(`^第?(\d{1,3}|[一二三四五六七八九十]{1,3})(小|活动|讨论|委员)?组$`)

// allPosts reports whether a group is of several posts, as 主席、副主席, of which each of its members has one.
func (im *Import) allPosts(stem string) bool {
	names := zh.SplitNames(stem)
	return len(names) > 1 && !slices.ContainsFunc(names, func(name string) bool { key, _ := im.groupWord(name); return key != "posts" })
}

// groupWord is the field a group's word speaks of, and what it says of it.
func (im *Import) groupWord(stem string) (key, word string) {
	for _, text := range []string{stem, stem + "资格"} { // 撤销委员资格
		if word, ok := im.word("member_status", text); ok {
			return "status", word
		}
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
	for _, ending := range []string{"名单", "名册", "情况", "人员", "职务", "资格", "委员"} {
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
	short, err := store.Texts(ctx, db, "SELECT short FROM unit WHERE deleted_at = '' AND short <> ''")
	if err != nil {
		return err
	}
	im.shortUnits = map[string]bool{}
	for _, name := range short {
		im.shortUnits[name] = true
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
