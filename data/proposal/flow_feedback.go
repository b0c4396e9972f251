package proposal

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// unheard are the rows of the units' newest replies of which the proposer has not said what he thinks: neither of it nor, since it came, of all.
func unheard(r record.Record, proposer string) []rows.Row {
	opinions := partRows(r, "feedback")
	return slices.DeleteFunc(replied(r), func(unit rows.Row) bool {
		return slices.ContainsFunc(opinions, func(o rows.Row) bool {
			ofAll := o["unit"] == "" && (o["returned_on"] == "" || o["returned_on"] >= unit["replied_on"])
			return o["round"] == unit["round"] && o["proposer"] == proposer && (ofAll || o["unit"] == unit["unit"])
		})
	})
}

// silent are the proposers who have still something to say, those of proposals merged into this one behind its own. Those who only second are not asked.
func silent(r record.Record) []string {
	var names []string
	for _, row := range partRows(r, "proposers") {
		if row["role"] != "附议" && len(unheard(r, row["name"])) > 0 {
			names = append(names, row["name"])
		}
	}
	for _, name := range zh.SplitNames(r.Values[mergedProposers]) {
		if len(unheard(r, name)) > 0 {
			names = append(names, name)
		}
	}
	return names
}

func somebodySilent(r record.Record) string {
	switch {
	case len(replied(r)) == 0:
		return "还没有单位答复。"
	case len(silent(r)) == 0:
		return "各提案人的征询意见都已收回，要改请打开这件提案，在「征询意见」中改。"
	default:
		return ""
	}
}

func feedbackOffers(r record.Record) map[string][]string {
	var units []rows.Row
	for _, name := range silent(r) {
		units = append(units, unheard(r, name)...)
	}
	return map[string][]string{"unit": unitNames(units), "proposer": silent(r)}
}

// proposerAmong needs the proposer once the first has said what he thinks.
func proposerAmong(r record.Record) []string {
	if slices.Contains(silent(r), partRows(r, "proposers")[0]["name"]) {
		return nil
	}
	return []string{"proposer"}
}

// ratedAmong needs the proposer once the first has said what he thinks, and the unit where those he has still to rate are at several rounds.
func ratedAmong(r record.Record) []string {
	needs := proposerAmong(r)
	if who := silent(r); len(needs) == 0 && len(who) > 0 && rounds(unheard(r, who[0])) > 1 {
		needs = append(needs, "unit")
	}
	return needs
}

// rounds is how many rounds the rows are of.
func rounds(all []rows.Row) int {
	of := map[string]bool{}
	for _, row := range all {
		of[row["round"]] = true
	}
	return len(of)
}

// fedBack notes an opinion of a reply. Nobody named is the first proposer, as long as he has something to say; where he is not satisfied, the work begins
// once more.
func fedBack(r record.Record, v record.Values) (record.Values, error) {
	if v["proposer"] == "" && len(proposerAmong(r)) > 0 {
		return nil, store.Refuse(store.CodeInvalid, "第一提案人的征询意见已收回，请写明「提案人」是哪一位：%s。", zh.JoinNames(silent(r)))
	}
	first := partRows(r, "proposers")[0]["name"]
	who := cmp.Or(v["proposer"], first)
	of := unheard(r, who)
	if len(of) == 0 {
		of = replied(r) // the record refuses what was said already
	}
	if v["unit"] != "" {
		heardOf := func(row rows.Row) bool { return roster.SameWords(row["unit"], v["unit"]) }
		if slices.ContainsFunc(replied(r), heardOf) && !slices.ContainsFunc(of, heardOf) {
			return nil, store.Refuse(store.CodeInvalid, "「%s」对「%s」的征询意见已收回，还没有收回的有：%s。", who, v["unit"], zh.JoinNames(unitNames(of)))
		}
		one, err := oneUnit(of, v["unit"])
		if err != nil {
			return nil, err
		}
		of = []rows.Row{one}
	}
	if rounds(of) > 1 {
		return nil, store.Refuse(store.CodeInvalid, "各单位办理到的轮次不同，请写明「承办单位」是哪一家：%s。", zh.JoinNames(unitNames(of)))
	}
	row := rows.Row(maps.Clone(v))
	row["round"] = of[0]["round"]
	if len(of) == 1 && split(of) { // the others reply later, or were heard before
		row["unit"] = of[0]["unit"]
	}
	change, err := added(r, "feedback", row)
	if err != nil || who != first {
		return change, err
	}
	r, broken := brokenSilence(r, of, v["returned_on"])
	if broken {
		change["assignments"] = r.Values["assignments"]
	}
	if v["result"] == Dissatisfied {
		again(r, change, of, v["returned_on"])
	}
	return change, nil
}

// mostRounds is the key of what says to which round work begins by itself once more.
const mostRounds = "most_rounds"

// again begins the work of the units once more on the day, as often as the office has it begin by itself, unless one of them is at it already or there no more, or
// another leads the round, with which none answers for itself.
func again(r record.Record, change record.Values, of []rows.Row, on string) {
	all := partRows(r, "assignments")
	round := record.CountOf(of[0]["round"]) + 1
	taken := func(row rows.Row) bool {
		return record.CountOf(row["round"]) >= round && (!split(of) || row["role"] == docket.RoleLead && row["unit"] != of[0]["unit"])
	}
	if slices.ContainsFunc(of, func(row rows.Row) bool { return goneBy(r, row, on) }) {
		return
	}
	if round > record.CountOf(r.Values[mostRounds]) || slices.ContainsFunc(all, taken) {
		return
	}
	for _, unit := range of {
		if !slices.ContainsFunc(all, func(row rows.Row) bool { return row["unit"] == unit["unit"] && record.CountOf(row["round"]) >= round }) {
			all = append(all, rows.Row{"round": strconv.Itoa(round), "unit": unit["unit"], "role": unit["role"], "assigned_on": on})
		}
	}
	change["assignments"] = rows.Text(all)
}

// foretellsRework says to whom the work goes once more, and until when, where an opinion that is being told begins it by itself.
func foretellsRework(ctx context.Context, db bun.IDB, r record.Record, v record.Values) (string, error) {
	if v["result"] != Dissatisfied {
		return "", nil
	}
	change, _ := fedBack(r, v) // what is refused begins nothing, and is told when it is saved
	if !change.Has("assignments") {
		return "", nil
	}
	begun, err := assignments.Parse(change["assignments"])
	if err != nil {
		return "", err
	}
	begun = slices.DeleteFunc(begun, func(row rows.Row) bool { return row[rows.ID] != "" })
	until := ""
	if on := v["returned_on"]; on != "" {
		due, _, err := ruledDate(ctx, db, deadlineRule(record.Values(begun[0])), r.ID, on)
		if err != nil {
			return "", err
		}
		until = "，期限 " + due
	}
	return "保存后自动开始第 " + begun[0]["round"] + " 轮重新办理，交「" + zh.JoinNames(unitNames(begun)) + "」" + until + "；要改交办日期或期限，再用「重新交办」", nil
}

// split reports whether the units answer each for itself.
func split(of []rows.Row) bool { return of[0]["role"] == docket.RoleSplit }
