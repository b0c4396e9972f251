package roster

import (
	"cmp"
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

// Contact is one line of the 通讯录: a member, a supervisor, or the person to ask for at a unit. Values are by the keys of
// ContactFields; what a person has not is empty.
type Contact struct {
	Kind   *record.Kind
	ID     int64
	Group  string // under which heading it stands, "" without headings
	Values record.Values
}

// ContactFields are what a contact list can show, in its order. Sensitive ones are masked unless asked for.
func ContactFields() []record.Field {
	return []record.Field{
		{Key: "name", Title: "姓名", Width: 90},
		{Key: "gender", Title: "性别", Width: 50},
		{Key: "posts", Title: "职务", Width: 120},
		{Key: "sector", Title: "界别", Width: 100},
		{Key: "workplace", Title: "工作单位", Width: 200},
		{Key: "job", Title: "单位职务", Width: 110},
		{Key: "mobile", Title: "手机", Sensitive: true, Width: 110},
		{Key: "office_phone", Title: "办公电话", Width: 110},
		{Key: "home_phone", Title: "家庭电话", Sensitive: true, Width: 110},
		{Key: "email", Title: "电子邮箱", Width: 150},
		{Key: "address", Title: "通讯地址", Sensitive: true, Width: 180},
		{Key: "postcode", Title: "邮编", Width: 70},
		{Key: "secretary", Title: "联系人", Width: 80},
		{Key: "committees", Title: "专委会", Width: 120},
		{Key: "activity_groups", Title: "活动组", Width: 120},
		{Key: "group_number", Title: "监督小组", Width: 70},
		{Key: "units", Title: "派驻单位", Width: 150},
		{Key: "system", Title: "所属系统", Width: 90},
	}
}

// ContactColumns are the columns a contact list shows unless told otherwise.
var ContactColumns = []string{"name", "gender", "posts", "workplace", "job", "mobile", "office_phone", "email"}

// PickContactFields gives the fields with the keys or titles, in the order named; an unknown one is refused with what there is.
func PickContactFields(names []string) ([]record.Field, error) {
	var picked []record.Field
	var titles []string
	all := ContactFields()
	for _, f := range all {
		titles = append(titles, f.Title)
	}
	for _, name := range names {
		at := slices.IndexFunc(all, func(f record.Field) bool { return f.Key == name || f.Title == name })
		if at < 0 {
			return nil, store.Refuse(store.CodeInvalid, "通讯录没有「%s」这一栏，可用的有：%s。", name, zh.JoinNames(titles))
		}
		picked = append(picked, all[at])
	}
	return picked, nil
}

// ContactGrouping is what a contact list can be divided by.
type ContactGrouping struct{ Key, Title string }

// ContactGroupings are the ways to divide a contact list; "" is one list.
func ContactGroupings() []ContactGrouping {
	return []ContactGrouping{
		{"sector", "界别"},
		{"committees", "专委会"},
		{"activity_groups", "活动组"},
		{"group_number", "监督小组"},
		{"system", "所属系统"},
	}
}

// Contacts lists the contacts of the kinds (Members, Supervisors, Units; none means all three) by the grouping's key. Members
// who have left and supervisors whose engagement is over on the day today are left out, as are units without anybody to
// ask for. Somebody in several committees stands under each of them. Groups come in the order of their lists, those without
// one last, and the people of a group that have no post in it by order, "" being
// the one that the office has chosen; as listed is by the sound of their names.
func Contacts(ctx context.Context, db bun.IDB, scope record.Scope, today, by string, order fold.NameOrder, kinds ...*record.Kind) ([]Contact, error) {
	if by != "" && !slices.ContainsFunc(ContactGroupings(), func(g ContactGrouping) bool { return g.Key == by }) {
		return nil, store.Refuse(store.CodeInvalid, "通讯录不能按「%s」分组。", by)
	}
	order, err := record.NameOrderOr(ctx, db, order)
	if err != nil {
		return nil, err
	}
	if len(kinds) == 0 {
		kinds = []*record.Kind{Members, Supervisors, Units}
	}
	var all []Contact
	for _, kind := range kinds {
		found, err := contactsOf(ctx, db, scope, today, kind)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return grouped(all, by, order, len(kinds) > 1), nil
}

// contactsOf lists the contacts of one kind.
func contactsOf(ctx context.Context, db bun.IDB, scope record.Scope, today string, kind *record.Kind) ([]Contact, error) {
	records, err := kind.Records(ctx, db, scope)
	if err != nil {
		return nil, err
	}
	left := map[string]bool{}
	if kind == Members {
		words, err := record.Dictionary(ctx, db, "member_status")
		if err != nil {
			return nil, err
		}
		for _, w := range words {
			left[w.Name] = w.Parent == statusLeft
		}
	}
	var found []Contact
	for _, r := range records {
		v := r.Values
		switch kind {
		case Members:
			if left[v["status"]] {
				continue
			}
		case Supervisors:
			if EngagementOver(v["to_on"], today) {
				continue
			}
		case Units:
			if v["contact"] == "" && v["phone"] == "" && v["leader"] == "" {
				continue
			}
		default:
			return nil, store.Refuse(store.CodeInvalid, "通讯录只有委员、民主监督员和承办单位联系人，没有%s。", kind.Title)
		}
		found = append(found, Contact{Kind: kind, ID: r.ID, Values: contactValues(kind, v)})
	}
	return found, nil
}

// contactValues puts a record's values under the keys of ContactFields.
func contactValues(kind *record.Kind, v record.Values) record.Values {
	out := record.Values{}
	switch kind {
	case Units:
		out["name"], out["workplace"], out["office_phone"], out["system"] = v["contact"], v["name"], v["phone"], v["system"]
		out["job"] = "联系人"
		if v["contact"] == "" {
			out["name"], out["job"] = v["leader"], "分管领导"
		}
		return out
	case Supervisors:
		out["posts"] = Supervisors.Title
		if role := v["role"]; v["group_number"] != "" {
			out["posts"] = "第" + v["group_number"] + "组" + role
		}
	}
	for _, f := range ContactFields() {
		if value, ok := v[f.Key]; ok && !out.Has(f.Key) {
			out[f.Key] = value
		}
	}
	return out
}

// grouped divides contacts by the field, each group's people together and in order; kinds says whether to divide by kind as well.
func grouped(all []Contact, by string, order fold.NameOrder, kinds bool) []Contact {
	rank := map[string]int{}
	var out []Contact
	for _, c := range all {
		names := []string{""}
		if by != "" {
			if names = c.Values.Many(by); len(names) == 0 {
				names = []string{"其他"}
			}
		}
		for _, name := range names {
			one := c
			one.Group = groupHeading(by, name, c.Kind, kinds)
			if _, known := rank[one.Group]; !known {
				rank[one.Group] = len(rank)
				if name == "其他" {
					rank[one.Group] += 1 << 20
				}
			}
			out = append(out, one)
		}
	}
	if order != fold.ByStrokes {
		order = fold.BySound
	}
	fold.SortNames(order, out, func(c Contact) string { return c.Values["name"] })
	slices.SortStableFunc(out, func(a, b Contact) int {
		return cmp.Or(cmp.Compare(rank[a.Group], rank[b.Group]), cmp.Compare(eminence(a), eminence(b)))
	})
	return out
}

func groupHeading(by, name string, kind *record.Kind, kinds bool) string {
	title := kind.Title
	if kind == Units {
		title = "承办单位"
	}
	switch {
	case by == "" && !kinds:
		return ""
	case by == "" || name == "其他" && kinds:
		return title
	case by == "group_number" && name != "其他":
		return fmt.Sprintf("第 %s 组", name)
	default:
		return name
	}
}

// eminence orders people of a group: who heads it before who belongs to it; units keep the order of their list.
func eminence(c Contact) int {
	if c.Kind == Units {
		return int(c.ID)
	}
	for i, word := range []string{"主席", "秘书长", "常委", "主任", "组长", "召集人"} {
		if strings.Contains(c.Values["posts"], word) {
			if strings.Contains(c.Values["posts"], "副"+word) {
				return 2*i + 1
			}
			return 2 * i
		}
	}
	return 100
}
