package supervision

import (
	"context"
	"fmt"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// stationed is the 监督形式 of a visit to the unit a group is stationed in.
const stationed = "派驻"

// remarkVisit says what a file does that a visit seldom is: people that nobody named, people of other groups, and a visit of the form 派驻 to a unit
// where the group is not on that day.
func remarkVisit(ctx context.Context, tx *store.Tx, id int64, was, v record.Values) error {
	if !tx.Importing {
		return nil
	}
	now, err := Visits.Record(ctx, tx, id)
	if err != nil {
		return err
	}
	if v["people"] == "" && was["people"] == "" {
		tx.RemarkOn("没有写参加人员，按当天小组的全体成员录入", fmt.Sprintf("%s 等 %s 人", firstOf(now.Values.Many("people")), now.Values["people_count"]))
	}
	if err := remarkStrangers(ctx, tx, id, v); err != nil {
		return err
	}
	if now.Values["form"] != stationed || !v.Has("unit") && !v.Has("group") && !v.Has("on_date") && !v.Has("form") && len(was) > 0 {
		return nil
	}
	return remarkUnit(ctx, tx, id, now.Values)
}

// remarkStrangers says who of the people of a visit is not in its group on its day.
func remarkStrangers(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
	if !v.Has("people") && !v.Has("group") && !v.Has("on_date") {
		return nil
	}
	strangers, err := store.Texts(ctx, tx, `SELECT p.name FROM visit_person w JOIN visit v ON v.id = w.visit_id JOIN supervisor s ON s.id = w.supervisor_id JOIN person p ON p.id = s.person_id
		WHERE w.visit_id = ? AND NOT EXISTS (SELECT 1 FROM group_member x WHERE x.group_id = v.group_id AND x.supervisor_id = w.supervisor_id
			AND `+roster.InForce("x", "v.on_date")+") ORDER BY w.id", id)
	for _, name := range strangers {
		tx.RemarkOn("参加人员里有当天不是本组成员的", name)
	}
	return err
}

// remarkUnit says that a group is not stationed in the unit of a visit on its day.
func remarkUnit(ctx context.Context, tx *store.Tx, id int64, now record.Values) error {
	const there = "SELECT count(*) FROM group_unit x JOIN visit v ON v.group_id = x.group_id AND v.unit_id = x.unit_id JOIN supervision_group g ON g.id = v.group_id WHERE v.id = ?"
	ever, err := store.LookUp(ctx, tx, there, id)
	if err != nil {
		return err
	}
	then, err := store.LookUp(ctx, tx, there+" AND "+roster.InForce("x", "v.on_date")+" AND g.from_on <= v.on_date AND (g.to_on = '' OR g.to_on >= v.on_date)", id)
	switch about := fmt.Sprintf("%s 第 %s 组 %s", now["on_date"], now["group"], now["unit"]); {
	case err != nil:
		return err
	case ever == 0:
		tx.RemarkOn("形式是派驻，监督单位却不是小组的派驻单位，照写的录入", about)
	case then == 0:
		tx.RemarkOn("活动日期不在小组派驻这个单位的期间，照写的录入", about)
	}
	return nil
}

func firstOf(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}
