package gui

import (
	"context"
	"fmt"
	"log"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// tellFailure shows why the data could not be opened, in a window of its own because there is no other: a program started from the desktop
// has no terminal to say it on. It offers the copies of the data, and an empty database, and says whether either was taken. It returns when the window is closed, at
// once where there is no display.
func tellFailure(program fyne.App, dir, version string, err error) (mended bool) {
	defer func() {
		if v := recover(); v != nil {
			log.Printf("no display to tell a failure on: %v", v)
		}
	}()
	f := newFailure(program, desk.NewTasks(desk.WindowExecutor(loopEnded), nil), dir, version, err)
	program.Lifecycle().SetOnStarted(loopEntered)
	f.window.Show()
	program.Run()
	f.tasks.Close(closeLimit)
	return f.mended
}

// failure is the window on data that cannot be opened.
type failure struct {
	window  fyne.Window
	tasks   *desk.Tasks
	dir     string
	version string         // of the program
	note    *kit.Paragraph // what goes on
	busy    bool
	mended  bool // there is a database that can be opened
}

// copiesOffered is how many copies the window shows; the others can be restored by the command.
const copiesOffered = 6

func newFailure(program fyne.App, tasks *desk.Tasks, dir, version string, err error) *failure {
	f := &failure{window: program.NewWindow("政协" + product), tasks: tasks, dir: dir, version: version}
	f.note = kit.NewParagraph("", look.TextSize, look.ToneSoft)
	copies := f.offered(err)
	lines := []fyne.CanvasObject{kit.NewHeading("数据打不开", look.TitleText), kit.NewParagraph(store.Sentence(err), look.TextSize, look.ToneNormal)}
	if len(copies) > 0 {
		lines = append(lines, kit.NewHeading("可以恢复的备份", 15))
	}
	for _, c := range copies {
		restore := kit.NewButton("恢复", func() { f.preview(c.Path) })
		text := kit.NewParagraph(c.Made.Local().Format("2006-01-02 15:04")+"　"+c.Sentence(), look.TextSize, look.ToneNormal)
		lines = append(lines, container.NewBorder(nil, nil, nil, restore, text))
	}
	if store.CanStartAfresh(err) {
		text := kit.NewParagraph("不用备份，从空白开始。打不开的数据不删除，另存在备份文件夹。", look.TextSize, look.ToneSoft)
		lines = append(lines, container.NewBorder(nil, nil, nil, kit.NewButton("从空白开始", f.askAfresh), text))
	}
	lines = append(lines, f.note)
	buttons := container.NewBorder(nil, nil, nil, kit.NewPrimaryButton("关闭", f.window.Close))
	f.window.SetContent(kit.NewInset(look.PageMarginX, look.PageMarginY, container.NewBorder(nil, buttons, nil, nil, kit.NewColumn(look.Gap, lines...))))
	f.fit()
	f.window.CenterOnScreen()
	return f
}

// failureWidth is the width of the window.
const failureWidth float32 = 820

// fit gives the window the height of what it shows, and of the question over it.
func (f *failure) fit() {
	content := f.window.Content()
	content.Resize(fyne.NewSize(failureWidth-2*theme.Padding(), content.MinSize().Height)) // paragraphs know their height once they know their width
	height := content.MinSize().Height
	if top := f.window.Canvas().Overlays().Top(); top != nil {
		height = max(height, top.MinSize().Height+2*look.PageMarginY)
	}
	f.window.Resize(fyne.NewSize(failureWidth, height+2*theme.Padding()))
}

// offered are the newest copies to go back to, none where the data are not what is wrong.
func (f *failure) offered(err error) []store.Copy {
	switch store.CodeOf(err) {
	case store.CodeAtWork, store.CodeReadOnly, store.CodeDiskFull, store.CodeNetworkShare, store.CodeBusy, store.CodeCanceled:
		return nil
	}
	copies, listErr := store.Copies(f.dir)
	if listErr != nil {
		log.Printf("list copies: %v", listErr) // the sentence above is the one that counts
	}
	var sound []store.Copy
	for _, c := range copies {
		if c.State != store.CopyDamaged && len(sound) < copiesOffered {
			sound = append(sound, c)
		}
	}
	return sound
}

// preview shows what a copy holds and asks whether to restore it.
func (f *failure) preview(file string) {
	if f.busy {
		return
	}
	f.say("正在查看备份……", true)
	desk.Load(f.tasks, "preview", func(ctx context.Context) (store.Preview, error) {
		return store.PreviewRestore(ctx, f.dir, file)
	}, func(p store.Preview, err error) {
		if err != nil {
			f.say(store.Sentence(err), false)
			return
		}
		f.say("", false)
		box.ShowWarning(f.window.Canvas(), "从备份恢复", previewText(filepath.Base(file), p)+"\n\n打不开的数据另存在备份文件夹。",
			"恢复并打开", func() { f.restore(file) })
		f.fit()
	})
}

// restore puts the copy in the place of the data; the program then opens on it.
func (f *failure) restore(file string) {
	f.say("正在恢复……", true)
	desk.Load(f.tasks, "restore", func(ctx context.Context) (store.Restored, error) {
		return store.Restore(context.WithoutCancel(ctx), f.dir, file, "") // who works here cannot be read
	}, func(done store.Restored, err error) {
		if err != nil {
			f.say("没有恢复："+store.Sentence(err), false)
			return
		}
		f.mended = true
		prefs := openPrefs(f.dir)
		prefs.Set(prefNotice, restoredNotice(file, done))
		if err := prefs.save(); err != nil {
			log.Printf("keep the notice: %v", err) // it only says what was asked for
		}
		f.window.Close()
	})
}

// askAfresh asks whether to go on with an empty database.
func (f *failure) askAfresh() {
	if f.busy {
		return
	}
	box.ShowWarning(f.window.Canvas(), "从空白开始", "新的数据库里什么都没有，要重新登记或导入。打不开的数据另存在备份文件夹，备份和附件都留着，以后还可以从备份恢复。",
		"从空白开始", f.startAfresh)
	f.fit()
}

func (f *failure) startAfresh() {
	f.say("正在建立空的数据库……", true)
	desk.Load(f.tasks, "afresh", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, store.StartAfresh(context.WithoutCancel(ctx), f.dir, "", f.version)
	}, func(_ struct{}, err error) {
		if err != nil {
			f.say("没有从空白开始："+store.Sentence(err), false)
			return
		}
		f.mended = true
		f.window.Close()
	})
}

func (f *failure) say(text string, busy bool) {
	f.busy = busy
	f.note.SetText(text)
	f.fit()
}

// restoredNotice says at the next start what a restore did.
func restoredNotice(file string, done store.Restored) string {
	notice := fmt.Sprintf("已恢复到备份「%s」。恢复前的数据在备份文件夹里。", filepath.Base(file))
	if len(done.Lost) > 0 {
		notice += store.LostSentence(done.Lost)
	}
	return notice
}
