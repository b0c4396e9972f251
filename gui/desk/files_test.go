package desk

import (
	"os"
	"path/filepath"
	"testing"

	"cppccdesk/gui/win"
)

func TestSaveAs(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "委员.xlsx")
	if err := os.WriteFile(there, []byte("已有"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path, want string
		asked            bool
	}{
		{"EndingKept", filepath.Join(dir, "提案.xlsx"), filepath.Join(dir, "提案.xlsx"), false},
		{"EndingAdded", filepath.Join(dir, "提案"), filepath.Join(dir, "提案.xlsx"), false},
		{"AddedEndingMeetsAFile", filepath.Join(dir, "委员"), "", true},
		{"DialogAskedAlready", there, there, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, _, _ := newTestWindow(t, nil)
			got := ""
			w.saveAs(c.path, win.Filter{Name: "工作簿", Endings: []string{"xlsx"}}, func(path string) { got = path })
			if asked := w.Native().Canvas().Overlays().Top() != nil; got != c.want || asked != c.asked {
				t.Errorf("writes %q, asked %v", got, asked)
			}
		})
	}
}
