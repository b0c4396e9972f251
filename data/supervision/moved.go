package supervision

import (
	"context"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// MovedDeadlines are the deadlines of the measures and replies that letters still wait for on the day (YYYY-MM-DD), and of the items of the 直通车, that
// would be on another day by the rules and holiday notices as they are now.
func MovedDeadlines(ctx context.Context, db bun.IDB, day string) ([]proposal.Moved, error) {
	letters, err := movedLetters(ctx, db, day)
	if err != nil {
		return nil, err
	}
	directs, err := movedDirects(ctx, db, day)
	return append(letters, directs...), err
}

// term is a deadline of a record, as it is stored.
type term struct {
	id                   int64
	key, rule, from      string
	due, why, what, unit string
}

func movedLetters(ctx context.Context, db bun.IDB, day string) ([]proposal.Moved, error) {
	today := store.QuoteText(day)
	var terms []term
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		t := term{key: "measures_due", rule: "opinion_reply"}
		var due, why string
		var open, owed bool
		if err := scan(&t.id, &t.from, &t.due, &t.why, &due, &why, &t.what, &t.unit, &owed, &open); err != nil {
			return err
		}
		if owed {
			terms = append(terms, t)
		}
		if open {
			t.key, t.rule, t.due, t.why = "due_on", "rectification", due, why
			terms = append(terms, t)
		}
		return nil
	}, "SELECT l.id, l.delivered_on, l.measures_due, l.measures_rule, l.due_on, l.due_rule, CASE WHEN l.number IS NULL THEN '' ELSE '意见书第 ' || l.number || ' 号 ' END || l.title, COALESCE("+roster.UnitNameSQL(unitOn(today), today)+", ''),"+
		" EXISTS (SELECT 1 FROM opinion_point x WHERE x.letter_id = l.id AND "+owesMeasures(today)+" AND "+extension("extended_to", today)+" = '' AND "+pointDue(today)+" <> ''),"+
		" EXISTS (SELECT 1 FROM opinion_point x WHERE x.letter_id = l.id AND "+extension("extended_to", today)+" = '' AND "+pointDue(today)+" <> '')"+
		" FROM opinion_letter l WHERE l.deleted_at = '' AND "+on("l.delivered_on", today)+" ORDER BY l.year, l.number, l.id")
	if err != nil {
		return nil, err
	}
	return movedTerms(ctx, db, Letters, terms)
}

// movedTerms are those of the terms of records of a kind that would be on another day.
func movedTerms(ctx context.Context, db bun.IDB, kind *record.Kind, terms []term) ([]proposal.Moved, error) {
	ruler, err := proposal.NewRuler(ctx, db)
	if err != nil {
		return nil, err
	}
	var all []proposal.Moved
	for _, t := range terms {
		m, moved := ruler.Moved(t.rule, proposal.Subject{}, t.from, t.due, t.why)
		if !moved {
			continue
		}
		m.Kind, m.ID, m.Of, m.What, m.Unit = kind, t.id, t.key, t.what, t.unit
		now := m.Now
		m.Take = func(ctx context.Context, tx *store.Tx) error {
			_, err := kind.Save(ctx, tx, record.Scope{}, t.id, record.Values{t.key: now})
			return err
		}
		all = append(all, m)
	}
	return all, nil
}

func movedDirects(ctx context.Context, db bun.IDB, day string) ([]proposal.Moved, error) {
	today := store.QuoteText(day)
	var terms []term
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		t := term{}
		var number int64
		var content, class, passed, returned, passDue, passWhy, due, why, redo, redoWhy, state string
		if err := scan(&t.id, &number, &content, &class, &t.from, &passed, &returned, &passDue, &passWhy, &due, &why, &redo, &redoWhy, &t.unit, &state); err != nil {
			return err
		}
		t.what = "直通车 " + strconv.FormatInt(number, 10) + " 号 " + content
		switch {
		case state == ToTriage || state == ToPass:
			t.key, t.rule, t.due, t.why = "pass_due", "direct_pass", passDue, passWhy
		case state != InHand:
			return nil
		case returned != "" && returned <= day:
			t.key, t.rule, t.from, t.due, t.why = "redo_due", classRules[class], returned, redo, redoWhy
		default:
			t.key, t.rule, t.from, t.due, t.why = "due_on", classRules[class], passed, due, why
		}
		terms = append(terms, t)
		return nil
	}, "SELECT d.id, d.number, d.content, d.class, d.on_date, d.passed_on, d.returned_on, d.pass_due, d.pass_rule, d.due_on, d.due_rule, d.redo_due, d.redo_rule, COALESCE("+roster.UnitNameSQL(handlerOn(today), today)+", ''), "+directState(today)+
		" FROM direct_item d WHERE d.deleted_at = '' AND d.on_date <= "+today+" ORDER BY d.year, d.number")
	if err != nil {
		return nil, err
	}
	return movedTerms(ctx, db, Directs, terms)
}
