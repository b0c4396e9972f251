package proposal

import (
	"cmp"
	"slices"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// leftUnit is the key of the unit whose work is handed on to another (改派), once it was let go.
const leftUnit = "left_unit"

// handedOnAsks are whose work is handed on to whom, and when.
func handedOnAsks() []record.Field {
	from := record.Field{Key: leftUnit, Title: "原承办单位", Note: "已同意申退的单位，它的记录保留"}
	to := asks(assignments, []string{"unit", "assigned_on", "assigned_by", "due_on", "note"}, "unit", "assigned_on")
	to[0].Title, to[0].Aliases, to[0].Note = "改派给", nil, "期限从改派的交办日期起重新计算"
	return append([]record.Field{from}, to...)
}

// left are the rows of the units that were let go and whose work nobody was given since: of the newest round, or of units that answer each for itself.
// Where a round has got a lead, that answers for what was of one of those.
func left(r record.Record) []rows.Row {
	all := partRows(r, "assignments")
	slices.SortStableFunc(all, func(a, b rows.Row) int {
		return cmp.Or(cmp.Compare(a["assigned_on"], b["assigned_on"]), cmp.Compare(record.CountOf(a[rows.ID]), record.CountOf(b[rows.ID])))
	})
	gone := slices.DeleteFunc(slices.Clone(all), func(row rows.Row) bool { return row["returned_on"] == "" })
	slices.SortStableFunc(gone, func(a, b rows.Row) int { return cmp.Compare(a["returned_on"], b["returned_on"]) })
	last, taken := lastRound(all), map[string]bool{}
	return slices.DeleteFunc(gone, func(row rows.Row) bool {
		for _, heir := range all {
			if id := heir[rows.ID]; !taken[id] && takesOn(heir, row) {
				taken[id] = true
				return true
			}
		}
		if row["role"] == docket.RoleSplit {
			return atWorkAs(docket.RoleLead, all, row["round"])
		}
		return record.CountOf(row["round"]) != last || row["role"] == docket.RoleCo && len(owing(r)) == 0
	})
}

// takesOn reports whether the work of a row is what was handed on of the row of a unit that was let go: given out since, and not together with it as to
// the others that answer each for itself or help.
func takesOn(heir, gone rows.Row) bool {
	if heir["assigned_on"] == gone["assigned_on"] && gone["role"] != docket.RoleLead {
		return false
	}
	return heir[rows.ID] != gone[rows.ID] && heir["round"] == gone["round"] && (heir["role"] == docket.RoleCo) == (gone["role"] == docket.RoleCo) &&
		heir["assigned_on"] >= gone["returned_on"]
}

// sinceLeft refuses a day on which work would be given to another unit before the one that had it was let go.
func sinceLeft(gone rows.Row, day string) error {
	if day < gone["returned_on"] {
		return store.Refuse(store.CodeInvalid, "「%s」%s 才同意申退，改派的交办日期 %s 不能早于这一天。", gone["unit"], gone["returned_on"], day)
	}
	return nil
}

func somebodyLeft(r record.Record) string {
	if len(left(r)) == 0 {
		return "没有已同意申退、还没有改派的单位。"
	}
	return ""
}

// handedOn gives the work of a unit that was let go to another, from the day on and with a deadline of its own. What is known of the first stays.
func handedOn(r record.Record, v record.Values) (record.Values, error) {
	gone, err := oneAsked(left(r), "原承办单位", v[leftUnit])
	if err != nil {
		return nil, err
	}
	if err := sinceLeft(gone, v["assigned_on"]); err != nil {
		return nil, err
	}
	all := partRows(r, "assignments")
	at := slices.IndexFunc(all, func(row rows.Row) bool {
		return row["round"] == gone["round"] && row["returned_on"] == "" && roster.SameWords(row["unit"], v["unit"])
	})
	switch {
	case at < 0:
		at, all = len(all), append(all, rows.Row{"round": gone["round"], "unit": v["unit"]})
	case all[at]["role"] != docket.RoleCo || gone["role"] == docket.RoleCo:
		return nil, store.Refuse(store.CodeInvalid, "「%s」已在办理这件提案（%s），请改派给别的单位。", all[at]["unit"], all[at]["role"])
	}
	row, role := all[at], roleBeside(all, gone)
	promoted(row, role, v["assigned_on"])
	addNote(row, "note", v["note"])
	row["role"], row["assigned_on"], row["assigned_by"], row["due_on"] = role, v["assigned_on"], v["assigned_by"], v["due_on"]
	return record.Values{"assignments": rows.Text(all), handedAgain: "是"}, nil
}

// roleBeside is the role in which the work of a unit that was let go is handed on: its own, but 分办 where the units still at work in the round answer each for
// itself by now.
func roleBeside(all []rows.Row, gone rows.Row) string {
	if gone["role"] == docket.RoleLead && atWorkAs(docket.RoleSplit, all, gone["round"]) {
		return docket.RoleSplit
	}
	return gone["role"]
}

// atWorkAs reports whether a unit that was not let go has the role in the round.
func atWorkAs(role string, all []rows.Row, round string) bool {
	return slices.ContainsFunc(all, func(row rows.Row) bool {
		return row["round"] == round && row["returned_on"] == "" && row["role"] == role
	})
}
