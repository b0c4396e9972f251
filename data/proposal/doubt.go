package proposal

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// doubts are what of the proposals added from a file wants looking at: what they are like, days of receipt that are missing, numbers left out.
func doubts(ctx context.Context, db bun.IDB, _, added []int64) (all []string, err error) {
	if len(added) == 0 {
		return nil, nil
	}
	for _, of := range []func(context.Context, bun.IDB, []int64) ([]string, error){likeOthers, unreceived, numbersLeftOut} {
		some, err := of(ctx, db, added)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// unreceived names those of the added that have no day of receipt: what is counted as of a day counts them from the first.
func unreceived(ctx context.Context, db bun.IDB, added []int64) ([]string, error) {
	var names []string
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var year, number int
		var serial, title string
		err := scan(&year, &number, &serial, &title)
		names = append(names, calledInYear(year, number, serial)+"「"+title+"」")
		return err
	}, `SELECT s.year, COALESCE(p.number, 0), p.serial, p.title FROM json_each(?) x JOIN proposal p ON p.id = x.value JOIN session s ON s.id = p.session_id
		WHERE p.received_on = '' ORDER BY s.year, p.number, p.id`, store.JSONList(added))
	if err != nil || len(names) == 0 {
		return nil, err
	}
	return []string{fmt.Sprintf("%s没有收到日期，请补上", someOf(names))}, nil
}

// numbersLeftOut says which numbers before those of the added nobody has in their sessions.
func numbersLeftOut(ctx context.Context, db bun.IDB, added []int64) ([]string, error) {
	gaps, years := map[int][]string{}, []int{}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var year, number, before int
		if err := scan(&year, &number, &before); err != nil {
			return err
		}
		if len(gaps[year]) == 0 {
			years = append(years, year)
		}
		gap := fmt.Sprint(before + 1)
		if number-before > 2 {
			gap = fmt.Sprintf("%d—%d", before+1, number-1)
		}
		gaps[year] = append(gaps[year], gap)
		return nil
	}, `SELECT s.year, n.number, n.before FROM (SELECT id, session_id, number, COALESCE(lag(number) OVER (PARTITION BY session_id ORDER BY number), 0) AS before FROM proposal WHERE number IS NOT NULL) n
		JOIN session s ON s.id = n.session_id WHERE n.number > n.before + 1 AND n.id IN (SELECT value FROM json_each(?)) ORDER BY s.year, n.number`, store.JSONList(added))
	var sentences []string
	for _, year := range years {
		sentences = append(sentences, fmt.Sprintf("%d 年空着的案号有 %s", year, someOf(gaps[year])))
	}
	return sentences, err
}

const fewNamed = 3

// someOf names the first few of many.
func someOf(names []string) string {
	if len(names) <= fewNamed {
		return strings.Join(names, "、")
	}
	return fmt.Sprintf("%s等 %d 个", strings.Join(names[:fewNamed], "、"), len(names))
}
