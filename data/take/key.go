package take

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
)

// RecordKeyHeading heads the hidden column by which the rows of an exported list find their records again.
const RecordKeyHeading = "记录号"

// recordKeyField is the key of that column among a layout's fields.
const recordKeyField = "#record"

// RecordKey gives what the rows of an exported list of the kind carry: which kind, which record, and of which database, so
// that a list of another office's is not taken for this one's.
func RecordKey(ctx context.Context, k *record.Kind, db bun.IDB) (func(id int64) string, error) {
	stamp, err := databaseStamp(ctx, db)
	if err != nil {
		return nil, err
	}
	return func(id int64) string { return k.Name + "-" + strconv.FormatInt(id, 10) + "-" + stamp }, nil
}

// databaseStamp tells databases apart by the instant each was made.
func databaseStamp(ctx context.Context, db bun.IDB) (string, error) {
	var made string
	if err := db.QueryRowContext(ctx, "SELECT coalesce(min(applied_at), '') FROM schema_migration").Scan(&made); err != nil {
		return "", fmt.Errorf("read when the database was made: %w", err)
	}
	sum := sha256.Sum256([]byte(made))
	return hex.EncodeToString(sum[:3]), nil
}

// parseRecordKey gives the id in text when it is a key of the kind in the database of that stamp, else 0.
func parseRecordKey(k *record.Kind, text, stamp string) int64 {
	rest, ok := strings.CutPrefix(text, k.Name+"-")
	if !ok {
		return 0
	}
	number, of, _ := strings.Cut(rest, "-")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil || of != stamp {
		return 0
	}
	return id
}
