package roster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// engagement is one 聘期 of a supervisor. Dates may be months; "" is not known, or at the end not set.
type engagement struct {
	id       int64
	from, to string
}

func (e engagement) String() string {
	switch {
	case e.to == "":
		return strings.TrimSpace(e.from + " 起")
	case e.from == "":
		return "至 " + e.to
	default:
		return e.from + " 至 " + e.to
	}
}

// firstDay and lastDay are the ends of an engagement as days; unknown ones reach as far as they can.
func (e engagement) firstDay() string {
	if len(e.from) == len("2026-01") {
		return e.from + "-01"
	}
	return e.from
}

func (e engagement) lastDay() string {
	switch len(e.to) {
	case 0:
		return "9999-12-31"
	case len("2026-01"):
		return e.to + "-31"
	default:
		return e.to
	}
}

// EngagementOver tells whether an engagement that lasts to a day or a month, "" for no end, is over on the day today.
func EngagementOver(to, today string) bool { return engagement{to: to}.lastDay() < today }

func (e engagement) overlaps(o engagement) bool {
	return e.firstDay() <= o.lastDay() && o.firstDay() <= e.lastDay()
}

// readEngagements lists the engagements of a supervisor from the first to the last.
func readEngagements(ctx context.Context, tx *store.Tx, supervisorID int64) ([]engagement, error) {
	var found []engagement
	err := store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var e engagement
		err := scan(&e.id, &e.from, &e.to)
		found = append(found, e)
		return err
	}, "SELECT id, from_on, to_on FROM engagement WHERE supervisor_id = ? ORDER BY from_on, id", supervisorID)
	if err != nil {
		return nil, fmt.Errorf("engagements of supervisor %d: %w", supervisorID, err)
	}
	return found, nil
}

// saveEngagements keeps the engagements v speaks of. from_on and to_on are those of the last one: a from_on after its end
// is a reappointment and opens a new one, anything else corrects it. engagements gives them all anew, one a line.
func saveEngagements(ctx context.Context, tx *store.Tx, supervisorID int64, v record.Values) error {
	if !v.Has("engagements") && !v.Has("from_on") && !v.Has("to_on") {
		return nil
	}
	held, err := readEngagements(ctx, tx, supervisorID)
	if err != nil {
		return err
	}
	want := slices.Clone(held)
	if text, ok := v["engagements"]; ok && (text != "" || len(held) > 0) {
		if want, err = parseEngagements(text, held); err != nil {
			return err
		}
	}
	want = lastEngagement(want, v)
	if err := checkEngagements(want); err != nil {
		return err
	}
	return storeEngagements(ctx, tx, supervisorID, held, want)
}

// lastEngagement applies from_on and to_on to the last of the engagements.
func lastEngagement(all []engagement, v record.Values) []engagement {
	from, hasFrom := v["from_on"]
	to, hasTo := v["to_on"]
	if !hasFrom && !hasTo || from == "" && to == "" && len(all) == 0 {
		return all
	}
	given := engagement{from: from, to: to}
	if len(all) == 0 {
		return []engagement{given}
	}
	last := all[len(all)-1]
	if given.before(last) {
		return earlierEngagement(all, given)
	}
	next := last
	if hasFrom {
		next.from = from
	}
	if hasTo {
		next.to = to
	}
	if last.to == "" || from == "" || next.firstDay() <= last.lastDay() {
		all[len(all)-1] = next
		return all
	}
	if next.to == last.to { // the end of the former engagement is not that of the new one
		next.to = ""
	}
	return append(all, engagement{from: from, to: next.to})
}

// before tells whether the whole of e is known to lie before o.
func (e engagement) before(o engagement) bool {
	return e.from != "" && e.to != "" && o.from != "" && e.lastDay() < o.firstDay()
}

// earlierEngagement adds what an older roster tells of, unless it is known.
func earlierEngagement(all []engagement, given engagement) []engagement {
	if slices.ContainsFunc(all, func(e engagement) bool { return e.from == given.from && e.to == given.to }) {
		return all
	}
	return slices.Insert(all, len(all)-1, given)
}

func parseEngagements(text string, held []engagement) ([]engagement, error) {
	var all []engagement
	rest := slices.Clone(held)
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		from, to, more, err := parsePeriod(line)
		if err != nil {
			return nil, store.Refuse(store.CodeInvalid, "历次聘期「%s」%s。", line, err)
		}
		if more = strings.TrimSpace(more); more != "" {
			return nil, store.Refuse(store.CodeInvalid, "历次聘期「%s」只写起止日期，备注请写在「备注」里。", line)
		}
		e := engagement{from: from, to: to}
		for _, fits := range []func(o engagement) bool{
			func(o engagement) bool { return o.from == from && o.to == to },
			func(o engagement) bool { return o.from == from || o.to == to && to != "" },
		} {
			if at := slices.IndexFunc(rest, fits); at >= 0 {
				e.id = rest[at].id
				rest = slices.Delete(rest, at, at+1)
				break
			}
		}
		all = append(all, e)
	}
	slices.SortStableFunc(all, func(a, b engagement) int { return strings.Compare(a.from, b.from) })
	return all, nil
}

func parseEngagementLines(text string) (string, error) {
	all, err := parseEngagements(text, nil)
	if err != nil {
		return "", err
	}
	return text, checkEngagements(all)
}

// checkEngagements refuses engagements that end before they begin, or overlap: one cannot be engaged twice at a time.
func checkEngagements(all []engagement) error {
	for i, e := range all {
		if e.to != "" && e.firstDay() > e.lastDay() {
			return store.Refuse(store.CodeInvalid, "任期截止 %s 早于聘任日期 %s。", e.to, e.from)
		}
		for _, o := range all[:i] {
			if e.overlaps(o) {
				return store.Refuse(store.CodeInvalid, "聘期 %s 与聘期 %s 重叠，请先改好前一聘期的截止日期。", e, o)
			}
		}
	}
	return nil
}

func storeEngagements(ctx context.Context, tx *store.Tx, supervisorID int64, held, want []engagement) error {
	for _, e := range held {
		if !slices.ContainsFunc(want, func(o engagement) bool { return o.id == e.id }) {
			if err := tx.Run(ctx, "DELETE FROM engagement WHERE id = ?", e.id); err != nil {
				return err
			}
		}
	}
	current := engagement{}
	for _, e := range want {
		current = e
		if slices.Contains(held, e) {
			continue
		}
		if _, err := tx.Put(ctx, "engagement", e.id, store.Columns{"supervisor_id": supervisorID, "from_on": e.from, "to_on": e.to}); err != nil {
			return err
		}
	}
	return tx.Update(ctx, "supervisor", supervisorID, store.Columns{"from_on": current.from, "to_on": current.to})
}
