package proposal

import (
	"context"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// begins is what a new proposal begins with: the 流水号 after the highest of the year's that is a number, as many digits long; the first of a year is
// the year with 0001. Binned ones count too: no serial is given twice. Where the year has one session it is of that.
func begins(ctx context.Context, db bun.IDB, scope record.Scope, _ record.Values) (record.Values, error) {
	v := record.Values{}
	var terms, sessions []string
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var term, session string
		err := scan(&term, &session)
		terms, sessions = append(terms, term), append(sessions, session)
		return err
	}, "SELECT t.name, s.name FROM session s JOIN term t ON t.id = s.term_id WHERE s.year = ?", scope.Year)
	if err != nil {
		return nil, fmt.Errorf("sessions of %d: %w", scope.Year, err)
	}
	if len(sessions) == 1 {
		v["term_name"], v["session_name"] = terms[0], sessions[0]
	}
	v["serial"], err = nextSerial(ctx, db, scope)
	return v, err
}

func nextSerial(ctx context.Context, db bun.IDB, scope record.Scope) (string, error) {
	last, err := store.Texts(ctx, db, `SELECT p.serial FROM proposal p JOIN session s ON s.id = p.session_id WHERE s.year = ? AND p.serial <> '' AND length(p.serial) <= 18
		AND p.serial NOT GLOB '*[^0-9]*' ORDER BY CAST(p.serial AS INTEGER) DESC LIMIT 1`, scope.Year)
	if err != nil {
		return "", err
	}
	if len(last) == 0 {
		return fmt.Sprintf("%d%04d", scope.Year, 1), nil
	}
	n, err := strconv.ParseInt(last[0], 10, 64)
	if err != nil {
		return "", fmt.Errorf("serial %q: %w", last[0], err)
	}
	return fmt.Sprintf("%0*d", len(last[0]), n+1), nil
}
