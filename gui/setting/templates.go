package setting

import (
	"context"

	"fyne.io/fyne/v2"

	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/win"
)

// document are the files of Word.
var document = win.Filter{Name: "Word 文档", Endings: []string{"docx"}}

// templatesCard takes out, replaces and resets the templates of papers.
func templatesCard(d *desk.Desk) fyne.CanvasObject {
	var options []form.Option
	for _, sort := range export.Papers() {
		options = append(options, form.Option{Value: sort.Name})
	}
	pick := form.NewPicker(options)
	pick.Required = true
	pick.SetValue(options[0].Value)
	chosen := func(do func(sort export.Paper)) func() {
		return func() {
			sort, err := export.PaperByName(pick.Value())
			if err != nil {
				d.Fail(err)
				return
			}
			do(sort)
		}
	}
	return kit.NewCard("文书模板", "在 Word 或 WPS 里改", kit.NewColumn(8,
		kit.NewParagraph("取出模板改好以后换上；字段见手册「模板里的字段」。换上以前先试填，不对的不换。", look.SmallText, look.ToneMuted),
		pick,
		kit.NewFlow(8, kit.NewButton("导出模板…", chosen(func(sort export.Paper) { exportTemplate(d, sort) })),
			kit.NewButton("换成自己的…", chosen(func(sort export.Paper) { replaceTemplate(d, sort) })),
			kit.NewButton("恢复自带的", chosen(func(sort export.Paper) { resetTemplate(d, sort) })))))
}

func exportTemplate(d *desk.Desk, sort export.Paper) {
	st, actor := d.Store(), d.Actor()
	d.AskSave("导出"+sort.Name+"的模板", sort.Name+".docx", document, func(path string) {
		d.Tasks().Run("导出模板", func(ctx context.Context, _ func(string, int, int)) error {
			out := store.Outgoing{What: sort.Name + "的模板", Unit: "个", To: path, Replace: true} // the dialog has asked
			return st.Send(ctx, actor, out, func() (int, error) { return 1, export.ExportTemplate(ctx, st, sort, path) })
		}, func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			d.Toast("已导出"+sort.Name+"的模板", "打开", func() { d.OpenWithSystem(path) })
		})
	})
}

func replaceTemplate(d *desk.Desk, sort export.Paper) {
	if d.Refuses() {
		return
	}
	d.AskFiles(sort.Name+"换成哪个模板", document, func(paths []string) {
		changeTemplate(d, "换用模板", sort.Name+"以后用自己的模板", func(ctx context.Context) error {
			return export.ReplaceTemplate(ctx, d.Store(), d.Actor(), sort, paths[0])
		})
	})
}

func resetTemplate(d *desk.Desk, sort export.Paper) {
	if d.Refuses() {
		return
	}
	changeTemplate(d, "恢复模板", sort.Name+"以后用自带的模板", func(ctx context.Context) error {
		return export.ResetTemplate(ctx, d.Store(), d.Actor(), sort)
	})
}

func changeTemplate(d *desk.Desk, name, done string, change func(ctx context.Context) error) {
	d.Tasks().Run(name, func(ctx context.Context, _ func(string, int, int)) error { return change(ctx) }, func(err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		d.Toast(done, "", nil)
	})
}
