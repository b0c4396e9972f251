package roster

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// tellsNamesakes says who of a roster is called as is typed, so that nobody is entered twice and namesakes can be told apart.
func tellsNamesakes(from, scoped string) func(ctx context.Context, db bun.IDB, scope record.Scope, of int64, value string) (record.Told, error) {
	return func(ctx context.Context, db bun.IDB, scope record.Scope, of int64, value string) (record.Told, error) {
		term := scope.TermID
		if term == 0 {
			var err error
			if term, err = CurrentTerm(ctx, db); err != nil {
				return record.Told{}, err
			}
		}
		var who []string
		err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
			var workplace, birth string
			err := scan(&workplace, &birth)
			who = append(who, cmp.Or(workplace, "没有写单位")+"，"+cmp.Or(birth, "没有写出生日期"))
			return err
		}, "SELECT workplace, birth_on FROM "+from+" WHERE name = ?0 AND id <> ?1"+scoped+" ORDER BY id", value, of, term)
		if err != nil || len(who) == 0 {
			return record.Told{}, err
		}
		return record.Told{Doubtful: true, Words: fmt.Sprintf("已有 %d 位「%s」（%s）；是同一人请打开他修改，另有其人请写明单位和出生日期", len(who), value, strings.Join(who, "；"))}, nil
	}
}
