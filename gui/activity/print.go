package activity

import (
	"context"
	"fmt"

	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/win"
)

var pdfFile = win.Filter{Name: "PDF 文件", Endings: []string{"pdf"}}

// print writes what is printed for the people told to come to the activity chosen, and offers to open it.
func (p *pane) print(sort export.ActivityPrint) {
	if p.at < 0 {
		return
	}
	name := sort.Name
	d, a := p.tab.page.Desk, p.tab.sheet.year.Activities[p.at]
	filter := pdfFile
	if sort.Ending() == ".xlsx" {
		filter = desk.Workbook
	}
	d.AskSave(name, a.Title+name+sort.Ending(), filter, func(path string) {
		st, actor := d.Store(), d.Actor()
		out := sort.Outgoing(a.Title, path)
		out.Replace = true // the dialog has asked
		var people int
		var missing []rune
		d.Tasks().Run("写"+name, func(ctx context.Context, _ func(string, int, int)) error {
			return st.Send(ctx, actor, out, func() (n int, err error) {
				people, missing, err = export.WriteActivityPrint(ctx, st, sort, a.ID, "", path)
				return people, err
			})
		}, func(err error) {
			switch {
			case err != nil:
				d.Fail(err)
			case len(missing) > 0:
				d.Toast(fmt.Sprintf("%s %d 人；%s", name, people, export.BoxedSentence(missing)), "打开", func() { d.OpenWithSystem(path) })
			default:
				d.Toast(fmt.Sprintf("已写好%s %d 人", name, people), "打开", func() { d.OpenWithSystem(path) })
			}
		})
	})
}
