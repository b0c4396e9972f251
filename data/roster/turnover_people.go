package roster

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// staying is a member who goes on into the next term.
type staying struct {
	id, personID, sectorID int64
	name, number, sector   string
	served                 int
}

func (w *turning) carryMembers(ctx context.Context) error {
	var members []staying
	err := store.ScanRows(ctx, w.tx, func(scan func(...any) error) error {
		var m staying
		err := scan(&m.id, &m.personID, &m.sectorID, &m.name, &m.number, &m.sector, &m.served)
		if slices.Contains(w.Members, m.id) {
			members = append(members, m)
		}
		return err
	}, `SELECT m.id, m.person_id, COALESCE(m.sector_id, 0), p.name, m.number, COALESCE(s.name, ''), m.terms_served
		FROM member m JOIN person p ON p.id = m.person_id LEFT JOIN sector s ON s.id = m.sector_id
		WHERE m.term_id = ? AND m.deleted_at = '' AND p.deleted_at = '' ORDER BY m.id`, w.From)
	if err != nil {
		return err
	}
	if len(members) != len(w.Members) {
		return store.Refuse(store.CodeConflict, "选中留任的委员有 %d 人已不在%s的名册中，请重新打开换届。", len(w.Members)-len(members), w.done.FromName)
	}
	without := map[string]int{} // what people lose because their body is not carried over
	for _, m := range members {
		if err := w.carryMember(ctx, m, without); err != nil {
			return fmt.Errorf("carry member %d: %w", m.id, err)
		}
	}
	for _, what := range slices.Sorted(maps.Keys(without)) {
		w.done.Attention = append(w.done.Attention, fmt.Sprintf("%s没有带入%s，%d 名留任委员在其中的身份不保留。", what, w.done.Name, without[what]))
	}
	w.done.Members = len(members)
	return nil
}

func (w *turning) carryMember(ctx context.Context, m staying, without map[string]int) error {
	row := store.Columns{
		"person_id": m.personID, "term_id": w.done.Term, "status": "在册", "joined_on": w.StartsOn,
		"terms_served": max(m.served, 1) + 1,
	}
	if w.KeepNumbers {
		row["number"] = m.number
	}
	if w.KeepSectors && m.sectorID != 0 {
		heir := w.heirs["sector"][m.sectorID]
		row["sector_id"] = store.OrNull(heir)
		if heir == 0 {
			without["界别「"+m.sector+"」"]++
		}
	}
	id, err := w.tx.Insert(ctx, "member", row)
	if err != nil {
		return err
	}
	entry := store.Columns{"member_id": id, "status": "在册", "on_date": w.StartsOn, "reason": "换届留任"}
	if _, err := w.tx.Insert(ctx, "member_status", entry); err != nil {
		return err
	}
	return w.carryPosts(ctx, m, id, without)
}

// carryPosts gives the new membership the posts the old one holds now.
func (w *turning) carryPosts(ctx context.Context, m staying, id int64, without map[string]int) error {
	keep := map[string]bool{"政协": w.KeepPosts, "界别": w.KeepSectors && w.heirs["sector"][m.sectorID] != 0, "专委会": w.KeepCommittees, "活动组": w.KeepActivityGroups}
	type held struct {
		scope, post, body string
		committee, group  int64
	}
	var posts []held
	err := store.ScanRows(ctx, w.tx, func(scan func(...any) error) error {
		var p held
		err := scan(&p.scope, &p.post, &p.committee, &p.group, &p.body)
		posts = append(posts, p)
		return err
	}, `SELECT mp.scope, mp.post, COALESCE(mp.committee_id, 0), COALESCE(mp.activity_group_id, 0), COALESCE(c.name, g.name, '')
		FROM member_post mp LEFT JOIN committee c ON c.id = mp.committee_id LEFT JOIN activity_group g ON g.id = mp.activity_group_id
		WHERE mp.member_id = ? AND mp.to_on = '' ORDER BY mp.id`, m.id)
	if err != nil {
		return err
	}
	for _, p := range posts {
		if !keep[p.scope] {
			continue
		}
		row := store.Columns{"member_id": id, "scope": p.scope, "post": p.post, "from_on": w.StartsOn}
		lost := false
		for _, b := range []struct {
			table, column string
			old           int64
		}{{"committee", "committee_id", p.committee}, {"activity_group", "activity_group_id", p.group}} {
			if b.old != 0 {
				heir := w.heirs[b.table][b.old]
				row[b.column] = store.OrNull(heir)
				lost = lost || heir == 0
			}
		}
		if lost {
			without[p.scope+"「"+p.body+"」"]++
			continue
		}
		if _, err := w.tx.Insert(ctx, "member_post", row); err != nil {
			return err
		}
	}
	return nil
}

// engagedSQL are the supervisors whose 聘期 is not over on a day. One that lasts to a month lasts to its last day.
const engagedSQL = `SELECT id FROM supervisor WHERE deleted_at = '' AND (to_on = '' OR to_on || CASE length(to_on) WHEN 7 THEN '-31' ELSE '' END >= ?) ORDER BY id`

// carrySupervisors lengthens the 聘期 of those who go on, and ends the others' when asked.
func (w *turning) carrySupervisors(ctx context.Context) error {
	until := w.SupervisorsUntil
	if until == "" {
		until = w.EndsOn
	}
	all, err := store.IDs(ctx, w.tx, engagedSQL, w.ClosedOn)
	if err != nil {
		return err
	}
	for _, id := range all {
		switch {
		case slices.Contains(w.Supervisors, id):
			if err := w.engageOn(ctx, id, until); err != nil {
				return err
			}
			w.done.Supervisors++
		case w.EndOtherSupervisors:
			ended, err := w.disengage(ctx, id)
			if err != nil {
				return err
			}
			if ended {
				w.done.EndedSupervisors++
			}
		}
	}
	if w.done.Supervisors != len(w.Supervisors) {
		return store.Refuse(store.CodeConflict, "选中续聘的监督员有 %d 人已不在名册中或聘期早已结束，请重新打开换届。", len(w.Supervisors)-w.done.Supervisors)
	}
	return nil
}

func (w *turning) engageOn(ctx context.Context, id int64, until string) error {
	held, err := readEngagements(ctx, w.tx, id)
	if err != nil {
		return err
	}
	v := record.Values{"to_on": until}
	if len(held) == 0 || held[len(held)-1].to != "" && held[len(held)-1].lastDay() < w.StartsOn {
		v["from_on"] = w.StartsOn
	}
	return saveEngagements(ctx, w.tx, id, v)
}

// disengage ends an engagement with the term; one that begins later or was over before is left alone.
func (w *turning) disengage(ctx context.Context, id int64) (ended bool, err error) {
	held, err := readEngagements(ctx, w.tx, id)
	if err != nil {
		return false, err
	}
	if n := len(held); n > 0 && (held[n-1].firstDay() > w.ClosedOn || held[n-1].lastDay() < w.ClosedOn) {
		return false, nil
	}
	return true, saveEngagements(ctx, w.tx, id, record.Values{"to_on": w.ClosedOn})
}
