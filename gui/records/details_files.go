package records

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/win"
)

// filesPanel lists the files kept with one record and what can be done with them. Files dropped on it are added.
type filesPanel struct {
	onPlaced func(count string) // its height is another one; how many there are, "" for none
	onPhoto  func()             // a photo was chosen or removed; may be nil
	onKept   func()             // a file was added or removed; may be nil
	refuses  func() bool        // says why nothing can be changed, if so; nil: it can

	desk    *desk.Desk
	kind    *record.Kind
	content *fyne.Container

	id    int64
	files []store.Attachment
	rows  []record.Keeper // of the record, that keep files of their own
}

// filesRead is what a record and its rows keep.
type filesRead struct {
	files []store.Attachment
	rows  []record.Keeper
}

func newFilesPanel(d *desk.Desk, kind *record.Kind) *filesPanel {
	return &filesPanel{desk: d, kind: kind, content: container.NewStack()}
}

// show reads and lists the files of a record.
func (p *filesPanel) show(id int64) {
	if id != p.id {
		p.files, p.rows = nil, nil
	}
	p.id = id
	p.place()
	st, kind := p.desk.Store(), p.kind
	desk.Load(p.desk.Tasks(), "records.files."+kind.Name, func(ctx context.Context) (read filesRead, err error) {
		if read.files, err = kind.Attachments(ctx, st.DB(), id); err != nil || id == 0 {
			return read, err
		}
		read.rows, err = kind.Keepers(ctx, st.DB(), id)
		return read, err
	}, func(read filesRead, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.files, p.rows = read.files, read.rows
		p.place()
	})
}

// place shows what was read.
func (p *filesPanel) place() {
	count := ""
	if n := len(p.files); n > 0 {
		count = strconv.Itoa(n)
	}
	var lines []fyne.CanvasObject
	rest := slices.Clone(p.files)
	var kept []fyne.CanvasObject
	for _, row := range p.rows {
		kept = append(kept, kit.NewHeading(row.Name, look.TextSize))
		rest = slices.DeleteFunc(rest, func(a store.Attachment) bool {
			if row.Keeps(a) {
				kept = append(kept, p.line(a))
			}
			return row.Keeps(a)
		})
		kept = append(kept, kit.NewRow(8, newLink("添加附件…", func() { p.ask(row) })))
	}
	for _, a := range rest {
		lines = append(lines, p.line(a))
	}
	hint := "把文件拖到这里，就和这条记录存在一起。"
	if len(p.files) > 0 {
		hint = "拖到这里可再添加。打开的是副本，要换内容请移除后重新添加。"
	}
	lines = append(lines, kit.NewParagraph(hint, look.SmallText, look.ToneMuted), kit.NewRow(8, kit.NewButton("添加附件…", func() { p.ask(p.own()) })))
	lines = append(lines, kept...)
	p.content.Objects = []fyne.CanvasObject{kit.NewColumn(10, lines...)}
	p.content.Refresh()
	p.onPlaced(count)
}

// line is one file: its name, how large it is and since when it is here, and what can be done with it.
func (p *filesPanel) line(a store.Attachment) fyne.CanvasObject {
	name := kit.NewLabel(a.Name, look.TextSize, look.ToneNormal)
	name.Min = 60
	about := store.SizeText(a.Size) + "  " + a.AddedOn
	if a.Photo {
		about += "  照片"
	}
	actions := []fyne.CanvasObject{
		newLink("打开", func() { p.open(a) }),
		newLink("另存为…", func() { p.saveAs(a) }),
	}
	if !a.Photo && p.personal() && isPicture(a.Name) {
		actions = append(actions, newLink("设为照片", func() { p.markPhoto(a) }))
	}
	actions = append(actions, newLink("移除", func() { p.remove(a) }))
	return kit.NewColumn(3, name, kit.NewLabel(about, look.SmallText, look.ToneMuted), kit.NewFlow(6, actions...))
}

// personal tells whether the records are about people, who have a photo.
func (p *filesPanel) personal() bool { return p.kind == roster.Members || p.kind == roster.Supervisors }

// own is the record itself, as it keeps files.
func (p *filesPanel) own() record.Keeper { return record.Keeper{Table: p.kind.Table, ID: p.id} }

// ask has the user choose files to add to the record, or to a row of it.
func (p *filesPanel) ask(to record.Keeper) {
	p.desk.AskFiles("添加附件", win.Filter{}, func(paths []string) { p.add(to, paths) })
}

// add keeps files with the record or a row of it, one write for all of them, beside the window; what cannot be taken is told at the end.
func (p *filesPanel) add(to record.Keeper, paths []string) {
	store, kind, id, actor := p.desk.Store(), p.kind, p.id, p.desk.Actor()
	if p.refuses != nil && p.refuses() {
		return
	}
	if id == 0 {
		p.desk.Tell("还不能添加附件", "请先保存这条新记录，再添加附件。")
		return
	}
	var done attached
	p.desk.Tasks().Run("存入附件", func(ctx context.Context, say func(string, int, int)) (err error) {
		done, err = attach(ctx, store, kind, id, to, actor, paths, say)
		return err
	}, func(err error) {
		p.desk.Fail(err)
		if done.added > 0 {
			p.desk.ToastRevert("已添加附件 "+strconv.Itoa(done.added)+" 个", "撤销", done.writeID)
		}
		p.again(id)
	})
}

// again shows the files of the record once more, if it is still that, after they changed.
func (p *filesPanel) again(id int64) {
	if p.id != id {
		return
	}
	p.show(id)
	if p.onKept != nil {
		p.onKept()
	}
}

func (p *filesPanel) open(a store.Attachment) {
	if isProgram(a.Name) {
		p.desk.Tell("不直接打开", "「"+a.Name+"」是程序一类的文件，为安全起见不在这里打开。确认来源可靠的，请另存后再用。")
		return
	}
	p.copyFor(a, func(ctx context.Context) (string, error) { return p.desk.Store().OpenedCopy(ctx, a) }, p.desk.OpenWithSystem)
}

func (p *filesPanel) saveAs(a store.Attachment) {
	p.desk.AskSave("另存附件", a.Name, win.Filter{}, func(path string) {
		p.copyFor(a, func(ctx context.Context) (string, error) { return path, p.desk.Store().SaveAttachment(ctx, a, path) }, func(string) {
			p.desk.Toast("已另存 "+filepath.Base(path), "", nil)
		})
	})
}

// copyFor makes a copy beside the window and then uses it.
func (p *filesPanel) copyFor(a store.Attachment, write func(context.Context) (string, error), use func(path string)) {
	var path string
	p.desk.Tasks().Run("取出附件 "+a.Name, func(ctx context.Context, _ func(string, int, int)) (err error) {
		path, err = write(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		use(path)
	})
}

func (p *filesPanel) remove(a store.Attachment) {
	p.write("移除附件 "+a.Name, "已移除附件 "+a.Name, func(ctx context.Context, tx *store.Tx) error {
		return store.RemoveAttachment(ctx, tx, a.ID)
	})
}

func (p *filesPanel) markPhoto(a store.Attachment) {
	st, kind, id := p.desk.Store(), p.kind, p.id
	p.write("把 "+a.Name+" 设为照片", "已设为照片", func(ctx context.Context, tx *store.Tx) error {
		return kind.MarkPhoto(ctx, tx, st, id, a.ID)
	})
}

func (p *filesPanel) write(wording, told string, fn func(ctx context.Context, tx *store.Tx) error) {
	id := p.id
	if p.refuses != nil && p.refuses() {
		return
	}
	p.desk.Write(wording, fn, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.desk.ToastUndo(told)
		p.again(id)
		if p.onPhoto != nil {
			p.onPhoto()
		}
	})
}
