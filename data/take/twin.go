package take

import (
	"context"
	"fmt"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// nameTwin words a row that the database refuses as another record's by naming that one: what of both is the same, and what tells them apart.
func (im *Import) nameTwin(ctx context.Context, err error, t *taking) error {
	if !store.FailedUnique(err) {
		return err
	}
	if holdsPeople(im.Kind) {
		if twins := t.known.by(ctx)("name", t.values["name"]); len(twins) > 0 {
			return store.Refuse(store.CodeDuplicate, "与%s的「%s」同名%s%s，看不出是同一个人还是同名的两个人；是同一人请只留一行，是两个人请在两行都写明出生日期或身份证号。",
				im.whereIs(twins[0].ID, t), t.values["name"], alsoSame(t.values, twins[0].Values), differences(t.values, twins[0].Values))
		}
		return err
	}
	name, twin := im.Kind.NameOf(t.values), int64(0)
	for id, r := range t.known.byID {
		if im.Kind.NameOf(r.Values) == name && (twin == 0 || id < twin) {
			twin = id
		}
	}
	if twin == 0 || name == "" {
		return err
	}
	return store.Refuse(store.CodeDuplicate, "与%s的%s「%s」的编号或名称相同，不能再有一条；是同一条请删去这一行，不是请写明与它不同的地方。", im.whereIs(twin, t), im.Kind.Title, name)
}

// noteTwin names a new person of the name of one whom the same file brought.
func (im *Import) noteTwin(ctx context.Context, t *taking) {
	if !holdsPeople(im.Kind) || record.Yes(t.values[roster.NewPersonKey]) {
		return
	}
	for _, r := range t.known.by(ctx)("name", t.values["name"]) {
		if at, ok := im.seen[r.ID]; ok && t.known.added[r.ID] {
			im.odd.note("同一文件里同名的两行按两个人录入，看是不是写了两次", lineOf(t.row, t.values["name"])+"与"+at.from(t.row.Sheet))
			return
		}
	}
}

// whereIs is where a record is: in a row of the file, or stored before it.
func (im *Import) whereIs(id int64, t *taking) string {
	if at, ok := im.seen[id]; ok {
		return at.from(t.row.Sheet)
	}
	return "已有"
}

// alsoSame names in what else than the name two people agree.
func alsoSame(values, stored record.Values) string {
	var same []string
	for _, part := range []struct{ key, title string }{{"gender", "性别"}, {"birth_on", "出生日期"}, {"mobile", "手机"}, {"workplace", "工作单位"}} {
		if agree, _ := roster.Agreement(values, stored, part.key); agree > 0 {
			same = append(same, part.title)
		}
	}
	if len(same) == 0 {
		return ""
	}
	return fmt.Sprintf("，%s相同", strings.Join(same, "、"))
}
