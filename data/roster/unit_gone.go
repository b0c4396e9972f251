package roster

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// GoneUnit is a unit that was abolished (撤销), with or without one that took over its work.
type GoneUnit struct{ Name, On, Into string }

// Words say what became of the unit: 「县教育局」已于 2026-10-01 撤销.
func (u GoneUnit) Words() string {
	words := "「" + u.Name + "」已于 " + u.On
	if u.Into != "" {
		return words + " 并入「" + u.Into + "」"
	}
	return words + " 撤销"
}

// By reports whether the unit was gone before the day (YYYY-MM-DD).
func (u GoneUnit) By(day string) bool { return u.On != "" && u.On < day }

// GoneUnits are those of the units by their ids.
func GoneUnits(ctx context.Context, db bun.IDB) (map[int64]GoneUnit, error) {
	return store.Remembered(db, "units that are gone", []string{"unit"}, func() (map[int64]GoneUnit, error) {
		gone := map[int64]GoneUnit{}
		return gone, store.ScanRows(ctx, db, func(scan func(...any) error) error {
			var id int64
			var u GoneUnit
			err := scan(&id, &u.Name, &u.On, &u.Into)
			gone[id] = u
			return err
		}, "SELECT u.id, u.name, u.to_on, COALESCE(s.name, '') FROM unit u LEFT JOIN unit s ON s.id = u.successor_id WHERE u.to_on <> ''")
	})
}

// RefuseGone refuses work that is given to a unit on a day after it was abolished; title is what that day is called.
func RefuseGone(ctx context.Context, db bun.IDB, unitID int64, title, day string) error {
	gone, err := GoneUnits(ctx, db)
	if err != nil || !gone[unitID].By(day) {
		return err
	}
	u := gone[unitID]
	if u.Into != "" {
		return store.Refuse(store.CodeInvalid, "%s，%s %s 在这以后；请写「%s」，或核对日期。", u.Words(), title, day, u.Into)
	}
	return store.Refuse(store.CodeInvalid, "%s，%s %s 在这以后；请写承接它的单位，或核对日期；「撤销日期」错了的，请先在「单位」里改正。", u.Words(), title, day)
}
