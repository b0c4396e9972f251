package proposal

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// handedDays is the filed proposals with the day each was first handed to units, whether all of them replied, and its year. It is the day of docket.Line.
const handedDays = `SELECT p.id, s.year, min(a.assigned_on) AS day, min(a.replied_on <> '') AS replied FROM answering a JOIN proposal p ON p.id = a.proposal_id
	JOIN session s ON s.id = p.session_id WHERE a.round = 1 AND p.deleted_at = '' GROUP BY p.id`

// handoverView counts what was handed over at each meeting, and what of it is answered.
const handoverView = `(SELECT h.*, '第 ' || h.number || ' 批' AS batch, COALESCE(b.handed, 0) AS handed, COALESCE(b.replied, 0) AS replied FROM handover h
	LEFT JOIN (SELECT year, day, count(*) AS handed, sum(replied) AS replied FROM (` + handedDays + `) GROUP BY year, day) b
	ON b.year = h.year AND b.day = h.held_on) AS handover_list`

// Handovers are the meetings at which proposals are handed over to units (交办会), each with its batch (交办批次): 「交办日」= 交办会日期, from which deadlines
// count, so what was first handed over on the day of a meeting is of its batch, and nobody enters it twice.
var Handovers = &record.Kind{
	Name: "handovers", Title: "交办会", Layout: "提案交办会表", From: handoverView, Scope: "year = ?", Order: "held_on, id", Table: "handover", Removed: true,
	Tables: map[string]record.TableWords{"handover": {Title: "交办会", Name: []string{"held_on"}, Columns: map[string]string{"number": "批次", "held_on": "交办会日期"}}},
	Fields: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Section: "交办会", Note: "空着就是当前年度", FormOnly: true},
		{Key: "batch", Title: "交办批次", ListOnly: true, Width: 80},
		{Key: "held_on", Title: "交办会日期", Aliases: []string{"交办日期", "会议日期", "召开日期", "日期"}, Type: record.Day{}, Required: true, Today: true, Example: "2026-03-20", Width: 90, Note: "这一天交办的提案就是这一批"},
		{Key: "number", Title: "批次", Aliases: []string{"第几批"}, Type: record.Whole{Min: 1}, Note: "空着就接着编", FormOnly: true},
		{Key: "place", Title: "地点", Width: 180},
		{Key: "handed", Title: "交办件数", Type: record.Whole{}, ListOnly: true, Width: 80},
		{Key: "replied", Title: "首轮已答复", Type: record.Whole{}, ListOnly: true, Width: 90},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
	},
	Index: []string{"held_on"},
	Call:  func(v record.Values) string { return "第 " + v["number"] + " 批" },
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		return record.MatchInYear(v, by("held_on", v["held_on"])), nil
	},
}

func init() { Handovers.Save = saveHandover }

// saveHandover numbers a meeting, and refuses two on a day or of a number, one of another year, and another day for one at which proposals were handed
// over.
func saveHandover(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	var was handover
	var err error
	if id != 0 {
		was, err = handoverByID(ctx, tx, id)
	} else {
		was.year, err = record.YearOf(ctx, tx, scope, v)
	}
	if err != nil {
		return 0, err
	}
	h := was
	if v.Has("held_on") {
		h.heldOn = v["held_on"]
	}
	if v.Has("number") || id == 0 {
		if h.number = record.CountOf(v["number"]); h.number == 0 {
			last, err := store.LookUp(ctx, tx, "SELECT COALESCE(max(number), 0) FROM handover WHERE year = ? AND id <> ?", h.year, id)
			if err != nil {
				return 0, err
			}
			h.number = int(last) + 1
		}
	}
	if err := h.check(ctx, tx, id, &was); err != nil {
		return 0, err
	}
	return Handovers.Plain(ctx, tx, scope, id, v, store.Columns{"number": h.number})
}

// check refuses a meeting as it is to be stored under id, 0 for a new one, instead of was.
func (h handover) check(ctx context.Context, tx *store.Tx, id int64, was *handover) error {
	if h.heldOn == "" {
		return nil // Plain refuses it
	}
	if h.heldOn[:4] != fmt.Sprint(h.year) {
		return store.Refuse(store.CodeInvalid, "交办会日期 %s 不在 %d 年度，请核对。", h.heldOn, h.year)
	}
	same, err := store.LookUp(ctx, tx, "SELECT number FROM handover WHERE year = ? AND held_on = ? AND id <> ?", h.year, h.heldOn, id)
	if err != nil {
		return err
	}
	if same != 0 {
		return store.Refuse(store.CodeConflict, "%s 已有第 %d 批，一天只有一次交办会。", h.heldOn, same)
	}
	if same, err = store.LookUp(ctx, tx, "SELECT count(*) FROM handover WHERE year = ? AND number = ? AND id <> ?", h.year, h.number, id); err != nil {
		return err
	}
	if same != 0 {
		return store.Refuse(store.CodeConflict, "%d 年已有第 %d 批，请改批次，或空着接着编。", h.year, h.number)
	}
	if was.heldOn == "" || was.heldOn == h.heldOn {
		return nil
	}
	n, err := was.handed(ctx, tx)
	if err != nil || n == 0 {
		return err
	}
	return store.Refuse(store.CodeConflict, "第 %d 批 %s 已交办 %d 件提案，改了日期它们就不在这一批；请先改这些提案的交办日期。", was.number, was.heldOn, n)
}

// handover is a meeting as it is stored.
type handover struct {
	year, number int
	heldOn       string
}

func handoverByID(ctx context.Context, db bun.IDB, id int64) (h handover, err error) {
	if err = db.QueryRowContext(ctx, "SELECT year, number, held_on FROM handover WHERE id = ?", id).Scan(&h.year, &h.number, &h.heldOn); err != nil {
		return h, fmt.Errorf("read handover %d: %w", id, err)
	}
	return h, nil
}

// handed is how many proposals were handed over at the meeting.
func (h handover) handed(ctx context.Context, db bun.IDB) (int64, error) {
	return store.LookUp(ctx, db, "SELECT count(*) FROM ("+handedDays+") WHERE year = ? AND day = ?", h.year, h.heldOn)
}

// HandedAt are the proposals handed over at meeting id.
func HandedAt(ctx context.Context, db bun.IDB, id int64) ([]int64, error) {
	return store.IDs(ctx, db, "SELECT d.id FROM ("+handedDays+") d JOIN handover h ON h.year = d.year AND h.held_on = d.day WHERE h.id = ? ORDER BY d.id", id)
}

// Batches names the batches of a year by the days of their meetings: 第 1 批.
func Batches(ctx context.Context, db bun.IDB, year int) (map[string]string, error) {
	batches := map[string]string{}
	return batches, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var on, batch string
		err := scan(&on, &batch)
		batches[on] = batch
		return err
	}, "SELECT held_on, '第 ' || number || ' 批' FROM handover WHERE year = ?", year)
}

// tellsBatch says of which batch an 交办日期 is; of a day on which no meeting was, which was the last one before it.
func tellsBatch(ctx context.Context, db bun.IDB, scope record.Scope, of int64, value string) (record.Told, error) {
	year, err := yearOf(ctx, db, scope, of)
	if err != nil {
		return record.Told{}, err
	}
	h := handover{year: year}
	var told record.Told
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var place string
		err := scan(&h.number, &h.heldOn, &place)
		told.Words = place
		return err
	}, "SELECT number, held_on, place FROM handover WHERE year = ?0 AND held_on <= ?1 AND held_on >= COALESCE((SELECT received_on FROM proposal WHERE id = ?2), '') ORDER BY held_on DESC LIMIT 1", year, value, of)
	switch {
	case err != nil || h.number == 0:
		return record.Told{}, err
	case h.heldOn != value:
		return record.Told{Words: fmt.Sprintf("这一天没有交办会；第 %d 批是 %s", h.number, h.heldOn), Instead: h.heldOn}, nil
	}
	n, err := h.handed(ctx, db)
	if told.Words != "" {
		told.Words = "，" + told.Words
	}
	told.Words = fmt.Sprintf("第 %d 批%s，已交办 %d 件", h.number, told.Words, n)
	return told, err
}
