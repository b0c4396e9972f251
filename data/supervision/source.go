package supervision

import (
	"context"
	"fmt"
	"regexp"
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
	OfActivity   = "会议活动"
)

// source is a sort of record that a point can come from, beside the visit of its letter.
type source struct {
	word, column string
	numbered     bool   // called by a number of its year, else by its name
	called       string // SQL of what people call the record x.column
	find         string // SQL of the ids in year ?0 of what is called ?1, its number ?2
	how          string // it is written
	several      string // format of the refusal of what several are called, with year, their number, what they are called and word
	ofYear       string // SQL of those of year ?1: the column, a note on each and the rank, by which they are listed from the highest
}

// whichOne is source.several where nothing tells them apart.
const whichOne = "%[1]d 年有 %[2]d 条「%[4]s %[3]s」，不知道是哪一条，请把来源空着，写在意见内容里。"

// heldSQL is the SQL of the day of an activity a, the planned one while there is no other.
const heldSQL = "COALESCE(NULLIF(a.started_on, ''), NULLIF(a.finished_on, ''), a.planned_on)"

var sources = []source{
	{
		word: OfDirect, column: "direct_id", numbered: true,
		called:  "(SELECT d.year || '-' || d.number FROM direct_item d WHERE d.id = x.direct_id)",
		find:    "SELECT id FROM direct_item WHERE year = ?0 AND number = ?2 AND deleted_at = ''",
		how:     "直通车 2026-3",
		several: whichOne,
		ofYear:  "SELECT id AS direct_id, content AS note, number AS rank FROM direct_item WHERE year = ?1 AND deleted_at = ''",
	},
	{
		word: OfProposal, column: "proposal_id", numbered: true,
		called:  "(SELECT s.year || '-' || COALESCE(p.number, p.serial) FROM proposal p JOIN session s ON s.id = p.session_id WHERE p.id = x.proposal_id)",
		find:    "SELECT p.id FROM proposal p JOIN session s ON s.id = p.session_id WHERE s.year = ?0 AND p.number = ?2 AND p.deleted_at = ''",
		how:     "提案 2026-12",
		several: whichOne,
		ofYear:  "SELECT p.id AS proposal_id, p.title AS note, -p.number AS rank FROM proposal p JOIN session s ON s.id = p.session_id WHERE s.year = ?1 AND p.number IS NOT NULL AND p.deleted_at = ''",
	},
	{
		word: OfEvaluation, column: "evaluation_id",
		called:  "(SELECT e.name FROM evaluation e WHERE e.id = x.evaluation_id)",
		find:    "SELECT id FROM evaluation WHERE year = ?0 AND name = ?1 AND deleted_at = ''",
		how:     "民主评议 评议的名称",
		several: whichOne,
		ofYear:  "SELECT id AS evaluation_id, '' AS note, id AS rank FROM evaluation WHERE year = ?1 AND deleted_at = ''",
	},
	{ // Meetings of one name are told apart by their day.
		word: OfActivity, column: "activity_id",
		called: "(SELECT CASE WHEN EXISTS (SELECT 1 FROM activity o WHERE o.year = a.year AND o.title = a.title AND o.id <> a.id AND o.deleted_at = '') THEN " + heldSQL +
			" || ' ' ELSE '' END || a.title FROM activity a WHERE a.id = x.activity_id)",
		find:    "SELECT a.id FROM activity a WHERE a.year = ?0 AND a.deleted_at = '' AND ?1 IN (a.title, " + heldSQL + " || ' ' || a.title)",
		how:     "会议活动 活动的名称",
		several: "%[1]d 年有 %[2]d 次「%[3]s」，请在名称前写明日期，如「%[4]s %[1]d-05-20 %[3]s」。",
		ofYear:  "SELECT a.id AS activity_id, " + heldSQL + " AS note, " + heldSQL + " AS rank FROM activity a WHERE a.year = ?1 AND a.deleted_at = ''",
	},
}

// howWritten says how each source is written: 「直通车 2026-3」「提案 2026-12」.
func howWritten() (all string) {
	for _, s := range sources {
		all += "「" + s.how + "」"
	}
	return all
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
	row["promise_id"], row["feedback_id"], row["sheet_id"] = nil, nil, nil
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
	return store.Refuse(store.CodeInvalid, "「%s」的来源「%s」不对，应写成%s之一；来自小组监督活动的空着。", v["text"], text, howWritten())
}

// yearAndNumber reads 2026-3, or 3 of the year.
func yearAndNumber(text string, year int64) (int64, int) {
	if before, after, cut := strings.Cut(text, "-"); cut {
		if y, err := strconv.ParseInt(strings.TrimSpace(before), 10, 64); err == nil {
			return y, record.PlainNumber(after)
		}
	}
	if m := ofYear.FindStringSubmatch(text); m != nil {
		y, _ := strconv.ParseInt(m[1], 10, 64)
		return y, record.PlainNumber(m[2])
	}
	return year, record.PlainNumber(text)
}

// ofYear is a number with its year in front: 2025年4号, 云协监〔2025〕4号.
var ofYear = regexp.MustCompile(`((?:19|20)\d\d)\s*[年〕\])）】]\s*(?:第\s*)?(\d+)\s*号?$`)

// sought is the id of the record called so, in the year it says, else in that of the letter.
func (s *source) sought(ctx context.Context, tx *store.Tx, letter int64, called string) (int64, error) {
	year, err := store.LookUp(ctx, tx, "SELECT year FROM opinion_letter WHERE id = ?", letter)
	if err != nil {
		return 0, err
	}
	number := 0
	if s.numbered {
		year, number = yearAndNumber(called, year)
	}
	found, err := store.IDs(ctx, tx, s.find, year, called, number)
	switch {
	case err != nil:
		return 0, err
	case len(found) == 0:
		return 0, store.Refuse(store.CodeNotFound, "%d 年没有「%s %s」，请检查来源，应写成「%s」。", year, s.word, called, s.how)
	case len(found) > 1:
		return 0, store.Refuse(store.CodeInvalid, s.several, year, len(found), called, s.word)
	}
	return found[0], nil
}

// checkHeld refuses a letter handed in before an activity that a point of it comes from.
func checkHeld(ctx context.Context, tx *store.Tx, letter int64) error {
	late, err := store.Texts(ctx, tx, "SELECT '送审日期 ' || l.submitted_on || ' 早于来源活动「' || a.title || '」的 ' || "+heldSQL+
		" FROM opinion_letter l JOIN opinion_point x ON x.letter_id = l.id JOIN activity a ON a.id = x.activity_id WHERE l.id = ? AND l.submitted_on <> '' AND l.submitted_on < "+heldSQL+" ORDER BY x.ordinal", letter)
	if err != nil || len(late) == 0 {
		return err
	}
	return store.Refuse(store.CodeInvalid, "%s，请核对。", late[0])
}

// Origin is a record that a point of a letter can come from: the word that the field has for it, and what tells a reader more.
type Origin struct{ Word, Note string }

// OriginsOf are the records of the year that points can come from, those of each sort newest first, proposals by number.
func OriginsOf(ctx context.Context, s *store.Store, year int) (all []Origin, err error) {
	for _, of := range sources {
		err := store.ScanRows(ctx, s.DB(), func(scan func(...any) error) error {
			var o Origin
			err := scan(&o.Word, &o.Note)
			all = append(all, o)
			return err
		}, "SELECT ?0 || ' ' || "+of.called+", x.note FROM ("+of.ofYear+") x ORDER BY x.rank DESC", of.word, year)
		if err != nil {
			return nil, fmt.Errorf("origins: %w", err)
		}
	}
	return all, nil
}
