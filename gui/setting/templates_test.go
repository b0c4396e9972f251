package setting

import (
	"os"
	"path/filepath"
	"testing"

	"cppccdesk/assets"
	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/export"
	"cppccdesk/gui/desk/desktest"
)

// The card resets a template of the office's own.
func TestResetTemplate(t *testing.T) {
	st := datatest.MustOpen(t)
	d := desktest.New(t, st)
	desktest.Show(d, New(d, "0.1.0"))
	sort, err := export.PaperByName("交办单")
	if err != nil {
		t.Fatal(err)
	}
	content, err := assets.PaperFS.ReadFile("papers/交办单.docx")
	if err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(t.TempDir(), "我们的.docx")
	if err := os.WriteFile(own, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := export.ReplaceTemplate(t.Context(), st, "李雷", sort, own); err != nil {
		t.Fatal(err)
	}
	resetTemplate(d, sort)
	if _, still, err := record.PaperTemplate(t.Context(), st.DB(), sort.Name); still || err != nil {
		t.Errorf("it is still used: %v, %v", still, err)
	}
}
