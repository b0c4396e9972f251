package supervision

import (
	"context"
	"fmt"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// refuseGone refuses days of a visit or a letter, in the table, that are after its unit was abolished. What is stored already stays; 00 names it.
func refuseGone(ctx context.Context, tx *store.Tx, table string, id int64, was, now record.Values, more store.Columns, days ...stage) error {
	unit, told := more["unit_id"].(int64)
	for _, d := range days {
		if now[d.key] == "" || id != 0 && now[d.key] == was[d.key] && now["unit"] == was["unit"] {
			continue
		}
		if !told {
			var err error
			if unit, err = store.LookUp(ctx, tx, "SELECT unit_id FROM "+table+" WHERE id = ?", id); err != nil {
				return err
			}
			told = true
		}
		if err := roster.RefuseGone(ctx, tx, unit, d.title, now[d.key]); err != nil {
			return err
		}
	}
	return nil
}

// What a unit that was merged into another had done stays with it, whatever day the merger is put down to.
const (
	goneJoin  = " JOIN unit u ON u.id = %s AND u.to_on <> '' AND u.successor_id IS NULL"
	goneWords = " || '「' || u.name || '」 ' || u.to_on || ' 已撤销'"
)

// visitsToGone is the rule that groups visit units that are there.
func visitsToGone() record.Rule {
	return record.Rule{
		Name: "监督活动时单位没有撤销", Of: "SELECT count(*)" + visitsThen,
		Broken: "SELECT v.id, " + visitCalled + goneWords + " FROM visit v JOIN supervision_group g ON g.id = v.group_id" + fmt.Sprintf(goneJoin, "v.unit_id") +
			" WHERE v.year = ?0 AND v.deleted_at = '' AND v.on_date <= ?1 AND v.on_date > u.to_on ORDER BY v.on_date, v.id",
	}
}

// lettersToGone is the rule that letters go to units that are there.
func lettersToGone() record.Rule {
	const late = "(l.submitted_on <= ?1 AND l.submitted_on > u.to_on OR l.approved_on <= ?1 AND l.approved_on > u.to_on OR l.delivered_on <= ?1 AND l.delivered_on > u.to_on)"
	return record.Rule{
		Name: "意见书送审、审定、送达时单位没有撤销", Of: "SELECT count(*)" + lettersKnown,
		Broken: "SELECT l.id, " + letterCalled + " || '送审、审定或送达在'" + goneWords + " || '以后' FROM opinion_letter l" + fmt.Sprintf(goneJoin, "l.unit_id") +
			" WHERE l.year = ?0 AND l.deleted_at = '' AND " + late + " ORDER BY l.number, l.id",
	}
}
