package roster

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// WholeTurnover is the turnover that carries everything in use over from the current term: its bodies, whoever serves,
// whose engagement has not ended. The new term begins on the day the old one ends and lasts five years.
func WholeTurnover(ctx context.Context, db bun.IDB, on string) (Turnover, error) {
	day, err := time.Parse(store.DateLayout, on)
	if err != nil {
		return Turnover{}, store.Refuse(store.CodeInvalid, "日期「%s」不对，应为 2026-12-20 这样的日期。", on)
	}
	t := Turnover{
		ClosedOn: on, StartsOn: on, EndsOn: day.AddDate(5, 0, -1).Format(store.DateLayout),
		KeepNumbers: true, KeepSectors: true, KeepCommittees: true, KeepActivityGroups: true, EndOtherSupervisors: true,
	}
	if t.From, err = CurrentTerm(ctx, db); err != nil {
		return t, err
	}
	last, err := store.LookUp(ctx, db, "SELECT COALESCE(max(ordinal), 0) FROM term WHERE id = ?", t.From)
	if err != nil {
		return t, err
	}
	t.Ordinal = int(last) + 1
	for _, c := range []struct {
		table  string
		bodies *[]CarriedBody
	}{{"sector", &t.Sectors}, {"committee", &t.Committees}, {"activity_group", &t.ActivityGroups}} {
		found, err := store.IDs(ctx, db, "SELECT id FROM "+c.table+" WHERE term_id = ? AND deleted_at = '' AND to_on = '' ORDER BY sort, id", t.From)
		if err != nil {
			return t, err
		}
		for _, id := range found {
			*c.bodies = append(*c.bodies, CarriedBody{ID: id})
		}
	}
	if t.Members, err = store.IDs(ctx, db, `SELECT m.id FROM member m JOIN person p ON p.id = m.person_id WHERE m.term_id = ? AND m.deleted_at = '' AND p.deleted_at = ''
		AND m.status NOT IN (SELECT name FROM dictionary WHERE kind = 'member_status' AND parent = '离任') ORDER BY m.id`, t.From); err != nil {
		return t, err
	}
	t.Supervisors, err = store.IDs(ctx, db, engagedSQL, on)
	return t, err
}

// FindMembers finds members of a term by number or name, one each. A name nobody or more than one has is refused.
func FindMembers(ctx context.Context, db bun.IDB, termID int64, words []string) ([]int64, error) {
	var found []int64
	for _, word := range words {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		names, err := Spellings(ctx, db, word)
		if err != nil {
			return nil, err
		}
		called, err := store.IDs(ctx, db, `SELECT m.id FROM member m JOIN person p ON p.id = m.person_id
			WHERE m.term_id = ?0 AND m.deleted_at = '' AND p.deleted_at = '' AND (m.number = ?1 OR p.name IN (?2)) ORDER BY m.number = ?1 DESC, m.id`, termID, word, bun.List(names))
		switch {
		case err != nil:
			return nil, fmt.Errorf("find member %s: %w", word, err)
		case len(called) == 0:
			return nil, store.Refuse(store.CodeNotFound, "本届委员名册中没有「%s」，请检查编号或姓名。", word)
		case len(called) > 1:
			return nil, store.Refuse(store.CodeInvalid, "本届有 %d 位委员叫「%s」，请写委员编号。", len(called), word)
		}
		if !slices.Contains(found, called[0]) {
			found = append(found, called[0])
		}
	}
	return found, nil
}
