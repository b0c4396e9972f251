package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/uptrace/bun"
)

// StoredLine is a line as it is stored.
type StoredLine struct {
	ID    int64
	Place string
	Text  string

	head uint64 // the first bytes of Place, which tell most places apart
}

// Current reports whether the stored lines are those of the records as db shows them. They are not inside a write, which computes lines when it
// ends, and not in a database whose lines another version of the program computed.
func (l *Line) Current(ctx context.Context, db bun.IDB) (bool, error) {
	if _, writing := db.(*Tx); writing {
		return false, nil
	}
	var version int
	err := db.QueryRowContext(ctx, "SELECT version FROM line_version WHERE tbl = ?", l.Table).Scan(&version)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, fmt.Errorf("version of %s: %w", l.Table, err)
	}
	return version == l.Version, nil
}

// blockBits is the logarithm of how many neighbouring ids a block has.
const blockBits = 9

// Read reads all lines of the scopes, in the order of the list. SQLite joins the lines of a block of ids into one text: handing over 100,000 rows one
// by one takes several times as long as all the rest.
func (l *Line) Read(ctx context.Context, db bun.IDB, scopes []int64) ([]StoredLine, error) {
	return l.read(ctx, db, fmt.Sprintf(`WITH RECURSIVE
		chosen (scope) AS (SELECT value FROM json_each(?0)),
		block (at, high) AS (
			SELECT min((SELECT min(id) FROM %[1]s WHERE scope = chosen.scope)) >> %[2]d, max((SELECT max(id) FROM %[1]s WHERE scope = chosen.scope)) FROM chosen
			UNION ALL SELECT (SELECT min(id) FROM %[1]s WHERE id >= (at + 1) << %[2]d) >> %[2]d, high FROM block WHERE (at + 1) << %[2]d <= high)
		SELECT COALESCE((SELECT group_concat(line, '') FROM %[1]s WHERE id BETWEEN at << %[2]d AND (at << %[2]d) + %[3]d AND +scope IN (SELECT scope FROM chosen)), '')
		FROM block WHERE at IS NOT NULL`, l.Table, blockBits, 1<<blockBits-1), JSONList(scopes))
}

// ReadThose reads the lines of the records that are of the scopes, in the order of the list.
func (l *Line) ReadThose(ctx context.Context, db bun.IDB, scopes, ids []int64) ([]StoredLine, error) {
	return l.read(ctx, db, "SELECT COALESCE(group_concat(line, ''), '') FROM "+l.Table+
		" WHERE id IN (SELECT value FROM json_each(?)) AND +scope IN (SELECT value FROM json_each(?))", JSONList(ids), JSONList(scopes))
}

// ReadFirst reads the first n lines of the scopes, in the order of the list.
func (l *Line) ReadFirst(ctx context.Context, db bun.IDB, scopes []int64, n int) ([]StoredLine, error) {
	var all []StoredLine
	for _, scope := range scopes {
		some, err := l.read(ctx, db, "SELECT COALESCE(group_concat(line, ''), '') FROM (SELECT line FROM "+l.Table+" WHERE scope = ? ORDER BY place, id LIMIT ?)", scope, n)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, byPlace)
	return all[:min(n, len(all))], nil
}

func byPlace(a, b StoredLine) int {
	if a.head != b.head {
		return cmp.Compare(a.head, b.head)
	}
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID))
}

// read takes the blocks of lines that a query selects apart and sorts the lines.
func (l *Line) read(ctx context.Context, db bun.IDB, query string, args ...any) ([]StoredLine, error) {
	var all []StoredLine
	err := ScanRows(ctx, db, func(scan func(...any) error) error {
		var block string
		if err := scan(&block); err != nil {
			return err
		}
		for block != "" {
			var line StoredLine
			var sound bool
			if line, block, sound = cutLine(block); !sound {
				return Refuse(CodeCorrupt, "数据库里列表用的汇总（%s）已损坏，读不出来。请检查数据，或从备份恢复。", l.Table)
			}
			if len(all) == cap(all) {
				all = slices.Grow(all, max(len(all), 1<<blockBits)) // append grows a long list by a quarter
			}
			all = append(all, line)
		}
		return nil
	}, query, args...)
	if err != nil {
		return nil, err
	}
	if !slices.IsSortedFunc(all, byPlace) {
		slices.SortFunc(all, byPlace)
	}
	return all, nil
}

// cutLine is the first line of a block, as LineRow.stored makes it, and the rest.
func cutLine(block string) (line StoredLine, rest string, sound bool) {
	id, at := uvarint(block)
	if at <= 0 {
		return line, "", false
	}
	line.ID, rest = int64(id), block[at:]
	if line.Place, rest, sound = cutText(rest); !sound {
		return line, "", false
	}
	for i := range 8 {
		if line.head <<= 8; i < len(line.Place) {
			line.head |= uint64(line.Place[i])
		}
	}
	line.Text, rest, sound = cutText(rest)
	return line, rest, sound
}

// cutText is a text behind its length, and the rest.
func cutText(s string) (text, rest string, sound bool) {
	n, at := uvarint(s)
	if at <= 0 || n > uint64(len(s)-at) {
		return "", "", false
	}
	end := at + int(n)
	return s[at:end], s[end:], true
}

// uvarint reads a number as encoding/binary writes it, and how long that is: 0 or less when there is none.
func uvarint(s string) (n uint64, length int) {
	return binary.Uvarint([]byte(s[:min(len(s), binary.MaxVarintLen64)]))
}
