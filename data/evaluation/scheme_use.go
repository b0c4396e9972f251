package evaluation

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// SchemeUse is a scheme with one of the evaluations that use it, or without one.
type SchemeUse struct {
	Scheme  string
	Base    string // what it is a version of; of the first version its own name
	Version int
	Method  string

	EvaluationID int64 // 0: none uses it
	Evaluation   string
	Year         int
	Sheets       int // or ballots, by the method
	Status       string
}

// SchemeUses lists the schemes, versions of one together, with the evaluations of all years that use each; of those with a name only that one and its versions.
func SchemeUses(ctx context.Context, db bun.IDB, name string) ([]SchemeUse, error) {
	if name != "" {
		scheme, err := RubricCalled(ctx, db, name)
		if err != nil {
			return nil, err
		}
		name, _ = versionOf(scheme.Name)
	}
	var found []SchemeUse
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var u SchemeUse
		err := scan(&u.Scheme, &u.Method, &u.EvaluationID, &u.Evaluation, &u.Year, &u.Sheets, &u.Status)
		if u.Base, u.Version = versionOf(u.Scheme); name == "" || u.Base == name {
			found = append(found, u)
		}
		return err
	}, `SELECT b.name, b.method, COALESCE(evaluation_list.id, 0), COALESCE(evaluation_list.name, ''), COALESCE(evaluation_list.year, 0),
		COALESCE(CASE b.method WHEN ?0 THEN sheets_count ELSE ballots_count END, 0), COALESCE(status, '')
		FROM rubric b LEFT JOIN `+evaluationView(forever)+` ON evaluation_list.rubric_id = b.id
		WHERE b.deleted_at = '' OR evaluation_list.id IS NOT NULL ORDER BY b.id, evaluation_list.year, evaluation_list.id`, BySheets)
	if err != nil {
		return nil, err
	}
	first := map[string]int{}
	for i, u := range found {
		if _, met := first[u.Base]; !met {
			first[u.Base] = i
		}
	}
	slices.SortStableFunc(found, func(a, b SchemeUse) int {
		if a.Base != b.Base {
			return first[a.Base] - first[b.Base]
		}
		return a.Version - b.Version
	})
	return found, nil
}

// versionOf is what a scheme is a version of and which, by its name: 票决换算（第 2 版）.
func versionOf(name string) (base string, version int) {
	base, rest, ok := strings.Cut(name, "（第 ")
	version, err := strconv.Atoi(strings.TrimSuffix(rest, " 版）"))
	if !ok || err != nil || !strings.HasSuffix(rest, " 版）") {
		return name, 1
	}
	return base, version
}

// UseScheme has an evaluation of the year scored by a scheme. One that has sheets or ballots keeps the scheme they were filled in by, and is refused.
func UseScheme(ctx context.Context, tx *store.Tx, year int, evaluation, scheme string) error {
	id, err := store.LookUp(ctx, tx, "SELECT id FROM evaluation WHERE year = ? AND name = ? AND deleted_at = ''", year, evaluation)
	if err != nil {
		return err
	}
	if id == 0 {
		return store.Refuse(store.CodeNotFound, "%d 年没有评议「%s」。", year, evaluation)
	}
	_, err = Evaluations.Save(ctx, tx, record.Scope{Year: year}, id, record.Values{"rubric": scheme})
	return err
}
