package proposal

import (
	"context"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// addPaperCommands declares a command for each sort of paper: of the proposals selected, else of those the list shows.
func (p *Page) addPaperCommands() {
	for _, sort := range export.Papers() {
		p.desk.AddCommand(desk.Command{
			Menu: "工具", Sub: "生成文书", Title: "生成" + sort.Name + "…", Short: sort.Name + "…", Group: 20,
			Do: func() { p.papersOfList(sort) },
		})
	}
}

// paperMenu is the menu of a selection with the papers that can be of it.
func (p *Page) paperMenu(chosen []row) *fyne.MenuItem {
	item := fyne.NewMenuItem("生成文书", nil)
	var items []*fyne.MenuItem
	for _, sort := range export.Papers() {
		if sort.Of != "" {
			continue
		}
		items = append(items, fyne.NewMenuItem(sort.Name+"…", func() { p.makePapers(sort, records.IDs(chosen, rowID), "选定的") }))
	}
	item.ChildMenu = fyne.NewMenu("", items...)
	return item
}

// taken goes on with the papers of proposals whose units were reminded by one (催办单).
func (p *Page) taken(_ string, told record.Values, ids []int64) {
	if told["mode"] == reminder {
		p.remindersOf(ids, func(err error) { p.desk.Status().SetSaved("已保存。"+store.Sentence(err), look.ToneMuted) })
	}
}

// remindersOf makes the 催办单 of proposals, one for each unit; fail is told why there is none.
func (p *Page) remindersOf(ids []int64, fail func(error)) {
	sort, err := export.PaperByName(reminder)
	if err != nil {
		fail(err)
		return
	}
	p.planPapers(sort, ids, "选定的", fail)
}

// reminder is the paper, and the 催办方式, by which units are reminded.
const reminder = "催办单"

// papersOfList makes papers of the proposals selected on the page, else of those it shows; where it is not shown of all of the year.
func (p *Page) papersOfList(sort export.Paper) {
	var ids []int64 // all
	which := "选定的"
	if p.desk.Current() == desk.Page(p) && sort.Of == "" {
		switch selected, shown := p.grid.Selected(), p.grid.Rows(); {
		case len(selected) > 1:
			ids = records.IDs(selected, rowID)
		case len(shown) < len(p.rows):
			ids, which = records.IDs(shown, rowID), "列表中显示的"
		}
	}
	p.makePapers(sort, ids, which)
}

// makePapers says of which proposals there will be how many documents and what is missing, asks for the folder and writes them.
func (p *Page) makePapers(sort export.Paper, ids []int64, which string) {
	p.planPapers(sort, ids, which, p.desk.Fail)
}

// planPapers is makePapers that tells fail why there is nothing to write.
func (p *Page) planPapers(sort export.Paper, ids []int64, which string, fail func(error)) {
	st := p.desk.Store()
	request := export.PaperRequest{Paper: sort, Year: p.desk.Year(), Date: st.Now().Local(), Proposals: ids}
	desk.Load(p.desk.Tasks(), "proposal.papers", func(ctx context.Context) (*export.PaperPlan, error) { return export.PlanPapers(ctx, st, request) },
		func(plan *export.PaperPlan, err error) {
			switch {
			case err != nil:
				fail(err)
			case len(plan.Missing) > 0:
				box.ShowQuestion(p.desk.Native().Canvas(), "还不能生成"+sort.Name, "「设置」里没有填"+zh.JoinNames(plan.Missing)+"，要先填好。", "去填", func() { p.desk.Go("setting") })
			default:
				box.ShowQuestion(p.desk.Native().Canvas(), "生成"+sort.Name, planText(plan, which), "选择文件夹…", func() {
					p.desk.AskFolder(sort.Name+"写到哪个文件夹", func(folder string) {
						plan.Request.Dir = folder
						p.writePapers(plan)
					})
				})
			}
		})
}

// planText says what will be written.
func planText(plan *export.PaperPlan, which string) string {
	sort := plan.Request.Paper
	of := "全年的提案"
	if sort.Of != "" {
		of = "全年的" + sort.Of
	}
	if n := len(plan.Request.Proposals); n > 0 {
		of = fmt.Sprintf("%s %d 件提案", which, n)
	}
	text := fmt.Sprintf("%s，%s：共 %d 份，写成 Word 文档。\n%s。", of, sort.Each, len(plan.Names), sort.Rule)
	if len(plan.Names) > 1 {
		text += fmt.Sprintf("\n从「%s」到「%s」。", plan.Names[0], plan.Names[len(plan.Names)-1])
	}
	if len(plan.Blank) > 0 {
		text += "\n「设置」里没有填" + zh.JoinNames(plan.Blank) + "，文书上留白。"
	}
	return text
}

// writePapers writes the documents of a plan. Before it replaces one that is not the program's it asks.
func (p *Page) writePapers(plan *export.PaperPlan) {
	st, actor := p.desk.Store(), p.desk.Actor()
	var files []string
	p.desk.Tasks().Run("生成"+plan.Request.Paper.Name, func(ctx context.Context, say func(string, int, int)) error {
		plan.Request.Progress = func(done, total int, name string) { say(name, done, total) }
		return st.Send(ctx, actor, plan.Request.Outgoing(), func() (_ int, err error) {
			files, err = export.WritePapers(ctx, st, plan)
			return len(files), err
		})
	}, func(err error) {
		switch {
		case err != nil && store.CodeOf(err) == store.CodeExists:
			p.desk.Warning("替换文件", store.Sentence(err)+"要替换它吗？", "替换", func() {
				plan.Request.Replace = true
				p.writePapers(plan)
			})
		case err != nil:
			p.desk.Fail(err)
		default:
			p.desk.Toast(fmt.Sprintf("已生成 %d 份%s", len(files), plan.Request.Paper.Name), "打开文件夹", func() { p.desk.OpenWithSystem(filepath.Dir(files[0])) })
		}
	})
}
