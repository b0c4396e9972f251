package roster

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/store"
)

// Spellings are the ways in which people called name are stored: itself, with radicals and compatibility forms for characters or the other way round, and
// with or without middle dots. Each is once among them.
func Spellings(ctx context.Context, db bun.IDB, name string) ([]string, error) {
	unified := fold.Unify(name)
	forms, err := store.Texts(ctx, db, "SELECT DISTINCT name FROM person WHERE name GLOB '*[⺀-⿟豈-﫿丽-𯨟]*'") // as the index has it
	if err != nil {
		return nil, fmt.Errorf("names like %s: %w", name, err)
	}
	forms = slices.DeleteFunc(forms, func(form string) bool { return fold.Unify(form) != unified })
	dotted, err := store.Texts(ctx, db, "SELECT DISTINCT name FROM person WHERE name GLOB '*·*' AND replace(name, '·', '') = ?", fold.Person(name))
	if err != nil {
		return nil, fmt.Errorf("names like %s: %w", name, err)
	}
	forms = append(append(forms, dotted...), name, unified, fold.Person(name))
	slices.Sort(forms)
	return slices.Compact(forms), nil
}
