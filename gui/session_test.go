package gui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/activity"
	"cppccdesk/data/datatest"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// startSession opens the window on an empty database.
func startSession(t *testing.T, first string) *session {
	t.Helper()
	return startOn(t, datatest.MustOpen(t), first)
}

// startSample opens the window on the sample year.
func startSample(t *testing.T) *session {
	t.Helper()
	return startOn(t, sampletest.MustOpen(t), "")
}

func startOn(t *testing.T, store *store.Store, first string) *session {
	t.Helper()
	// The test's context is done before its cleanups; the window would close itself then, on a goroutine of its own.
	return startWith(context.WithoutCancel(t.Context()), t, store, first, desktest.Synchronous())
}

// startWith is startOn with work run by the executor; the window closes when ctx is done.
func startWith(ctx context.Context, t *testing.T, store *store.Store, first string, run desk.Executor) *session {
	t.Helper()
	prefs := openPrefs(store.Dir())
	d, err := open(t.Context(), test.NewTempApp(t), store, prefs, run)
	if err != nil {
		t.Fatal(err)
	}
	addPages(d, "0.1.0")
	s := newSession(d, prefs)
	s.addCommands("0.1.0")
	t.Cleanup(s.start(ctx, first))
	d.Native().Resize(fyne.NewSize(1366, 768))
	return s
}

func (s *session) text() string { return desktest.Text(s.desk.Native().Canvas().Content()) }

func mustHold(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("the window does not show %q; it shows:\n%s", word, text)
		}
	}
}

func TestFirstStartLoadsTheSampleYear(t *testing.T) {
	s := startSession(t, FirstSample)
	mustHold(t, s.text(), "云岭县政协 · 2026", "98 / 98 人 · 22 / 22 组", "3 / 3 件", "13 / 13 组 · 13 / 13 件", "2 / 2 次",
		"各月办理情况", "委员 180 · 提案 150 · 单位 60", "王芳", "已载入示例年度", "已核验")
	if _, ok := s.desk.Store().LastBackup(); !ok {
		t.Error("no backup of what was loaded")
	}
	for _, key := range []string{"roster", "proposal", "evaluation", "report", "setting"} {
		s.desk.Go(key)
		if got := s.desk.Current().Key(); got != key {
			t.Errorf("page %s instead of %s", got, key)
		}
	}
}

func TestFirstStartAsks(t *testing.T) {
	s := startSession(t, "")
	overlay := s.desk.Native().Canvas().Overlays().Top()
	if overlay == nil {
		t.Fatal("nothing is asked")
	}
	mustHold(t, desktest.Text(overlay), "示例年度", "年中示例", "空白", "导入我的工作簿")
}

func TestFirstStartLoadsTheMidYear(t *testing.T) {
	s := startSession(t, "")
	desktest.PressButton(t, s.desk.Native().Canvas().Overlays().Top(), "年中示例")
	mustHold(t, s.text(), "已载入年中示例", "逾期", "0 / 13 组 · 0 / 13 件", "98 / 98 人 · 22 / 22 组")
}

func TestFirstStartEmpty(t *testing.T) {
	s := startSession(t, FirstEmpty)
	if s.desk.Native().Canvas().Overlays().Top() != nil {
		t.Error("something is asked although the answer was given")
	}
	mustHold(t, s.text(), "还没有部署，请先导入部署表", "没有需要处理的事项", "尚无备份", "委员 0 · 提案 0 · 单位 0")
	if _, ok := s.desk.Store().LastBackup(); ok {
		t.Error("an empty database was backed up")
	}
}

// A backup made on the page of the settings is told in the frame as one made from the menu is.
func TestBackUpFromTheSettings(t *testing.T) {
	s := startSession(t, FirstEmpty)
	s.desk.Go("setting")
	desktest.PressButton(t, s.desk.Native().Content(), "立即备份")
	last, ok := s.desk.Store().LastBackup()
	if !ok {
		t.Fatal("no backup")
	}
	mustHold(t, s.text(), "已备份并核验", "备份 "+last.Made.Local().Format("15:04")+" ✓")
}

func TestDroppedFileIsPreviewedAndTakenIn(t *testing.T) {
	s := startSession(t, FirstEmpty)
	path := filepath.Join(t.TempDir(), "单位.csv")
	if err := os.WriteFile(path, []byte("单位名称,单位简称,所属系统\n县教育局,教育局,政府系统\n县水务局,水务局,政府系统\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.desk.OpenImport(path)
	mustHold(t, s.text(), "承办单位名录", "新增 2", "退回 0", "写入 2 行", "县教育局")
}

func TestPrefs(t *testing.T) {
	dir := t.TempDir()
	p := openPrefs(dir)
	p.Set("window.page", "report")
	if err := p.save(); err != nil {
		t.Fatal(err)
	}
	if got := openPrefs(dir).Get("window.page"); got != "report" {
		t.Errorf("page %q, want report", got)
	}
}

func TestLogNamesNoNumbersOfPeople(t *testing.T) {
	var terminal, file strings.Builder
	text := "shown to the user: 身份证号 11010119700301001X 已登记在另一人名下，手机13800000001\n"
	if n, err := (tolerant{&terminal, &file}).Write([]byte(text)); n != len(text) || err != nil {
		t.Errorf("wrote %d, %v", n, err)
	}
	if want := "shown to the user: 身份证号 # 已登记在另一人名下，手机#\n"; file.String() != want {
		t.Errorf("the log says %s", file.String())
	}
}

func TestFailureIsToldInItsWindow(t *testing.T) {
	f := newFailure(test.NewTempApp(t), desk.NewTasks(desktest.Synchronous(), nil), t.TempDir(), "0.1.0", store.Refuse(store.CodeNewer, "数据库是更新版本的程序做的。"))
	mustHold(t, desktest.Text(f.window.Content()), "数据打不开", "数据库是更新版本的程序做的。", "关闭")
	holdHeight(t, f)
	f.say(strings.Repeat("没有恢复：磁盘空间不足，请腾出空间后再试。", 8), false)
	holdHeight(t, f)
}

// holdHeight holds the window of a failure against what it shows.
func holdHeight(t *testing.T, f *failure) {
	t.Helper()
	if need, has := f.window.Content().MinSize().Height, f.window.Canvas().Size().Height; has < need || has > need+24 {
		t.Errorf("what is shown needs %v, the window is %v high", need, has)
	}
}

// Whatever became of the database, its copies are offered and two presses bring one back.
func TestAFailureOffersTheCopies(t *testing.T) {
	dir := t.TempDir()
	st := datatest.MustOpenDir(t, dir)
	if _, err := st.BackupDaily(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "cppccdesk.db")
	for name, content := range map[string]string{"Empty": "", "Text": strings.Repeat("文本", 3000)} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := store.Open(t.Context(), store.Options{Dir: dir, Now: datatest.Now})
			if err == nil {
				t.Fatal("opened")
			}
			f := newFailure(test.NewTempApp(t), desk.NewTasks(desktest.Synchronous(), nil), dir, "0.1.0", err)
			mustHold(t, strings.ReplaceAll(desktest.Text(f.window.Content()), "\n", ""), store.Sentence(err), "可以恢复的备份", "2026-11-23")
			holdHeight(t, f)
			desktest.PressButton(t, f.window.Content(), "恢复")
			mustHold(t, desktest.Text(f.window.Canvas().Overlays().Top()), "最后一步", "没有读得出的数据库")
			if need, has := f.window.Canvas().Overlays().Top().MinSize().Height, f.window.Canvas().Size().Height; need > has {
				t.Errorf("the question needs %v, the window has %v", need, has)
			}
			desktest.PressButton(t, f.window.Canvas().Overlays().Top(), "恢复并打开")
			if !f.mended {
				t.Fatal("not restored")
			}
			if err := datatest.MustOpenDir(t, dir).Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// Beside the copies an empty database is offered, once more asked for; what lies there is kept.
func TestAFailureOffersToStartAfresh(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "cppccdesk.db")
	damaged := strings.Repeat("文本", 3000)
	if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := store.Open(t.Context(), store.Options{Dir: dir, Now: datatest.Now})
	f := newFailure(test.NewTempApp(t), desk.NewTasks(desktest.Synchronous(), nil), dir, "0.1.0", err)
	desktest.PressButton(t, f.window.Content(), "从空白开始")
	mustHold(t, desktest.Text(f.window.Canvas().Overlays().Top()), "打不开的数据另存在")
	if f.mended {
		t.Fatal("not asked")
	}
	desktest.PressButton(t, f.window.Canvas().Overlays().Top(), "从空白开始")
	if !f.mended {
		t.Fatal(desktest.Text(f.window.Content()))
	}
	if err := datatest.MustOpenDir(t, dir).Close(); err != nil {
		t.Error(err)
	}
	kept, err := filepath.Glob(filepath.Join(dir, "backups", "*-before-new-damaged.db"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept %v, %v", kept, err)
	}
	if text, err := os.ReadFile(kept[0]); err != nil || string(text) != damaged {
		t.Errorf("kept %d bytes, %v", len(text), err)
	}
}

// Another working year is counted at once: below the pages, on the rail, and no list goes on showing what a figure of the year before counted.
func TestAnotherYearIsCounted(t *testing.T) {
	s := startSample(t)
	s.desk.Open("activity", desk.Listing{Title: "活动 · 计入 1 次", Set: measure.Set{Kind: activity.Activities.Name, IDs: []int64{1}}})
	write := func(year string) {
		t.Helper()
		err := s.desk.Store().Write(t.Context(), "王芳", "修改设置", func(ctx context.Context, tx *store.Tx) error {
			return record.SaveSettings(ctx, tx, map[string]string{"work.year": year})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	write("2031")
	mustHold(t, s.text(), "提案 0")
	if strings.Contains(s.text(), "计入 1 次") {
		t.Error("the list still shows what a figure of another year counted")
	}
	write("2026")
	mustHold(t, s.text(), "提案 150")
}
