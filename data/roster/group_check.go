package roster

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// GroupNotices says in sentences which groups of the year (0: of all years) break the office's rules as they stand: size,
// one leader, a unit, 回避, and one person in several groups. A rule that was tightened after a group was saved shows here.
func GroupNotices(ctx context.Context, db bun.IDB, year int) ([]string, error) {
	settings, err := record.SettingMap(ctx, db)
	if err != nil {
		return nil, err
	}
	low, high := groupRules(settings).sizes()
	queries := []struct {
		query string
		args  []any
	}{
		{`SELECT g.year || ' 年第 ' || g.number || ' 组有 ' || g.size || ' 人，应为 ' || ?1 || ' 至 ' || ?2 || ' 人。' FROM group_list g
			WHERE (?0 = 0 OR g.year = ?0) AND (g.size < ?1 OR g.size > ?2) ORDER BY g.year, g.number`, []any{year, low, high}},
		{"SELECT year || ' 年第 ' || number || ' 组没有组长。' FROM group_list WHERE (?0 = 0 OR year = ?0) AND leader = '' ORDER BY year, number", []any{year}},
		{"SELECT year || ' 年第 ' || number || ' 组没有派驻单位。' FROM group_list WHERE (?0 = 0 OR year = ?0) AND units = '' ORDER BY year, number", []any{year}},
		{`SELECT DISTINCT g.year || ' 年第 ' || g.number || ' 组的「' || o.name || '」工作单位是「' || o.workplace || '」，按回避规定不宜派驻「' || o.unit || '」。'
			FROM group_own_unit o JOIN supervision_group g ON g.id = o.group_id WHERE (?0 = 0 OR g.year = ?0) AND g.deleted_at = '' ORDER BY g.year, g.number, o.name`, []any{year}},
	}
	if !record.Yes(settings["group.one_person_many"]) {
		queries = append(queries, struct {
			query string
			args  []any
		}{`SELECT g.year || ' 年「' || m.name || '」同时在 ' || count(DISTINCT g.id) || ' 个小组（第 ' || group_concat(DISTINCT g.number) || ' 组）。'
			FROM group_now m JOIN supervision_group g ON g.id = m.group_id AND g.deleted_at = '' WHERE ?0 = 0 OR g.year = ?0
			GROUP BY g.year, m.supervisor_id HAVING count(DISTINCT g.id) > 1 ORDER BY g.year, m.name`, []any{year}})
	}
	var notices []string
	for _, q := range queries {
		found, err := store.Texts(ctx, db, q.query, q.args...)
		if err != nil {
			return nil, fmt.Errorf("check groups: %w", err)
		}
		notices = append(notices, found...)
	}
	return notices, nil
}
