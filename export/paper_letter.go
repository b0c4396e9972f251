package export

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
	"cppccdesk/export/paper"
)

// letter is a letter with its opinions in their order.
type letter struct {
	record.Record

	points []rows.Row
}

// letterField is a field of a letter as it is entered.
func letterField(name, note, key string) value[letter] {
	return value[letter]{name, note, func(_ *paperYear, r letter) string { return r.Values[key] }}
}

var letterValues = []value[letter]{
	letterField("标题", "", "title"),
	letterField("文号", "如 3", "number"),
	letterField("单位", "被监督单位", "unit"),
	letterField("监督小组", "组号，不是小组提出的空着", "group"),
	{"来源活动", "小组到单位监督的日期", func(_ *paperYear, r letter) string { return dayText(r.Values["visited_on"]) }},
	{"原意见书", "复发的写原来的年度和文号，如 2025-3", func(_ *paperYear, r letter) string { return r.Values["earlier"] }},
	letterField("审签领导", "", "leader"),
	{"审定日期", "意见书的成文日期", func(_ *paperYear, r letter) string { return dayText(r.Values["approved_on"]) }},
	{"意见数", "", func(_ *paperYear, r letter) string { return fmt.Sprint(len(r.points)) }},
	{"措施期限", "送达以后才有，没有送达的空着", func(y *paperYear, r letter) string { return y.dueText(r.Values["measures_due"]) }},
	{"整改期限", "送达以后才有，没有送达的空着", func(y *paperYear, r letter) string { return y.dueText(r.Values["due_on"]) }},
}

// pointValues are the fields of one opinion of a letter.
var pointValues = []value[rows.Row]{
	{"意见", "", func(_ *paperYear, p rows.Row) string { return strings.TrimRight(p["text"], "。；;") }},
	{"来源", "不是小组监督活动中发现的才有，如 提案 12 号", func(_ *paperYear, p rows.Row) string { return p["source"] }},
	{"责任人", "", func(_ *paperYear, p rows.Row) string { return p["responsible"] }},
}

var opinionLetter = Paper{
	Name: "监督意见书", Each: "每份意见书一份", Rule: "审定了、有文号的意见书，附签收回执", ByUnit: true, Of: "监督意见书", Needs: needOffice,
	reads:  func(ctx context.Context, db bun.IDB, y *paperYear) error { return y.readLetters(ctx, db) },
	Fields: withCommon(fieldsOf(letterValues), []paper.Field{listOf("每条意见", "按意见书里的次序", pointValues)}),
	make: func(y *paperYear) (docs []document) {
		for _, r := range y.letters {
			docs = append(docs, document{r.Values["number"] + " " + r.Values["title"], paper.Data{
				Texts: textsOf(y, letterValues, r), Lists: map[string][]paper.Data{"每条意见": rowsOf(y, pointValues, r.points)},
			}})
		}
		return docs
	},
}

// readLetters reads the chosen letters that have a number on the day of the papers, for the units chosen.
func (y *paperYear) readLetters(ctx context.Context, db bun.IDB) error {
	all, err := supervision.Letters.Records(ctx, db, record.Scope{Year: y.Year, Day: y.day})
	if err != nil {
		return err
	}
	ids := y.unitIDs()
	for _, r := range all {
		if r.Values["number"] == "" || y.Letters != nil && !slices.Contains(y.Letters, r.ID) || !y.chosenUnit(ids[r.Values["unit"]]) {
			continue
		}
		whole, err := supervision.Letters.RecordOn(ctx, db, r.ID, y.day)
		if err != nil {
			return err
		}
		points, err := rows.Parse(whole.Values["points"])
		if err != nil {
			return fmt.Errorf("opinions of letter %d: %w", r.ID, err)
		}
		y.letters = append(y.letters, letter{whole, points})
	}
	return nil
}
