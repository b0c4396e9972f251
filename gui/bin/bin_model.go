package bin

import (
	"context"
	"fmt"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// binRow is a record of the bin as its list shows it.
type binRow struct {
	record.BinRow

	id  int64 // of the row in the list: records of different kinds may have the same key
	at  string
	key string
}

func readBin(ctx context.Context, store *store.Store) ([]binRow, error) {
	found, err := record.BinContents(ctx, store.DB())
	if err != nil {
		return nil, err
	}
	rows := make([]binRow, len(found))
	place := map[string]int64{}
	for i, r := range found {
		if place[r.Kind] == 0 {
			place[r.Kind] = int64(len(place) + 1)
		}
		rows[i] = binRow{BinRow: r, id: place[r.Kind]<<40 | r.ID, key: fold.Name(r.Name) + " " + fold.Key(r.Title, r.Note, r.Wording, r.Actor)}
		if !r.DeletedAt.IsZero() {
			rows[i].at = r.DeletedAt.Local().Format(momentLayout)
		}
	}
	return rows, nil
}

// momentLayout is how moments are shown.
const momentLayout = "2006-01-02 15:04"

// chosenText says what is chosen: 委员 张小明, or 3 条记录.
func chosenText(rows []binRow) string {
	if len(rows) == 1 {
		return rows[0].Title + " " + rows[0].Name
	}
	return fmt.Sprintf("%d 条记录", len(rows))
}

func contents(rows []binRow) []record.BinRow {
	out := make([]record.BinRow, len(rows))
	for i, r := range rows {
		out[i] = r.BinRow
	}
	return out
}
