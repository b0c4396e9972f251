package roster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// unitNames are the units by what they are called: in the order in which a name is looked up, first as written, then folded.
type unitNames struct {
	names [4]map[string][]int64 // by name, short name, former name and code
	fold  [4]map[string][]int64
	own   map[int64]string // the name of each
}

func readUnitNames(ctx context.Context, db bun.IDB) (*unitNames, error) {
	return store.Remembered(db, "names of units", []string{"unit", "unit_name"}, func() (*unitNames, error) {
		u := &unitNames{own: map[int64]string{}}
		for i := range u.names {
			u.names[i], u.fold[i] = map[string][]int64{}, map[string][]int64{}
		}
		return u, store.ScanRows(ctx, db, func(scan func(...any) error) error {
			var id int64
			var of int
			var text string
			if err := scan(&id, &of, &text); err != nil {
				return err
			}
			if of == 0 {
				u.own[id] = text
			}
			u.names[of][text] = append(u.names[of][text], id)
			folded := fold.Called(text)
			u.fold[of][folded] = append(u.fold[of][folded], id)
			return nil
		}, `SELECT id, 0, name FROM unit WHERE deleted_at = ''
			UNION ALL SELECT id, 1, short FROM unit WHERE deleted_at = '' AND short <> ''
			UNION ALL SELECT DISTINCT u.id, 2, n.name FROM unit_name n JOIN unit u ON u.id = n.unit_id WHERE u.deleted_at = ''
			UNION ALL SELECT id, 3, code FROM unit WHERE deleted_at = '' AND code <> ''`)
	})
}

// called are the sets of units that the name may mean, the surest first.
func (u *unitNames) called(name string) [][]int64 {
	folded := fold.Called(name)
	return [][]int64{
		u.names[0][name], u.names[1][name], u.names[2][name], u.fold[0][folded], u.fold[1][folded], u.fold[2][folded], u.fold[3][folded],
	}
}

// like are the names of the units that the name may be meant for.
func (u *unitNames) like(name string) []string {
	var like []string
	for _, own := range u.own {
		if how, _ := likeNames(name, own); how != "" {
			like = append(like, "「"+own+"」")
		}
	}
	slices.Sort(like)
	return like[:min(3, len(like))]
}

// NamedUnit finds the unit that bears the name itself, also when it was merged into another; else as FindUnit.
func NamedUnit(ctx context.Context, db bun.IDB, name string) (int64, error) {
	id, err := store.LookUp(ctx, db, "SELECT id FROM unit WHERE deleted_at = '' AND name = ?", strings.TrimSpace(name))
	if err != nil || id != 0 {
		return id, err
	}
	return FindUnit(ctx, db, name)
}

// FindUnit finds a unit by its name, its short name, a former name or its code, however blanks, brackets and width are written; a unit that was
// merged into another is that other one, unless it is among have, the units the record has already. An unknown or ambiguous name is refused in words.
func FindUnit(ctx context.Context, db bun.IDB, name string, have ...int64) (int64, error) {
	name = strings.TrimSpace(name)
	names, err := readUnitNames(ctx, db)
	if err != nil {
		return 0, err
	}
	for _, called := range names.called(name) {
		var found []int64
		for _, id := range called {
			if slices.Contains(have, id) {
				return id, nil
			}
			if id, err = successor(ctx, db, id); err != nil {
				return 0, err
			}
			if !slices.Contains(found, id) {
				found = append(found, id)
			}
		}
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return 0, store.Refuse(store.CodeInvalid, "「%s」对应多个单位，请写全称。", name)
		}
	}
	if like := names.like(name); len(like) > 0 {
		return 0, store.Refuse(store.CodeNotFound, "单位「%s」不在承办单位名录中，相近的有%s；是它请改正名称，或把这个名称登记为它的曾用名，不是请先登记该单位。", name, strings.Join(like, ""))
	}
	return 0, store.Refuse(store.CodeNotFound, "单位「%s」不在承办单位名录中，请先登记该单位，或把它登记为某单位的曾用名。", name)
}

// successor is the unit that does the work of id today: itself, or the last of those it was merged into.
func successor(ctx context.Context, db bun.IDB, id int64) (int64, error) {
	return store.Remembered(db, fmt.Sprint("successor of unit ", id), []string{"unit"}, func() (int64, error) {
		return store.LookUp(ctx, db, `WITH RECURSIVE heir (id, n) AS (
			SELECT ?, 0 UNION SELECT u.successor_id, h.n + 1 FROM heir h JOIN unit u ON u.id = h.id WHERE u.successor_id IS NOT NULL AND h.n < 50)
			SELECT id FROM heir ORDER BY n DESC LIMIT 1`, id)
	})
}

// FindUnits finds several units named together, each as FindUnit does. One named twice is left out, see Tx.LeaveOut.
func FindUnits(ctx context.Context, tx *store.Tx, names string, have ...int64) ([]int64, error) {
	var found []int64
	for _, name := range zh.SplitNames(names) {
		id, err := FindUnit(ctx, tx, name, have...)
		if err != nil {
			return nil, err
		}
		if slices.Contains(found, id) {
			if err := tx.LeaveOut("「"+name+"」在「"+names+"」里写了两次", "只录入一次", "请删去一个"); err != nil {
				return nil, err
			}
			continue
		}
		found = append(found, id)
	}
	return found, nil
}
