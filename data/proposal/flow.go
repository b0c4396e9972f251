package proposal

import (
	"context"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

// asks are fields of a part, to be asked by a step; those named after must be known.
func asks(p *record.Part, keys []string, required ...string) []record.Field {
	var fields []record.Field
	for _, key := range keys {
		f := *p.Field(key)
		f.Required, f.Default = slices.Contains(required, key), ""
		fields = append(fields, f)
	}
	return fields
}

// askedOf are fields of the proposal itself.
func askedOf(keys []string, required ...string) []record.Field {
	var fields []record.Field
	for _, key := range keys {
		f := *Proposals.Field(key)
		f.Required, f.Section, f.NoForm, f.ListOnly = slices.Contains(required, key), "", false, false
		fields = append(fields, f)
	}
	return fields
}

// concluded is a step that sets the conclusion of the review.
func concluded(conclusion string) func(record.Record, record.Values) (record.Values, error) {
	return func(_ record.Record, v record.Values) (record.Values, error) {
		change := maps.Clone(v)
		change["conclusion"], change[reviewedAgain] = conclusion, told(v["reviewed_on"])
		return change, nil
	}
}

// What the office waits for in a state comes first among its steps: the window offers the first as the next one.
//
// The flow reads the fields of the proposals and the proposals' saver reads them back, so the declaration cannot hold it itself.
func init() {
	Proposals.Flow = &record.Flow{State: "status", Steps: []record.Step{
		{
			Name: "重新提交", From: []string{"草稿"}, To: []string{"已提交", "审查中"},
			Asks: []record.Field{{Key: reviewedAgain, Title: "重新提交日期", Aliases: []string{"提交日期", "日期"}, Type: record.Day{}, Today: true, Note: "空着就是今天"}},
			Do: func(_ record.Record, v record.Values) (record.Values, error) {
				return record.Values{"conclusion": "", "reviewed_on": "", "review_meeting": "", reviewedAgain: told(v[reviewedAgain])}, nil
			},
		},
		{
			Name: "立案", From: []string{"已提交", "审查中", "草稿", "不立案"}, Later: []string{"不立案"}, To: []string{"已立案", "办理中", "申退中", "答复待审", "已答复", "重新办理", "跟踪中", "已办结"},
			Asks: askedOf([]string{"reviewed_on", "number", "review_meeting"}, "reviewed_on"), Begins: numberHad, Guard: signedJointly, Do: concluded("立案"),
		},
		{
			Name: "交办", From: []string{"已立案"}, To: []string{"办理中"},
			Asks: askedOf([]string{"lead_units", "co_units", "handling", "assigned_on", "assigned_by", "due_on"}, "lead_units", "assigned_on"),
			Do:   assigned,
		},
		{
			Name: "并案", Rare: true, From: []string{"已提交", "审查中", "已立案"}, To: []string{"已并案"}, Waits: nobodyAtWork,
			Asks: toldEmpty(askedOf([]string{"reviewed_on", "merged_number", "review_meeting"}, "reviewed_on", "merged_number"), "merged_number"), Do: concluded("并案"),
		},
		{
			Name: "不予立案", Rare: true, From: []string{"已提交", "审查中", "草稿"}, To: []string{"不立案"}, Waits: nobodyAtWork,
			Asks: askedOf([]string{"reviewed_on", "reasons", "destination", "passed_on", "passed_to", "review_meeting"}, "reviewed_on", "reasons", "destination"), Do: concluded("不予立案"),
		},
		{
			Name: "退回修改", Rare: true, From: []string{"已提交", "审查中"}, To: []string{"草稿"}, Waits: nobodyAtWork,
			Asks: append(whyAsked("退回修改的原因，提案人照它修改"), fromToday(askedOf([]string{"reviewed_on", "review_meeting"}), "reviewed_on")...), Do: concludedWhy(sentBackToWrite),
		},
		{
			Name: "撤案", Rare: true, From: []string{"已立案"}, To: []string{"已撤案"}, Waits: nobodyAtWork,
			Asks: append(whyAsked("提案人申请撤案的原因"), fromToday(askedOf([]string{"reviewed_on", "review_meeting"}), "reviewed_on")...), Do: concludedWhy("撤案"),
		},
		reviewStep("登记初审", docket.FirstStage),
		reviewStep("登记复审", docket.SecondStage),
		{
			Name: "答复通过", From: []string{"答复待审", "申退中"}, To: handledStates,
			Asks: asks(replyDrafts, []string{"unit", "judged_on"}, "judged_on"), Offers: unitsOf(checking), Needs: unitAmong(checking), Guard: somebodySent, Do: judged(docket.Passed),
		},
		{
			Name: "答复退回", Rare: true, From: []string{"答复待审", "申退中"}, To: atWorkStates,
			Asks:   asks(replyDrafts, []string{"unit", "judged_on", "reason"}, "judged_on", "reason"),
			Offers: unitsOf(checking), Needs: unitAmong(checking), Guard: somebodySent, Do: judged(docket.Returned),
		},
		{
			Name: "登记答复", From: atWorkStates, To: handledStates, Later: []string{"申退中"},
			Asks:   asks(assignments, []string{"unit", "replied_on", "result_class", "doc_number", "signer", "reply"}, "replied_on", "result_class"),
			Offers: unitsOf(working), Needs: unitAmong(working), Guard: mayReply, Do: ofUnit(working),
		},
		{
			Name: "答复送审", From: atWorkStates, To: []string{"答复待审", "申退中"}, Later: []string{"申退中"},
			Asks:   asks(replyDrafts, []string{"unit", "sent_on", "result_class", "doc_number", "signer", "reply"}, "sent_on", "result_class", "doc_number", "signer"),
			Offers: unitsOf(heard), Needs: unitAmong(heard), Begins: sentBack, Guard: maySend, Waits: nobodyHeard, Do: sent,
		},
		{
			Name: "改派", Rare: true, From: handledStates, To: handledStates, Later: []string{"已答复", "跟踪中", "已办结"},
			Asks: handedOnAsks(), Offers: func(r record.Record) map[string][]string { return map[string][]string{leftUnit: unitNames(left(r))} },
			Needs: func(r record.Record) []string {
				if len(unitNames(left(r))) > 1 {
					return []string{leftUnit}
				}
				return nil
			},
			Guard: somebodyLeft, Do: handedOn,
		},
		{
			Name: "重新交办", From: []string{"重新办理"}, To: []string{"重新办理"},
			Asks: asks(assignments, []string{"assigned_on", "assigned_by", "due_on"}, "assigned_on"), Waits: nobodyOwes, Do: assignedAgain,
		},
		{
			Name: StepLow, From: repliedStates, To: atWorkStates, Elsewhere: true, Some: true,
			Asks:   asks(assignments, []string{"evaluation", "unit", "assigned_on", "assigned_by", "due_on"}, "evaluation", "assigned_on"),
			Offers: unitsOf(answeredNow), Needs: unitAmong(answeredNow), Guard: somebodyAnswered, Do: sentToRework,
		},
		{
			Name: "登记反馈", From: []string{"已答复", "办理中", "答复待审", "重新办理", "申退中", "跟踪中", "已办结"}, To: handledStates, Later: []string{"申退中", "跟踪中", "已办结"},
			Asks:   asks(feedback, []string{"proposer", "unit", "returned_on", "attitude", "result", "adoption", "suggestions", "adopted", "opinion"}, "returned_on", "result"),
			Offers: feedbackOffers, Needs: ratedAmong, Guard: somebodySilent, Do: fedBack, Foretells: foretellsRework, Under: "result",
		},
		{
			Name: "到期未反馈", From: []string{"已答复"}, To: []string{"已办结", "跟踪中", "重新办理"}, Asks: asks(assignments, []string{"silent_on"}, "silent_on"), Guard: feedbackOverdue, Some: true, Do: unanswered,
		},
		{
			Name: "登记面商", From: talkedStates, To: talkedStates, Later: []string{"申退中"},
			Asks: asks(consultations, []string{"on_date", "mode", "unit", "people", "note"}, "on_date", "mode"), Offers: unitsOf(atWork),
			Do: func(r record.Record, v record.Values) (record.Values, error) {
				return added(r, "consultations", rows.Row(v))
			},
		},
		{
			Name: "登记催办", From: atWorkStates, To: atWorkStates, Later: []string{"申退中"},
			Asks:   noted(asks(reminders, []string{"on_date", "mode", "unit", "person", "note"}, "on_date", "mode"), "unit", "空着就是还没有答复的各家；会办单位要写明"),
			Offers: unitsOf(busy), Guard: somebodyWorks, Some: true, Do: reminded,
		},
		{
			Name: "登记延期", Rare: true, From: atWorkStates, To: atWorkStates, Later: []string{"申退中"},
			Asks: asks(assignments, []string{"unit", "extended_to", "extended_by", "extended_why", "extended_on", "note"}, "extended_to", "extended_by", "extended_why"), Offers: unitsOf(staying), Needs: unitAmong(staying), Guard: somebodyStays,
			Since: dueBefore, Do: extended,
		},
		{
			Name: "签收", From: signedStates, To: signedStates, Later: []string{"申退中"},
			Asks: asks(assignments, []string{"unit", "accepted_on"}, "accepted_on"), Offers: unitsOf(unsigned), Needs: unitAmong(unsigned), Guard: somebodyUnsigned, Do: ofUnit(unsigned),
		},
		{
			Name: "登记申退", Rare: true, From: atWorkStates, To: []string{"申退中"}, Stays: true, Later: []string{"申退中"},
			Asks:   noted(asks(assignments, []string{"unit", "asked_on", "asked_why"}, "asked_on", "asked_why"), "unit", "空着就是要答复的那一家；会办单位要写明"),
			Offers: unitsOf(busy), Needs: unitOrHelper, Guard: somebodyBusy, Do: askedOff,
		},
		{
			Name: "同意申退", From: atWorkStates, To: append([]string{"已立案"}, handledStates...),
			Asks: asks(assignments, []string{"unit", "returned_on", "note"}, "returned_on"), Offers: unitsOf(asking), Needs: unitAmong(asking), Guard: somebodyAsks, Do: ofUnit(asking),
		},
		{
			Name: "驳回申退", Rare: true, From: atWorkStates, To: atWorkStates,
			Asks: asks(assignments, []string{"unit", "kept_on", "note"}, "kept_on"), Offers: unitsOf(asking), Needs: unitAmong(asking), Guard: somebodyAsks, Do: ofUnit(asking),
		},
		{
			Name: "登记落实", From: repliedStates, To: handledStates,
			Asks:   asks(promises, []string{"text", "unit", "settled_on", "outcome", "note"}, "settled_on", "outcome"),
			Offers: promiseOffers, Needs: promiseAmong, Guard: somethingPromised, Do: settled,
		},
		{
			Name: "归档", From: endedStates, To: []string{"已归档"},
			Asks: askedOf([]string{"archived_on", "archive_number"}, "archived_on"), Do: func(_ record.Record, v record.Values) (record.Values, error) { return v, nil },
		},
		{
			Name: "登记承诺", From: repliedStates, To: handledStates,
			Asks: notToday(asks(promises, []string{"unit", "text", "due_on", "made_on", "note"}, "text", "due_on"), "made_on"), Offers: unitsOf(everReplied), Needs: unitAmong(everReplied), Guard: somebodyReplied, Since: repliedBefore, Do: promised,
		},
		{
			Name: "登记回头看", From: repliedStates, To: handledStates, Later: repliedStates,
			Asks: revisitAsks(), Offers: revisitOffers, Guard: somebodyReplied, Do: revisited,
		},
		{
			Name: "补记签收", From: answeredStates, To: answeredStates, // a co-unit may sign after the lead replied, and who replied did before
			Asks: notToday(noted(asks(assignments, []string{"unit", "accepted_on"}, "accepted_on"), "accepted_on", "不晚于这家单位的答复日期"), "accepted_on"), Offers: unitsOf(unsigned), Needs: unitAmong(unsigned), Guard: somebodyUnsigned, Do: ofUnit(unsigned),
		},
		{
			Name: "登记会办意见", From: slices.Concat(atWorkStates, answeredStates), To: slices.Concat(atWorkStates, answeredStates), Later: answeredStates, // one may come late
			Asks:   noted(asks(assignments, []string{"unit", "replied_on", "reply"}, "replied_on"), "replied_on", "会办单位把意见送到主办单位的日期"),
			Offers: unitsOf(helping), Needs: unitAmong(helping), Guard: somebodyHelps, Do: ofUnit(helping),
		},
		{
			Name: "登记跟踪", From: trackedStates, To: trackedStates, Asks: asks(trackingNodes, []string{"kind", "done_on", "person", "note"}, "kind", "done_on"),
			Offers: nodeOffers, Begins: nextNode, Guard: somethingWaits, Do: nodeDone,
		},
		{
			Name: "全程跟踪", From: trackedStates, To: trackedStates, Asks: append(asks(trackingNodes, []string{"person"}), fromToday(askedOf([]string{"tracked_on"}), "tracked_on")...), Guard: notTracked, Do: planned,
		},
		{
			Name: "解除并案", Rare: true, From: []string{"已并案"}, To: []string{"已提交", "审查中", "已立案"}, Asks: askedOf([]string{"reviewed_on", "note"}, "reviewed_on", "note"), Do: unmerged,
		},
		{
			Name: "更正案号", Rare: true, From: []string{"已立案"}, To: []string{"已立案"}, Asks: renumberAsks(), Guard: neverHandedOver, Do: renumber,
		},
		{
			Name: "重新打开", Rare: true, From: []string{"已归档"}, To: endedStates, Asks: reopenAsks(), Do: opened,
		},
	}}
}

// The states of a proposal in which something can be.
var (
	atWorkStates   = docket.AtWorkStates
	signedStates   = []string{"办理中", "重新办理", "答复待审", "申退中"}                      // they sign for it
	talkedStates   = []string{"办理中", "重新办理", "答复待审", "申退中", "已答复"}               // they are talked with
	repliedStates  = []string{"已答复", "跟踪中", "已办结", "重新办理", "办理中", "答复待审", "申退中"} // somebody replied
	answeredStates = []string{"已答复", "跟踪中", "已办结"}                               // all did
	handledStates  = []string{"申退中", "办理中", "答复待审", "重新办理", "已答复", "跟踪中", "已办结"} // what work leads to
	trackedStates  = append([]string{"已立案"}, handledStates...)                   // it can be tracked from its filing on
	endedStates    = []string{"已办结", "不立案", "已并案", "已撤案"}                        // the work is over
)

// noted are the fields with a note on one of them.
func noted(fields []record.Field, key, note string) []record.Field {
	for i := range fields {
		if fields[i].Key == key {
			fields[i].Note = note
		}
	}
	return fields
}

// notToday are the fields with a date that a form does not begin with as today.
func notToday(fields []record.Field, key string) []record.Field {
	for i := range fields {
		fields[i].Ahead = fields[i].Ahead || fields[i].Key == key
	}
	return fields
}

// fromToday are the fields with a date that a form begins with as today, although it need not be told.
func fromToday(fields []record.Field, key string) []record.Field {
	for i := range fields {
		fields[i].Today = fields[i].Today || fields[i].Key == key
	}
	return fields
}

// toldEmpty are the fields with one that says something while it is empty.
func toldEmpty(fields []record.Field, key string) []record.Field {
	for i := range fields {
		fields[i].TellsEmpty = fields[i].TellsEmpty || fields[i].Key == key
	}
	return fields
}

// reminded notes that units were reminded: the one named, else each whose reply is still to come.
func reminded(r record.Record, v record.Values) (record.Values, error) {
	among := working(r)
	if v["unit"] != "" {
		one, err := oneUnit(busy(r), v["unit"])
		if err != nil {
			return nil, err
		}
		among = []rows.Row{one}
	}
	all := partRows(r, "reminders")
	for _, unit := range unitNames(among) {
		row := rows.Row(maps.Clone(v))
		row["unit"] = unit
		all = append(all, row)
	}
	return record.Values{"reminders": rows.Text(all)}, nil
}

// proposalsAsOf sets the states and the deadlines in force to those of the scope's day.
func proposalsAsOf(ctx context.Context, db bun.IDB, scope record.Scope, id int64, records []record.Record) error {
	filter := Filter{Year: scope.Year}
	if id != 0 {
		filter = Filter{IDs: []int64{id}}
	}
	lines, err := Find(ctx, db, filter, scope.Day)
	if err != nil {
		return err
	}
	then := make(map[int64]*docket.Line, len(lines))
	for i := range lines {
		then[lines[i].ID] = &lines[i]
	}
	for _, r := range records {
		if l := then[r.ID]; l != nil {
			setAsOf(r.Values, l)
			setWait(r.Values, l)
		}
	}
	return nil
}

// setAsOf sets what is shown of a proposal as of a day, whatever day the rest is of.
func setAsOf(v record.Values, then *docket.Line) {
	v["status"] = then.Status
	for key, text := range map[string]string{"open_due_on": then.OpenDueOn, "class_now": then.ClassText(), "satisfaction_now": then.Satisfaction, feedbackDue: then.FeedbackDueOn} {
		if delete(v, key); text != "" {
			v[key] = text
		}
	}
}
