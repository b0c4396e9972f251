package supervision

import (
	"context"
	"strconv"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Where points come from (问题来源).
const (
	OfVisit      = "监督活动"
	OfDirect     = "直通车"
	OfProposal   = "提案"
	OfEvaluation = "民主评议"
)

// source is a sort of record that a point can come from, beside the visit of its letter.
type source struct {
	word, column string
	called       string // SQL of what people call the record x.column
	find         string // SQL of the ids in year ?0 of what is called ?1, its number ?2
	how          string // it is written
}

var sources = []source{
	{
		OfDirect, "direct_id", "(SELECT d.year || '-' || d.number FROM direct_item d WHERE d.id = x.direct_id)",
		"SELECT id FROM direct_item WHERE year = ?0 AND number = ?2 AND deleted_at = ''", "直通车 2026-3",
	},
	{
		OfProposal, "proposal_id", "(SELECT s.year || '-' || COALESCE(p.number, p.serial) FROM proposal p JOIN session s ON s.id = p.session_id WHERE p.id = x.proposal_id)",
		"SELECT p.id FROM proposal p JOIN session s ON s.id = p.session_id WHERE s.year = ?0 AND p.number = ?2 AND p.deleted_at = ''", "提案 2026-12",
	},
	{
		OfEvaluation, "evaluation_id", "(SELECT e.name FROM evaluation e WHERE e.id = x.evaluation_id)",
		"SELECT id FROM evaluation WHERE year = ?0 AND name = ?1 AND deleted_at = ''", "民主评议 评议的名称",
	},
}

// bySource is the SQL of something by the sort of record that a point x comes from.
func bySource(of func(s source) string, other string) string {
	sql := "CASE"
	for _, s := range sources {
		sql += " WHEN x." + s.column + " IS NOT NULL THEN " + of(s)
	}
	return sql + other + " ELSE '' END"
}

// sourceSQL is the SQL of what a point x comes from in words: 提案 2026-12; of one of a visit it is empty, as its letter says which.
func sourceSQL() string {
	return bySource(func(s source) string { return "'" + s.word + " ' || " + s.called }, "")
}

// originSQL is the SQL of the sort of thing a point x of a letter l comes from.
func originSQL() string {
	return bySource(func(s source) string { return "'" + s.word + "'" }, " WHEN l.visit_id IS NOT NULL THEN '"+OfVisit+"'")
}

// sourced settles what a point of a letter comes from; what it came from before stays as it was.
func sourced(ctx context.Context, tx *store.Tx, letter int64, v, was record.Values, row store.Columns) error {
	if was != nil && v["source"] == was["source"] {
		return nil
	}
	for _, s := range sources {
		row[s.column] = nil
	}
	row["promise_id"], row["feedback_id"] = nil, nil
	text := strings.TrimSpace(v["source"])
	if text == "" || text == OfVisit {
		return nil
	}
	for _, s := range sources {
		called, is := strings.CutPrefix(text, s.word)
		if !is {
			continue
		}
		id, err := s.sought(ctx, tx, letter, strings.TrimSpace(called))
		row[s.column] = id
		return err
	}
	return store.Refuse(store.CodeInvalid, "「%s」的来源「%s」不对，应写成「%s」「%s」或「%s」；来自监督活动的空着。", v["text"], text, sources[0].how, sources[1].how, sources[2].how)
}

// yearAndNumber reads 2026-3, or 3 of the year.
func yearAndNumber(text string, year int64) (int64, int) {
	if before, after, cut := strings.Cut(text, "-"); cut {
		if y, err := strconv.ParseInt(strings.TrimSpace(before), 10, 64); err == nil {
			return y, record.PlainNumber(after)
		}
	}
	return year, record.PlainNumber(text)
}

// sought is the id of the record called so, in the year it says, else in that of the letter.
func (s *source) sought(ctx context.Context, tx *store.Tx, letter int64, called string) (int64, error) {
	year, err := store.LookUp(ctx, tx, "SELECT year FROM opinion_letter WHERE id = ?", letter)
	if err != nil {
		return 0, err
	}
	number := 0
	if s.word != OfEvaluation {
		year, number = yearAndNumber(called, year)
	}
	found, err := store.IDs(ctx, tx, s.find, year, called, number)
	switch {
	case err != nil:
		return 0, err
	case len(found) == 0:
		return 0, store.Refuse(store.CodeNotFound, "%d 年没有「%s %s」，请检查来源，应写成「%s」。", year, s.word, called, s.how)
	case len(found) > 1:
		return 0, store.Refuse(store.CodeInvalid, "%d 年有 %d 条「%s %s」，不知道是哪一条，请把来源空着，写在意见内容里。", year, len(found), s.word, called)
	}
	return found[0], nil
}
