package export

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestHalfPacksAreCleared(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	for name, c := range map[string]struct {
		file string
		age  time.Duration
		gone bool
	}{
		".上报包-123":  {"03 提案.xlsx", 2 * time.Hour, true},
		".上报包-124":  {".~workbook7.tmp", 2 * time.Hour, true},
		".上报包-125":  {"03 提案.xlsx", time.Minute, false}, // being written
		".上报包-127":  {"06承办单位办理情况统计表.pdf", 2 * time.Hour, true},
		".上报包-126":  {"盖章扫描.pdf", 2 * time.Hour, false},
		".上报包-我的":   {"03 提案.xlsx", 2 * time.Hour, false},
		"2026上报包-1": {"03 提案.xlsx", 2 * time.Hour, false},
	} {
		folder := filepath.Join(dir, name)
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, c.file), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(folder, now.Add(-c.age), now.Add(-c.age)); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if _, err := os.Stat(folder); (err != nil) != c.gone {
				t.Errorf("%s: %v, want gone: %v", name, err, c.gone)
			}
		})
	}
	tidyPacks(dir, now)
}

// A half pack that was killed after it had been given the office's own files holds nothing of its own.
func TestHalfPackWithFilesTakenAlong(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	pack, half := filepath.Join(dir, PackName(2026)), filepath.Join(dir, ".上报包-9")
	for _, path := range []string{filepath.Join(pack, "扫描", "盖章.pdf"), filepath.Join(half, "03年度工作部署完成情况表.xlsx")} {
		write(t, path, "text")
	}
	if err := takeAlong(pack, half); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(half, "另一份.txt"), "of the office")
	if err := os.Chtimes(half, now.Add(-2*time.Hour), now.Add(-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	tidyPacks(dir, now)
	if _, err := os.Stat(half); err != nil {
		t.Fatalf("a file that is nowhere else was removed: %v", err)
	}
	if err := errors.Join(os.Remove(filepath.Join(half, "另一份.txt")), os.Chtimes(half, now.Add(-2*time.Hour), now.Add(-2*time.Hour))); err != nil {
		t.Fatal(err)
	}
	tidyPacks(dir, now)
	if _, err := os.Stat(half); err == nil {
		t.Error("the half pack is still there")
	}
	if text, err := os.ReadFile(filepath.Join(pack, "扫描", "盖章.pdf")); err != nil || string(text) != "text" {
		t.Errorf("the office's own file: %q, %v", text, err)
	}
}

// What was moved away comes back, alone or to what has taken its place.
func TestReplacedPackIsBroughtBack(t *testing.T) {
	for _, placed := range []bool{false, true} {
		dir := t.TempDir()
		pack := filepath.Join(dir, PackName(2026))
		write(t, filepath.Join(replacedName(pack), "盖章.pdf"), "scan")
		write(t, filepath.Join(replacedName(pack), "01民主监督员名册.xlsx"), "old")
		want := "old"
		if placed {
			want = "new"
			write(t, filepath.Join(pack, "01民主监督员名册.xlsx"), want)
		}
		tidyPacks(dir, time.Now())
		if _, err := os.Stat(replacedName(pack)); err == nil {
			t.Errorf("placed %v: the old folder is left", placed)
		}
		for name, want := range map[string]string{"盖章.pdf": "scan", "01民主监督员名册.xlsx": want} {
			if text, err := os.ReadFile(filepath.Join(pack, name)); err != nil || string(text) != want {
				t.Errorf("placed %v: %s is %q, %v", placed, name, text, err)
			}
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
}
