package export

import (
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
	removeHalfPacks(dir, now)
}
