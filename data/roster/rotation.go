package roster

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Rotation is the groups of one year as those of another: the people as they are, the units handed round (轮换).
type Rotation struct {
	From, To int
	Groups   []Rotated
}

// Rotated is a group of the year to come.
type Rotated struct {
	record.Values        // as the form has them
	Was           string // the units it is stationed in now
	Why           string // what is to be looked at, in sentences without their full stops; "" for nothing
}

// RotateBy is by how many groups units are handed on unless it is said otherwise: each goes to the group after that which has it.
const RotateBy = 1

// Rotate makes the groups of the year to from those of another. Each group takes over the units of the group by places before it, none with by 0; where 回避
// forbids that, those of another, so that as few as possible differ from the round. Groups that none can be found for keep theirs, and it is said why.
func Rotate(ctx context.Context, db bun.IDB, from, to, by int) (*Rotation, error) {
	if from == to {
		return nil, store.Refuse(store.CodeInvalid, "不能照 %d 年自己的小组轮换，请换一个年度。", from)
	}
	groups, err := Groups.Records(ctx, db, record.Scope{Year: from})
	if err != nil {
		return nil, err
	}
	if len(groups) == 0 {
		return nil, store.Refuse(store.CodeNotFound, "%d 年没有监督小组，不能照它编 %d 年的。", from, to)
	}
	barred, err := readBarred(ctx, db, groups)
	if err != nil {
		return nil, err
	}
	taken := handRound(len(groups), by, func(group, units int) bool { return barred[[2]int64{groups[group].ID, groups[units].ID}] })
	r := &Rotation{From: from, To: to}
	over, err := readOver(ctx, db, from, to)
	if err != nil {
		return nil, err
	}
	for i, g := range groups {
		one := rotated(g.Values, groups[taken[i]].Values["units"], to-from)
		one.Values["year"] = strconv.Itoa(to)
		var why []string
		switch wanted := (i - by%len(groups) + len(groups)) % len(groups); {
		case taken[i] == i && wanted != i:
			why = append(why, "回避，仍派驻原单位")
		case barred[[2]int64{g.ID, groups[taken[i]].ID}]:
			why = append(why, "都要回避，请调整")
		case taken[i] != wanted:
			why = append(why, "回避「"+groups[wanted].Values["units"]+"」")
		}
		if n := over[g.ID]; n > 0 {
			why = append(why, fmt.Sprintf("%d 人聘期届满", n))
		}
		one.Why = strings.Join(why, "；")
		r.Groups = append(r.Groups, one)
	}
	return r, nil
}

// rotated is a group so many years later, in units.
func rotated(v record.Values, units string, years int) (one Rotated) {
	one = Rotated{Values: record.Values{}, Was: v["units"]}
	for _, key := range []string{"number", "name", "leader", "deputy", "liaison", "members", "committee"} {
		one.Values[key] = v[key]
	}
	if one.Values["units"] = units; units == v["units"] {
		one.Values["focus"] = v["focus"] // what was looked at there is no matter of another unit
	}
	for _, key := range []string{"from_on", "to_on"} {
		on, err := calendar.ParseDate(v[key])
		if err != nil {
			continue // none
		}
		one.Values[key] = on.AddMonths(12 * years).String()
	}
	return one
}

// round hands the units of n groups on.
type round struct {
	n, by  int
	barred func(group, units int) bool
	owner  []int // of each units, -1 for none
	taken  []int // by each group, -1 for none
}

// handRound is whose units each of n groups takes: of the one by places before it, unless that is barred; then of the nearest behind that which nobody
// took, else of one that can be given up for another. A group without any keeps its own. None takes its own but with by 0.
func handRound(n, by int, barred func(group, units int) bool) []int {
	r := &round{n, (by%n + n) % n, barred, slices.Repeat([]int{-1}, n), slices.Repeat([]int{-1}, n)}
	for i := range n { // who can go nowhere else stays
		if !r.goesAnywhere(i) {
			r.take(i, i)
		}
	}
	for i := range n {
		if of := (i - r.by + n) % n; r.taken[i] < 0 && r.owner[of] < 0 && r.may(i, of) {
			r.take(i, of)
		}
	}
	for i := range n {
		if r.taken[i] < 0 {
			r.place(i, make([]bool, n))
		}
	}
	r.keepRest()
	return r.taken
}

func (r *round) take(group, of int) { r.owner[of], r.taken[group] = group, of }

func (r *round) may(group, of int) bool { return !r.barred(group, of) && (r.by == 0 || group != of) }

// goesAnywhere reports whether a group may take the units of any.
func (r *round) goesAnywhere(group int) bool {
	for of := range r.n {
		if r.may(group, of) {
			return true
		}
	}
	return false
}

// place finds units for a group: free ones, else those of a group that others are found for; seen were looked at.
func (r *round) place(group int, seen []bool) bool {
	for _, free := range []bool{true, false} {
		for k := range r.n {
			of := (group - r.by - k + 2*r.n) % r.n
			if seen[of] || !r.may(group, of) || free != (r.owner[of] < 0) {
				continue
			}
			seen[of] = true
			if free || r.place(r.owner[of], seen) {
				r.take(group, of)
				return true
			}
		}
	}
	return false
}

// keepRest gives the groups without units their own, else what is left.
func (r *round) keepRest() {
	var left []int
	for of, group := range r.owner {
		if group < 0 {
			left = append(left, of)
		}
	}
	for i, of := range r.taken {
		if of < 0 {
			at := max(slices.Index(left, i), 0) // its own where nobody took it
			r.taken[i], left = left[at], slices.Delete(left, at, at+1)
		}
	}
}

// readBarred are the pairs of groups of which the people of the first must not be stationed in the units of the other (回避).
func readBarred(ctx context.Context, db bun.IDB, groups []record.Record) (map[[2]int64]bool, error) {
	ids := make([]int64, len(groups))
	for i, g := range groups {
		ids[i] = g.ID
	}
	barred := map[[2]int64]bool{}
	return barred, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var pair [2]int64
		err := scan(&pair[0], &pair[1])
		barred[pair] = true
		return err
	}, `SELECT DISTINCT m.group_id, gu.group_id FROM group_now m JOIN group_unit gu ON gu.group_id IN (?0) AND gu.to_on = '' JOIN (
			SELECT id AS unit_id, id AS other_id, 1 AS own FROM unit
			UNION ALL SELECT id, parent_id, 0 FROM unit WHERE parent_id IS NOT NULL
			UNION ALL SELECT parent_id, id, 0 FROM unit WHERE parent_id IS NOT NULL AND deleted_at = '') r ON r.unit_id = gu.unit_id
		JOIN unit_call c ON c.unit_id = r.other_id
		WHERE m.group_id IN (?0) AND m.workplace <> '' AND (m.workplace = c.name OR r.own AND c.whole AND substr(m.workplace, 1, length(c.name)) = c.name)
		AND (r.own OR (SELECT value FROM setting WHERE key = 'group.own_unit_reach') = '本单位和上下级单位')`, bun.List(ids))
}

// readOver is of how many of each group of the year from the engagement is over before the year to begins.
func readOver(ctx context.Context, db bun.IDB, from, to int) (map[int64]int, error) {
	over := map[int64]int{}
	return over, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var group int64
		var until string
		err := scan(&group, &until)
		if err == nil && EngagementOver(until, fmt.Sprintf("%d-01-01", to)) {
			over[group]++
		}
		return err
	}, `SELECT m.group_id, COALESCE((SELECT e.to_on FROM engagement e WHERE e.supervisor_id = m.supervisor_id ORDER BY e.from_on DESC, e.id DESC LIMIT 1), '')
		FROM group_now m JOIN supervision_group g ON g.id = m.group_id WHERE g.year = ? AND g.deleted_at = ''`, from)
}

// GroupYears are the years that have groups, the newest first.
func GroupYears(ctx context.Context, db bun.IDB) ([]int, error) {
	years, err := store.IDs(ctx, db, "SELECT DISTINCT year FROM supervision_group WHERE deleted_at = '' ORDER BY year DESC")
	out := make([]int, len(years))
	for i, year := range years {
		out[i] = int(year)
	}
	return out, err
}

// Refused says why the groups cannot be added to their year, "" where they can: it has groups.
func (r *Rotation) Refused(ctx context.Context, db bun.IDB) (string, error) {
	numbers, err := store.Texts(ctx, db, "SELECT CAST(number AS TEXT) FROM supervision_group WHERE year = ? AND deleted_at = '' ORDER BY number", r.To)
	if err != nil || len(numbers) == 0 {
		return "", err
	}
	return fmt.Sprintf("%d 年已有监督小组 %d 个（第 %s 组），请先删去，或在那一年里逐组修改。", r.To, len(numbers), zh.JoinNames(numbers)), nil
}

// Wording is what adding the groups is called.
func (r *Rotation) Wording() string {
	return fmt.Sprintf("照 %d 年轮换，编 %d 年监督小组 %d 个", r.From, r.To, len(r.Groups))
}

// Add stores the groups, all or none.
func (r *Rotation) Add(ctx context.Context, tx *store.Tx) error {
	why, err := r.Refused(ctx, tx)
	if err != nil {
		return err
	}
	if why != "" {
		return store.Refuse(store.CodeDuplicate, "%s", why)
	}
	for _, g := range r.Groups {
		if _, err := Groups.Save(ctx, tx, record.Scope{Year: r.To}, 0, g.Values); err != nil {
			return err
		}
	}
	return nil
}
