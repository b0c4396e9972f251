package proposal

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// reviewMeetingView counts what each meeting decided.
const reviewMeetingView = `(SELECT m.*, (SELECT count(*) FROM proposal p WHERE p.review_meeting_id = m.id AND p.deleted_at = '') AS decided,
	(SELECT count(*) FROM proposal p WHERE p.review_meeting_id = m.id AND p.deleted_at = '' AND p.conclusion = '立案') AS filed FROM review_meeting m) AS review_meeting_list`

// ReviewMeetings are the meetings at which proposals are reviewed (审查会).
var ReviewMeetings = &record.Kind{
	Name: "review-meetings", Title: "审查会", Layout: "提案审查会表", From: reviewMeetingView, Scope: "year = ?", Order: "held_on, id", Table: "review_meeting", Removed: true,
	Tables: map[string]record.TableWords{"review_meeting": {Title: "审查会", Name: []string{"name"}, Columns: map[string]string{"held_on": "审查会日期"}}},
	Fields: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Section: "审查会", Note: "空着就是当前年度", FormOnly: true},
		{Key: "name", Title: "审查会名称", Aliases: []string{"审查会", "审查会议名称", "会议名称"}, Required: true, Example: "第一次审查会", Width: 220},
		{Key: "held_on", Title: "审查会日期", Aliases: []string{"审查日期", "会议日期", "召开日期", "日期"}, Type: record.Day{}, Required: true, Today: true, Width: 90},
		{Key: "place", Title: "地点", Width: 140},
		{Key: "decided", Title: "审定件数", Type: record.Whole{}, ListOnly: true, Width: 80},
		{Key: "filed", Title: "其中立案", Type: record.Whole{}, ListOnly: true, Width: 80},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
	},
	Index: []string{"name"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		return record.MatchInYear(v, by("name", v["name"])), nil
	},
	Used: func(ctx context.Context, db bun.IDB, id int64) (string, error) {
		n, err := store.LookUp(ctx, db, "SELECT count(*) FROM proposal WHERE review_meeting_id = ?", id)
		if err != nil || n == 0 {
			return "", err
		}
		return fmt.Sprintf("%d 件提案", n), nil
	},
}

func init() { ReviewMeetings.Save = saveReviewMeeting }

// saveReviewMeeting refuses a meeting that is still to come, or of a name that there is already.
func saveReviewMeeting(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	if err := record.CheckHappened(tx, "审查会日期", v["held_on"]); err != nil {
		return 0, err
	}
	id, err := ReviewMeetings.Plain(ctx, tx, scope, id, v, nil)
	if err != nil {
		return 0, err
	}
	var year int
	var on string
	if err := tx.QueryRowContext(ctx, "SELECT year, held_on FROM review_meeting WHERE id = ?", id).Scan(&year, &on); err != nil {
		return 0, fmt.Errorf("read review meeting %d: %w", id, err)
	}
	if on[:4] != fmt.Sprint(year) {
		return 0, store.Refuse(store.CodeInvalid, "审查会日期 %s 不在 %d 年度，请核对。", on, year)
	}
	return id, nil
}

// meetingInto puts the meeting that v names into the row of a proposal of the session.
func meetingInto(ctx context.Context, tx *store.Tx, sessionID int64, v record.Values, row store.Columns) error {
	name, told := v["review_meeting"]
	if !told {
		return nil
	}
	if name == "" {
		row["review_meeting_id"] = nil
		return nil
	}
	id, err := store.LookUp(ctx, tx, "SELECT m.id FROM review_meeting m JOIN session s ON s.year = m.year WHERE s.id = ? AND m.name = ?", sessionID, name)
	if err != nil {
		return err
	}
	if id == 0 {
		return store.Refuse(store.CodeNotFound, "这一年没有名为「%s」的审查会，请先在「审查会」中登记。", name)
	}
	row["review_meeting_id"] = id
	return nil
}

// Agenda is what a review meeting goes through: what it decided and what waits to be reviewed, in the order of receipt.
type Agenda struct {
	Meeting record.Record
	Items   []AgendaItem
}

// AgendaItem is one proposal of the list.
type AgendaItem struct {
	ID         int64
	Conclusion string // of this meeting; empty: it waits
}

// ReadAgenda reads the list of a meeting. What came in after its day is not among it.
func ReadAgenda(ctx context.Context, db bun.IDB, meetingID int64) (*Agenda, error) {
	meeting, err := ReviewMeetings.Record(ctx, db, meetingID)
	if err != nil {
		return nil, err
	}
	a := &Agenda{Meeting: meeting}
	return a, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var item AgendaItem
		err := scan(&item.ID, &item.Conclusion)
		a.Items = append(a.Items, item)
		return err
	}, `SELECT p.id, CASE WHEN p.review_meeting_id = ?0 THEN p.conclusion ELSE '' END FROM proposal p JOIN session s ON s.id = p.session_id JOIN review_meeting m ON m.id = ?0
		WHERE p.deleted_at = '' AND s.year = m.year AND (p.review_meeting_id = ?0 OR p.conclusion = '' AND p.received_on <= m.held_on) ORDER BY p.serial = '', p.serial, p.id`, meetingID)
}

// Waiting is how many of the items are still to be decided.
func (a *Agenda) Waiting() int {
	n := 0
	for _, item := range a.Items {
		if item.Conclusion == "" {
			n++
		}
	}
	return n
}

// Sum says what the meeting came to: 立案 62 件，并案 3 件，待审 22 件.
func (a *Agenda) Sum() string {
	counts := map[string]int{}
	for _, item := range a.Items {
		counts[item.Conclusion]++
	}
	var texts []string
	for _, of := range append(slices.Clone(Conclusions), "") {
		title := of
		if of == "" {
			title = "待审"
		}
		if counts[of] > 0 {
			texts = append(texts, fmt.Sprintf("%s %d 件", title, counts[of]))
		}
	}
	if len(texts) == 0 {
		return "没有待审的提案"
	}
	return zh.JoinNames(texts)
}

// Conclusions are the steps that conclude a review, in the order of the keys 1 to 5.
var Conclusions = []string{"立案", "并案", "不予立案", "退回修改", "撤案"}
