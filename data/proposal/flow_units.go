package proposal

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// partRows reads a part of a record that was read from the store.
func partRows(r record.Record, key string) []rows.Row {
	all, err := rows.Parse(r.Values[key])
	if err != nil { // the store writes nothing else
		return nil
	}
	return all
}

// added is the part with one more row.
func added(r record.Record, key string, row rows.Row) (record.Values, error) {
	return record.Values{key: rows.Text(append(partRows(r, key), row))}, nil
}

// lastRound is the newest round of the rows, 0 for none.
func lastRound(all []rows.Row) int {
	last := 0
	for _, row := range all {
		last = max(last, record.CountOf(row["round"]))
	}
	return last
}

// atWork are the units that were not let go.
func atWork(r record.Record) []rows.Row {
	return slices.DeleteFunc(partRows(r, "assignments"), func(row rows.Row) bool { return row["returned_on"] != "" })
}

// answering are the rows of the units that owe a reply or gave it.
func answering(r record.Record) []rows.Row {
	return slices.DeleteFunc(atWork(r), func(row rows.Row) bool { return row["role"] == docket.RoleCo })
}

// owing are the rows of the units whose reply is still to come.
func owing(r record.Record) []rows.Row {
	return slices.DeleteFunc(answering(r), func(row rows.Row) bool { return row["replied_on"] != "" })
}

// newest are the rows of the newest round in which somebody answers.
func newest(r record.Record) []rows.Row {
	all := answering(r)
	last := lastRound(all)
	return slices.DeleteFunc(all, func(row rows.Row) bool { return record.CountOf(row["round"]) != last })
}

// replied are the rows of the units' newest replies, of each unit one, whatever round it is at by now.
func replied(r record.Record) []rows.Row {
	all := slices.DeleteFunc(answering(r), func(row rows.Row) bool { return row["replied_on"] == "" })
	return slices.DeleteFunc(slices.Clone(all), func(row rows.Row) bool {
		return slices.ContainsFunc(all, func(other rows.Row) bool {
			return other["unit"] == row["unit"] && record.CountOf(other["round"]) > record.CountOf(row["round"])
		})
	})
}

// reopened are the rows of reworks that an opinion opened, on the day it came back, and that nobody has handed over or worked on since.
func reopened(r record.Record) []rows.Row {
	drafts, opinions := partRows(r, "drafts"), partRows(r, "feedback")
	return slices.DeleteFunc(owing(r), func(row rows.Row) bool {
		opened := slices.ContainsFunc(opinions, func(o rows.Row) bool {
			return record.CountOf(o["round"])+1 == record.CountOf(row["round"]) && o["returned_on"] == row["assigned_on"]
		})
		return !opened || row["assigned_by"]+row["accepted_on"]+row["evaluation"]+row["extended_to"]+row["asked_on"] != "" || draftOf(drafts, row) != nil
	})
}

// unitsOf offers the units of the rows.
func unitsOf(find func(record.Record) []rows.Row) func(record.Record) map[string][]string {
	return func(r record.Record) map[string][]string { return map[string][]string{"unit": unitNames(find(r))} }
}

// unitAmong needs the unit where the rows are of several.
func unitAmong(find func(record.Record) []rows.Row) func(record.Record) []string {
	return func(r record.Record) []string {
		if len(unitNames(find(r))) > 1 {
			return []string{"unit"}
		}
		return nil
	}
}

func unitNames(all []rows.Row) []string {
	var names []string
	for _, row := range all {
		if !slices.Contains(names, row["unit"]) {
			names = append(names, row["unit"])
		}
	}
	return names
}

func somebodyOwes(r record.Record) string {
	if len(owing(r)) == 0 {
		return "各单位都已答复。"
	}
	return ""
}

func nobodyOwes(r record.Record) string {
	if all := owing(r); len(all) > len(reopened(r)) {
		return "「" + zh.JoinNames(unitNames(all)) + "」还没有答复，答复以后才能重新交办。"
	}
	for _, gone := range left(r) {
		if gone["role"] != docket.RoleCo {
			return "「" + gone["unit"] + "」已同意申退，这一轮还没有交给别的单位，请用「改派」。"
		}
	}
	return ""
}

func nobodyAtWork(r record.Record) string {
	if names := unitNames(atWork(r)); len(names) > 0 {
		return "已有承办单位「" + zh.JoinNames(names) + "」，去掉以后才能改审查结论。"
	}
	return ""
}

// ofUnit puts what was asked into the row of the unit named, or of the only one there is.
func ofUnit(find func(record.Record) []rows.Row) func(record.Record, record.Values) (record.Values, error) {
	return func(r record.Record, v record.Values) (record.Values, error) {
		chosen, err := oneUnit(find(r), v["unit"])
		if err != nil {
			return nil, err
		}
		return intoUnit(r, chosen, v), nil
	}
}

// intoUnit puts what a step was told into the row of a unit; long texts are added to what is there.
func intoUnit(r record.Record, chosen rows.Row, v record.Values) record.Values {
	all := partRows(r, "assignments")
	row := record.ByRowID(all, chosen[rows.ID])
	for key, value := range v {
		if key == "unit" {
			continue
		}
		switch assignments.Field(key).Type.(type) {
		case record.Long:
			addNote(row, key, value)
		default:
			row[key] = value
		}
	}
	return record.Values{"assignments": rows.Text(all)}
}

// oneUnit is the row of the unit, or of the only one among them.
func oneUnit(among []rows.Row, unit string) (rows.Row, error) {
	return oneAsked(among, "承办单位", unit)
}

// oneAsked is oneUnit of the unit told under the title.
func oneAsked(among []rows.Row, title, unit string) (rows.Row, error) {
	if unit == "" {
		if names := unitNames(among); len(names) > 1 {
			return nil, store.Refuse(store.CodeInvalid, "有 %d 家单位，请写明「%s」是哪一家：%s。", len(names), title, zh.JoinNames(names))
		}
		unit = among[0]["unit"]
	}
	chosen := slices.IndexFunc(among, func(row rows.Row) bool { return roster.SameWords(row["unit"], unit) })
	if chosen < 0 {
		return nil, store.Refuse(store.CodeInvalid, "「%s」不在其中，可以选的有：%s。", unit, zh.JoinNames(unitNames(among)))
	}
	return among[chosen], nil
}

// noteWith is what is noted of a record, with a text added.
func noteWith(r record.Record, text string) string {
	row := rows.Row{"note": r.Values["note"]}
	addNote(row, "note", text)
	return row["note"]
}

// addNote adds a text to what the row already says under key.
func addNote(row rows.Row, key, text string) {
	if row[key] != "" && text != "" {
		text = row[key] + "\n" + text
	}
	if text != "" {
		row[key] = text
	}
}

// unsigned are the rows of the units of which no day is known on which they signed for their newest work. It may be told after their reply, as a day before.
// One that asks to be let go does not sign.
func unsigned(r record.Record) []rows.Row {
	all := atWork(r)
	return slices.DeleteFunc(slices.Clone(all), func(row rows.Row) bool {
		return row["accepted_on"] != "" || isAsking(row) || slices.ContainsFunc(all, func(other rows.Row) bool {
			return other["unit"] == row["unit"] && record.CountOf(other["round"]) > record.CountOf(row["round"])
		})
	})
}

func somebodyUnsigned(r record.Record) string {
	switch {
	case len(unsigned(r)) > 0:
		return ""
	case slices.ContainsFunc(atWork(r), isAsking):
		return "除正在申退的以外，各单位都已签收。"
	default:
		return "各单位都已签收。"
	}
}

// askedOff notes that a unit asks to be let go; once that was refused, on a later day only: of one day the refusal is the last word.
func askedOff(r record.Record, v record.Values) (record.Values, error) {
	among := busy(r)
	if v["unit"] == "" {
		if why := somebodyWorks(r); why != "" {
			return nil, store.Refuse(store.CodeInvalid, "%s要申退的是会办单位的，请选「承办单位」。", why)
		}
		among = working(r)
	}
	chosen, err := oneUnit(among, v["unit"])
	if err != nil {
		return nil, err
	}
	if kept := chosen["kept_on"]; kept != "" && v["asked_on"] <= kept {
		return nil, store.Refuse(store.CodeInvalid, "「%s」的申退已于 %s 驳回，再次申退的日期应晚于这一天。", chosen["unit"], kept)
	}
	return intoUnit(r, chosen, v), nil
}

// unitOrHelper needs the unit where not just one owes a reply: one that helps has to be named.
func unitOrHelper(r record.Record) []string {
	if len(unitNames(working(r))) != 1 {
		return []string{"unit"}
	}
	return nil
}

// isAsking reports whether the unit of the row asked to be let go and was not answered.
func isAsking(row rows.Row) bool {
	a := docket.Assignment{AskedOn: row["asked_on"], KeptOn: row["kept_on"], ReturnedOn: row["returned_on"], RepliedOn: row["replied_on"]}
	return a.Asking()
}

// asking are the rows of the units that wait for an answer to their 申退.
func asking(r record.Record) []rows.Row {
	return slices.DeleteFunc(atWork(r), func(row rows.Row) bool { return !isAsking(row) })
}

func somebodyAsks(r record.Record) string {
	if len(asking(r)) == 0 {
		return "没有单位在申退。"
	}
	return ""
}

// staying are the rows of the units that owe a reply and do not ask to be let go.
func staying(r record.Record) []rows.Row { return slices.DeleteFunc(owing(r), isAsking) }

func somebodyStays(r record.Record) string {
	switch {
	case len(owing(r)) == 0:
		return somebodyOwes(r)
	case len(staying(r)) == 0:
		return "各单位都在申退，请先「同意申退」或「驳回申退」。"
	default:
		return ""
	}
}

// assigned hands the proposal to the units named. Where the lead was let go (待改派), the co-units that stayed keep their day and deadline.
func assigned(r record.Record, v record.Values) (record.Values, error) {
	for _, gone := range left(r) {
		if err := sinceLeft(gone, v["assigned_on"]); err != nil {
			return nil, err
		}
	}
	if len(atWork(r)) == 0 {
		return maps.Clone(v), nil
	}
	all := partRows(r, "assignments")
	lead := docket.RoleLead
	if v["handling"] == "分办" {
		lead = docket.RoleSplit
	}
	for _, named := range []struct{ units, role string }{{v["lead_units"], lead}, {v["co_units"], docket.RoleCo}} {
		for _, unit := range zh.SplitNames(named.units) {
			at := slices.IndexFunc(all, func(row rows.Row) bool { return row["returned_on"] == "" && roster.SameWords(row["unit"], unit) })
			switch {
			case at >= 0 && named.role == docket.RoleCo:
				continue
			case at < 0:
				at, all = len(all), append(all, rows.Row{"round": "1", "unit": unit})
			}
			row := all[at]
			promoted(row, named.role, v["assigned_on"])
			row["role"], row["assigned_on"], row["assigned_by"] = named.role, v["assigned_on"], v["assigned_by"]
			if row["due_on"] = ""; named.role != docket.RoleCo {
				row["due_on"] = v["due_on"]
			}
		}
	}
	change := record.Values{"assignments": rows.Text(all), handedAgain: "是"}
	if v.Has("handling") {
		change["handling"] = v["handling"]
	}
	return change, nil
}

// promoted takes from the row of a co-unit that is to answer from the day on what it did as one: its opinion is noted, the rest is kept as past.
func promoted(row rows.Row, role, day string) {
	if row["role"] != docket.RoleCo || role == docket.RoleCo {
		return
	}
	if row["replied_on"] != "" {
		addNote(row, "note", strings.TrimSuffix("会办意见（"+row["replied_on"]+"）："+row["reply"], "："))
	}
	for _, key := range []string{"replied_on", "result_class", "doc_number", "signer", "reply"} {
		row[key] = ""
	}
	for _, key := range []string{"accepted_on", "asked_on", "kept_on"} {
		if row[key] < day {
			row[key] = ""
		}
	}
	if row["asked_on"] == "" {
		row["asked_why"] = ""
	}
}

// assignedAgain opens the next round for the units that answer, or says of one that an opinion opened when and by whom it was handed over.
func assignedAgain(r record.Record, v record.Values) (record.Values, error) {
	all := partRows(r, "assignments")
	if open := reopened(r); len(open) > 0 {
		for _, row := range open {
			row = record.ByRowID(all, row[rows.ID])
			for _, key := range []string{"assigned_on", "assigned_by", "due_on"} {
				row[key] = v[key]
			}
		}
		return record.Values{"assignments": rows.Text(helpedAgain(all, open[0]["round"], v)), handedAgain: "是"}, nil
	}
	next := strconv.Itoa(lastRound(all) + 1)
	for _, row := range newest(r) {
		again := rows.Row(maps.Clone(v))
		again["round"], again["unit"], again["role"] = next, row["unit"], row["role"]
		all = append(all, again)
	}
	return record.Values{"assignments": rows.Text(helpedAgain(all, next, v))}, nil
}

// helpedAgain adds to the round that is handed over the units that helped the lead in the newest round before it in which any did, with the deadline of their
// opinion counted anew; one that leads the round, or helps in it already, is left as it is.
func helpedAgain(all []rows.Row, round string, v record.Values) []rows.Row {
	helped := slices.DeleteFunc(slices.Clone(all), func(row rows.Row) bool {
		return row["role"] != docket.RoleCo || row["returned_on"] != "" || record.CountOf(row["round"]) >= record.CountOf(round)
	})
	last := lastRound(helped)
	for _, row := range helped {
		there := slices.ContainsFunc(all, func(other rows.Row) bool { return other["round"] == round && other["unit"] == row["unit"] })
		if record.CountOf(row["round"]) == last && !there {
			all = append(all, rows.Row{"round": round, "unit": row["unit"], "role": docket.RoleCo, "assigned_on": v["assigned_on"], "assigned_by": v["assigned_by"]})
		}
	}
	return all
}

// beside are the rows of the units beside the lead, helping of those that have not given it their opinion and do not ask to be let go.
func beside(r record.Record) []rows.Row {
	return slices.DeleteFunc(atWork(r), func(row rows.Row) bool { return row["role"] != docket.RoleCo })
}

func helping(r record.Record) []rows.Row {
	return slices.DeleteFunc(beside(r), func(row rows.Row) bool { return row["replied_on"] != "" || isAsking(row) })
}

// busy are the rows of the units at work on a reply, or on an opinion to the lead.
func busy(r record.Record) []rows.Row { return append(working(r), helping(r)...) }

func somebodyBusy(r record.Record) string {
	if len(busy(r)) > 0 {
		return ""
	}
	return somebodyWorks(r)
}

func somebodyHelps(r record.Record) string {
	switch {
	case len(beside(r)) == 0:
		return "没有会办单位。"
	case slices.ContainsFunc(beside(r), isAsking) && len(helping(r)) == 0:
		return "除正在申退的以外，各会办单位的意见都已送主办单位。"
	case len(helping(r)) == 0:
		return "各会办单位的意见都已送主办单位。"
	default:
		return ""
	}
}
