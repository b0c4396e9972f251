package record

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

const templateTable = "paper_template"

// PaperTemplate is the office's own template of a paper; ok is false where it uses the one that is shipped.
func PaperTemplate(ctx context.Context, db bun.IDB, paper string) (own store.Attachment, ok bool, err error) {
	found, err := store.Attachments(ctx, db, " WHERE deleted_at = '' AND tbl = '"+templateTable+"' AND row_id = (SELECT id FROM paper_template WHERE name = ?) ORDER BY id DESC LIMIT 1", paper)
	if err != nil || len(found) == 0 {
		return store.Attachment{}, false, err
	}
	return found[0], true, nil
}

// SetPaperTemplate makes a file of the store the template of a paper. The one before goes to the bin.
func SetPaperTemplate(ctx context.Context, tx *store.Tx, paper string, file store.StoredFile) error {
	if err := DropPaperTemplate(ctx, tx, paper); err != nil {
		return err
	}
	id, err := store.LookUp(ctx, tx, "SELECT id FROM paper_template WHERE name = ?", paper)
	if err == nil && id == 0 {
		id, err = tx.Insert(ctx, templateTable, store.Columns{"name": paper})
	}
	if err != nil {
		return err
	}
	_, err = tx.Insert(ctx, store.AttachmentTable, store.Columns{
		"tbl": templateTable, "row_id": id, "name": file.Name, "digest": file.Digest, "size": file.Size, "added_on": tx.Today(),
	})
	return err
}

// DropPaperTemplate puts the office's own template of a paper into the bin, so that the one that is shipped is used again.
func DropPaperTemplate(ctx context.Context, tx *store.Tx, paper string) error {
	ids, err := store.IDs(ctx, tx, "SELECT id FROM attachment WHERE deleted_at = '' AND tbl = '"+templateTable+"' AND row_id = (SELECT id FROM paper_template WHERE name = ?)", paper)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := store.RemoveAttachment(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}
