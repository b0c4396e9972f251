package roster

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// TwiceNumbered says in sentences which numbers several members of a term, supervisors or units have: it is by them that lists name one.
func TwiceNumbered(ctx context.Context, db bun.IDB) ([]string, error) {
	var all []string
	for _, query := range []string{
		`SELECT t.name || '委员编号「' || m.number || '」有 ' || count(*) || ' 人：' || group_concat(p.name, '、') || '；请改正其中的编号。'
			FROM member m JOIN person p ON p.id = m.person_id JOIN term t ON t.id = m.term_id
			WHERE m.deleted_at = '' AND m.number <> '' GROUP BY m.term_id, lower(m.number) HAVING count(*) > 1 ORDER BY t.ordinal, m.number`,
		`SELECT '监督员编号「' || v.number || '」有 ' || count(*) || ' 人：' || group_concat(p.name, '、') || '；请改正其中的编号。'
			FROM supervisor v JOIN person p ON p.id = v.person_id
			WHERE v.deleted_at = '' AND v.number <> '' GROUP BY lower(v.number) HAVING count(*) > 1 ORDER BY v.number`,
		`SELECT '单位编码「' || code || '」有 ' || count(*) || ' 个单位：' || group_concat(name, '、') || '；请改正其中的编码。'
			FROM unit WHERE deleted_at = '' AND code <> '' AND successor_id IS NULL AND to_on = '' GROUP BY lower(code) HAVING count(*) > 1 ORDER BY code`,
	} {
		found, err := store.Texts(ctx, db, query)
		if err != nil {
			return nil, err
		}
		all = slices.Concat(all, found)
	}
	return all, nil
}
