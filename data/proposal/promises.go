package proposal

import (
	"context"
	"errors"
	"slices"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// outcomeWords are other words for a promise that was kept. 未兑现 may be one that is still open.
var outcomeWords = map[string]string{
	"已兑现": docket.Kept, "全部兑现": docket.Kept, "已完成": docket.Kept, "全部完成": docket.Kept,
}

func parseOutcome(text string) (string, error) {
	plain := record.FoldWord(text)
	if word, known := outcomeWords[plain]; known {
		return word, nil
	}
	if plain == docket.Kept || plain == docket.Broken {
		return plain, nil
	}
	return "", errors.New("应为" + docket.Kept + "、" + docket.Broken + "之一")
}

// promises are the 承诺事项 of a proposal: what its replies say will be done, and what became of each.
var promises = &record.Part{
	Title: "承诺事项", Table: "promise", Owner: "proposal_id",
	From:  "promise x JOIN unit u ON u.id = x.unit_id",
	Order: "x.id",
	Fields: []record.Field{
		{Key: "unit", Title: "承办单位", Aliases: []string{"单位", "承诺单位"}, Expr: "u.name", Required: true, Width: 140},
		{Key: "text", Title: "承诺事项", Aliases: []string{"承诺内容", "计划落实事项", "计划解决事项"}, Required: true, Width: 220},
		{Key: "made_on", Title: "承诺日期", Type: record.Day{}, Note: "空着就是答复的日期", Width: 90},
		{Key: "due_on", Title: "承诺时限", Aliases: []string{"落实时限", "完成时限", "兑现时限", "承诺兑现时限", "承诺完成时限", "计划完成时间", "计划落实日期"}, Type: record.Day{}, Ahead: true, After: "made_on", Tells: TellsDue, Width: 90},
		{Key: "settled_on", Title: "落实日期", Aliases: []string{"兑现日期", "完成日期", "核实日期", "回头看日期"}, Type: record.Day{}, Note: "落实了，或查明没有落实的日期", Width: 90},
		{Key: "outcome", Title: "落实情况", Aliases: []string{"完成情况", "兑现情况", "兑现结果"}, Type: record.Word{Words: []string{docket.Kept, docket.Broken}, Read: parseOutcome}, Width: 70},
		{Key: "note", Title: "备注", Type: record.Long{}},
	},
	Check: func(all []record.Values) error {
		if v := record.Repeated(all, "unit", "text"); v != nil {
			return store.Refuse(store.CodeInvalid, "「%s」的承诺事项「%s」写了两次，请删去一行。", v["unit"], v["text"])
		}
		return nil
	},
	Row: func(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) (store.Columns, error) {
		row := v.Pick("text", "made_on", "due_on", "settled_on", "outcome", "note")
		if v["settled_on"] == "" != (v["outcome"] == "") {
			return nil, store.Refuse(store.CodeInvalid, "「%s」的承诺事项「%s」要同时写明落实日期和落实情况，或都空着。", v["unit"], v["text"])
		}
		if err := unitOfProposal(ctx, tx, owner, v, was, row); err != nil || v["made_on"] != "" {
			return row, err
		}
		var err error
		row["made_on"], err = repliedOn(ctx, tx, owner, v["unit"])
		return row, err
	},
}

// repliedOn is the day of the latest reply of a unit of the proposal, empty without one.
func repliedOn(ctx context.Context, tx *store.Tx, proposalID int64, unit string) (string, error) {
	unitID, _, err := unitOf(ctx, tx, proposalID, unit, assignedEver)
	if err != nil {
		return "", err
	}
	days, err := store.Texts(ctx, tx, "SELECT COALESCE(max(r.replied_on), '') FROM reply r JOIN assignment a ON a.id = r.assignment_id WHERE a.proposal_id = ? AND a.unit_id = ?",
		proposalID, unitID)
	if err != nil {
		return "", err
	}
	return days[0], nil
}

// openPromises are the rows of what is still to be kept.
func openPromises(r record.Record) []rows.Row {
	return slices.DeleteFunc(partRows(r, "promises"), func(row rows.Row) bool { return row["settled_on"] != "" })
}

// everReplied are the rows of the units that replied in any round.
func everReplied(r record.Record) []rows.Row {
	return slices.DeleteFunc(answering(r), func(row rows.Row) bool { return row["replied_on"] == "" })
}

func somebodyReplied(r record.Record) string {
	if len(everReplied(r)) == 0 {
		return "还没有单位答复。"
	}
	return ""
}

func somethingPromised(r record.Record) string {
	if len(openPromises(r)) == 0 {
		return "没有等待落实的承诺事项。"
	}
	return ""
}

func promiseOffers(r record.Record) map[string][]string {
	var texts []string
	for _, row := range openPromises(r) {
		if !slices.Contains(texts, row["text"]) {
			texts = append(texts, row["text"])
		}
	}
	return map[string][]string{"text": texts, "unit": unitNames(openPromises(r))}
}

// promiseAmong needs to be told which promise is meant where several are open.
func promiseAmong(r record.Record) []string {
	offers := promiseOffers(r)
	var needs []string
	for _, key := range []string{"text", "unit"} {
		if len(offers[key]) > 1 {
			needs = append(needs, key)
		}
	}
	if len(needs) == 2 && len(openPromises(r)) == len(offers["text"]) { // the text says whose it is
		needs = needs[:1]
	}
	return needs
}

// repliedBefore is the day that the promise told was made on, else the latest reply of its unit: what is promised comes after.
func repliedBefore(r record.Record, key string, told func(string) string) string {
	if key != "due_on" {
		return ""
	}
	if made := told("made_on"); made != "" {
		return made
	}
	last, unit := "", told("unit")
	for _, row := range everReplied(r) {
		if unit == "" || roster.SameWords(row["unit"], unit) {
			last = max(last, row["replied_on"])
		}
	}
	return last
}

// promised adds what a unit that replied says will be done.
func promised(r record.Record, v record.Values) (record.Values, error) {
	row := rows.Row(v)
	if names := unitNames(everReplied(r)); row["unit"] == "" {
		if len(names) > 1 {
			return nil, store.Refuse(store.CodeInvalid, "有 %d 家单位，请写明「承办单位」是哪一家：%s。", len(names), zh.JoinNames(names))
		}
		row["unit"] = names[0]
	}
	return added(r, "promises", row)
}

// promiseTold is the open promise that v tells.
func promiseTold(r record.Record, v record.Values) (rows.Row, error) {
	may := slices.DeleteFunc(openPromises(r), func(row rows.Row) bool {
		return v["text"] != "" && row["text"] != v["text"] || v["unit"] != "" && row["unit"] != v["unit"]
	})
	switch {
	case len(may) == 0:
		return nil, store.Refuse(store.CodeInvalid, "没有这样一条等待落实的承诺事项，可以选的有：%s。", zh.JoinNames(promiseOffers(r)["text"]))
	case len(may) > 1:
		return nil, store.Refuse(store.CodeInvalid, "有 %d 条等待落实的承诺事项与所填的相符，请写明「承诺事项」和「承办单位」。", len(may))
	}
	return may[0], nil
}

// settled notes what became of the open promise that v tells.
func settled(r record.Record, v record.Values) (record.Values, error) {
	promise, err := promiseTold(r, v)
	if err != nil {
		return nil, err
	}
	all := partRows(r, "promises")
	row := record.ByRowID(all, promise[rows.ID])
	row["settled_on"], row["outcome"] = v["settled_on"], v["outcome"]
	addNote(row, "note", v["note"])
	return record.Values{"promises": rows.Text(all)}, nil
}
