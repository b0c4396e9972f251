package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestOpen(t *testing.T) {
	t.Run("OddPaths", func(t *testing.T) {
		for _, name := range []string{"数据 库#1%.db", "a?b=c&d", "100%20", "it's \"quoted\"", "+;,"} {
			dir := filepath.Join(t.TempDir(), name)
			s := mustOpen(t, testOptions(dir))
			mustWrite(t, s, "登记", "INSERT INTO unit (name) VALUES ('卫健局')")
			if _, err := s.Backup(t.Context(), filepath.Join(dir, "备份 #%.db")); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			entries, err := os.ReadDir(filepath.Dir(dir))
			if err != nil || len(entries) != 1 {
				t.Errorf("%s: beside the folder lies %v, %v", name, entries, err)
			}
			if _, err := os.Stat(filepath.Join(dir, databaseName)); err != nil {
				t.Error(err)
			}
		}
	})
	t.Run("ACommandAtWorkIsNamed", func(t *testing.T) {
		dir := t.TempDir()
		o := testOptions(dir)
		o.Command = "import"
		s := mustOpen(t, o)
		_, err := Open(t.Context(), testOptions(dir))
		wantCode(t, err, CodeAtWork)
		if sentence := Sentence(err); !strings.HasPrefix(sentence, "命令「cppccdesk import」从 ") {
			t.Error(sentence)
		}
		mustClose(t, s)
		s = mustOpen(t, testOptions(dir))
		_, err = Open(t.Context(), o)
		wantCode(t, err, CodeInUse) // a window after the command
		mustClose(t, s)
	})
	t.Run("ASecondCopyIsRefused", func(t *testing.T) {
		dir := t.TempDir()
		s := mustOpen(t, testOptions(dir))
		_, err := Open(t.Context(), testOptions(dir))
		wantCode(t, err, CodeInUse)
		mustClose(t, s)
		mustOpen(t, testOptions(dir))
	})
}

func TestOpenReadOnly(t *testing.T) {
	t.Run("ReadOnlyBesideARunningCopy", func(t *testing.T) {
		dir := t.TempDir()
		s := mustOpen(t, testOptions(dir))
		o := testOptions(dir)
		o.ReadOnly = true
		r := mustOpen(t, o)
		mustWrite(t, s, "登记", "INSERT INTO unit (name) VALUES ('卫健局')")
		if got := number(t, r, "SELECT count(*) FROM unit"); got != 2 {
			t.Errorf("read-only copy sees %d units, want 2", got)
		}
		wantCode(t, r.Write(t.Context(), "王科长", "登记", func(context.Context, *Tx) error { return nil }), CodeReadOnly)
		if _, err := r.Backup(t.Context(), filepath.Join(t.TempDir(), "b.db")); err != nil {
			t.Errorf("backup from a read-only store: %v", err)
		}
	})
	t.Run("ReadOnlyWithNothingThere", func(t *testing.T) {
		o := testOptions(filepath.Join(t.TempDir(), "none"))
		o.ReadOnly = true
		_, err := Open(t.Context(), o)
		wantCode(t, err, CodeNotFound)
		if _, err := os.Stat(o.Dir); !errors.Is(err, fs.ErrNotExist) {
			t.Error("a read-only open made the folder")
		}
	})
}

func TestOpenRefusesPlaces(t *testing.T) {
	t.Run("ANetworkShareIsRefused", func(t *testing.T) {
		o := testOptions(t.TempDir())
		o.fileSystem = func(string) (string, error) { return "CIFS", nil }
		_, err := Open(t.Context(), o)
		wantCode(t, err, CodeNetworkShare)
		entries, err := os.ReadDir(o.Dir)
		if err != nil || len(entries) != 0 {
			t.Errorf("left %v on the share, %v", entries, err)
		}
	})
	t.Run("TheFolderIsAFile", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(t.Context(), testOptions(file))
		wantCode(t, err, CodeNoFolder)
	})
	t.Run("TheDatabaseIsAFolder", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, databaseName), 0o700); err != nil {
			t.Fatal(err)
		}
		_, err := Open(t.Context(), testOptions(dir))
		wantCode(t, err, CodeNoFolder)
	})
}

func TestOpenRefusesOtherFiles(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		code    Code
	}{
		"NotADatabase": {strings.Repeat("这是一个文本文件。", 200), CodeNotDatabase},
		"HalfAHeader":  {"SQLite format 3\x00" + strings.Repeat("\xff", 4096), CodeNotDatabase},
		"Empty":        {"", CodeLost},
	} {
		t.Run("File/"+name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, databaseName), []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := Open(t.Context(), testOptions(dir))
			wantCode(t, err, c.code)
		})
	}
	t.Run("File/OfAnotherProgram", func(t *testing.T) {
		dir := t.TempDir()
		db, err := OpenPool(t.Context(), filepath.Join(dir, databaseName), readWrite, 1)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.ExecContext(t.Context(), "CREATE TABLE song (id INTEGER PRIMARY KEY)"); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		_, err = Open(t.Context(), testOptions(dir))
		wantCode(t, err, CodeNotDatabase)
	})
	t.Run("File/Damaged", func(t *testing.T) {
		dir := t.TempDir()
		s := mustOpen(t, testOptions(dir))
		mustWrite(t, s, "登记", "INSERT INTO member (name, photo) VALUES ('张三', randomblob(200000))")
		mustClose(t, s)
		damage(t, filepath.Join(dir, databaseName), 4096)
		s, err := Open(t.Context(), testOptions(dir))
		if err != nil {
			wantCode(t, err, CodeCorrupt)
			return
		}
		defer mustClose(t, s)
		r, err := s.Check(t.Context())
		if err != nil || len(r.Findings) == 0 {
			t.Errorf("check of a damaged file: %v, %v", r, err)
		}
	})
}

// damage overwrites all of a file from offset on.
func damage(tb testing.TB, path string, offset int64) {
	tb.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		tb.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := f.WriteAt([]byte(strings.Repeat("\xa5", int(info.Size()-offset))), offset); err != nil {
		tb.Fatal(err)
	}
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
}

func TestNetworkFUSE(t *testing.T) {
	const mounts = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:40 / /mnt/usb rw - fuseblk /dev/sdb1 rw
41 22 0:41 / /mnt/my\040share rw,nosuid shared:2 - fuse.sshfs me@host:/data rw
42 41 0:42 / /mnt/my\040share/local rw - fuse.exfat /dev/sdc1 rw
not a mount line
`
	for dir, want := range map[string]string{
		"/home/wang": "", "/mnt/usb/data": "", "/mnt/my share": "fuse.sshfs", "/mnt/my share/data": "fuse.sshfs",
		"/mnt/my share/local/data": "", "/mnt/my shared": "",
	} {
		t.Run(dir, func(t *testing.T) {
			if got := networkFUSE(mounts, dir); got != want {
				t.Errorf("networkFUSE = %q, want %q", got, want)
			}
		})
	}
	t.Run("ThisMachinesTempFolderIsLocal", func(t *testing.T) {
		if got, err := networkFileSystem(t.TempDir()); err != nil || got != "" {
			t.Errorf("networkFileSystem = %q, %v", got, err)
		}
	})
}

func TestASecondStartBesideTheFirstRaisesIt(t *testing.T) {
	dir := t.TempDir()
	if err := RequestRaise(dir); err != nil { // left over from a crash: not for the copy that starts now
		t.Fatal(err)
	}
	s := mustOpen(t, testOptions(dir))
	if _, err := os.Stat(filepath.Join(dir, raiseName)); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("an old request is still there: %v", err)
	}
	raised := make(chan []string, 10)
	s.OnRaise(t.Context(), func(paths []string) { raised <- paths })
	want := []string{"名册 一.xlsx", "二.xls"}
	if err := RequestRaise(dir, want...); err != nil {
		t.Fatal(err)
	}
	if got := <-raised; !slices.Equal(got, want) {
		t.Errorf("the files to take in are %q, want %q", got, want)
	}
	mustClose(t, s) // ends the watch
}

func TestDefaultDir(t *testing.T) {
	dir, err := DefaultDir()
	if err != nil || filepath.Base(dir) != "cppccdesk" || !filepath.IsAbs(dir) {
		t.Errorf("DefaultDir = %q, %v", dir, err)
	}
}
