package proposal

import (
	"context"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
)

// proposalLine is the line of a proposal: what docket packs of its case. The number of a proposal is in the lines of those that were merged into it.
var proposalLine = &store.Line{
	Table: "line_proposal", Of: "proposal", Version: docket.PackVersion,
	Sources: []store.Source{
		{Table: "reply", Column: "assignment_id", Of: "assignment"},
		{Table: "assignment_past", Column: "assignment_id", Of: "assignment"},
		{Table: "assignment", Column: "proposal_id", Of: "proposal"},
		{Table: "proposal_proposer", Column: "proposal_id", Of: "proposal"},
		{Table: "archive_past", Column: "proposal_id", Of: "proposal"},
		{Table: "review_past", Column: "proposal_id", Of: "proposal"},
		{Table: "proposal_refusal", Column: "proposal_id", Of: "proposal"},
		{Table: "consultation", Column: "proposal_id", Of: "proposal"},
		{Table: "reminder", Column: "proposal_id", Of: "proposal"},
		{Table: "feedback", Column: "proposal_id", Of: "proposal"},
		{Table: "key_proposal", Column: "proposal_id", Of: "proposal"},
		{Table: "tracking_node", Column: "proposal_id", Of: "proposal"},
		{Table: "promise", Column: "proposal_id", Of: "proposal"},
		{Table: "proposal_review", Column: "proposal_id", Of: "proposal"},
		{Table: "reply_draft", Column: "proposal_id", Of: "proposal"},
		{Table: "revisit", Column: "proposal_id", Of: "proposal"},
	},
	Also: "SELECT id FROM proposal WHERE merged_into IN (SELECT value FROM json_each(?0)) UNION SELECT proposal_id FROM review_past WHERE merged_into IN (SELECT value FROM json_each(?0))",
	Compute: func(ctx context.Context, db bun.IDB, ids []int64, put func(store.LineRow)) error {
		cases, err := readCases(ctx, db, Filter{IDs: ids})
		for i := range cases {
			c := &cases[i]
			put(store.LineRow{ID: c.ID, Scope: c.SessionID, Place: placeOf(&c.Head, &c.Review), Text: c.Pack()})
		}
		return err
	},
}

// placeOf is a text by which proposals sort as lists show them: by number, those without one last, then by their serial. A number has its length before
// it.
func placeOf(h *docket.Head, r *docket.Review) string {
	if r.Number > 0 {
		digits := strconv.Itoa(r.Number)
		return string(rune('A'+len(digits))) + digits + h.Serial
	}
	return "~" + h.Serial
}

// readNames is what the ids and words of proposals stand for now; in a write it is remembered.
func readNames(ctx context.Context, db bun.IDB) (*docket.Names, error) {
	return store.Remembered(db, "names of proposals", []string{"session", "term", "unit", "unit_name", "dictionary", "word_past"}, func() (*docket.Names, error) { return namesNow(ctx, db) })
}

func namesNow(ctx context.Context, db bun.IDB) (*docket.Names, error) {
	n := &docket.Names{Sessions: map[int64]docket.Session{}, Units: map[int64]string{}, Nodes: map[string]int{}}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var s docket.Session
		err := scan(&s.ID, &s.Year, &s.TermID, &s.Name, &s.Ordinal, &s.TermOrdinal, &s.TermName)
		n.Sessions[s.ID] = s
		return err
	}, "SELECT s.id, s.year, s.term_id, s.name, s.ordinal, t.ordinal, t.name FROM session s JOIN term t ON t.id = s.term_id")
	if err != nil {
		return nil, fmt.Errorf("sessions: %w", err)
	}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var name string
		err := scan(&id, &name)
		n.Units[id] = name
		return err
	}, "SELECT id, name FROM unit")
	if err != nil {
		return nil, fmt.Errorf("units: %w", err)
	}
	n.Former = docket.Former{}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var was docket.FormerName
		err := scan(&id, &was.Name, &was.UntilOn)
		n.Former[id] = append(n.Former[id], was)
		return err
	}, "SELECT unit_id, name, until_on FROM unit_name WHERE until_on <> '' ORDER BY until_on, id")
	if err != nil {
		return nil, fmt.Errorf("former names of units: %w", err)
	}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var kind string
		var place int
		err := scan(&kind, &place)
		n.Nodes[kind] = place
		return err
	}, "SELECT name, min(sort) FROM dictionary WHERE kind = 'tracking_node' GROUP BY name")
	if err != nil {
		return nil, fmt.Errorf("nodes of the tracking: %w", err)
	}
	return n, readParents(ctx, db, n)
}

// readParents reads what the words of the dictionaries belong to.
func readParents(ctx context.Context, db bun.IDB, n *docket.Names) error {
	n.Classes, n.Fields, n.Sides = map[string]string{}, map[string]string{}, map[string]string{}
	of := map[string]map[string]string{"proposal_kind": n.Classes, "proposal_category": n.Fields, "consultation_mode": n.Sides}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var dictionary, name, parent string
		err := scan(&dictionary, &name, &parent)
		if parents := of[dictionary]; parents != nil && parents[name] == "" {
			parents[name] = parent
		}
		return err
	}, "SELECT kind, name, parent FROM dictionary WHERE kind IN ('proposal_kind', 'proposal_category', 'consultation_mode') ORDER BY active DESC, sort, id")
	if err != nil {
		return fmt.Errorf("what words belong to: %w", err)
	}
	n.FieldsUntil = map[string][]docket.FieldUntil{}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var category string
		var past docket.FieldUntil
		err := scan(&category, &past.Year, &past.Field)
		n.FieldsUntil[category] = append(n.FieldsUntil[category], past)
		return err
	}, "SELECT d.name, w.until_year, w.parent FROM word_past w JOIN dictionary d ON d.id = w.word_id AND d.kind = 'proposal_category' ORDER BY w.until_year")
	if err != nil {
		return fmt.Errorf("what words belonged to: %w", err)
	}
	return nil
}
