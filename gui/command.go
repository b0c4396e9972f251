package gui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/win"
)

// addCommands declares what the program as a whole can be told to do.
func (s *session) addCommands(version string) {
	d := s.desk
	d.OnBackUp(s.backUp)
	for _, c := range []desk.Command{
		{
			Menu: "文件", Title: "导入…", Group: 20, Keys: "Ctrl+O", Shortcut: desk.Ctrl(fyne.KeyO), Letter: 'I',
			Do: func() { d.OpenImport() },
		},
		{Menu: "文件", Title: "立即备份", Letter: 'B', Group: 30, Do: d.BackUp},
		{Menu: "文件", Title: "从备份恢复…", Letter: 'R', Group: 30, Do: s.askRestore},
		{Menu: "文件", Title: "打开数据文件夹", Letter: 'D', Group: 30, Do: func() { d.OpenWithSystem(d.Store().Dir()) }},
		{Menu: "帮助", Title: "使用手册", Group: 10, Keys: "F1", Letter: 'M', Shortcut: desk.Key(fyne.KeyF1), Do: s.help},
		{Menu: "帮助", Title: "快捷键", Letter: 'K', Group: 10, Do: func() { s.helpAt("快捷键") }},
		{Menu: "帮助", Title: "关于", Letter: 'A', Group: 90, Do: func() { d.Tell("政协"+product, "版本 "+version+"。数据文件夹："+d.Store().Dir()) }},
	} {
		d.AddCommand(c)
	}
	d.AddFrameCommands()
}

// backUp makes a verified copy unless the last one asked for already holds everything.
func (s *session) backUp() {
	store, actor := s.desk.Store(), s.desk.Actor()
	var seen backupSeen
	s.desk.Tasks().Run("备份", func(ctx context.Context, _ func(string, int, int)) error {
		made, err := store.BackupNow(ctx, actor)
		if err != nil {
			return err
		}
		seen, err = seeBackup(ctx, store, made)
		return err
	}, func(err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.showBackup(seen)
		text := "已备份并核验"
		if !seen.made {
			text = "最近一次手动备份之后没有新的修改，不需要再备份"
		}
		if seen.troubled {
			text += "；有问题需要处理，见首页"
		}
		s.desk.Toast(text, "打开文件夹", func() { s.desk.OpenWithSystem(store.Dir()) })
		s.desk.Reload()
	})
}

// databases is the filter of the dialog that asks for a backup.
var databases = win.Filter{Name: "备份", Endings: []string{"db"}}

// askRestore asks for a backup, shows what it holds and, when the user agrees, puts it in the place of the data. That needs the data closed:
// the window closes, and the program opens anew.
func (s *session) askRestore() {
	dir := s.desk.Store().Dir()
	s.desk.AskFilesIn("从备份恢复", filepath.Join(dir, "backups"), databases, func(paths []string) { s.previewRestore(dir, paths[0]) })
}

func (s *session) previewRestore(dir, file string) {
	var preview store.Preview
	s.desk.Tasks().Run("查看备份", func(ctx context.Context, _ func(string, int, int)) (err error) {
		preview, err = store.PreviewRestore(ctx, dir, file)
		return err
	}, func(err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		box.ShowWarning(s.desk.Native().Canvas(), "从备份恢复", previewText(filepath.Base(file), preview)+
			"\n\n现在的数据先另存一份在备份文件夹。程序会重新打开。", "恢复并重新打开", func() {
			actor := s.desk.Actor()
			s.closeThen(func() error { return restore(dir, file, actor, startAnew) })
		})
	})
}

// previewText says what a backup holds and what restoring it would change.
func previewText(name string, p store.Preview) string {
	var kinds []string
	for _, d := range p.Differences() {
		if d.Then > 0 || d.Now > 0 {
			kinds = append(kinds, d.Title+" "+d.Text())
		}
	}
	if len(kinds) == 0 {
		kinds = []string{"没有任何记录"}
	}
	return fmt.Sprintf("备份「%s」里有：\n%s。\n\n最后一步：%s。\n\n%s", name, strings.Join(kinds, "、"), p.Holds.LastSentence(),
		strings.Join(p.Sentences(), "\n"))
}

// closeThen closes the window, unless the user wants to stay with unsaved work, and has then done when the data are closed.
func (s *session) closeThen(then func() error) {
	s.desk.Leave(func() {
		s.then = then
		s.desk.Close()
	})
}

// prefNotice is a sentence to be said when the program is next started.
const prefNotice = "window.notice"

// restore puts a backup in the place of the data and opens the program again, also when it failed: the window says what became of it.
func restore(dir, file, actor string, again func() error) error {
	done, err := store.Restore(context.Background(), dir, file, actor)
	notice := restoredNotice(file, done)
	if err != nil {
		notice = "没有恢复，数据还是原来的：" + store.Sentence(err)
	}
	prefs := openPrefs(dir)
	prefs.Set(prefNotice, notice)
	return errors.Join(err, prefs.save(), again())
}

// startAnew starts the program as it was started.
func startAnew() error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the program: %w", err)
	}
	c := exec.CommandContext(context.Background(), self, os.Args[1:]...) // outlives this process
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	if err := c.Start(); err != nil {
		return fmt.Errorf("start the program anew: %w", err)
	}
	return c.Process.Release()
}
