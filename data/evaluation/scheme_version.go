package evaluation

import (
	"context"
	"fmt"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// deciding are the fields of a scheme that results are computed by. Who may be shown, 无记名, is none of them: it holds for what was scored before, too.
var deciding = []string{"method", "line", "aggregation", "summing", "least", "tie_rule", "options", "indicators", "grades", "weights"}

// newVersion stores the changes of a scheme that results hang on as one more scheme and gives its id; the first one, and what was scored with it, stay. It is
// 0 where nothing hangs on the scheme or nothing that decides is changed. The rows of a file make no versions: they are refused.
func newVersion(ctx context.Context, tx *store.Tx, id int64, v record.Values) (int64, error) {
	if id == 0 || tx.Importing {
		return 0, nil
	}
	if uses, err := usesOf(ctx, tx, id); err != nil || uses.sheets+uses.ballots == 0 {
		return 0, err
	}
	of, err := Schemes.Record(ctx, tx, id)
	if err != nil {
		return 0, err
	}
	changed := func(key string) bool { return v.Has(key) && v[key] != of.Values[key] }
	if !slices.ContainsFunc(deciding, changed) {
		return 0, nil
	}
	return copyScheme(ctx, tx, of, v)
}

// CopyScheme makes a scheme like id under a name not yet taken, for changing it while the first one stays what sheets were scored with.
func CopyScheme(ctx context.Context, tx *store.Tx, id int64) (int64, error) {
	of, err := Schemes.Record(ctx, tx, id)
	if err != nil {
		return 0, err
	}
	return copyScheme(ctx, tx, of, nil)
}

// copyScheme makes a scheme like one with some fields changed.
func copyScheme(ctx context.Context, tx *store.Tx, of record.Record, changes record.Values) (int64, error) {
	v := record.Values{}
	for _, key := range append([]string{"name", "signing", "rework", "note"}, deciding...) {
		v[key] = of.Values[key]
		if changes.Has(key) {
			v[key] = changes[key]
		}
		part := Schemes.Field(key).Part
		if part == nil {
			continue
		}
		table, err := part.Parse(v[key])
		if err != nil {
			return 0, err
		}
		for i := range table {
			delete(table[i], rows.ID)
		}
		v[key] = rows.Text(table)
	}
	base := v["name"]
	if base != of.Values["name"] {
		return Schemes.Save(ctx, tx, record.Scope{}, 0, v)
	}
	base, _ = versionOf(base)
	for version := 2; ; version++ {
		v["name"] = fmt.Sprintf("%s（第 %d 版）", base, version)
		taken, err := store.LookUp(ctx, tx, "SELECT id FROM rubric WHERE name = ?", v["name"])
		if err != nil {
			return 0, err
		}
		if taken == 0 {
			return Schemes.Save(ctx, tx, record.Scope{}, 0, v)
		}
	}
}
