package take

import (
	"cmp"
	"fmt"
	"slices"

	"cppccdesk/data/record"
)

// askLike has a row wait that speaks of nothing known, when it is like something known.
func (im *Import) askLike(known *known, values record.Values, result *Row) {
	if result.Likely = known.alike(values); len(result.Likely) == 0 {
		return
	}
	result.Outcome, result.Values = RowAsked, values
	advice := "，不是请选择新增。"
	if im.Kind.Field("name") != nil {
		advice = "，或把名称改成「" + im.Kind.NameOf(result.Likely[0].Values) + "」，不是请选择新增，或先在名录里新建。"
	}
	result.Reason = result.Likely[0].Why + "，看不出是不是同一" + im.Kind.Title + "；是同一" + im.Kind.Title + "请选择它" + advice
}

// liked is a record stored before this file with what it is compared by.
type liked struct {
	id   int64
	form any
}

// alike lists the records stored before this file that values may speak of, in their order.
func (k *known) alike(values record.Values) []Likeness {
	like := k.kind.Like
	if k.liked == nil {
		k.liked = make([]liked, 0, len(k.byID))
		for id, r := range k.byID {
			if !k.added[id] {
				k.liked = append(k.liked, liked{id, like.Form(r.Values)})
			}
		}
		slices.SortFunc(k.liked, byID)
	}
	var likely []Likeness
	form := like.Form(values)
	for _, l := range k.liked {
		if why, _ := like.Why(form, l.form); why != "" {
			likely = append(likely, Likeness{ID: l.id, Values: k.byID[l.id].Values, Why: why})
		}
	}
	return likely
}

func byID(a, b liked) int { return cmp.Compare(a.id, b.id) }

// liken has a record compared by what it is now.
func (k *known) liken(r record.Record) {
	if at, found := slices.BinarySearchFunc(k.liked, liked{id: r.ID}, byID); found {
		k.liked[at].form = k.kind.Like.Form(r.Values)
	}
}

// keepName keeps what a record is called when a row was decided to speak of it under another way of writing its name.
func (im *Import) keepName(values, stored record.Values) {
	if im.Kind.Like == nil {
		return
	}
	like := im.Kind.Like
	if why, renames := like.Why(like.Form(values), like.Form(stored)); why != "" && !renames {
		values["name"] = stored["name"]
	}
}

// noteCalled says what a row changes of what a record is known by.
func (im *Import) noteCalled(t *taking) {
	if im.Kind.Like == nil {
		return
	}
	for _, c := range t.result.Changes {
		row := fmt.Sprintf("第 %d 行「%s」（原「%s」）", t.row.Line, c.New, c.Old)
		switch {
		case c.key == "name":
			im.odd.note("「"+c.Title+"」与已有的不同，按改名录入，旧名记入曾用名", row)
		case c.key == "code" && c.Old != "":
			im.odd.note("「"+c.Title+"」与已有的不同，按表中的录入", row)
		}
	}
}
