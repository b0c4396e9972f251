package records

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cppccdesk/export"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk/desktest"
)

// Papers are written into the folder chosen; one that somebody edited since is replaced only when he says so.
func TestPapersAreWrittenAndReplacedOnlyWhenAsked(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	request := PaperRequest(d)
	var err error
	if request.Paper, err = export.PaperByName("活动通知"); err != nil {
		t.Fatal(err)
	}
	request.Dir = t.TempDir()
	plan, err := export.PlanPapers(t.Context(), d.Store(), request)
	if err != nil {
		t.Fatal(err)
	}
	writePapers(d, plan)
	var written []string
	found, err := os.ReadDir(request.Target())
	for _, f := range found {
		written = append(written, f.Name())
	}
	if err != nil || !slices.Equal(written, plan.Names) {
		t.Fatalf("written %q, %v, want %q", written, err, plan.Names)
	}
	path := filepath.Join(request.Target(), plan.Names[0])
	if err := os.WriteFile(path, []byte("改过"), 0o600); err != nil {
		t.Fatal(err)
	}
	writePapers(d, plan)
	if kept, err := os.ReadFile(path); err != nil || string(kept) != "改过" {
		t.Error("what was edited is gone")
	}
	top := d.Native().Canvas().Overlays().Top()
	if top == nil || !strings.Contains(desktest.Text(top), "要替换它吗？") {
		t.Fatal("nothing is asked")
	}
	desktest.PressButton(t, top, "替换")
	if content, err := os.ReadFile(path); err != nil || string(content) == "改过" {
		t.Errorf("it was not replaced: %v", err)
	}
}
