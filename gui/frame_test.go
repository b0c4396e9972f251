package gui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/crash"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/evaluation"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/manual"
	"cppccdesk/gui/roster"
	"cppccdesk/gui/supervision"
)

func TestEveryPageHasItsPlaceInTheManual(t *testing.T) {
	s := startSession(t, FirstEmpty)
	book := manual.New(s.desk)
	for _, page := range s.desk.Pages() {
		if topic := manual.TopicOf(page); page.Key() != manual.Key && !book.Has(topic) {
			t.Errorf("page %s: the manual has no heading %q", page.Key(), topic)
		}
	}
	for _, topics := range []map[string]string{roster.HelpTopics, supervision.HelpTopics, evaluation.HelpTopics} {
		for tab, topic := range topics {
			if !book.Has(topic) {
				t.Errorf("tab %s: the manual has no heading %q", tab, topic)
			}
		}
	}
	s.desk.Go("roster")
	s.help()
	mustHold(t, s.text(), "使用手册", "目录")
	s.help()
	if got := s.desk.Current().Key(); got != "roster" {
		t.Errorf("F1 again leads to %s", got)
	}
}

func TestMenusHoldTheCommands(t *testing.T) {
	s := startSession(t, FirstEmpty)
	for menu, words := range map[string][]string{
		"文件": {"新建", "保存", "保存并打开下一条", "导入…", "导出当前列表…", "立即备份", "从备份恢复…", "退出"},
		"编辑": {"撤销", "重做", "在本页查找"},
		"查看": {"首页", "名册", "设置", "刷新"},
		"帮助": {"使用手册", "快捷键", "关于"},
	} {
		for _, word := range words {
			found := false
			for _, c := range s.desk.Commands() {
				found = found || c.Menu == menu && c.Title == word
			}
			if !found {
				t.Errorf("%s lacks %s", menu, word)
			}
		}
	}
	seen := map[string]string{}
	for _, c := range s.desk.Commands() {
		if other := seen[c.Keys]; c.Keys != "" && other != "" {
			t.Errorf("%s and %s both have %s", other, c.Title, c.Keys)
		}
		seen[c.Keys] = c.Title
	}
}

func TestPanicInACallbackIsToldAndKept(t *testing.T) {
	s := startSession(t, FirstEmpty)
	keeper, _, err := crash.Open(s.desk.Store().Dir(), "0.3.0", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	w := &watch{keeper: keeper, dir: s.desk.Store().Dir(), tell: s.survived}
	t.Cleanup(func() { _ = w.close() })
	look.OnPanic(w.survive)
	t.Cleanup(func() { look.OnPanic(nil) })
	test.Tap(kit.NewButton("坏", func() { panic("张小明") }))
	mustHold(t, s.text(), "程序内部出错", "crash-2", "打开文件夹")
	mustReport(t, s.desk.Store().Dir())
}

// TestPanicOfTheLoopIsSurvived breaks the loop off as a row does that paints itself: the page is shown anew and the user is told; a page that goes
// on breaking gives way to the first one, and in the end the panic goes on.
func TestPanicOfTheLoopIsSurvived(t *testing.T) {
	s := startSession(t, FirstEmpty)
	dir := s.desk.Store().Dir()
	keeper, _, err := crash.Open(dir, "0.3.0", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	now := datatest.Clock
	w := &watch{keeper: keeper, dir: dir, tell: s.survived, renew: s.desk.Renew, now: func() time.Time { return now }}
	t.Cleanup(func() { _ = w.close() })
	look.OnPanic(w.survive)
	t.Cleanup(func() { look.OnPanic(nil) })
	broken := func(times int) func() {
		return func() {
			if times--; times >= 0 {
				panic("张小明")
			}
		}
	}
	s.desk.Go("setting")
	w.loop(broken(1))
	if got := s.desk.Current().Key(); got != "setting" {
		t.Errorf("shown anew: %s, want the page that was in front", got)
	}
	mustHold(t, s.text(), "程序内部出错", "crash-2")
	now = now.Add(time.Hour)
	w.loop(broken(3))
	if got := s.desk.Current().Key(); got != "home" {
		t.Errorf("after three panics at once: %s, want the first page", got)
	}
	now = now.Add(time.Hour)
	if err := w.guard(func() { w.loop(broken(5)) }); store.CodeOf(err) != store.CodeInternal {
		t.Errorf("after five: %v", err)
	}
}

func TestPanicOfTheLoopEndsInASentence(t *testing.T) {
	s := startSession(t, FirstEmpty)
	dir := s.desk.Store().Dir()
	keeper, _, err := crash.Open(dir, "0.3.0", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	w := &watch{keeper: keeper, dir: dir}
	err = w.guard(func() { panic(errors.New("张小明")) })
	if !strings.Contains(store.Sentence(err), "已保存的内容都在") {
		t.Errorf("told: %v", store.Sentence(err))
	}
	if err := w.close(); err != nil {
		t.Fatal(err)
	}
	mustReport(t, dir)
	keeper, last, err := crash.Open(dir, "0.3.0", time.Now)
	if err != nil || last.Report == "" {
		t.Fatalf("next start: %+v, %v", last, err)
	}
	t.Cleanup(func() { _ = keeper.Close() })
	s.tellEnding(last)
	mustHold(t, s.text(), "上次程序意外关闭，已保存的内容都在", "crash-2")
}

func mustReport(t *testing.T, dir string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "crash-2*.txt"))
	if err != nil || len(found) != 1 {
		t.Fatalf("reports %v, %v", found, err)
	}
	text, err := os.ReadFile(found[0])
	if err != nil || strings.Contains(string(text), "张小明") || !strings.Contains(string(text), "frame_test.go") {
		t.Errorf("report: %v\n%s", err, text)
	}
}

func TestLookChangesAtOnceAndIsRemembered(t *testing.T) {
	t.Setenv("FYNE_SCALE", "1")
	s := startSession(t, FirstEmpty)
	s.desk.Go("setting")
	s.desk.SetMode(look.ModeDark)
	s.desk.SetScale(150)
	if s.desk.Mode() != look.ModeDark || s.desk.Scale() != 150 || os.Getenv("FYNE_SCALE") != "1.50" {
		t.Errorf("mode %v, scale %d", s.desk.Mode(), s.desk.Scale())
	}
	s.desk.SetScale(100)
	if err := s.prefs.save(); err != nil {
		t.Fatal(err)
	}
	if got := desk.ModeOf(openPrefs(s.desk.Store().Dir())); got != look.ModeDark {
		t.Errorf("remembered %v", got)
	}
}

func TestRestoreFromTheMenu(t *testing.T) {
	ctx := t.Context()
	for _, c := range []struct {
		name   string
		file   func(dir, backup string) string
		county string // afterwards
		notice string
	}{
		{"Backup", func(_, backup string) string { return backup }, "云岭县", "已恢复到备份"},
		{"NotADatabase", func(dir, _ string) string { return filepath.Join(dir, "window.json") }, "别的县", "没有恢复，数据还是原来的"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			st := datatest.MustOpenDir(t, dir)
			set := func(county string) {
				t.Helper()
				if err := st.Write(ctx, "测试", "修改设置", func(ctx context.Context, tx *store.Tx) error {
					return record.SaveSettings(ctx, tx, map[string]string{"office.county": county})
				}); err != nil {
					t.Fatal(err)
				}
			}
			set("云岭县")
			backup := filepath.Join(t.TempDir(), "备份.db")
			if _, err := st.Backup(ctx, backup); err != nil {
				t.Fatal(err)
			}
			set("别的县")
			if err := os.WriteFile(filepath.Join(dir, "window.json"), []byte("{}"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := st.Close(); err != nil {
				t.Fatal(err)
			}
			again := 0
			err := restore(dir, c.file(dir, backup), "王芳", func() error { again++; return nil })
			if failed := err != nil; failed != (c.county == "别的县") || again != 1 {
				t.Errorf("restore: %v; opened again %d times", err, again)
			}
			if notice := openPrefs(dir).Get(prefNotice); !strings.HasPrefix(notice, c.notice) {
				t.Errorf("notice %q", notice)
			}
			settings, err := record.SettingMap(ctx, datatest.MustOpenDir(t, dir).DB())
			if err != nil || settings["office.county"] != c.county {
				t.Errorf("county %q, %v", settings["office.county"], err)
			}
		})
	}
}

func TestClosingForARestoreAsksForUnsavedWork(t *testing.T) {
	s := startSession(t, FirstEmpty)
	s.desk.Go("setting")
	s.closeThen(func() error { return nil })
	if s.then == nil {
		t.Error("closed without remembering what was asked for")
	}
}
