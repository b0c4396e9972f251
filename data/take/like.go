package take

import (
	"fmt"
	"slices"

	"cppccdesk/data/record"
)

// askLike has a row wait that speaks of nothing known, when it is like something known.
func (im *Import) askLike(known *known, values record.Values, result *Row) {
	if result.Likely = known.alike(values); len(result.Likely) == 0 {
		return
	}
	named := im.Kind.NameOf(result.Likely[0].Values)
	result.Outcome, result.Values = RowAsked, values
	result.Reason = result.Likely[0].Why + "，看不出是不是同一" + im.Kind.Title + "；是同一" + im.Kind.Title + "请选择它，或把名称改成「" + named + "」，不是请选择新增，或先在名录里新建。"
}

// alike lists the records stored before this file that values may speak of, in their order.
func (k *known) alike(values record.Values) []Likeness {
	var likely []Likeness
	for id, r := range k.byID {
		if k.added[id] {
			continue
		}
		if why, _ := k.kind.Like(values, r.Values); why != "" {
			likely = append(likely, Likeness{ID: id, Values: r.Values, Why: why})
		}
	}
	slices.SortFunc(likely, func(a, b Likeness) int { return int(a.ID - b.ID) })
	return likely
}

// keepName keeps what a record is called when a row was decided to speak of it under another way of writing its name.
func (im *Import) keepName(values, stored record.Values) {
	if im.Kind.Like == nil {
		return
	}
	if why, renames := im.Kind.Like(values, stored); why != "" && !renames {
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
