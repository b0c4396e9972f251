package supervision

import (
	"maps"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// day is a date a step asks, which must be known.
func day(key, title string) record.Field {
	return record.Field{Key: key, Title: title, Type: record.Day{}, Required: true}
}

// text is a text a step asks.
func text(key, title string, required bool) record.Field {
	return record.Field{Key: key, Title: title, Type: record.Long{}, Required: required}
}

// told is what a step changes where it is what it was told.
func told(_ record.Record, v record.Values) (record.Values, error) { return maps.Clone(v), nil }

// The way of a letter to its unit, and of each point to its end (domain rules: 起草、送审、审签、审定、送达、签收，整改、答复、验收、回头看、销号). What the office
// waits for in a state comes first among its steps.
func init() {
	ahead := day("extended_to", "延期至")
	ahead.Ahead, ahead.Tells = true, proposal.TellsDue
	extension := []record.Field{ahead, day("extended_on", "批准日期"), {Key: "extended_by", Title: "批准人", Required: true}, text("extended_why", "理由", true)}
	Letters.Flow = &record.Flow{State: "status", Steps: []record.Step{
		{Name: "送审", From: []string{Draft}, To: []string{Submitted}, Asks: []record.Field{day("submitted_on", "送审日期")}, Do: told, Waits: hasPoints},
		{
			Name: "领导审签", From: []string{Submitted}, To: []string{ToApprove},
			Asks: []record.Field{day("leader_on", "审签日期"), {Key: "leader", Title: "审签领导", Required: true}}, Do: told,
		},
		{
			Name: "主席会议审定", From: []string{ToApprove}, To: []string{ToDeliver},
			Asks: []record.Field{day("approved_on", "审定日期"), {Key: "number", Title: "文号", Type: record.Whole{Min: 1}, Note: "空着就由程序编号"}}, Do: told,
		},
		{Name: "送达", From: []string{ToDeliver}, To: []string{ToReceive}, Asks: []record.Field{day("delivered_on", "送达日期")}, Do: told, Waits: hasPoints},
		{
			Name: "签收", From: []string{ToReceive}, To: []string{UnderWay, Replied, ToLookBack, ToClose, Closed},
			Asks: []record.Field{day("received_on", "签收日期"), {Key: "receiver", Title: "签收人"}}, Do: told,
		},
		{Name: "批准延期", Rare: true, From: []string{ToReceive, UnderWay}, To: []string{ToReceive, UnderWay}, Asks: extension, Do: extendedAll},
		{
			Name: "退回重拟", Rare: true, From: []string{Submitted, ToApprove}, To: []string{Draft},
			Do: func(record.Record, record.Values) (record.Values, error) {
				return record.Values{"submitted_on": "", "leader_on": "", "leader": ""}, nil
			},
		},
		relapseOf(relapsedLetter),
	}}
	Points.Flow = &record.Flow{State: "status", Steps: []record.Step{
		{Name: "登记答复", From: []string{UnderWay}, To: []string{Replied}, Asks: []record.Field{day("replied_on", "答复日期"), text("reply", "答复内容", true)}, Do: answered},
		{
			Name: "登记措施", From: []string{UnderWay, Replied}, To: []string{UnderWay, Replied}, Later: []string{Replied}, Guard: measuresAsked,
			Asks: []record.Field{day("measure_on", "措施日期"), text("measure", "整改措施", true), {Key: "responsible", Title: "责任人"}}, Do: measured,
		},
		{
			Name: "记录进展", From: []string{UnderWay}, To: []string{UnderWay},
			Asks: []record.Field{day("progress_on", "进展日期"), text("progress", "进展", true)}, Do: added("progress", "progress_on"),
		},
		{
			Name: "批准延期", Rare: true, From: []string{ToReceive, UnderWay}, To: []string{ToReceive, UnderWay},
			Asks: extension, Do: extended,
		},
		{Name: "验收", From: []string{Replied}, To: []string{ToLookBack}, Asks: []record.Field{day("accepted_on", "验收日期"), {Key: "accepted_by", Title: "验收人", Required: true}}, Do: sinceReturn("accepted_on", "验收日期", told)},
		{
			Name: "回头看", From: []string{ToLookBack}, To: []string{ToClose},
			Asks: []record.Field{day("looked_on", "回头看日期"), text("looked", "回头看情况", false)}, Do: sinceReturn("looked_on", "回头看日期", added("looked", "looked_on")),
		},
		{Name: "销号", From: []string{ToClose}, To: []string{Closed}, Asks: []record.Field{day("closed_on", "销号日期")}, Do: told, Waits: hasMeasures},
		{
			Name: "退回整改", Rare: true, From: []string{Replied, ToLookBack, ToClose}, To: []string{UnderWay},
			Asks: []record.Field{day("returned_on", "退回日期"), text("return_why", "退回原因", true)}, Do: returned,
		},
		relapseOf(relapsedPoint),
	}}
}

func hasPoints(r record.Record) string {
	if record.CountOf(r.Values["points_count"]) == 0 {
		return "还没有写意见，请先在意见书里写上。"
	}
	return ""
}

func hasMeasures(r record.Record) string {
	if r.Values["measure"] == "" {
		return "没有登记过整改措施，请先用「编辑」补上「整改措施」和「措施日期」。"
	}
	return ""
}

// measuresAsked refuses measures of a point that was answered, but for the first, which came along with the reply.
func measuresAsked(r record.Record) string {
	if r.Values["status"] == Replied && r.Values["measure_on"] != "" {
		return "已经答复，措施也已报送；改正的请用「编辑」。"
	}
	return ""
}

// measured are measures, or more of them: those of before stay with their day, on which they were due.
func measured(r record.Record, v record.Values) (record.Values, error) {
	first, on := r.Values["measure"], r.Values["measure_on"]
	if first == "" || on == "" {
		return maps.Clone(v), nil
	}
	if v["measure_on"] < on {
		return nil, store.Refuse(store.CodeInvalid, "%s 已报送措施，再报送的日期应在这以后；改正原来的请用「编辑」。", on)
	}
	if _, dated := saidUntil(first, v["measure_on"]); dated == "" {
		r.Values = maps.Clone(r.Values)
		r.Values["measure"] = on + " " + first
	}
	change, err := added("measure", "measure_on")(r, v)
	if err == nil {
		change["measure_on"] = on
	}
	return change, err
}

// added is what was told, with the text under key put below what was told before, behind its day.
func added(key, on string) func(record.Record, record.Values) (record.Values, error) {
	return func(r record.Record, v record.Values) (record.Values, error) {
		change := maps.Clone(v)
		if v[key] != "" {
			change[key] = v[on] + " " + v[key]
			if before := r.Values[key]; before != "" {
				change[key] = before + "\n" + change[key]
			}
		}
		return change, nil
	}
}

// answered is a reply, the next one after a return. On the day of the return, what was accepted and looked at by then is what was returned.
var answered = sinceReturn("replied_on", "再次答复的日期", func(r record.Record, v record.Values) (record.Values, error) {
	change, err := added("reply", "replied_on")(r, v)
	if back := r.Values["returned_on"]; err == nil && back != "" && v["replied_on"] == back {
		change["again"] = repliedAgain
		for _, f := range pointReturns.also {
			if r.Values[f.date] == back {
				for _, key := range append([]string{f.date}, f.also...) {
					change[key] = ""
				}
			}
		}
	}
	return change, err
})

// sinceReturn is do, with a day that must not be before the point was returned, which takes back what was before: only a reply there is after it on its day.
func sinceReturn(key, title string, do func(record.Record, record.Values) (record.Values, error)) func(record.Record, record.Values) (record.Values, error) {
	return func(r record.Record, v record.Values) (record.Values, error) {
		if back := r.Values["returned_on"]; back != "" && (v[key] < back || v[key] == back && key != "replied_on" && r.Values["again"] == "") {
			return nil, store.Refuse(store.CodeInvalid, "%s 才退回整改，%s应在这以后。", back, title)
		}
		return do(r, v)
	}
}

func extended(r record.Record, v record.Values) (record.Values, error) {
	return maps.Clone(v), proposal.PutsOff(r.Values["due_now"], r.Values["extended_on"], v)
}

// extendedAll puts off the points of a letter of which something is owed.
func extendedAll(r record.Record, v record.Values) (record.Values, error) {
	all := partRows(r)
	for _, row := range all {
		if row["closed_on"] != "" || row["replied_on"] != "" && !overtaken(points.Values(row), "replied_on") {
			continue
		}
		if row["extended_to"] >= v["extended_to"] {
			return nil, store.Refuse(store.CodeInvalid, "「%s」已延期至 %s，延期至 %s 不晚于它；各条不同的请到「整改」里逐条延期。", row["text"], row["extended_to"], v["extended_to"])
		}
		if err := proposal.ApprovedSince(row["extended_on"], v["extended_on"]); err != nil {
			return nil, err
		}
		for _, key := range []string{"extended_to", "extended_on", "extended_by", "extended_why"} {
			row[key] = v[key]
		}
	}
	return record.Values{"points": rows.Text(all)}, nil
}

// returned is a return, which must not be before what it takes back.
func returned(r record.Record, v record.Values) (record.Values, error) {
	for _, key := range []string{"looked_on", "accepted_on", "replied_on"} {
		if since := r.Values[key]; v["returned_on"] < since && !overtaken(r.Values, key) {
			return nil, store.Refuse(store.CodeInvalid, "退回日期 %s 早于%s %s。", v["returned_on"], points.Field(key).Title, since)
		}
	}
	return sentBackAgain(r, v)
}

// sentBackAgain is a return, another one also on the day of the one before.
func sentBackAgain(r record.Record, v record.Values) (record.Values, error) {
	change, err := added("return_why", "returned_on")(r, v)
	if err == nil {
		change["again"] = notAgain
	}
	return change, err
}
