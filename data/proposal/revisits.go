package proposal

import (
	"context"
	"errors"
	"slices"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// findingWords are other words for what a revisit finds.
var findingWords = map[string]string{
	"已落实": docket.Done, "全部落实": docket.Done, "落实到位": docket.Done, "已完成": docket.Done, "基本落实": docket.Partly, "正在落实": docket.Partly, "没有落实": docket.Undone, "尚未落实": docket.Undone,
}

func parseFinding(text string) (string, error) {
	plain := record.FoldWord(text)
	if word, known := findingWords[plain]; known {
		return word, nil
	}
	if slices.Contains(docket.Findings, plain) {
		return plain, nil
	}
	return "", errors.New("应为" + zh.JoinNames(docket.Findings) + "之一")
}

// revisits are the 回头看 of a proposal: what the office found of what the replies said.
var revisits = &record.Part{
	Title: "回头看", Table: "revisit", Owner: "proposal_id",
	From:  "revisit x LEFT JOIN unit u ON u.id = x.unit_id",
	Order: "x.on_date, x.id",
	Fields: []record.Field{
		{Key: "on_date", Title: "回头看日期", Aliases: []string{"复查日期", "回访日期", "回头看时间"}, Type: record.Day{}, Required: true, Width: 90},
		{Key: "finding", Title: "回头看结果", Aliases: []string{"查看结果", "复查结果", "回访结果"}, Type: record.Word{Words: docket.Findings, Read: parseFinding}, Required: true, Width: 80},
		{Key: "unit", Title: "承办单位", Aliases: []string{"单位"}, Expr: "COALESCE(u.name, '')", Note: "空着就是各单位的办理", Width: 140},
		{Key: "mode", Title: "回头看方式", Aliases: []string{"查看方式", "复查方式", "回访方式"}, Type: record.Word{Dictionary: "revisit_mode"}, Width: 90},
		{Key: "people", Title: "参加人员", Aliases: []string{"参加人", "回头看人员", "复查人"}, Width: 160},
		{Key: "note", Title: "回头看情况", Aliases: []string{"情况", "复查情况", "回访情况"}, Type: record.Long{}},
	},
	Check: func(all []record.Values) error {
		if v := record.Repeated(all, "unit", "on_date", "mode"); v != nil {
			return store.Refuse(store.CodeInvalid, "%s 的%s回头看写了两次，请删去一行。", v["on_date"], v["mode"])
		}
		return nil
	},
	Row: func(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) (store.Columns, error) {
		row := v.Pick("on_date", "mode", "people", "finding", "note")
		return row, unitOfProposal(ctx, tx, owner, v, was, row)
	},
}

// openPromise is the key of a revisit's step for the promise that it settles.
const openPromise = "promise"

// revisitAsks are what the step 登记回头看 asks.
func revisitAsks() []record.Field {
	fields := asks(revisits, []string{"on_date", "finding", "unit", "mode", "people", "note"}, "on_date", "finding")
	return append(fields, record.Field{
		Key: openPromise, Title: "承诺事项", Note: "看的是哪一条承诺；落实、未落实的同时记为它的落实情况，部分落实的仍等着",
	})
}

func revisitOffers(r record.Record) map[string][]string {
	return map[string][]string{"unit": unitNames(everReplied(r)), openPromise: promiseOffers(r)["text"]}
}

// revisited adds what was found, and settles the promise that was looked at.
func revisited(r record.Record, v record.Values) (record.Values, error) {
	row, text := rows.Row{}, v[openPromise]
	for key, value := range v {
		if key != openPromise {
			row[key] = value
		}
	}
	if text == "" {
		return added(r, "revisits", row)
	}
	told := record.Values{"text": text, "unit": v["unit"], "settled_on": v["on_date"], "outcome": docket.Kept, "note": v["note"]}
	if v["finding"] == docket.Undone {
		told["outcome"] = docket.Broken
	}
	promise, err := promiseTold(r, told)
	if err != nil {
		return nil, err
	}
	row["unit"] = promise["unit"]
	change, err := added(r, "revisits", row)
	if err != nil || v["finding"] == docket.Partly {
		return change, err
	}
	kept, err := settled(r, told)
	if err == nil {
		change["promises"] = kept["promises"]
	}
	return change, err
}
