package export

import (
	"context"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// A pack without who reports it, or of a year nothing is known of, is written with a word.
func TestPackSaysWhatItLacks(t *testing.T) {
	st := sampletest.MustOpen(t)
	said := func(year int) string {
		t.Helper()
		var notes []string
		_, err := WritePack(t.Context(), st, "王芳", Request{
			Year: year, Date: st.Now(), Dir: t.TempDir(), Only: []string{"04"}, Note: func(s string) { notes = append(notes, s) },
		})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(slices.Compact(notes), "")
	}
	if got := said(2026); got != "" {
		t.Errorf("of a whole year: %s", got)
	}
	if got := said(2031); !strings.Contains(got, "2031 年没有提案") {
		t.Errorf("of an unknown year: %s", got)
	}
	err := st.Write(t.Context(), "王芳", "设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"office.name": ""})
	})
	if got := said(2026); err != nil || !strings.Contains(got, "还没有填写「填报单位」") {
		t.Errorf("of nobody: %s, %v", got, err)
	}
}
