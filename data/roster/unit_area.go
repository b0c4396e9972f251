package roster

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/store"
)

// readUnits are the names of the units, and the county that the office is of; "" where 设置 does not say it.
func readUnits(ctx context.Context, db bun.IDB) (*unitNames, string, error) {
	names, err := readUnitNames(ctx, db)
	if err != nil {
		return nil, "", err
	}
	area, err := store.Remembered(db, "county of the office", []string{"setting"}, func() (string, error) {
		found, err := store.Texts(ctx, db, "SELECT value FROM setting WHERE key = 'office.county'")
		return strings.TrimSpace(strings.Join(found, "")), err
	})
	return names, area, err
}

// inArea are the sets of the county's own units that a name means which names the county: 云岭县教育局 and 中共云岭县委宣传部 in 云岭县, and
// 县宣传部 of 县委宣传部, which is called 宣传部 in short.
func (u *unitNames) inArea(name, area string) [][]int64 {
	name, area = fold.Called(strings.TrimPrefix(name, "中共")), fold.Called(area)
	kind := "县"
	if _, size := utf8.DecodeLastRuneInString(area); size > 0 {
		kind = area[len(area)-size:]
	}
	own := func(ids []int64) (of []int64) {
		for _, id := range ids {
			if strings.HasPrefix(u.own[id], kind) {
				of = append(of, id)
			}
		}
		return of
	}
	rest, ok := strings.CutPrefix(name, area)
	if !ok || area == "" {
		rest, ok = strings.CutPrefix(name, kind)
	}
	if !ok || rest == "" {
		return nil
	}
	return [][]int64{own(u.fold[0][kind+rest]), own(u.fold[2][kind+rest]), own(u.fold[1][rest])}
}
