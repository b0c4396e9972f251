package record

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// binnedAttachments are the files in the bin.
var binnedAttachments = InBin{Kind: "attachments", Title: "附件", Table: store.AttachmentTable, Binned: Binned{Measure: "个", Name: "t.name", Note: "t.note"}}

// Attachments lists the files of a record, with those of the person it is about, in the order they were added; none that are in the bin.
func (k *Kind) Attachments(ctx context.Context, db bun.IDB, id int64) ([]store.Attachment, error) {
	person, err := k.personOf(ctx, db, id)
	if err != nil {
		return nil, err
	}
	return store.Attachments(ctx, db, " WHERE deleted_at = '' AND (tbl = ? AND row_id = ? OR tbl = 'person' AND row_id = ?) ORDER BY id", k.Table, id, person)
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
	if _, err := k.Record(ctx, tx, id); err != nil {
		return 0, err
	}
	there, err := k.Attachments(ctx, tx, id)
	if err != nil {
		return 0, err
	}
	name, err := freeName(file, there)
	if err != nil {
		return 0, err
	}
	return tx.Insert(ctx, store.AttachmentTable, store.Columns{
		"tbl": k.Table, "row_id": id, "name": name, "digest": file.Digest, "size": file.Size, "added_on": tx.Today(),
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
