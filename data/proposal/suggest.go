package proposal

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// mostSuggested is how many units are named that often answered proposals of a category.
const mostSuggested = 3

// tellsUnits says, while nobody is named yet, who could lead a proposal: whom its proposers suggest, and who answered most proposals of its category in all
// years, each as the unit that does its work now. The first of them can be taken.
func tellsUnits(ctx context.Context, db bun.IDB, scope record.Scope, of int64, value string) (record.Told, error) {
	if value != "" || of == 0 {
		return record.Told{}, nil
	}
	texts, err := store.Texts(ctx, db, "SELECT suggested_units FROM proposal WHERE id = ?0 UNION ALL SELECT category FROM proposal WHERE id = ?0", of)
	if err != nil || len(texts) != 2 {
		return record.Told{}, err
	}
	var told record.Told
	var words []string
	if suggested := texts[0]; suggested != "" {
		words = append(words, "提案人建议"+suggested)
		for _, name := range zh.SplitNames(suggested) {
			if id, err := roster.FindUnit(ctx, db, name); err == nil && told.Instead == "" { // a name that is nobody's is only told
				if told.Instead, err = unitName(ctx, db, id); err != nil {
					return record.Told{}, err
				}
			}
		}
	}
	usual, err := usualUnits(ctx, db, of, scope.Day)
	if err != nil {
		return record.Told{}, err
	}
	if len(usual) > 0 {
		named := make([]string, len(usual))
		for i, u := range usual {
			named[i] = fmt.Sprintf("%s（%d 件）", u.name, u.count)
		}
		words = append(words, "历年「"+texts[1]+"」类多由 "+zh.JoinNames(named)+" 承办")
		if told.Instead == "" {
			told.Instead = usual[0].name
		}
	}
	told.Words = strings.Join(words, "；")
	return told, nil
}

// usualUnit is a unit and how many proposals of a category it was to answer.
type usualUnit struct {
	name  string
	count int
}

// usualUnits are the units that were to answer most of the other proposals of the category of one, as they are called on the day.
func usualUnits(ctx context.Context, db bun.IDB, of int64, day string) (all []usualUnit, err error) {
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var u usualUnit
		err := scan(&u.name, &u.count)
		all = append(all, u)
		return err
	}, `SELECT u.name, count(DISTINCT p.id) FROM proposal o JOIN proposal p ON p.category = o.category AND p.id <> o.id AND p.conclusion = '立案' AND p.deleted_at = ''
		JOIN answering a ON a.proposal_id = p.id AND a.round = 1 JOIN unit u ON u.id = `+roster.SuccessorSQL("a.unit_id", "?1")+`
		WHERE o.id = ?0 AND o.category <> '' AND u.deleted_at = '' AND (u.to_on = '' OR u.to_on > ?1) GROUP BY u.id ORDER BY 2 DESC, u.id LIMIT ?2`, of, day, mostSuggested)
	return all, err
}
