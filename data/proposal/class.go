package proposal

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// tellsClass says what a class of a reply means by the scheme of the proposal's year (domain 5.6: 各地、各年的 A、B、C 定义不一).
func tellsClass(ctx context.Context, db bun.IDB, scope record.Scope, of int64, value string) (record.Told, error) {
	year, err := yearOf(ctx, db, scope, of)
	if err != nil {
		return record.Told{}, err
	}
	schemes, err := store.Texts(ctx, db, "SELECT value FROM setting WHERE key = 'result_class.scheme'")
	if err != nil || len(schemes) == 0 {
		return record.Told{}, err
	}
	for _, class := range strings.FieldsFunc(record.EditionOf(schemes[0], year), func(r rune) bool { return strings.ContainsRune(";；\n", r) }) {
		name, meaning, found := strings.Cut(strings.ReplaceAll(class, ":", "："), "：")
		if found && strings.TrimSpace(name) == value {
			return record.Told{Words: fmt.Sprintf("%s：%s（%d 年口径）", value, strings.TrimSpace(meaning), year)}, nil
		}
	}
	return record.Told{}, nil
}

// yearOf is the year of proposal id, that of the scope for a new one.
func yearOf(ctx context.Context, db bun.IDB, scope record.Scope, id int64) (int, error) {
	if id == 0 {
		return scope.Year, nil
	}
	year, err := store.LookUp(ctx, db, "SELECT s.year FROM proposal p JOIN session s ON s.id = p.session_id WHERE p.id = ?", id)
	return int(year), err
}
