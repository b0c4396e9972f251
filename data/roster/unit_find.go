package roster

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// unitNames are the units by what they are called: in the order in which a name is looked up, first as written, then folded. Of several units of one
// name the oldest is first.
type unitNames struct {
	names  [4]map[string][]int64 // by name, short name, former name and code
	fold   [4]map[string][]int64
	own    map[int64]string     // the name of each
	has    map[int64][]unitName // all names of each
	rows   map[int64]int64      // row of a former name -> unit
	called map[int64]*unitCalled
}

// unitName is one name of a unit: 0 its own, 1 short, 2 former, 3 code.
type unitName struct {
	of           int
	text, folded string
}

// unitNamesQuery reads all names of the units, of which there is one condition more, with the rows of former names.
const unitNamesQuery = `SELECT id, 0, name, 0 FROM unit u WHERE deleted_at = ''%[1]s
	UNION ALL SELECT id, 1, short, 0 FROM unit u WHERE deleted_at = '' AND short <> ''%[1]s
	UNION ALL SELECT u.id, 2, n.name, n.id FROM unit_name n JOIN unit u ON u.id = n.unit_id WHERE u.deleted_at = ''%[1]s
	UNION ALL SELECT id, 3, code, 0 FROM unit u WHERE deleted_at = '' AND code <> ''%[1]s`

var (
	allUnitNames  = fmt.Sprintf(unitNamesQuery, "")
	someUnitNames = fmt.Sprintf(unitNamesQuery, " AND u.id IN (SELECT value FROM json_each(?0))")
)

func readUnitNames(ctx context.Context, db bun.IDB) (*unitNames, error) {
	return store.RememberedRows(db, "names of units", []string{"unit", "unit_name"}, func() (*unitNames, error) {
		u := &unitNames{own: map[int64]string{}, has: map[int64][]unitName{}, rows: map[int64]int64{}, called: map[int64]*unitCalled{}}
		for i := range u.names {
			u.names[i], u.fold[i] = map[string][]int64{}, map[string][]int64{}
		}
		return u, u.read(ctx, db, allUnitNames)
	}, func(u *unitNames, changed map[string][]int64) error { return u.patch(ctx, db, changed) })
}

func (u *unitNames) read(ctx context.Context, db bun.IDB, query string, args ...any) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id, row int64
		var n unitName
		if err := scan(&id, &n.of, &n.text, &row); err != nil {
			return err
		}
		u.add(id, row, n)
		return nil
	}, query, args...)
}

func (u *unitNames) add(id, row int64, n unitName) {
	n.folded = fold.Called(n.text)
	switch n.of {
	case 0:
		u.own[id] = n.text
	case 2:
		u.rows[row] = id
	}
	u.has[id] = append(u.has[id], n)
	u.names[n.of][n.text] = withID(u.names[n.of][n.text], id)
	u.fold[n.of][n.folded] = withID(u.fold[n.of][n.folded], id)
}

// remove takes a unit out with all its names.
func (u *unitNames) remove(id int64) {
	for _, n := range u.has[id] {
		without(u.names[n.of], n.text, id)
		without(u.fold[n.of], n.folded, id)
	}
	delete(u.own, id)
	delete(u.has, id)
	delete(u.called, id)
}

// withID is the ascending ids with id among them once.
func withID(ids []int64, id int64) []int64 {
	at, there := slices.BinarySearch(ids, id)
	if there {
		return ids
	}
	return slices.Insert(ids, at, id)
}

func without(by map[string][]int64, text string, id int64) {
	ids := by[text]
	at, there := slices.BinarySearch(ids, id)
	switch {
	case !there:
	case len(ids) == 1:
		delete(by, text)
	default:
		by[text] = slices.Delete(ids, at, at+1)
	}
}

// patch reads the units anew that were changed or of which a former name was.
func (u *unitNames) patch(ctx context.Context, db bun.IDB, changed map[string][]int64) error {
	units := slices.Clone(changed["unit"])
	for _, row := range changed["unit_name"] {
		if id, known := u.rows[row]; known {
			units = append(units, id)
			delete(u.rows, row)
		}
	}
	owners, err := store.IDs(ctx, db, "SELECT unit_id FROM unit_name WHERE id IN (SELECT value FROM json_each(?))", store.JSONList(changed["unit_name"]))
	if err != nil {
		return err
	}
	units = append(units, owners...)
	for _, id := range units {
		u.remove(id)
	}
	return u.read(ctx, db, someUnitNames, store.JSONList(units))
}

// sets are the sets of units that the name may mean, the surest first.
func (u *unitNames) sets(name string) [][]int64 {
	folded := fold.Called(name)
	return [][]int64{
		u.names[0][name], u.names[1][name], u.names[2][name], u.fold[0][folded], u.fold[1][folded], u.fold[2][folded], u.fold[3][folded],
	}
}

// like are the names of the units that the name may be meant for.
func (u *unitNames) like(name string) []string {
	var like []string
	asked := calledUnit(name)
	for id, own := range u.own {
		known := u.called[id]
		if known == nil {
			known = calledUnit(own)
			u.called[id] = known
		}
		if how, _ := asked.like(known); how != "" {
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
	names, area, err := readUnits(ctx, db)
	if err != nil {
		return 0, err
	}
	for _, called := range slices.Concat(names.sets(name), names.inArea(name, area)) {
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
	if err := names.refuseBeside(name); err != nil {
		return 0, err
	}
	if like := names.like(name); len(like) > 0 {
		return 0, store.Refuse(store.CodeNotFound, "单位「%s」不在承办单位名录中，相近的有%s；是它请改正名称，或把这个名称登记为它的曾用名，不是请先登记该单位。", name, strings.Join(like, ""))
	}
	return 0, store.Refuse(store.CodeNotFound, "单位「%s」不在承办单位名录中，请先登记该单位，或把它登记为某单位的曾用名。", name)
}

var (
	andMoreUnits  = regexp.MustCompile(`^(.+?)等(?:\d{0,3}|[几多二两三四五六七八九十]{1,3})[家个]?(?:单位|部门|局)?$`)
	handedOn      = regexp.MustCompile(`^(.*?)[（(]?(?:现|已)?(?:转|改|移)(?:交|送|办|派|由|给|至)*(.+?)(?:承办|办理|主办)?[）)]?$`)
	unitsTogether = regexp.MustCompile(`^(.+?)(?:以及|会同|及|和|与)(.+)$`)
)

// known reports whether a unit is called so.
func (u *unitNames) known(name string) bool {
	return name != "" && slices.ContainsFunc(u.sets(name), func(ids []int64) bool { return len(ids) > 0 })
}

// refuseBeside refuses a text that is no unit's name but has one, and says what to write instead: 县水务局等, 县教育局（转县水务局）, 县水务局和县教育局.
func (u *unitNames) refuseBeside(text string) error {
	if m := andMoreUnits.FindStringSubmatch(text); m != nil && u.known(m[1]) {
		return store.Refuse(store.CodeInvalid, "「%s」没有写明还有哪些单位；请逐个写出单位名称，只有「%s」的请删去后面的字。", text, m[1])
	}
	if m := handedOn.FindStringSubmatch(text); m != nil && u.known(m[2]) && (m[1] == "" || u.known(m[1])) {
		return store.Refuse(store.CodeInvalid, "「%s」像是转给了「%s」；现在由它办理的请只写「%[2]s」，原来的单位在「承办与答复」里登记。", text, m[2])
	}
	if m := unitsTogether.FindStringSubmatch(text); m != nil && u.known(m[1]) && u.known(m[2]) {
		return store.Refuse(store.CodeInvalid, "「%s」是两个单位，请用顿号分开，写成「%s、%s」。", text, m[1], m[2])
	}
	return nil
}

// UnitCalled is the name of the only unit that is called so: by its own name, its short or a former one or its code; else the name itself.
func UnitCalled(ctx context.Context, db bun.IDB, name string) (string, error) {
	name = strings.TrimSpace(name)
	names, area, err := readUnits(ctx, db)
	if err != nil {
		return "", err
	}
	for _, called := range slices.Concat(names.sets(name), names.inArea(name, area)) {
		switch len(called) {
		case 0:
		case 1:
			return names.own[called[0]], nil
		default:
			return name, nil
		}
	}
	return name, nil
}

// successor is the unit that does the work of id today: itself, or the last of those it was merged into.
func successor(ctx context.Context, db bun.IDB, id int64) (int64, error) {
	return store.Remembered(db, fmt.Sprint("successor of unit ", id), []string{"unit"}, func() (int64, error) {
		return store.LookUp(ctx, db, "SELECT "+SuccessorSQL("?0", "'9999-12-31'"), id)
	})
}

// SuccessorSQL is the SQL of the id of the unit that does the work of unit on a day: itself, or the last of those it was merged into by then. Both are SQL.
func SuccessorSQL(unit, day string) string {
	return "(WITH RECURSIVE charge(unit, depth) AS (SELECT " + unit + ", 0 UNION ALL SELECT w.successor_id, depth + 1 FROM charge JOIN unit w ON w.id = charge.unit" +
		" WHERE w.successor_id IS NOT NULL AND w.to_on <> '' AND w.to_on <= " + day + " AND depth < 20) SELECT unit FROM charge ORDER BY depth DESC LIMIT 1)"
}

// SuccessorOn is the unit that does the work of unit id on the day (YYYY-MM-DD).
func SuccessorOn(ctx context.Context, db bun.IDB, id int64, day string) (int64, error) {
	return store.Remembered(db, fmt.Sprint("successor of ", id, " on ", day), []string{"unit"}, func() (int64, error) {
		return store.LookUp(ctx, db, "SELECT "+SuccessorSQL("?0", "?1"), id, day)
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
