package gui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

func TestTypedTextIsOfferedAtTheStart(t *testing.T) {
	tests := []struct {
		name, page, told, typed string
		kind                    *record.Kind
		called                  string // the field that names a record; "": a new one
		values                  map[string]string
	}{
		{"a member", "roster", "委员 ", "局长助理", roster.Members, "name", map[string]string{"job": "局长助理"}},
		{"a new unit", "roster", "新单位 ", "县渔业局", roster.Units, "", map[string]string{"name": "县渔业局"}},
		{"a proposal", "proposal", "提案 ", "关于渔业的建议", proposal.Proposals, "title", map[string]string{"title": "关于渔业的建议"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := startSample(t)
			d := s.desk
			records, err := tt.kind.Records(t.Context(), d.Store().DB(), d.Scope())
			if err != nil {
				t.Fatal(err)
			}
			draft := record.Draft{Kind: tt.kind.Name, Name: tt.values["name"], At: d.Store().Now(), Values: tt.values}
			if tt.called != "" {
				draft.ID, draft.Name = records[3].ID, records[3].Values[tt.called]
			}
			if err := record.DraftsOf(d.Store()).Keep(draft); err != nil {
				t.Fatal(err)
			}
			s.offerDrafts()
			top := d.Native().Canvas().Overlays().Top()
			if top == nil {
				t.Fatal("nothing is asked")
			}
			mustHold(t, desktest.Text(top), "上次没有保存的内容", tt.told)
			desktest.Press(d, fyne.KeySpace) // the main button has the keyboard
			if got := d.Current().Key(); got != tt.page {
				t.Errorf("page %s", got)
			}
			mustHold(t, s.text(), tt.typed)
		})
	}
}

func TestUnreadableDraftHoldsNothingUp(t *testing.T) {
	s := startSession(t, FirstEmpty)
	dir := filepath.Join(s.desk.Store().Dir(), "drafts")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "members-1.json"), []byte("\x00\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.offerDrafts()
	if s.desk.Native().Canvas().Overlays().Top() != nil {
		t.Error("something is asked")
	}
}

// A form half filled in stays as it is while the manual is read, without a question, and while another page is looked at, where the user says so.
func TestHalfFilledFormIsPutAside(t *testing.T) {
	s := startSample(t)
	c := s.desk.Native().Canvas()
	s.desk.Go("proposal")
	s.desk.Current().(desk.Creator).Create()
	const typed = "关于古树名木的"
	for _, r := range typed {
		c.Focused().TypedRune(r)
	}
	field := c.Focused()
	s.help()
	if page := s.desk.Current().Key(); page != "manual" || c.Overlays().Top() != nil {
		t.Fatalf("on page %s, asked %v", page, c.Overlays().Top() != nil)
	}
	s.help()
	mustHold(t, s.text(), typed, "有未保存的修改", "新建提案")
	if c.Focused() != field {
		t.Errorf("back from the manual %T has the keyboard", c.Focused())
	}
	s.desk.Go("roster")
	desktest.PressButton(t, c.Overlays().Top(), "先放着")
	if page := s.desk.Current().Key(); page != "roster" || strings.Contains(s.text(), "有未保存的修改") {
		t.Fatalf("on page %s:\n%s", page, s.text())
	}
	mustHold(t, s.text(), "「提案」里没填完的先放着")
	s.desk.Go("proposal")
	mustHold(t, s.text(), typed, "有未保存的修改", "新建提案")
	s.desk.Go("roster")
	desktest.PressButton(t, c.Overlays().Top(), "放弃修改")
	s.desk.Go("proposal")
	if strings.Contains(s.text(), typed) {
		t.Errorf("dropped, and still there:\n%s", s.text())
	}
}

// TestFileHandedOverWaitsForTheForm hands a file over while a form has unsaved text: whatever is answered, the file is read afterwards, unless the user stays.
func TestFileHandedOverWaitsForTheForm(t *testing.T) {
	path := filepath.Join(t.TempDir(), "单位.csv")
	if err := os.WriteFile(path, []byte("单位名称,单位简称,所属系统\n县渔业局,渔业局,政府系统\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, answer := range []string{"放弃修改", "先放着"} {
		t.Run(answer, func(t *testing.T) {
			s := startSample(t)
			c := s.desk.Native().Canvas()
			s.desk.Go("proposal")
			s.desk.Current().(desk.Creator).Create()
			for _, r := range "关于渔业的" {
				c.Focused().TypedRune(r)
			}
			s.desk.OpenImport(path)
			if page := s.desk.Current().Key(); page != "proposal" || c.Overlays().Top() == nil {
				t.Fatalf("on page %s nothing is asked:\n%s", page, s.text())
			}
			desktest.PressButton(t, c.Overlays().Top(), answer)
			mustHold(t, s.text(), "单位.csv", "县渔业局", "新增 1")
		})
	}
}
