package store

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"cppccdesk/data/datatest/rights"
)

func TestAReadOnlyFolderIsOneSentence(t *testing.T) {
	base := t.TempDir()
	dir := rights.Folder(t, filepath.Join(base, "data"), 0o555)
	rights.AsNobody(t, base)
	_, err := Open(t.Context(), testOptions(dir))
	wantCode(t, err, CodeReadOnly)
	_, err = Open(t.Context(), testOptions(filepath.Join(dir, "inside")))
	wantCode(t, err, CodeNoFolder)
}

// A backups folder that cannot be listed may hold copies that need every attachment kept there.
func TestCopiesNotListedKeepTheirAttachments(t *testing.T) {
	base := t.TempDir()
	backups := filepath.Join(base, backupsName)
	kept := rights.Folder(t, filepath.Join(backups, attachmentsName), 0o777)
	file := filepath.Join(kept, strings.Repeat("a", 64))
	if err := os.WriteFile(file, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	rights.Folder(t, backups, 0o311)
	rights.AsNobody(t, base)
	err := (&Store{dir: base}).pruneAttachments()
	if _, gone := os.Stat(file); gone != nil {
		t.Errorf("the attachment of a copy was removed: %v", gone)
	}
	wantCode(t, err, CodeBackup)
}

func TestAFolderNotListedIsNotEmpty(t *testing.T) {
	for _, name := range []string{backupsName, attachmentsName} {
		t.Run(name, func(t *testing.T) {
			base := t.TempDir()
			rights.Folder(t, filepath.Join(base, name), 0o311)
			rights.AsNobody(t, base)
			o := testOptions(base)
			o.ReadOnly = true
			_, err := Open(t.Context(), o)
			wantCode(t, err, CodeReadOnly)
			if err != nil && !strings.Contains(err.Error(), name) {
				t.Errorf("the folder is not named: %v", err)
			}
		})
	}
}

// What cannot be written to is read, and a write is refused with the cause.
func TestOpenForReadingWhatCannotBeWritten(t *testing.T) {
	base := t.TempDir()
	dir := rights.Folder(t, filepath.Join(base, "data"), 0o755)
	s := mustOpen(t, testOptions(dir))
	mustWrite(t, s, "登记", "INSERT INTO unit (name) VALUES ('卫健局')")
	mustClose(t, s)
	for _, mode := range []struct {
		path string
		mode os.FileMode
	}{{filepath.Join(dir, databaseName), 0o644}, {filepath.Join(dir, lockName), 0o644}, {dir, 0o555}} {
		if err := os.Chmod(mode.path, mode.mode); err != nil {
			t.Fatal(err)
		}
	}
	rights.AsNobody(t, base)
	o := testOptions(dir)
	_, err := Open(t.Context(), o)
	wantCode(t, err, CodeReadOnly)
	o.OrRead = true
	r := mustOpen(t, o)
	if got := number(t, r, "SELECT count(*) FROM unit"); got != 2 || !r.ReadOnly() {
		t.Errorf("reads %d units, read-only %v", got, r.ReadOnly())
	}
	err = r.Write(t.Context(), "王科长", "登记", func(context.Context, *Tx) error { return nil })
	wantCode(t, err, CodeReadOnly)
	if got := Sentence(err); !strings.Contains(got, "没有保存：没有权限写入「"+dir+"」") {
		t.Error(got)
	}
}

func TestWhyNothingCanBeWritten(t *testing.T) {
	for _, c := range []struct {
		err  error
		code Code
		word string
	}{
		{unix.ENOSPC, CodeDiskFull, "磁盘已满"},
		{unix.EDQUOT, CodeDiskFull, "磁盘已满"},
		{unix.EROFS, CodeReadOnly, "只读的"},
		{unix.EACCES, CodeReadOnly, "没有权限"},
	} {
		err := unwritable("/数据", &os.PathError{Op: "write", Path: "x", Err: c.err})
		wantCode(t, err, c.code)
		if got := Sentence(err); !strings.Contains(got, c.word) || !strings.Contains(got, "「/数据」") {
			t.Errorf("%v: %s", c.err, got)
		}
	}
	if err := unwritable("/数据", unix.EISDIR); err != nil {
		t.Error(err)
	}
}
