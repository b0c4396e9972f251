package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
)

// Attachment is a file kept with a record. Its content lies in the data folder, see StoredFile.
type Attachment struct {
	ID      int64
	Table   string // table and id of the row it belongs to
	RowID   int64
	Name    string // as the user knows the file
	Digest  string // SHA-256 of the content, in hex
	Size    int64  // bytes
	AddedOn string
	Photo   bool // the picture of the person the record is about
}

// PhotoNote marks the attachment that is a person's photo.
const PhotoNote = "照片"

const attachmentColumns = "SELECT id, tbl, row_id, name, digest, size, added_on, note = '" + PhotoNote + "' FROM attachment"

func Attachments(ctx context.Context, db bun.IDB, where string, args ...any) ([]Attachment, error) {
	var found []Attachment
	err := ScanRows(ctx, db, func(scan func(...any) error) error {
		var a Attachment
		err := scan(&a.ID, &a.Table, &a.RowID, &a.Name, &a.Digest, &a.Size, &a.AddedOn, &a.Photo)
		found = append(found, a)
		return err
	}, attachmentColumns+where, args...)
	if err != nil {
		return nil, fmt.Errorf("attachments: %w", err)
	}
	return found, nil
}

// FindAttachment reads one attachment, also one in the bin.
func FindAttachment(ctx context.Context, db bun.IDB, id int64) (Attachment, error) {
	found, err := Attachments(ctx, db, " WHERE id = ?", id)
	if err == nil && len(found) == 0 {
		err = Refuse(CodeNotFound, "这个附件已经不在了，可能刚被移除。")
	}
	if err != nil {
		return Attachment{}, err
	}
	return found[0], nil
}

// RemoveAttachment puts an attachment into the bin, from which RestoreBinned takes it. Its file stays.
func RemoveAttachment(ctx context.Context, tx *Tx, id int64) error {
	return tx.Update(ctx, AttachmentTable, id, Columns{"deleted_at": Instant(tx.Now())})
}
