package roster

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Term is one 届 of the CPPCC.
type Term struct {
	bun.BaseModel `bun:"table:term"`

	ID       int64 `bun:",pk"`
	Ordinal  int
	Name     string
	StartsOn string
	EndsOn   string
	Closed   bool
	ClosedOn string
	Note     string
}

// Session is one plenary 会议 of a term; the proposals between two sessions belong to the earlier one.
type Session struct {
	bun.BaseModel `bun:"table:session"`

	ID       int64 `bun:",pk"`
	TermID   int64
	Ordinal  int
	Name     string
	Year     int
	OpensOn  string
	ClosesOn string
}

// currentTerm is the SQL of the term worked on: the newest one that is open and has members. One that is registered ahead, with its
// first session perhaps, is not yet it.
const currentTerm = `SELECT c.id FROM term c WHERE NOT c.closed
	ORDER BY EXISTS (SELECT 1 FROM member m WHERE m.term_id = c.id AND m.deleted_at = '') DESC, c.ordinal DESC LIMIT 1`

// CurrentTerm gives the id of the term worked on, or 0 before there is one.
func CurrentTerm(ctx context.Context, db bun.IDB) (int64, error) {
	return store.Remembered(db, "current term", []string{"term", "member"}, func() (int64, error) { return store.LookUp(ctx, db, currentTerm) })
}

// FindTerm reads one term; CodeNotFound when it is not there any more.
func FindTerm(ctx context.Context, db bun.IDB, id int64) (*Term, error) {
	var t Term
	err := db.NewSelect().Model(&t).Where("id = ?", id).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, store.Failure(store.CodeNotFound, err, "这一届已经不在了，可能换届刚被撤销。")
	}
	if err != nil {
		return nil, fmt.Errorf("find term %d: %w", id, err)
	}
	return &t, nil
}

// refuseClosed refuses to change the people and bodies of a closed term, as the triggers of the schema do.
func refuseClosed(ctx context.Context, db bun.IDB, id int64) error {
	closed, err := store.LookUp(ctx, db, "SELECT closed FROM term WHERE id = ?", id)
	if err != nil || closed == 0 {
		return err
	}
	return store.Refuse(store.CodeInvalid, "这一届已经结束，它的委员、界别、专委会和活动组只能查看；确需更正，请在「届次」中说明理由后重新打开这一届。")
}

// AllSessions lists all sessions, newest first.
func AllSessions(ctx context.Context, db bun.IDB) ([]Session, error) {
	var sessions []Session
	if err := db.NewSelect().Model(&sessions).Order("year DESC", "ordinal DESC").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	return sessions, nil
}

// SessionTitle is what a session is called in full: 政协云岭县第十届委员会第五次会议.
func SessionTitle(county string, term, session int) string {
	return "政协" + county + "第" + zh.Numeral(term) + "届委员会第" + zh.Numeral(session) + "次会议"
}

// SessionTitles are what the sessions of a year are called in full, in their order; one of a term without an ordinal has no such name.
func SessionTitles(ctx context.Context, db bun.IDB, county string, year int) (titles []string, err error) {
	var term, session int
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		err := scan(&term, &session)
		titles = append(titles, SessionTitle(county, term, session))
		return err
	}, "SELECT t.ordinal, s.ordinal FROM session s JOIN term t ON t.id = s.term_id WHERE s.year = ? AND t.ordinal > 0 AND s.ordinal > 0 ORDER BY t.ordinal, s.ordinal", year)
	return titles, err
}

// UnnamedTerm is what the term is called that is registered before anybody said which it is.
const UnnamedTerm = "本届"

// EnsureTerm finds the term with the ordinal, or adds it.
func EnsureTerm(ctx context.Context, tx *store.Tx, ordinal int) (int64, error) {
	id, err := store.LookUp(ctx, tx, "SELECT id FROM term WHERE ordinal = ?", ordinal)
	if err != nil || id != 0 {
		return id, err
	}
	return tx.Insert(ctx, "term", store.Columns{"ordinal": ordinal, "name": "第" + zh.Numeral(ordinal) + "届"})
}

// WorkingTerm is the scope's term, else the newest; an empty database gets its first.
func WorkingTerm(ctx context.Context, tx *store.Tx, scope record.Scope) (int64, error) {
	if scope.TermID != 0 {
		return scope.TermID, nil
	}
	id, err := CurrentTerm(ctx, tx)
	if err != nil || id != 0 {
		return id, err
	}
	closed, err := store.LookUp(ctx, tx, "SELECT id FROM term LIMIT 1")
	if err != nil {
		return 0, err
	}
	if closed != 0 {
		return 0, store.Refuse(store.CodeInvalid, "登记的各届都已结束，请先在「届次」中换届或登记新的一届。")
	}
	return tx.Insert(ctx, "term", store.Columns{"ordinal": 1, "name": UnnamedTerm})
}

// EnsureSession finds the session of the term and year, or adds it. With ordinal 0 the year decides, and a new session
// takes the next number.
func EnsureSession(ctx context.Context, tx *store.Tx, termID int64, ordinal, year int) (int64, error) {
	where, arg := "year = ?", year
	if ordinal > 0 {
		where, arg = "ordinal = ?", ordinal
	}
	id, err := store.Remembered(tx, fmt.Sprint("session ", termID, where, arg), []string{"session"}, func() (int64, error) {
		return store.LookUp(ctx, tx, "SELECT id FROM session WHERE term_id = ? AND "+where+" ORDER BY ordinal LIMIT 1", termID, arg)
	})
	if err != nil || id != 0 {
		return id, err
	}
	if ordinal == 0 {
		last, err := store.LookUp(ctx, tx, "SELECT COALESCE(max(ordinal), 0) FROM session WHERE term_id = ?", termID)
		if err != nil {
			return 0, err
		}
		ordinal = int(last) + 1
	}
	name := zh.Numeral(ordinal) + "次会议"
	return tx.Insert(ctx, "session", store.Columns{"term_id": termID, "ordinal": ordinal, "name": name, "year": year})
}
