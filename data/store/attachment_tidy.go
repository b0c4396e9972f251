package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// takenEnding ends the name of a note beside a stored file: the file was taken in, and no record refers to it yet. Only files with a note are
// ever tidied away: what this database does not know without one belongs to another, which may come back.
const takenEnding = ".taken"

// takenFor is how long somebody may take from choosing a file to saving the record.
const takenFor = 24 * time.Hour

func (s *Store) noteTaken(digest string) error {
	known, err := s.knownDigests(context.Background())
	if err != nil || known[digest] {
		return err
	}
	return os.WriteFile(s.attachmentPath(digest)+takenEnding, nil, 0o600)
}

// knownDigests are those of the files that a record or the journal, from which it could come back, refers to.
func (s *Store) knownDigests(ctx context.Context) (map[string]bool, error) {
	digests, err := Texts(ctx, s.Reader, `SELECT digest FROM attachment UNION SELECT json_extract(before_json, '$.digest') FROM journal_row
		WHERE tbl = 'attachment' AND op = 'delete'`)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, digest := range digests {
		known[digest] = true
	}
	return known, nil
}

// settleTaken removes the notes of files that a record refers to by now. What cannot be removed is for TidyAttachments.
func (s *Store) settleTaken(ctx context.Context) {
	known, err := s.knownDigests(context.WithoutCancel(ctx))
	if err != nil {
		return
	}
	notes, err := takenNotes(filepath.Join(s.dir, attachmentsName))
	if err != nil {
		return
	}
	for digest := range notes {
		if known[digest] {
			_ = os.Remove(s.attachmentPath(digest) + takenEnding)
		}
	}
}

// takenNotes gives the digests that have a note in a folder of stored files, with the time it was made; none where there is no folder.
func takenNotes(dir string) (map[string]time.Time, error) {
	entries, err := entriesOf(CodeReadOnly, dir)
	if err != nil {
		return nil, err
	}
	notes := map[string]time.Time{}
	for _, e := range entries {
		digest, ok := strings.CutSuffix(e.Name(), takenEnding)
		if info, err := e.Info(); ok && err == nil && isDigest(digest) {
			notes[digest] = info.ModTime()
		}
	}
	return notes, nil
}

// forgetTaken removes every note, before another database takes the place of the one that made them.
func forgetTaken(dir string) error {
	notes, err := takenNotes(dir)
	if err != nil {
		return err
	}
	for digest := range notes {
		if err := os.Remove(filepath.Join(dir, digest+takenEnding)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("forget taken files: %w", err)
		}
	}
	return nil
}

// TidyAttachments clears away what a crash left in the attachments folder: unfinished copies, copies made for opening, and files taken in a
// day ago that no record came to refer to. Other files stay, also those this database does not know: it may have been restored or newly
// made, and they belong to the one before it.
func (s *Store) TidyAttachments(ctx context.Context) (removed int, err error) {
	dir := filepath.Join(s.dir, attachmentsName)
	entries, err := entriesOf(CodeReadOnly, dir)
	if err != nil || len(entries) == 0 {
		return 0, err
	}
	known, err := s.knownDigests(ctx)
	if err != nil {
		return 0, err
	}
	remove := func(name string) {
		e := os.Remove(filepath.Join(dir, name))
		if e == nil {
			removed++
		} else if !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, fmt.Errorf("tidy attachments: %w", e))
		}
	}
	for _, e := range entries {
		info, infoErr := e.Info()
		if infoErr == nil && strings.HasSuffix(e.Name(), PartialEnding) && s.now().Sub(info.ModTime()) >= takenFor {
			remove(e.Name())
		}
	}
	notes, err := takenNotes(dir)
	if err != nil {
		return removed, err
	}
	for digest, at := range notes {
		switch {
		case known[digest]:
			remove(digest + takenEnding)
		case s.now().Sub(at) >= takenFor:
			remove(digest) // before its note: a file without one stays for ever
			remove(digest + takenEnding)
		}
	}
	return removed, errors.Join(err, s.forgetOpened())
}
