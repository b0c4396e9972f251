package proposal

import (
	"context"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// openedOn is the key by which a step says that it takes a proposal out of the archive: its day, or 是 where it was told none. openedWhy is why.
const (
	openedOn  = "opened_on"
	openedWhy = "opened_why"
)

// reopenAsks are when and why a proposal is taken out of the archive.
func reopenAsks() []record.Field {
	return append([]record.Field{{Key: openedOn, Title: "重新打开日期", Aliases: []string{"日期"}, Type: record.Day{}, Today: true, Note: "空着就是今天"}}, askedOf([]string{"note"}, "note")...)
}

// opened takes a proposal out of the archive; why is added to what is noted of it.
func opened(r record.Record, v record.Values) (record.Values, error) {
	return record.Values{"archived_on": "", "archive_number": "", openedOn: told(v[openedOn]), openedWhy: v["note"], "note": noteWith(r, "重新打开："+v["note"])}, nil
}

// keepArchive notes that the proposal, as it is in was, was in the archive until it is taken out.
func keepArchive(ctx context.Context, tx *store.Tx, id int64, v, was record.Values) error {
	if was["archived_on"] == "" || !v.Has("archived_on") || v["archived_on"] != "" {
		return nil
	}
	on := tx.Today()
	if v[openedOn] != "" {
		on = toldOn(tx, v[openedOn])
	}
	if on < was["archived_on"] {
		return store.Refuse(store.CodeInvalid, "重新打开日期 %s 早于归档日期 %s，请核对。", on, was["archived_on"])
	}
	if err := record.CheckHappened(tx, "重新打开日期", on); err != nil {
		return err
	}
	_, err := tx.Insert(ctx, "archive_past", store.Columns{"proposal_id": id, "archived_on": was["archived_on"], "archive_number": was["archive_number"], "opened_on": on, "why": v[openedWhy]})
	return err
}
