package record

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// binnedAttachments are the files in the bin.
var binnedAttachments = InBin{Kind: "attachments", Title: "附件", Table: store.AttachmentTable, Binned: Binned{Measure: "个", Name: "t.name", Note: "t.note"}}

// Keeper is a row of a record's part that keeps files of its own, by what it is called: 跟踪节点「落实」.
type Keeper struct {
	Table string
	ID    int64
	Name  string
}

// Keeps reports whether the file is one of the keeper's.
func (o Keeper) Keeps(a store.Attachment) bool { return a.Table == o.Table && a.RowID == o.ID }

// Keepers are the rows of a record's parts that keep files of their own, in the order of the form.
func (k *Kind) Keepers(ctx context.Context, db bun.IDB, id int64) (all []Keeper, err error) {
	for i := range k.Fields {
		p := k.Fields[i].Part
		if p == nil || p.Files == "" {
			continue
		}
		found, err := p.Read(ctx, db, id)
		if err != nil {
			return nil, err
		}
		for _, row := range found {
			all = append(all, Keeper{p.Table, RowID(row), p.filed(row)})
		}
	}
	return all, nil
}

// filed is what a row that keeps files is called.
func (p *Part) filed(row rows.Row) string { return p.Title + "「" + row[p.Files] + "」" }

// refuseFiled refuses to remove a row with files, which would be nobody's then.
func (p *Part) refuseFiled(ctx context.Context, tx *store.Tx, row rows.Row) error {
	if p.Files == "" {
		return nil
	}
	files, err := store.LookUp(ctx, tx, "SELECT count(*) FROM attachment WHERE tbl = ? AND row_id = ? AND deleted_at = ''", p.Table, RowID(row))
	if err != nil || files == 0 {
		return err
	}
	return store.Refuse(store.CodeConflict, "%s有 %d 个附件，不能删去这一行；请先在「附件」里移除它们。", p.filed(row), files)
}

// Attachments lists the files of a record, with those of the person it is about, in the order they were added, and behind them those of its keepers; none
// that are in the bin.
func (k *Kind) Attachments(ctx context.Context, db bun.IDB, id int64) ([]store.Attachment, error) {
	person, err := k.personOf(ctx, db, id)
	if err != nil {
		return nil, err
	}
	found, err := store.Attachments(ctx, db, " WHERE deleted_at = '' AND (tbl = ? AND row_id = ? OR tbl = 'person' AND row_id = ?) ORDER BY id", k.Table, id, person)
	if err != nil {
		return nil, err
	}
	keepers, err := k.Keepers(ctx, db, id)
	for _, of := range keepers {
		files, err := store.Attachments(ctx, db, " WHERE deleted_at = '' AND tbl = ? AND row_id = ? ORDER BY id", of.Table, of.ID)
		if err != nil {
			return nil, err
		}
		found = append(found, files...)
	}
	return found, err
}

// personOf is the person a record is about, 0 for a record of something else.
func (k *Kind) personOf(ctx context.Context, db bun.IDB, id int64) (int64, error) {
	if !slices.Contains(personal, k.Table) {
		return 0, nil
	}
	return store.LookUp(ctx, db, "SELECT person_id FROM "+k.Table+" WHERE id = ?", id)
}

// Attach keeps a file of the store with a record. Of two files with one name the second is called 名称 (2).pdf; the same file under the same
// name once more is refused with CodeDuplicate.
func (k *Kind) Attach(ctx context.Context, tx *store.Tx, id int64, file store.StoredFile) (int64, error) {
	return k.AttachTo(ctx, tx, id, Keeper{Table: k.Table, ID: id}, file)
}

// AttachTo is Attach of a file that one of the record's keepers is to keep.
func (k *Kind) AttachTo(ctx context.Context, tx *store.Tx, id int64, to Keeper, file store.StoredFile) (int64, error) {
	if _, err := k.Record(ctx, tx, id); err != nil {
		return 0, err
	}
	keepers, err := k.Keepers(ctx, tx, id)
	if err != nil {
		return 0, err
	}
	if to.Table != k.Table && !slices.Contains(keepers, to) {
		return 0, store.Refuse(store.CodeConflict, "%s已经不在了，附件没有存入。", to.Name)
	}
	there, err := k.Attachments(ctx, tx, id)
	if err != nil {
		return 0, err
	}
	there = slices.DeleteFunc(there, func(a store.Attachment) bool {
		return !to.Keeps(a) && (to.Table != k.Table || slices.ContainsFunc(keepers, func(o Keeper) bool { return o.Keeps(a) })) // a person's are the record's
	})
	name, err := freeName(file, there)
	if err != nil {
		return 0, err
	}
	return tx.Insert(ctx, store.AttachmentTable, store.Columns{
		"tbl": to.Table, "row_id": to.ID, "name": name, "digest": file.Digest, "size": file.Size, "added_on": tx.Today(),
	})
}

// freeName is the file's name, numbered when another file of the record has it.
func freeName(file store.StoredFile, there []store.Attachment) (string, error) {
	taken := map[string]bool{}
	for _, a := range there {
		if strings.EqualFold(a.Name, file.Name) && a.Digest == file.Digest {
			return "", store.Refuse(store.CodeDuplicate, "附件「%s」已经在这条记录里了。", file.Name)
		}
		taken[strings.ToLower(a.Name)] = true
	}
	ending := filepath.Ext(file.Name)
	stem := strings.TrimSuffix(file.Name, ending)
	name := file.Name
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s (%d)%s", stem, n, ending)
	}
	return name, nil
}

// MarkPhoto makes an attachment of a record the photo of the person it is about, instead of an older one, which becomes an ordinary
// attachment. The photo goes with the person into every term. What is no picture of a photo's size is refused, see StoredFile.Photo.
func (k *Kind) MarkPhoto(ctx context.Context, tx *store.Tx, s *store.Store, id, attachmentID int64) error {
	person, err := k.personOf(ctx, tx, id)
	if err != nil {
		return err
	}
	if person == 0 {
		return store.Refuse(store.CodeInvalid, "只有人员记录才有照片。")
	}
	a, err := store.FindAttachment(ctx, tx, attachmentID)
	if err != nil {
		return err
	}
	if err := s.CheckPhoto(a); err != nil {
		return err
	}
	if err := tx.Run(ctx, "UPDATE attachment SET note = '' WHERE tbl = 'person' AND row_id = ? AND note = ?", person, store.PhotoNote); err != nil {
		return err
	}
	return tx.Update(ctx, store.AttachmentTable, attachmentID, store.Columns{"tbl": "person", "row_id": person, "note": store.PhotoNote})
}
