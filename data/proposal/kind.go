package proposal

import (
	"context"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// kindInto settles the 提案类型: as it is told, else as the proposers make it, also once they are others, unless it had been told to be otherwise. One that
// contradicts the proposers is refused.
func kindInto(ctx context.Context, tx *store.Tx, sessionID, id int64, v, was record.Values, row store.Columns) error {
	told := v["kind"]
	if told == was["kind"] && !tx.Importing {
		told = "" // a form says what it does not change
	}
	now, others, err := proposersNow(v, was)
	if err != nil {
		return err
	}
	switch {
	case told != "":
		row["kind"], err = kindTold(ctx, tx, sessionID, told, was["kind"], now)
	case id == 0:
		row["kind"], err = kindOf(ctx, tx, sessionID, now)
	case others:
		kindFollows(ctx, tx, sessionID, was, now, row)
	}
	if err != nil || told == was["kind"] && !others {
		return err
	}
	_, count, err := namedProposers(now)
	if err == nil && count > 1 && textOf(row, "kind", was["kind"]) == ofMember {
		err = store.Refuse(store.CodeInvalid, "提案类型是「%s」，提案人却有 %d 位；请把「提案类型」改为「联名提案」，或改正提案人。", ofMember, count)
	}
	return err
}

// kindFollows has the kind follow the proposers, who become others, where that of the stored ones did. What cannot be told from them stays.
func kindFollows(ctx context.Context, tx *store.Tx, sessionID int64, was, now record.Values, row store.Columns) {
	before, _, err := kindMade(ctx, tx, sessionID, record.Values{"proposers": was["proposers"]})
	if err != nil || before != was["kind"] {
		return
	}
	if after, together, err := kindMade(ctx, tx, sessionID, now); err == nil && after != before {
		row["kind"] = after
		remarkTogether(tx, after, together)
	}
}

// proposersNow are the proposers as they will be, as namedProposers reads them, and whether they are others than were stored.
func proposersNow(v, was record.Values) (now record.Values, others bool, err error) {
	changed := func(key string) bool { return v.Has(key) && v[key] != was[key] }
	switch {
	case changed("proposers"):
		return record.Values{"proposers": v["proposers"]}, true, nil
	case !changed("proposer") && !changed("joint"):
		return record.Values{"proposers": was["proposers"]}, false, nil
	}
	names, _, err := namedProposers(record.Values{"proposers": was["proposers"]})
	now = record.Values{"proposer": was["proposer"], "joint": zh.JoinNames(names[min(1, len(names)):])}
	for key := range now {
		if changed(key) {
			now[key] = v[key]
		}
	}
	return now, true, err
}

// kindTold is the 提案类型 that is told. 委员提案 and 集体提案 are no kinds but what each counts as: which it is follows from the proposers, who must be such.
func kindTold(ctx context.Context, tx *store.Tx, sessionID int64, told, was string, now record.Values) (string, error) {
	names, err := readNames(ctx, tx)
	if err != nil {
		return "", err
	}
	if slices.Contains([]string{"委员提案", "集体提案"}, told) && names.Classes[told] == "" {
		kind, err := kindOf(ctx, tx, sessionID, now)
		if err == nil && names.Classes[kind] != told {
			err = store.Refuse(store.CodeInvalid, "提案类型写的是「%s」，按提案人却是「%s」，请改正其中一项。", told, kind)
		}
		return kind, err
	}
	return told, Proposals.Field("kind").CheckWord(ctx, tx, told, was)
}
