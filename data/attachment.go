package data

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// photoNote marks the attachment that is a person's photo.
const photoNote = "照片"

const attachmentColumns = "SELECT id, tbl, row_id, name, digest, size, added_on, note = '" + photoNote + "' FROM attachment"

// Attachments lists the files of a record, with those of the person it is about, in the order they were added; none that are in the bin.
func (k *Kind) Attachments(ctx context.Context, db bun.IDB, id int64) ([]Attachment, error) {
	person, err := k.personOf(ctx, db, id)
	if err != nil {
		return nil, err
	}
	return attachments(ctx, db, " WHERE deleted_at = '' AND (tbl = ? AND row_id = ? OR tbl = 'person' AND row_id = ?) ORDER BY id", k.Table, id, person)
}

func attachments(ctx context.Context, db bun.IDB, where string, args ...any) ([]Attachment, error) {
	var found []Attachment
	err := scanRows(ctx, db, func(scan func(...any) error) error {
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
	found, err := attachments(ctx, db, " WHERE id = ?", id)
	if err == nil && len(found) == 0 {
		err = Refuse(CodeNotFound, "这个附件已经不在了，可能刚被移除。")
	}
	if err != nil {
		return Attachment{}, err
	}
	return found[0], nil
}

// personOf is the person a record is about, 0 for a record of something else.
func (k *Kind) personOf(ctx context.Context, db bun.IDB, id int64) (int64, error) {
	if !slices.Contains(personal, k.Table) {
		return 0, nil
	}
	return lookUp(ctx, db, "SELECT person_id FROM "+k.Table+" WHERE id = ?", id)
}

// Attach keeps a file of the store with a record. Of two files with one name the second is called 名称 (2).pdf; the same file under the same
// name once more is refused with CodeDuplicate.
func (k *Kind) Attach(ctx context.Context, tx *Tx, id int64, file StoredFile) (int64, error) {
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
	return tx.insert(ctx, attachmentTable, columns{
		"tbl": k.Table, "row_id": id, "name": name, "digest": file.Digest, "size": file.Size, "added_on": tx.Now().Local().Format(dateLayout),
	})
}

// freeName is the file's name, numbered when another file of the record has it.
func freeName(file StoredFile, there []Attachment) (string, error) {
	taken := map[string]bool{}
	for _, a := range there {
		if strings.EqualFold(a.Name, file.Name) && a.Digest == file.Digest {
			return "", Refuse(CodeDuplicate, "附件「%s」已经在这条记录里了。", file.Name)
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

// RemoveAttachment puts an attachment into the bin, from which RestoreBinned takes it. Its file stays.
func RemoveAttachment(ctx context.Context, tx *Tx, id int64) error {
	return tx.update(ctx, attachmentTable, id, columns{"deleted_at": Instant(tx.Now())})
}

// MarkPhoto makes an attachment of a record the photo of the person it is about, instead of an older one, which becomes an ordinary
// attachment. The photo goes with the person into every term. What is no picture of a photo's size is refused, see StoredFile.Photo.
func (k *Kind) MarkPhoto(ctx context.Context, tx *Tx, s *Store, id, attachmentID int64) error {
	person, err := k.personOf(ctx, tx, id)
	if err != nil {
		return err
	}
	if person == 0 {
		return Refuse(CodeInvalid, "只有人员记录才有照片。")
	}
	a, err := FindAttachment(ctx, tx, attachmentID)
	if err != nil {
		return err
	}
	if err := s.checkPhoto(a); err != nil {
		return err
	}
	if err := tx.exec(ctx, "UPDATE attachment SET note = '' WHERE tbl = 'person' AND row_id = ? AND note = ?", person, photoNote); err != nil {
		return err
	}
	return tx.update(ctx, attachmentTable, attachmentID, columns{"tbl": "person", "row_id": person, "note": photoNote})
}

// The longest name of an attachment: what fits into any file system with the folder before it and a number behind it.
const (
	fileNameLimit = 120 // characters, on Windows
	fileNameBytes = 240 // elsewhere, where 汉字 count three
)

// deviceName is a name that Windows takes for a device, whatever ending follows.
var deviceName = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// plainFileName makes a name that every system can store out of any name.
func plainFileName(name string) string {
	name = storableName(name)
	ending := filepath.Ext(name)
	if utf8.RuneCountInString(ending) >= 10 {
		ending = "" // a dot somewhere in the name
	}
	stem := []rune(strings.TrimSuffix(name, ending))
	stem = stem[:min(len(stem), fileNameLimit-utf8.RuneCountInString(ending))]
	for len(string(stem))+len(ending) > fileNameBytes {
		stem = stem[:len(stem)-1]
	}
	if name = string(stem) + ending; name == "" {
		return "附件"
	}
	return name
}

// storableName takes out of a name what some system cannot store, whatever its length.
func storableName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(name, " .")
	if deviceName.MatchString(name) {
		name = "_" + name
	}
	return name
}

// isFileName says whether a file can be written under the name, in the folder it is meant for and nowhere else.
func isFileName(name string) bool {
	return name != "" && len(name) <= 255 && storableName(name) == name
}
