package gui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk/desktest"
)

// findAnything presses Ctrl+K and types.
func (s *session) findAnything(words string) {
	c := s.desk.Native().Canvas()
	c.(interface{ TypedShortcut(fyne.Shortcut) }).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl})
	test.Type(c.Focused(), words)
}

// overlay is the text of what lies over the window, empty when nothing does.
func (s *session) overlay() string {
	if top := s.desk.Native().Canvas().Overlays().Top(); top != nil {
		return desktest.Text(top)
	}
	return ""
}

func TestFindAnything(t *testing.T) {
	s := startSample(t)
	for _, c := range []struct{ name, words, page string }{
		{"a member by initials", "oyjy", "roster"},
		{"a unit by a word of its name", "教育局", "roster"},
		{"a proposal by number", "23", "proposal"},
		{"a panel", "评议3组", "evaluation"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s.findAnything(c.words)
			if s.overlay() == "" {
				t.Fatal("the box is not open")
			}
			desktest.Press(s.desk, fyne.KeyReturn)
			if left := s.overlay(); left != "" {
				t.Errorf("the box stayed open: %s", left)
			}
			if got := s.desk.Current().Key(); got != c.page {
				t.Errorf("Enter shows %s, want %s", got, c.page)
			}
		})
	}
}

// Commands are found by the menu they are in, too.
func TestFindCommandsByTheirMenu(t *testing.T) {
	s := startSample(t)
	s.findAnything("文书")
	if got := s.overlay(); !strings.Contains(got, "生成催办单") {
		t.Errorf("found %s", got)
	}
}

func TestFindRemembersWhatWasOpened(t *testing.T) {
	s := startSample(t)
	s.findAnything("oyjy")
	desktest.Press(s.desk, fyne.KeyReturn)
	s.findAnything("")
	if got := s.overlay(); !strings.Contains(got, "欧阳静怡") || !strings.Contains(got, "最近") {
		t.Errorf("the box lists %s", got)
	}
	desktest.Press(s.desk, fyne.KeyEscape)
	if got := s.overlay(); got != "" {
		t.Errorf("Esc left %s", got)
	}
}

func TestFindNothing(t *testing.T) {
	s := startSession(t, FirstEmpty)
	s.findAnything("zxm")
	if got := s.overlay(); !strings.Contains(got, "没有找到") {
		t.Errorf("the box says %s", got)
	}
	desktest.Press(s.desk, fyne.KeyReturn)
	if s.overlay() == "" {
		t.Error("Enter on nothing closed the box")
	}
}

func TestFindInAnotherYear(t *testing.T) {
	s := startSample(t)
	year := s.desk.Year()
	err := s.desk.Store().Write(t.Context(), "测试", "录入往年提案", func(ctx context.Context, tx *store.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO session (id, term_id, ordinal, name, year) VALUES (900, ?, 90, '往年会议', ?)", s.desk.Scope().TermID, year-1); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO proposal (id, session_id, number, title) VALUES (900, 900, 7, '关于飞地经济的建议')")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s.findAnything("飞地经济")
	desktest.Press(s.desk, fyne.KeyReturn)
	if got := s.overlay(); !strings.Contains(got, "换到另一个年度") {
		t.Fatalf("it is not asked about the year: %s", got)
	}
	desktest.Press(s.desk, fyne.KeyReturn)
	if s.desk.Year() != year-1 || s.desk.Current().Key() != "proposal" {
		t.Errorf("the year is %d on page %s", s.desk.Year(), s.desk.Current().Key())
	}
	mustHold(t, s.text(), "关于飞地经济的建议")
}

func TestFindListsPeopleBeforeCommandsThatOnlyHoldTheQuery(t *testing.T) {
	s := startSession(t, FirstSample)
	s.findAnything("ou")
	text := s.overlay()
	person, command := strings.Index(text, "欧阳静怡"), strings.Index(text, "命令")
	if person < 0 || command >= 0 && command < person {
		t.Errorf("the box lists %s", text)
	}
}

// A masked number is found by its last seven digits, not by fewer, and whom it leads to is noted once while the box is open.
func TestFindByPhoneIsNoted(t *testing.T) {
	s := startSample(t)
	st, scope := s.desk.Store(), s.desk.Scope()
	found, err := roster.Members.Records(t.Context(), st.DB(), scope)
	if err != nil {
		t.Fatal(err)
	}
	v := found[0].Values
	noted := func() (n int) {
		entries, err := store.WriteLog(t.Context(), st.DB(), store.LogFilter{Text: "按电话查到"})
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
	tail := v["mobile"][len(v["mobile"])-7:]
	s.findAnything(tail[1:])
	if got := s.overlay(); strings.Contains(got, v["name"]) || noted() != 0 {
		t.Errorf("six digits find %s, noted %d", got, noted())
	}
	desktest.Press(s.desk, fyne.KeyEscape)
	s.findAnything(tail)
	if got := s.overlay(); !strings.Contains(got, v["name"]) || noted() != 1 {
		t.Errorf("seven digits find %s, noted %d", got, noted())
	}
	desktest.Press(s.desk, fyne.KeyBackspace)
	test.Type(s.desk.Native().Canvas().Focused(), tail[6:])
	if noted() != 1 {
		t.Errorf("noted %d times while the box is open", noted())
	}
	entries, err := store.WriteLog(t.Context(), st.DB(), store.LogFilter{Text: tail})
	if err != nil || len(entries) > 0 {
		t.Errorf("the journal holds the digits: %v, %v", entries, err)
	}
}

// Whom a masked number leads to is not shown when that cannot be noted.
func TestFindByPhoneShowsNothingUnnoted(t *testing.T) {
	s := startSample(t)
	store := s.desk.Store()
	found, err := roster.Members.Records(t.Context(), store.DB(), s.desk.Scope())
	if err != nil {
		t.Fatal(err)
	}
	v := found[0].Values
	s.findAnything(v["mobile"][:4])
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	test.Type(s.desk.Native().Canvas().Focused(), v["mobile"][4:])
	for _, over := range s.desk.Native().Canvas().Overlays().List() {
		if got := desktest.Text(over); strings.Contains(got, v["name"]) {
			t.Errorf("shown without a note: %s", got)
		}
	}
}

// The steps of the proposal chosen are found by a word of theirs, or of the state they lead to, and taken.
func TestFindStepsOfWhatIsChosen(t *testing.T) {
	s := startSample(t)
	ids, err := store.IDs(t.Context(), s.desk.Store().DB(), "SELECT p.id FROM proposal p JOIN session s ON s.id = p.session_id WHERE p.number = 118 AND s.year = ?", s.desk.Year())
	if err != nil || len(ids) != 1 {
		t.Fatal(ids, err)
	}
	s.desk.Open("proposal", ids[0])
	for words, want := range map[string]string{"答复": "登记答复… 118 号", "面商": "登记面商… 118 号", "djyq": "登记延期… 118 号", "申退中": "登记申退… 118 号"} {
		s.findAnything(words)
		if got := s.overlay(); !strings.Contains(got, want) {
			t.Errorf("%q finds %s", words, got)
		}
		desktest.Press(s.desk, fyne.KeyEscape)
	}
	s.findAnything("登记答复")
	desktest.Press(s.desk, fyne.KeyReturn)
	if text := desktest.Text(s.desk.Native().Content()); s.overlay() != "" || !strings.Contains(text, "登记答复 118 号") {
		t.Errorf("on screen:\n%s", text)
	}
}

// Every tab of a page is found by its name.
func TestFindTabs(t *testing.T) {
	s := startSample(t)
	for words, page := range map[string]string{"意见书": "supervision", "直通车": "supervision", "评分方案": "evaluation", "专委会": "roster"} {
		s.findAnything(words)
		desktest.Press(s.desk, fyne.KeyReturn)
		if got := s.desk.Current().Key(); got != page {
			t.Errorf("%s shows %s, want %s: %s", words, got, page, s.overlay())
		}
	}
}
