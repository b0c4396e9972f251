package proposal

import (
	"context"
	"slices"
	"strings"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// refuseGone refuses to give work to a unit after it was abolished, and a reply of one after another took it over; of a file it is remarked. row says which unit it is, where v is not
// of the one that was; what is stored already stays, and 00 names it.
func refuseGone(ctx context.Context, tx *store.Tx, v, was record.Values, row store.Columns) error {
	given := was == nil || v["assigned_on"] != was["assigned_on"] || v["unit"] != was["unit"]
	if !given && v["replied_on"] == was["replied_on"] {
		return nil
	}
	unit, told := row["unit_id"].(int64)
	if !told {
		var err error
		if unit, err = roster.NamedUnit(ctx, tx, v["unit"]); err != nil {
			return err
		}
	}
	if given {
		if err := roster.RefuseGone(ctx, tx, unit, "交办日期", v["assigned_on"]); err != nil {
			return err
		}
	}
	gone, err := roster.GoneUnits(ctx, tx)
	u := gone[unit]
	switch {
	case err != nil || !u.By(v["replied_on"]) || v["replied_on"] == was["replied_on"]:
		return err
	case u.Into != "" && !tx.Importing: // its successor did
		return roster.RefuseGone(ctx, tx, unit, "答复日期", v["replied_on"])
	default:
		tx.RemarkOn("承办单位撤销以后才答复的有，请核对是哪家单位答复的", u.Words())
		return nil
	}
}

// goneUnits is the key of the units of a proposal that were abolished without a successor, with the days: 县教育局 2026-10-01、….
const goneUnits = "gone_units"

const goneUnitsSQL = "COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT DISTINCT u.name || ' ' || u.to_on AS name FROM assignment a JOIN unit u ON u.id = a.unit_id" +
	" WHERE a.proposal_id = proposal_list.id AND u.to_on <> '' AND u.successor_id IS NULL) x), '')"

// goneBy reports whether the unit of a row was gone before the day: nothing is handed to it by itself.
func goneBy(r record.Record, row rows.Row, day string) bool {
	return slices.ContainsFunc(zh.SplitNames(r.Values[goneUnits]), func(text string) bool {
		on, ofUnit := strings.CutPrefix(text, row["unit"]+" ")
		return ofUnit && on < day
	})
}

// gone judges whether the units of the proposal were there when they were given their work, and when they replied.
func (j *judging) gone(_, then *docket.Case) {
	for i := range then.Assignments {
		a := &then.Assignments[i]
		j.looked(ruleGone)
		switch u := j.abolished[a.UnitID]; {
		case u.By(a.AssignedOn):
			j.broken(ruleGone, then, "于 ", a.AssignedOn, " 交办，", u.Words())
		case u.Into != "" && u.By(a.RepliedOn):
			j.open(ruleGone, then, "于 ", a.RepliedOn, " 答复，", u.Words(), "，请核对是不是「", u.Into, "」答复的")
		case u.Into != "": // what it had done stays with it
		case u.By(a.RepliedOn):
			j.open(ruleGone, then, "于 ", a.RepliedOn, " 答复，", u.Words(), "，请核对是哪家单位答复的")
		}
	}
}
