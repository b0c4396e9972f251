package supervision

import (
	"context"
	"maps"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// storedOf is what is stored of record id, nothing of a new one.
func storedOf(ctx context.Context, tx *store.Tx, k *record.Kind, id int64) (record.Values, error) {
	if id == 0 {
		return record.Values{}, nil
	}
	r, err := k.Record(ctx, tx, id)
	return r.Values, err
}

// merged is what a record says after v is stored over was.
func merged(was, v record.Values) record.Values {
	now := maps.Clone(was)
	maps.Copy(now, v)
	return now
}

// stage is a date of a record's work.
type stage struct{ key, title string }

// checkOrder refuses dates to come, dates before the one they follow, and those without it unless lacks takes that. What skips reports a record may do
// without is passed over.
func checkOrder(tx *store.Tx, now record.Values, stages []stage, skips func(key string) bool, lacks func(is, before stage) bool) error {
	var before, known stage // the one before, and the last that has its date
	for i, s := range stages {
		if err := record.CheckHappened(tx, s.title, now[s.key]); err != nil {
			return err
		}
		if i > 0 && skips(s.key) {
			continue
		}
		switch {
		case now[s.key] == "":
		case i > 0 && now[before.key] == "" && !lacks(s, before):
			return store.Refuse(store.CodeInvalid, "有%s %s，却没有%s，请补上。", s.title, now[s.key], before.title)
		case now[known.key] > now[s.key]:
			return store.Refuse(store.CodeInvalid, "%s %s 早于%s %s。", s.title, now[s.key], known.title, now[known.key])
		default:
			known = s
		}
		before = s
	}
	return nil
}
