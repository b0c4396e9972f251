package supervision

import (
	"context"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// points are the 意见 of a letter, each followed by itself.
var points = &record.Part{
	Title: "意见", Table: "opinion_point", Owner: "letter_id", From: "opinion_point x", Order: "x.ordinal", Ordinal: "ordinal",
	Fields: []record.Field{
		{Key: "text", Title: "意见内容", Aliases: []string{"意见", "问题"}, Required: true, Width: 260},
		{Key: "source", Title: "来源", Aliases: []string{"问题来源"}, Expr: sourceSQL(), Note: "写「直通车 3 号」「提案 12 号」「民主评议 名称」「会议活动 名称」；来自小组监督活动的空着", Width: 100},
		{Key: "responsible", Later: true, Title: "责任人", Width: 70},
		{Key: "measure", Later: true, Title: "整改措施", Aliases: []string{"措施"}, Type: record.Long{}, Width: 160},
		{Key: "measure_on", Later: true, Title: "措施日期", Aliases: []string{"报送措施日期"}, Type: record.Day{}, Width: 90},
		{Key: "progress", Later: true, Title: "进展", Aliases: []string{"整改进展"}, Type: record.Long{}, Width: 160},
		{Key: "progress_on", Later: true, Title: "进展日期", Type: record.Day{}, Width: 90},
		{Key: "extended_to", Later: true, Title: "延期至", Type: record.Day{}, Ahead: true, Tells: proposal.TellsDue, Width: 90},
		{Key: "extended_on", Later: true, Title: "延期批准日期", Type: record.Day{}, Width: 90},
		{Key: "extended_by", Later: true, Title: "延期批准人", Width: 90},
		{Key: "extended_why", Later: true, Title: "延期理由", Type: record.Long{}, Note: "过了期限才批准的，写明「补批」和原因"},
		{Key: "replied_on", Later: true, Title: "答复日期", Type: record.Day{}, Width: 90},
		{Key: "reply", Later: true, Title: "答复内容", Type: record.Long{}, Width: 160},
		{Key: "returned_on", Later: true, Title: "退回日期", Type: record.Day{}, Width: 90},
		{Key: "return_why", Later: true, Title: "退回原因", Type: record.Long{}},
		againOfPoint(),
		{Key: "accepted_on", Later: true, Title: "验收日期", Type: record.Day{}, Width: 90},
		{Key: "accepted_by", Later: true, Title: "验收人", Width: 80},
		{Key: "looked_on", Later: true, Title: "回头看日期", Type: record.Day{}, Width: 90},
		{Key: "looked", Later: true, Title: "回头看情况", Type: record.Long{}},
		{Key: "closed_on", Later: true, Title: "销号日期", Type: record.Day{}, Width: 90},
	},
}

// stageOfPoint is a date of a point.
type stageOfPoint struct {
	key    string
	after  []string // which it needs
	follow []string // which it follows where they are known: an old ledger may lack them
}

// happened are the dates of a point, each not before those it follows where they stand.
var happened = []stageOfPoint{
	{"measure_on", nil, nil},
	{"progress_on", nil, []string{"measure_on"}},
	{"extended_on", nil, nil},
	{"replied_on", nil, []string{"measure_on"}},
	{"returned_on", nil, nil},
	{"accepted_on", []string{"replied_on"}, nil},
	{"looked_on", []string{"accepted_on"}, nil},
	{"closed_on", []string{"replied_on", "accepted_on", "looked_on"}, nil},
}

func againOfPoint() record.Field {
	f := againField
	f.Expr = pointReturns.saidAgain(forever)
	return f
}

func pointRow(ctx context.Context, tx *store.Tx, letter int64, v, was record.Values) (store.Columns, error) {
	var keys []string
	for i := range points.Fields {
		if points.Fields[i].Expr == "" {
			keys = append(keys, points.Fields[i].Key)
		}
	}
	row := v.Pick(keys...)
	if err := sourced(ctx, tx, letter, v, was, row); err != nil {
		return nil, err
	}
	settleAgain(v, was, "accepted_on")
	if err := checkHappened(tx, v); err != nil {
		return nil, err
	}
	if err := checkApproved(v); err != nil {
		return nil, err
	}
	switch {
	case v["returned_on"] != "" && v["replied_on"] == "":
		return nil, store.Refuse(store.CodeInvalid, "「%s」没有答复，不能退回。", v["text"])
	case v["closed_on"] != "" && overtaken(v, "closed_on"):
		return nil, store.Refuse(store.CodeInvalid, "「%s」已于 %s 销号，退回日期 %s 应在这以前；销号后复发的请另写意见书，注明原意见书。", v["text"], v["closed_on"], v["returned_on"])
	case v["returned_on"] == "":
		row["first_replied_on"] = v["replied_on"]
	case was == nil: // there was a reply before the return, on an unknown day
		row["first_replied_on"] = min(v["replied_on"], v["returned_on"])
	}
	return row, nil
}

// checkApproved refuses an extension, or who approved it or accepted what was done, without its day, and one to a day already past when it was approved.
func checkApproved(v record.Values) error {
	switch {
	case v["extended_to"] == "" != (v["extended_on"] == ""):
		return store.Refuse(store.CodeInvalid, "「%s」要同时写明延期至哪天和批准日期，或都空着。", v["text"])
	case v["extended_to"] == "" && v["extended_by"]+v["extended_why"] != "":
		return store.Refuse(store.CodeInvalid, "「%s」有延期批准人或延期理由，却没有写明延期至哪天，请补上。", v["text"])
	case v["extended_to"] < v["extended_on"]:
		return store.Refuse(store.CodeInvalid, "「%s」延期至 %s 早于批准日期 %s，批准时这一天已经过了，请核对。", v["text"], v["extended_to"], v["extended_on"])
	case v["accepted_by"] != "" && v["accepted_on"] == "":
		return store.Refuse(store.CodeInvalid, "「%s」有验收人「%s」，却没有验收日期，请补上。", v["text"], v["accepted_by"])
	}
	return nil
}

// checkHappened refuses dates of a point that are to come, or before those they follow.
func checkHappened(tx *store.Tx, v record.Values) error {
	for _, h := range happened {
		if err := record.CheckHappened(tx, points.Field(h.key).Title, v[h.key]); err != nil {
			return err
		}
		before := h.after
		for _, key := range h.follow {
			if v[key] != "" {
				before = append(slices.Clip(before), key)
			}
		}
		for _, key := range before {
			if fault := outOfOrder(v, h, key); fault != "" {
				return store.Refuse(store.CodeInvalid, "「%s」%s。", v["text"], fault)
			}
		}
	}
	return nil
}

// outOfOrder says what is wrong with a date beside one that it follows; "" for nothing. What a return has overtaken is right whatever came later, and is
// nothing that a later date could need.
func outOfOrder(v record.Values, h stageOfPoint, before string) string {
	day, back, title := v[h.key], v["returned_on"], points.Field(before).Title
	switch {
	case day == "" || overtaken(v, h.key):
		return ""
	case v[before] == "":
		return "有" + points.Field(h.key).Title + "，却没有" + title
	case overtaken(v, before) && slices.Contains(h.after, before):
		return "有" + points.Field(h.key).Title + " " + day + "，却没有退回（" + back + "）以后的" + title
	case day < v[before]:
		return "的" + points.Field(h.key).Title + " " + day + " 早于" + title + " " + v[before]
	}
	return ""
}

// checkPoints refuses facts of points before their letter was delivered or signed for, and extensions that put nothing off. An old ledger has delivered
// letters whose points are in another one, and often no day of receipt: that is remarked, and no more asked for later.
func checkPoints(ctx context.Context, tx *store.Tx, id int64, was record.Values) error {
	r, err := Letters.Record(ctx, tx, id)
	if err != nil {
		return err
	}
	begun := begunUnsigned(was)
	letter, unsigned := r.Values, (tx.Importing || begun) && r.Values["received_on"] == ""
	if unsigned {
		letter = maps.Clone(letter)
		letter["received_on"] = letter["delivered_on"]
	}
	for _, row := range partRows(r) {
		for _, h := range happened {
			if fault := tooEarly(letter, h.key, row[h.key]); fault != "" {
				return store.Refuse(store.CodeInvalid, "「%s」%s", row["text"], fault)
			}
			if unsigned && !begun && row[h.key] != "" && h.key != "extended_on" {
				tx.Remark("整改已经开始，意见书没有签收日期的有，请在意见书中补上")
			}
		}
		if due, what := putOffFrom(r.Values, row); row["extended_to"] != "" && row["extended_to"] <= due {
			return store.Refuse(store.CodeInvalid, "「%s」延期至 %s 不晚于%s %s，请核对。", row["text"], row["extended_to"], what, due)
		}
	}
	return checkApprovedInTime(ctx, tx, id, was, r.Values)
}

// begunUnsigned reports whether points of a letter were being put right though nobody had signed for it, as an old ledger may have it.
func begunUnsigned(letter record.Values) bool {
	return letter["received_on"] == "" && slices.ContainsFunc(partRows(record.Record{Values: letter}), func(row rows.Row) bool {
		return slices.ContainsFunc(happened, func(h stageOfPoint) bool { return h.key != "extended_on" && row[h.key] != "" })
	})
}

// tooEarly says what is wrong with a date of a point of a letter; "" for nothing. Only an extension needs no receipt.
func tooEarly(letter record.Values, key, day string) string {
	title := points.Field(key).Title
	switch delivered, received := letter["delivered_on"], letter["received_on"]; {
	case day == "":
	case delivered == "":
		return "有" + title + "，意见书却没有送达日期。"
	case day < delivered:
		return "的" + title + " " + day + " 早于送达日期 " + delivered + "。"
	case key == "extended_on":
	case received == "":
		return "有" + title + " " + day + "，意见书却没有签收日期；请先在意见书中登记签收。"
	case day < received:
		return "的" + title + " " + day + " 早于意见书的签收日期 " + received + "。"
	}
	return ""
}

// putOffFrom is the deadline that the extension of a point of a letter puts off, and what it is called.
func putOffFrom(letter record.Values, row rows.Row) (due, what string) {
	for _, key := range []string{"measure_on", "replied_on"} {
		if row[key] != "" && row[key] <= row["extended_on"] {
			return letter["due_on"], "整改期限"
		}
	}
	return letter["measures_due"], "措施期限"
}

// partRows are the points of a letter that was read from the store.
func partRows(r record.Record) []rows.Row {
	all, err := rows.Parse(r.Values["points"])
	if err != nil { // the store writes nothing else
		return nil
	}
	return all
}

// PointsOf are the ids of the points of a letter, in their order.
func PointsOf(ctx context.Context, db bun.IDB, letterID int64) ([]int64, error) {
	return store.IDs(ctx, db, "SELECT id FROM opinion_point WHERE letter_id = ? ORDER BY ordinal", letterID)
}

// Points are the points of letters, one a row: the list 整改.
var Points = record.LedgerKind(&record.Kind{Name: "points", Title: "监督意见", Layout: "监督意见整改台账", Scope: "year = ?", CalledBy: []string{"serial", "text"}}, &record.Ledger{
	Of: Letters, Key: "points", Same: []string{"text"},
	Lead: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Expr: "l.year", Section: "意见书", Note: "空着就是当前年度", Width: 44},
		{Key: "number", Title: "文号", OneNumber: true, Aliases: []string{"意见书编号", "意见书文号", "监督意见书文号"}, Expr: "COALESCE(CAST(l.number AS TEXT), '')", Note: "没有审定、还没有文号的空着，写明意见书的标题", Example: "3", Width: 50},
		{Key: "serial", Title: "编号", Expr: "COALESCE(l.number || '-' || x.ordinal, '')", ListOnly: true, FormOnly: true},
		{Key: "title", Title: "意见书", Aliases: []string{"标题", "意见书标题"}, Type: record.Text{Fold: fold.Called}, Expr: "l.title", Note: "有文号的可以空着", NoForm: true, Width: 160},
		{Key: "unit", Title: "责任单位", Aliases: []string{"被监督单位", "监督单位", "整改单位", "承办单位", "单位"}, Expr: "u.name", Note: "几份没有文号的意见书标题相同时写明", NoForm: true, Width: 130},
		{Key: "group", Title: "监督小组", Aliases: []string{"组号", "组别", "小组"}, Expr: "COALESCE(CAST(g.number AS TEXT), '')", Note: "几份没有文号的意见书标题相同时写明", NoForm: true, Width: 70},
		{Key: "origin", Title: "来源类别", Expr: originSQL(), ListOnly: true, Width: 80},
		{Key: "delivered_on", Title: "送达日期", Expr: "l.delivered_on", Type: record.Day{}, ListOnly: true, Width: 90},
		{Key: "status", Title: "状态", Expr: pointState(forever), ListOnly: true, Width: 80},
		{Key: "due_now", Title: "当前期限", Expr: pointDue(forever), Type: record.Day{}, Ahead: true, ListOnly: true, Width: 104},
		{Key: "due_why", Title: "期限由来", Expr: pointExplained(forever), ListOnly: true, FormOnly: true},
	},
	Join:  "JOIN opinion_letter l ON l.id = x.letter_id AND l.deleted_at = '' JOIN unit u ON u.id = " + pointUnit(forever) + " LEFT JOIN supervision_group g ON g.id = l.group_id",
	Order: "l.number IS NULL, l.number, l.id",
	Names: []string{"number", "title"}, Owner: letterOfPoint, Among: pointsOfLetter, Belied: otherLetter,
})

func init() {
	points.Row, Points.AsOf = pointRow, pointsAsOf
	points.Also = func(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
		if _, err := pointReturns.keep(ctx, tx, id, v); err != nil {
			return err
		}
		return keepExtension(ctx, tx, id, v)
	}
}

func pointsAsOf(ctx context.Context, db bun.IDB, scope record.Scope, id int64, records []record.Record) error {
	day, where := store.QuoteText(scope.Day), chosenOf("l", scope, 0)
	if id != 0 {
		where = chosenOf("x", scope, id)
	}
	for i := range records {
		forget(records[i].Values, scope.Day, factsOfPoint)
	}
	err := restated(ctx, db, records, []string{"replied_on", "returned_on", "again", "accepted_on", "accepted_by", "looked_on", "extended_to", "extended_on", "extended_by", "extended_why", "status", "due_now", "due_why", "unit"}, "SELECT x.id, "+
		pointReturns.repliedOn(day)+", "+pointReturns.returnedOn(day)+", "+pointReturns.saidAgain(day)+", "+pointReturns.reached("accepted_on", "accepted_on", day)+", "+pointReturns.reached("accepted_by", "accepted_on", day)+", "+pointReturns.reached("looked_on", "looked_on", day)+", "+
		extension("extended_to", day)+", "+extension("extended_on", day)+", "+extension("extended_by", day)+", "+extension("extended_why", day)+", "+
		pointState(day)+", "+pointDue(day)+", "+pointExplained(day)+", "+roster.UnitNameSQL(pointUnit(day), day)+
		" FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE "+where)
	for i := range records {
		saidBy(records[i].Values, factsOfPoint)
	}
	return err
}

var factsOfPoint = []fact{
	{date: "measure_on", said: "measure"},
	{date: "progress_on", said: "progress"},
	{date: "replied_on", said: "reply"},
	{date: "returned_on", said: "return_why"},
	{date: "accepted_on", also: []string{"accepted_by"}},
	{date: "looked_on", said: "looked"},
	{date: "closed_on"},
	{date: "delivered_on"},
}
