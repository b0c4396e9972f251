package data_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// withFiles is an office with a member that has the files a.pdf and b.pdf, and where they lie.
func withFiles(t *testing.T) (o office, member int64, a, b string) {
	t.Helper()
	o = openOffice(t)
	member = o.save(roster.Members, record.Values{"name": "张小明"})
	o.attach(roster.Members, member, "a.pdf", "甲")
	o.attach(roster.Members, member, "b.pdf", "乙")
	found, _ := o.attachments(roster.Members, member)
	return o, member, filepath.Join(o.Dir(), "attachments", found[0].Digest), filepath.Join(o.Dir(), "attachments", found[1].Digest)
}

func (o office) daily() string {
	o.tb.Helper()
	path, err := o.BackupDaily(o.tb.Context())
	if err != nil {
		o.tb.Fatal(err)
	}
	return path
}

func (o office) warned() string {
	o.tb.Helper()
	warnings, err := o.CopyWarnings(o.tb.Context())
	if err != nil {
		o.tb.Fatal(err)
	}
	return strings.Join(warnings, "")
}

func content(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Damage to an attachment does not reach the copy of it, nor the other way.
func TestKeptAttachmentsAreCopies(t *testing.T) {
	o, member, a, _ := withFiles(t)
	kept := filepath.Join(o.Dir(), "backups", "attachments")
	if err := os.MkdirAll(kept, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(a, filepath.Join(kept, filepath.Base(a))); err != nil { // as older versions did
		t.Fatal(err)
	}
	o.daily()
	if err := os.WriteFile(a, []byte("丙"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := content(t, filepath.Join(kept, filepath.Base(a))); got != "甲" {
		t.Errorf("the copy holds %q", got)
	}
	t.Run("ADamagedCopyIsReplaced", func(t *testing.T) {
		if err := os.WriteFile(a, []byte("甲"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(kept, filepath.Base(a)), []byte("丁"), 0o600); err != nil {
			t.Fatal(err)
		}
		o.save(roster.Members, record.Values{"name": "李四"})
		o.daily()
		if got := content(t, filepath.Join(kept, filepath.Base(a))); got != "甲" {
			t.Errorf("the copy holds %q", got)
		}
	})
	t.Run("ADamagedOriginalIsReplacedByTheFileItself", func(t *testing.T) {
		if err := os.WriteFile(a, []byte("丙"), 0o600); err != nil {
			t.Fatal(err)
		}
		o.attach(roster.Members, member, "又一份.pdf", "甲")
		if got := content(t, a); got != "甲" {
			t.Errorf("the stored file holds %q", got)
		}
	})
}

func makeFolder(t *testing.T, dir, name string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// A missing and a damaged attachment fail a backup asked for, by their names; the daily one is made and says so.
func TestBackupNamesAttachmentsThatAreNotWhole(t *testing.T) {
	o, _, a, b := withFiles(t)
	if err := os.Remove(a); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(b, []byte("丙"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	_, err := o.Backup(t.Context(), filepath.Join(makeFolder(t, dir, "backups"), "备份.db"))
	if want := "有 2 个附件的文件不见了或已损坏：「a.pdf」「b.pdf」"; err == nil || store.CodeOf(err) != store.CodeBackup || !strings.Contains(store.Sentence(err), want) {
		t.Errorf("backup: %v, want %q", err, want)
	}
	if c, err := store.Copies(dir); err != nil || len(c) != 1 || c[0].State != store.CopyVerified || len(c[0].Missing) != 2 {
		t.Errorf("copies %+v, %v", c, err)
	}
	o.daily()
	if got := o.warned(); !strings.Contains(got, "「a.pdf」「b.pdf」") {
		t.Errorf("said of the daily copy: %q", got)
	}
	for path, text := range map[string]string{a: "甲", b: "乙"} { // somebody found them
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if path := o.daily(); path != "" {
		t.Errorf("the same data again: %q", path)
	}
	if got := o.warned(); got != "" {
		t.Errorf("still said: %q", got)
	}
}

// Ten copies share one file, which goes with the last of them that needs it.
func TestAttachmentsOfNoCopyArePruned(t *testing.T) {
	o, _, a, b := withFiles(t)
	first := o.daily()
	found, _ := o.attachments(roster.Members, 1)
	o.write(func(ctx context.Context, tx *store.Tx) error { return store.RemoveAttachment(ctx, tx, found[0].ID) })
	o.write(func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM attachment WHERE id = ?", found[0].ID)
		return err
	})
	o.daily()
	kept := filepath.Join(o.Dir(), "backups", "attachments")
	if got := stored(t, kept); len(got) != 2 {
		t.Errorf("two copies keep %v", got)
	}
	for _, path := range []string{first, first + ".manifest"} {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	o.save(roster.Members, record.Values{"name": "李四"})
	o.daily()
	if got := stored(t, kept); len(got) != 1 || got[0] != filepath.Base(b) {
		t.Errorf("kept %v, not %s any more", got, filepath.Base(a))
	}
}
