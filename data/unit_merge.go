package data

import (
	"context"
	"fmt"
	"strings"
	"time"

	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// Merger is what 并入 does: one unit takes over another in a 机构改革. What is open moves to the successor: assignments not
// answered yet, letters of opinions not signed off, groups stationed from that day on, evaluations nobody has scored, units below. What is done stays with the
// old unit, so that figures of the past do not change; the old unit is finished and its names find the successor.
type Merger struct {
	From, Into int64
	On         string // the day, ISO

	FromName, IntoName string
	Parts              []MergedPart
	Attention          []string // sentences about what people must look at
}

// MergedPart is one sort of record the two units' merger touches, or leaves.
type MergedPart struct {
	Title string
	Moves []string // names of what goes to the successor
	Stays []string // names of what remains with the old unit
}

// Wording is what the journal calls the merger.
func (m *Merger) Wording() string {
	return "将单位「" + m.FromName + "」并入「" + m.IntoName + "」"
}

// PlanMerge finds out what MergeUnits would do, by doing it on a copy, see Rehearse.
func PlanMerge(ctx context.Context, s *store.Store, from, into int64, on string) (*Merger, error) {
	var m *Merger
	err := s.Rehearse(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		m, err = MergeUnits(ctx, tx, from, into, on)
		return err
	})
	if err != nil {
		return nil, err
	}
	return m, nil
}

// MergeUnits merges the unit from into another on the day on (ISO, not in the future). It refuses units that are the same
// or finished already.
func MergeUnits(ctx context.Context, tx *store.Tx, from, into int64, on string) (*Merger, error) {
	m := &Merger{From: from, Into: into, On: on}
	if err := m.check(ctx, tx); err != nil {
		return nil, err
	}
	for _, part := range []func(ctx context.Context, tx *store.Tx) error{m.assignments, m.letters, m.directs, m.groups, m.targets, m.below} {
		if err := part(ctx, tx); err != nil {
			return nil, fmt.Errorf("merge unit %d into %d: %w", from, into, err)
		}
	}
	if err := tx.Update(ctx, "unit", from, store.Columns{"successor_id": into, "to_on": on}); err != nil {
		return nil, err
	}
	return m, m.avoidance(ctx, tx)
}

func (m *Merger) check(ctx context.Context, tx *store.Tx) error {
	if _, err := time.Parse(store.DateLayout, m.On); err != nil {
		return store.Refuse(store.CodeInvalid, "并入日期「%s」不对，应为 2026-11-23 这样的日期。", m.On)
	}
	if m.On > tx.Today() {
		return store.Refuse(store.CodeInvalid, "并入日期 %s 还没有到，请到那一天再办。", m.On)
	}
	if m.From == m.Into {
		return store.Refuse(store.CodeInvalid, "不能并入本单位自己，请选择承接的单位。")
	}
	for _, u := range []struct {
		id   int64
		name *string
	}{{m.From, &m.FromName}, {m.Into, &m.IntoName}} {
		record, err := roster.Units.Record(ctx, tx, u.id)
		if err != nil {
			return err
		}
		*u.name = record.Values["name"]
		if err := roster.RefuseMerged(ctx, tx, u.id); err != nil {
			return err
		}
		if to := record.Values["to_on"]; to != "" && u.id == m.Into {
			return store.Refuse(store.CodeInvalid, "「%s」已于 %s 撤销，不能承接别的单位。", *u.name, to)
		}
	}
	if err := m.checkOrder(ctx, tx); err != nil {
		return err
	}
	return m.checkKnown(ctx, tx)
}

// checkOrder refuses a day before the last unit went into the one that ends: it was not there any more to take it over.
func (m *Merger) checkOrder(ctx context.Context, tx *store.Tx) error {
	later, err := store.Texts(ctx, tx, "SELECT '「' || name || '」' || to_on FROM unit WHERE successor_id = ? AND to_on > ? AND deleted_at = '' ORDER BY to_on DESC LIMIT 1", m.From, m.On)
	if err == nil && len(later) > 0 {
		err = store.Refuse(store.CodeInvalid, "%s 才并入「%s」，「%s」不能在 %s 就并入「%s」；请核对日期。", later[0], m.FromName, m.FromName, m.On, m.IntoName)
	}
	return err
}

// checkKnown refuses a day before anything is known of the two units: nobody can have merged them then.
func (m *Merger) checkKnown(ctx context.Context, tx *store.Tx) error {
	var first string
	err := tx.QueryRowContext(ctx, `SELECT COALESCE(min(substr(day, 1, 4)), '') FROM (
		SELECT assigned_on AS day FROM assignment WHERE unit_id IN (?0, ?1) UNION ALL
		SELECT g.from_on FROM group_unit u JOIN supervision_group g ON g.id = u.group_id WHERE u.unit_id IN (?0, ?1)) WHERE day <> ''`, m.From, m.Into).Scan(&first)
	if err != nil {
		return fmt.Errorf("first records of the units: %w", err)
	}
	if m.On < first {
		return store.Refuse(store.CodeInvalid, "并入日期 %s 早于两个单位最早有记录的 %s 年，请核对日期。", m.On, first)
	}
	return nil
}

// openAssignment is an assignment of the old unit nobody has answered, beside what the successor has on the same proposal.
type openAssignment struct {
	id, proposalID       int64
	role, name, note     string
	otherID              int64
	otherRole, otherNote string
	otherReplied         bool
	otherOut             bool // gave it back
	drafts               int  // replies of the two that wait to be checked
}

// assignments moves the assignments that wait for an answer: the unit's own, and as a co-unit those whose proposal has
// none in the round. Answered ones stay. What is in the bin moves too: it may come back.
func (m *Merger) assignments(ctx context.Context, tx *store.Tx) error {
	part := MergedPart{Title: "交办的提案"}
	stays, err := store.Texts(ctx, tx, assignmentsSQL+" SELECT name FROM mine WHERE NOT open AND NOT binned ORDER BY name", m.From, m.Into)
	if err != nil {
		return err
	}
	part.Stays = stays
	var open []openAssignment
	err = store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var a openAssignment
		err := scan(&a.id, &a.proposalID, &a.role, &a.name, &a.note, &a.otherID, &a.otherRole, &a.otherNote, &a.otherReplied, &a.otherOut, &a.drafts)
		open = append(open, a)
		return err
	}, assignmentsSQL+" SELECT id, proposal_id, role, name, note, other_id, other_role, other_note, other_replied, other_out, drafts FROM mine WHERE open ORDER BY name", m.From, m.Into)
	if err != nil {
		return err
	}
	for _, a := range open {
		moved, err := m.moveAssignment(ctx, tx, a)
		if err != nil {
			return err
		}
		if !moved {
			part.Stays = append(part.Stays, a.name)
			continue
		}
		part.Moves = append(part.Moves, a.name)
		if err := proposal.RefreshStatus(ctx, tx, a.proposalID); err != nil {
			return err
		}
	}
	m.Parts = append(m.Parts, part)
	return nil
}

const assignmentsSQL = `WITH mine AS (
	SELECT a.id, a.proposal_id, a.role, a.note,
		CASE WHEN p.number IS NULL THEN '' ELSE p.number || ' 号 ' END || p.title || CASE WHEN a.round > 1 THEN '（重新办理）' ELSE '' END || CASE WHEN p.deleted_at <> '' THEN '（在回收站里）' ELSE '' END AS name, p.deleted_at <> '' AS binned,
		a.returned_on = '' AND p.conclusion IN ('', '立案') AND r.id IS NULL AND NOT (a.role = '会办'
			AND EXISTS (SELECT 1 FROM answering x WHERE x.proposal_id = a.proposal_id AND x.round = a.round AND x.replied_on <> '')) AS open,
		COALESCE(o.id, 0) AS other_id, COALESCE(o.role, '') AS other_role, COALESCE(o.note, '') AS other_note, ro.id IS NOT NULL AS other_replied,
		COALESCE(o.returned_on, '') <> '' AS other_out,
		(SELECT count(*) FROM reply_draft d WHERE d.proposal_id = a.proposal_id AND d.round = a.round AND d.outcome = '' AND d.unit_id IN (?0, ?1)) AS drafts
	FROM assignment a JOIN proposal p ON p.id = a.proposal_id
	LEFT JOIN reply r ON r.assignment_id = a.id
	LEFT JOIN assignment o ON o.proposal_id = a.proposal_id AND o.round = a.round AND o.unit_id = ?1
	LEFT JOIN reply ro ON ro.assignment_id = o.id
	WHERE a.unit_id = ?0)`

// moveAssignment gives the assignment to the successor. Where he is assigned to the proposal already, the two become one
// with the higher role, or with the old unit's where he had given his back; when he has answered there in a lower one, that is left to people.
// What each was until the day is kept beside the one that remains.
func (m *Merger) moveAssignment(ctx context.Context, tx *store.Tx, a openAssignment) (moved bool, err error) {
	remains, gone := a.id, a.otherID
	raised := a.otherOut || a.role != "会办" && a.otherRole == "会办"
	switch {
	case raised && a.otherReplied:
		m.Attention = append(m.Attention, fmt.Sprintf("提案「%s」由「%s」%s，「%s」作为会办单位已答复；请打开提案核定由谁答复。", a.name, m.FromName, a.role, m.IntoName))
		return false, nil
	case a.drafts > 1:
		m.Attention = append(m.Attention, fmt.Sprintf("提案「%s」里「%s」和「%s」都有待审的答复；请先审核其中一份。", a.name, m.FromName, m.IntoName))
		return false, nil
	case a.otherID != 0 && !raised:
		remains, gone = a.otherID, a.id
	}
	if remains == a.id {
		err = proposal.KeepPast(ctx, tx, a.id, a.id, m.On)
	}
	if err == nil && gone != 0 {
		err = m.absorb(ctx, tx, gone, remains)
	}
	if err != nil {
		return false, err
	}
	if err := proposal.MoveDraft(ctx, tx, remains, m.From, m.Into); err != nil {
		return false, err
	}
	var notes []string
	for _, note := range []string{a.otherNote, a.note, m.On + " 由" + m.FromName + "并入"} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	return true, tx.Update(ctx, "assignment", remains, store.Columns{"unit_id": m.Into, "note": strings.Join(notes, "；")})
}

// absorb lets the assignment gone end in the one that remains, with its past.
func (m *Merger) absorb(ctx context.Context, tx *store.Tx, gone, remains int64) error {
	if err := proposal.KeepPast(ctx, tx, gone, remains, m.On); err != nil {
		return err
	}
	if err := tx.Run(ctx, "UPDATE assignment_past SET assignment_id = ? WHERE assignment_id = ?", remains, gone); err != nil {
		return err
	}
	if err := tx.Run(ctx, `UPDATE assignment SET (evaluation_id, evaluation_score, evaluation_unit_id) = (SELECT g.evaluation_id, g.evaluation_score, g.evaluation_unit_id FROM assignment g WHERE g.id = ?0)
		WHERE id = ?1 AND evaluation_id IS NULL AND EXISTS (SELECT 1 FROM assignment g WHERE g.id = ?0 AND g.evaluation_id IS NOT NULL)`, gone, remains); err != nil {
		return err
	}
	return tx.Run(ctx, "DELETE FROM assignment WHERE id = ?", gone)
}

// letters moves the letters of opinions that are not signed off on the day.
func (m *Merger) letters(ctx context.Context, tx *store.Tx) error {
	moves, stays, err := supervision.MoveLetters(ctx, tx, m.From, m.Into, m.On)
	m.Parts = append(m.Parts, MergedPart{Title: "监督意见书", Moves: moves, Stays: stays})
	return err
}

// directs says which items of the 直通车 the successor has to answer from that day on; whose they are follows from the merger itself.
func (m *Merger) directs(ctx context.Context, tx *store.Tx) error {
	moves, err := supervision.OpenDirects(ctx, tx, m.From, m.On)
	if len(moves) > 0 {
		m.Parts = append(m.Parts, MergedPart{Title: "直通车事项", Moves: moves})
	}
	return err
}

// groups stations the groups of that day and later in the successor; those of earlier years were stationed in the old unit.
func (m *Merger) groups(ctx context.Context, tx *store.Tx) error {
	part := MergedPart{Title: "派驻的监督小组"}
	type station struct {
		id, groupID int64
		name, from  string
		open, begun bool
		already     bool
	}
	var stations []station
	err := store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var s station
		err := scan(&s.id, &s.groupID, &s.name, &s.from, &s.open, &s.begun, &s.already)
		stations = append(stations, s)
		return err
	}, `SELECT gu.id, g.id, g.year || ' 年第 ' || g.number || ' 组' || CASE WHEN g.deleted_at <> '' THEN '（在回收站里）' ELSE '' END, gu.from_on,
		gu.to_on = '' AND g.year >= CAST(substr(?0, 1, 4) AS INTEGER) AND (g.to_on = '' OR g.to_on >= ?0),
		g.year = CAST(substr(?0, 1, 4) AS INTEGER) AND g.from_on < ?0 AND gu.from_on < ?0,
		EXISTS (SELECT 1 FROM group_unit o WHERE o.group_id = g.id AND o.unit_id = ?1 AND o.to_on = '')
		FROM group_unit gu JOIN supervision_group g ON g.id = gu.group_id WHERE gu.unit_id = ?2 ORDER BY g.year, g.number`, m.On, m.Into, m.From)
	if err != nil {
		return err
	}
	for _, s := range stations {
		if !s.open {
			part.Stays = append(part.Stays, s.name)
			continue
		}
		part.Moves = append(part.Moves, s.name)
		from := s.from
		switch {
		case s.begun:
			from = m.On
			err = tx.Update(ctx, "group_unit", s.id, store.Columns{"to_on": m.On})
		default:
			err = tx.Run(ctx, "DELETE FROM group_unit WHERE id = ?", s.id)
		}
		if err != nil {
			return err
		}
		if s.already {
			continue
		}
		if _, err := tx.Insert(ctx, "group_unit", store.Columns{"group_id": s.groupID, "unit_id": m.Into, "from_on": from}); err != nil {
			return err
		}
	}
	m.Parts = append(m.Parts, part)
	return nil
}

// targets moves what panels have still to score and nobody has voted on.
func (m *Merger) targets(ctx context.Context, tx *store.Tx) error {
	part := MergedPart{Title: "民主评议"}
	type target struct {
		table           string
		id              int64
		name            string
		scored, already bool
	}
	var targets []target
	err := store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var t target
		err := scan(&t.table, &t.id, &t.name, &t.scored, &t.already)
		targets = append(targets, t)
		return err
	}, `SELECT * FROM (SELECT 'evaluation_target', t.id, t.year || ' 年第 ' || t.panel_number || ' 评议小组', EXISTS (SELECT 1 FROM score_sheet s WHERE s.target_id = t.id),
		EXISTS (SELECT 1 FROM evaluation_target o WHERE o.panel_id = t.panel_id AND COALESCE(o.proposal_id, 0) = t.proposal_id AND o.unit_id = ?1)
		FROM target_list t WHERE t.unit_id = ?0 ORDER BY t.year, t.panel_number, t.id)
		UNION ALL SELECT 'ballot_target', b.id, e.name, EXISTS (SELECT 1 FROM ballot x JOIN ballot_round r ON r.id = x.round_id WHERE r.evaluation_id = e.id),
		EXISTS (SELECT 1 FROM ballot_target o WHERE o.evaluation_id = b.evaluation_id AND o.proposal_id IS b.proposal_id AND o.unit_id = ?1)
		FROM ballot_target b JOIN evaluation e ON e.id = b.evaluation_id AND e.deleted_at = '' WHERE b.unit_id = ?0`, m.From, m.Into)
	if err != nil {
		return err
	}
	for _, t := range targets {
		switch {
		case t.scored:
			part.Stays = append(part.Stays, t.name)
			continue
		case t.already:
			err = tx.Run(ctx, "DELETE FROM "+t.table+" WHERE id = ?", t.id)
		default:
			err = tx.Update(ctx, t.table, t.id, store.Columns{"unit_id": m.Into})
		}
		if err != nil {
			return err
		}
		part.Moves = append(part.Moves, t.name)
	}
	m.Parts = append(m.Parts, part)
	return nil
}

// below puts the units below the old one under the successor, who comes under the unit above the old one when he was below it, however far.
func (m *Merger) below(ctx context.Context, tx *store.Tx) error {
	names, err := store.Texts(ctx, tx, "SELECT name FROM unit WHERE parent_id = ? AND id <> ? AND deleted_at = '' ORDER BY id", m.From, m.Into)
	if err != nil {
		return err
	}
	m.Parts = append(m.Parts, MergedPart{Title: "下属单位", Moves: names})
	if err := tx.Run(ctx, `UPDATE unit SET parent_id = (SELECT parent_id FROM unit WHERE id = ?0) WHERE id = ?1 AND EXISTS (
		WITH RECURSIVE above (id) AS (SELECT ?1 UNION SELECT u.parent_id FROM unit u JOIN above a ON a.id = u.id WHERE u.parent_id IS NOT NULL)
		SELECT 1 FROM above WHERE id = ?0)`, m.From, m.Into); err != nil {
		return err
	}
	return tx.Run(ctx, "UPDATE unit SET parent_id = ? WHERE parent_id = ? AND id <> ? AND deleted_at = ''", m.Into, m.From, m.Into)
}

// avoidance names the members of groups stationed in the successor who work there, now that the old unit is part of it.
func (m *Merger) avoidance(ctx context.Context, tx *store.Tx) error {
	lines, err := store.Texts(ctx, tx, `SELECT '第 ' || g.number || ' 组的「' || o.name || '」工作单位是「' || o.workplace || '」，并入后属于「' || o.unit || '」的' || replace(o.relation, '本单位', '人员') || '，按回避规定应调整。'
		FROM group_own_unit o JOIN supervision_group g ON g.id = o.group_id WHERE o.unit_id = ? AND g.deleted_at = '' AND g.year >= CAST(substr(?, 1, 4) AS INTEGER) ORDER BY g.number, o.name`, m.Into, m.On)
	m.Attention = append(m.Attention, lines...)
	return err
}
