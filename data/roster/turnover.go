package roster

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"cppccdesk/data/calendar"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Turnover is one 换届: a term ends, the next begins with the people and bodies that are carried over.
type Turnover struct {
	From     int64  // the term that ends
	ClosedOn string // its last day, ISO: its 结束日期 from then on, whatever was expected before

	Ordinal                 int
	Name                    string // "": 第十一届 by Ordinal
	StartsOn, EndsOn        string // EndsOn may be ""
	SessionOn, SessionEndOn string // opening and closing of the first session; SessionOn "": none yet

	Sectors, Committees, ActivityGroups []CarriedBody

	Members             []int64 // who stays, by his membership in From
	KeepNumbers         bool    // 委员编号
	KeepSectors         bool    // 界别 with posts in it
	KeepPosts           bool    // 政协职务
	KeepCommittees      bool    // 专委会 with posts in it
	KeepActivityGroups  bool    // 活动组 with posts in it
	Supervisors         []int64 // whose 聘期 goes on
	SupervisorsUntil    string  // until when; "": EndsOn
	EndOtherSupervisors bool    // the others' ends on ClosedOn
}

// CarriedBody is a sector, committee or activity group carried over, under another name when Name is not "".
type CarriedBody struct {
	ID   int64
	Name string
}

// Turned is what a turnover came to.
type Turned struct {
	Term                                int64
	FromName, Name                      string
	Members, Left                       int // carried over, and not
	Sectors, Committees, ActivityGroups int
	Supervisors, EndedSupervisors       int
	Attention                           []string // sentences about what was not carried over with the people
}

// Wording is what the journal calls the turnover.
func (t *Turned) Wording() string {
	return fmt.Sprintf("换届：%s结束，%s开始（留任委员 %d 人）", t.FromName, t.Name, t.Members)
}

// PlanTurnover finds out what TurnOver would do, by doing it on a copy, see Rehearse.
func PlanTurnover(ctx context.Context, s *store.Store, t Turnover) (*Turned, error) {
	var done *Turned
	err := s.Rehearse(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		done, err = TurnOver(ctx, tx, t)
		return err
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// TurnOver closes the term and opens the next in one write. The closed term keeps everybody and everything it had; those
// who stay get a new membership that counts one term more. Proposals stay with the members of the term they were made in.
func TurnOver(ctx context.Context, tx *store.Tx, t Turnover) (*Turned, error) {
	w := &turning{Turnover: t, tx: tx, done: &Turned{}}
	for _, step := range []func(ctx context.Context) error{w.check, w.openTerm, w.carryBodies, w.carryMembers, w.carrySupervisors, w.closeOld} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return w.done, nil
}

// turning is a turnover under way.
type turning struct {
	Turnover
	tx    *store.Tx
	done  *Turned
	heirs map[string]map[int64]int64 // table -> old body -> new body
}

func (w *turning) check(ctx context.Context) error {
	var closed bool
	from, ordinal := "", 0
	err := w.tx.QueryRowContext(ctx, "SELECT name, starts_on, ordinal, closed FROM term WHERE id = ?", w.From).Scan(&w.done.FromName, &from, &ordinal, &closed)
	switch {
	case err != nil && errors.Is(err, sql.ErrNoRows):
		return store.Refuse(store.CodeNotFound, "没有可以换届的一届，请先登记现在的届次和委员。")
	case err != nil:
		return fmt.Errorf("read term %d: %w", w.From, err)
	case closed:
		return store.Refuse(store.CodeInvalid, "%s已经结束，不能再换届。", w.done.FromName)
	case w.Ordinal <= ordinal || w.Ordinal > 99:
		return store.Refuse(store.CodeInvalid, "新一届的届数应大于%s的届数。", w.done.FromName)
	}
	if n := zh.ParseOrdinal(w.Name); n != 0 && n != w.Ordinal {
		return store.Refuse(store.CodeInvalid, "新一届的名称「%s」与届数 %d 对不上，请改好其中一个。", w.Name, w.Ordinal)
	}
	if err := w.checkDates(); err != nil {
		return err
	}
	if err := w.checkLength(from); err != nil {
		return err
	}
	return w.checkKnown(ctx)
}

// checkKnown refuses to end a term before its last session that was held or has proposals, or in a year before the newest of them: the year is mistyped.
func (w *turning) checkKnown(ctx context.Context) error {
	last, err := store.Texts(ctx, w.tx, `SELECT name || '|' || day FROM (
		SELECT s.name, CASE s.opens_on WHEN '' THEN CAST(s.year AS TEXT) ELSE s.opens_on END AS day FROM session s WHERE s.term_id = ?0
			AND (s.opens_on <> '' AND s.opens_on <= ?1 OR EXISTS (SELECT 1 FROM proposal p WHERE p.session_id = s.id AND p.deleted_at = ''))
		UNION ALL SELECT '提案', max(substr(p.received_on, 1, 4)) FROM proposal p JOIN session s ON s.id = p.session_id WHERE s.term_id = ?0 AND p.deleted_at = '')
		WHERE day > ?2 ORDER BY day DESC LIMIT 1`, w.From, w.tx.Today(), w.ClosedOn)
	if err != nil || len(last) == 0 {
		return err
	}
	name, day, _ := strings.Cut(last[0], "|")
	return store.Refuse(store.CodeInvalid, "本届结束日期 %s 早于%s「%s」的 %s，请核对年份。", w.ClosedOn, w.done.FromName, name, day)
}

// checkLength refuses to end a term within a year of its first day, "" where that is not known. A term lasts five years: who ends a young one
// has mostly forgotten that the 换届 is made.
func (w *turning) checkLength(from string) error {
	if from != "" && w.ClosedOn < from {
		return store.Refuse(store.CodeInvalid, "本届结束日期 %s 早于它的开始日期 %s。", w.ClosedOn, from)
	}
	first, err := calendar.ParseDate(from)
	if from == "" || err == nil && w.ClosedOn >= first.AddMonths(12).String() {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "%s %s 才开始，到 %s 不满一年，不能就结束。上一次换届做错了的，请先撤销它，再重新换届。", w.done.FromName, from, w.ClosedOn)
}

func (w *turning) checkDates() error {
	for _, date := range []struct {
		what, value string
		needed      bool
	}{
		{"本届结束日期", w.ClosedOn, true},
		{"新一届开始日期", w.StartsOn, true},
		{"新一届届满日期", w.EndsOn, false},
		{"一次会议开幕日期", w.SessionOn, false},
		{"一次会议闭幕日期", w.SessionEndOn, false},
		{"监督员聘期截止", w.SupervisorsUntil, false},
	} {
		if _, err := time.Parse(store.DateLayout, date.value); err != nil && (date.needed || date.value != "") {
			return store.Refuse(store.CodeInvalid, "%s「%s」不对，应为 2026-12-20 这样的日期。", date.what, date.value)
		}
	}
	switch today := w.tx.Today(); {
	case w.ClosedOn > today:
		return store.Refuse(store.CodeInvalid, "本届结束日期 %s 还没有到，请到那一天再换届；下一届和它的会议可以先登记。", w.ClosedOn)
	case w.StartsOn > today:
		return store.Refuse(store.CodeInvalid, "新一届开始日期 %s 还没有到，请到那一天再换届；下一届和它的会议可以先登记。", w.StartsOn)
	case w.EndsOn != "" && w.EndsOn < w.StartsOn:
		return store.Refuse(store.CodeInvalid, "新一届届满日期 %s 早于开始日期 %s。", w.EndsOn, w.StartsOn)
	case w.StartsOn < w.ClosedOn:
		return store.Refuse(store.CodeInvalid, "新一届开始日期 %s 早于本届结束日期 %s。", w.StartsOn, w.ClosedOn)
	case w.SessionOn != "" && w.SessionOn < w.StartsOn:
		return store.Refuse(store.CodeInvalid, "一次会议开幕日期 %s 早于新一届开始日期 %s。", w.SessionOn, w.StartsOn)
	case w.SessionEndOn != "" && w.SessionEndOn < w.SessionOn:
		return store.Refuse(store.CodeInvalid, "一次会议闭幕日期 %s 早于开幕日期 %s。", w.SessionEndOn, w.SessionOn)
	}
	return nil
}

// openTerm adds the new term, or takes the one that is registered already while nobody is in it.
func (w *turning) openTerm(ctx context.Context) error {
	name := w.Name
	if name == "" {
		name = "第" + zh.Numeral(w.Ordinal) + "届"
	}
	w.done.Name = name
	known, err := store.LookUp(ctx, w.tx, "SELECT id FROM term WHERE ordinal = ?", w.Ordinal)
	if err != nil {
		return err
	}
	if known != 0 {
		members, err := store.LookUp(ctx, w.tx, "SELECT count(*) FROM member WHERE term_id = ? AND deleted_at = ''", known)
		if err != nil {
			return err
		}
		if members > 0 {
			return store.Refuse(store.CodeConflict, "%s已经登记，有 %d 名委员，不能再由换届产生。", name, members)
		}
	}
	row := store.Columns{"ordinal": w.Ordinal, "name": name, "starts_on": w.StartsOn, "ends_on": w.EndsOn, "closed": 0, "closed_on": ""}
	if w.done.Term, err = w.tx.Put(ctx, "term", known, row); err != nil || w.SessionOn == "" {
		return err
	}
	year := record.CountOf(w.SessionOn[:4])
	session, err := EnsureSession(ctx, w.tx, w.done.Term, 1, year)
	if err != nil {
		return err
	}
	return w.tx.Update(ctx, "session", session, store.Columns{"year": year, "opens_on": w.SessionOn, "closes_on": w.SessionEndOn})
}

func (w *turning) carryBodies(ctx context.Context) error {
	w.heirs = map[string]map[int64]int64{}
	for _, c := range []struct {
		table  string
		bodies []CarriedBody
		count  *int
	}{{"sector", w.Sectors, &w.done.Sectors}, {"committee", w.Committees, &w.done.Committees}, {"activity_group", w.ActivityGroups, &w.done.ActivityGroups}} {
		w.heirs[c.table] = map[int64]int64{}
		for i, b := range c.bodies {
			if err := w.carryBody(ctx, c.table, b, i+1); err != nil {
				return err
			}
		}
		heirs := map[int64]bool{}
		for _, heir := range w.heirs[c.table] {
			heirs[heir] = true
		}
		*c.count = len(heirs)
	}
	return nil
}

// carryBody gives the new term a body of its own. Two that get the same name become one; the former name still finds it.
func (w *turning) carryBody(ctx context.Context, table string, b CarriedBody, sort int) error {
	var old string
	err := w.tx.QueryRowContext(ctx, "SELECT name FROM "+table+" WHERE id = ? AND term_id = ? AND deleted_at = ''", b.ID, w.From).Scan(&old)
	if err != nil {
		return store.Failure(store.CodeNotFound, err, "要带入新一届的界别、专委会或活动组有的已经不在了，请重新打开换届。")
	}
	name := strings.TrimSpace(b.Name)
	if name == "" {
		name = old
	}
	heir, err := store.LookUp(ctx, w.tx, "SELECT id FROM "+table+" WHERE term_id = ? AND name = ? AND deleted_at = ''", w.done.Term, name)
	if err != nil {
		return err
	}
	if heir == 0 {
		row := store.Columns{"term_id": w.done.Term, "name": name, "sort": sort}
		if table == "committee" && name == old {
			var short string
			if err := w.tx.QueryRowContext(ctx, "SELECT short FROM committee WHERE id = ?", b.ID).Scan(&short); err != nil {
				return fmt.Errorf("read committee %d: %w", b.ID, err)
			}
			row["short"] = short
		}
		if heir, err = w.tx.Insert(ctx, table, row); err != nil {
			return err
		}
	}
	w.heirs[table][b.ID] = heir
	if name == old {
		return nil
	}
	return w.tx.Run(ctx, "INSERT OR IGNORE INTO body_name (body, body_id, name, until_on) VALUES (?, ?, ?, ?)", table, heir, old, w.ClosedOn)
}

// closeOld is the last step, so that undo begins by opening the old term again.
func (w *turning) closeOld(ctx context.Context) error {
	all, err := store.LookUp(ctx, w.tx, "SELECT count(*) FROM member WHERE term_id = ? AND deleted_at = ''", w.From)
	if err != nil {
		return err
	}
	w.done.Left = int(all) - w.done.Members
	slices.Sort(w.done.Attention)
	return w.tx.Update(ctx, "term", w.From, store.Columns{"closed": 1, "closed_on": w.ClosedOn, "ends_on": w.ClosedOn})
}

// CloseTerm makes an archive of a term that was reopened. The only open term cannot be closed: that is a turnover.
func CloseTerm(ctx context.Context, tx *store.Tx, id int64) error {
	others, err := store.LookUp(ctx, tx, "SELECT count(*) FROM term WHERE NOT closed AND id <> ?", id)
	if err != nil {
		return err
	}
	if others == 0 {
		return store.Refuse(store.CodeInvalid, "这是唯一没有结束的一届；结束它要同时产生新一届，请用「换届」。")
	}
	return tx.Update(ctx, "term", id, store.Columns{"closed": 1, "closed_on": tx.Today()})
}

// ReopenTerm lets a closed term be corrected; the reason is kept with it.
func ReopenTerm(ctx context.Context, tx *store.Tx, id int64, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return store.Refuse(store.CodeInvalid, "请说明重新打开的理由，它会记在这一届的备注和操作记录里。")
	}
	var note string
	var closed bool
	if err := tx.QueryRowContext(ctx, "SELECT note, closed FROM term WHERE id = ?", id).Scan(&note, &closed); err != nil {
		return store.Failure(store.CodeNotFound, err, "这一届已经不在了。")
	}
	if !closed {
		return store.Refuse(store.CodeInvalid, "这一届没有结束，不需要重新打开。")
	}
	line := tx.Today() + " 重新打开：" + reason
	return tx.Update(ctx, "term", id, store.Columns{"closed": 0, "closed_on": "", "note": strings.TrimSpace(note + "\n" + line)})
}
