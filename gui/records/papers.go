package records

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/grid"
)

// Paper is a paper (文书) there can be of the records of a list.
type Paper struct {
	Name string

	// Choose puts what is to be written of the records chosen into the request; it is called beside the window.
	Choose func(ctx context.Context, st *store.Store, request *export.PaperRequest, chosen []Row) error
}

// PaperOf is of what a paper is to be.
type PaperOf struct {
	Text   string                                                                         // 选定的 2 件提案; "": of all of the year
	Choose func(ctx context.Context, st *store.Store, request *export.PaperRequest) error // called beside the window; nil: of all of the year
}

// PaperChooser is a page, or a tab, that says of what a paper can be when it is made from the menu: of several the user chooses. Of nothing it lists:
// of all of the year.
type PaperChooser interface {
	PapersOf(sort export.Paper) []PaperOf
}

// AddPaperCommands declares a command for each sort of paper: of what is chosen on the page in front, else of all of the year.
func AddPaperCommands(d *desk.Desk) {
	for _, sort := range export.Papers() {
		d.AddCommand(desk.Command{
			Menu: "工具", Sub: "生成文书", Title: "生成" + sort.Name + "…", Short: sort.Name + "…", Group: 20,
			Do: func() {
				var of []PaperOf
				if page, ok := d.Current().(PaperChooser); ok {
					of = page.PapersOf(sort)
				}
				makeOneOf(d, sort, of)
			},
		})
	}
}

// makeOneOf makes a paper of what there is to choose from, of all of the year where there is nothing.
func makeOneOf(d *desk.Desk, sort export.Paper, of []PaperOf) {
	if len(of) == 0 {
		of = []PaperOf{{}}
	}
	if len(of) == 1 {
		MakePaper(d, sort.Name, of[0], d.Fail)
		return
	}
	answers := make([]box.Answer, len(of))
	for i, one := range of {
		answers[i] = box.Answer{Text: cmp.Or(one.Text, allOfYear(sort)), Do: func() { MakePaper(d, sort.Name, one, d.Fail) }}
	}
	box.ShowChoices(d.Native().Canvas(), "生成"+sort.Name, "生成哪些的"+sort.Name+"？", answers...)
}

// allOfYear is what a paper of all records is of.
func allOfYear(sort export.Paper) string { return "全年的" + cmp.Or(sort.Of, "提案") }

// MakePaper says how many documents of the paper there will be and what is missing, asks for the folder and writes them. fail is told why there is
// nothing to write.
func MakePaper(d *desk.Desk, name string, of PaperOf, fail func(error)) {
	sort, err := export.PaperByName(name)
	if err != nil {
		fail(err)
		return
	}
	st, request := d.Store(), PaperRequest(d)
	request.Paper = sort
	desk.Load(d.Tasks(), "records.papers", func(ctx context.Context) (*export.PaperPlan, error) {
		if of.Choose != nil {
			if err := of.Choose(ctx, st, &request); err != nil {
				return nil, err
			}
		}
		return export.PlanPapers(ctx, st, request)
	}, func(plan *export.PaperPlan, err error) {
		switch {
		case err != nil:
			fail(err)
		case len(plan.Missing) > 0:
			box.ShowQuestion(d.Native().Canvas(), "还不能生成"+sort.Name, "「设置」里没有填"+zh.JoinNames(plan.Missing)+"，要先填好。", "去填", func() { d.Go("setting") })
		default:
			box.ShowQuestion(d.Native().Canvas(), "生成"+sort.Name, planText(plan, of.Text), "选择文件夹…", func() {
				d.AskFolder(sort.Name+"写到哪个文件夹", func(folder string) {
					plan.Request.Dir = folder
					writePapers(d, plan)
				})
			})
		}
	})
}

// PaperRequest asks for papers as of today in the year worked on.
func PaperRequest(d *desk.Desk) export.PaperRequest {
	return export.PaperRequest{Year: d.Year(), Date: d.Store().Now().Local()}
}

// planText says what will be written.
func planText(plan *export.PaperPlan, of string) string {
	sort := plan.Request.Paper
	text := fmt.Sprintf("%s，%s：共 %d 份，写成 Word 文档。\n%s。", cmp.Or(of, allOfYear(sort)), sort.Each, len(plan.Names), sort.Rule)
	if len(plan.Names) > 1 {
		text += fmt.Sprintf("\n从「%s」到「%s」。", plan.Names[0], plan.Names[len(plan.Names)-1])
	}
	if len(plan.Blank) > 0 {
		text += "\n「设置」里没有填" + zh.JoinNames(plan.Blank) + "，文书上留白。"
	}
	return text
}

// writePapers writes the documents of a plan. Before it replaces one that is not the program's it asks.
func writePapers(d *desk.Desk, plan *export.PaperPlan) {
	st, actor := d.Store(), d.Actor()
	var files []string
	d.Tasks().Run("生成"+plan.Request.Paper.Name, func(ctx context.Context, say func(string, int, int)) error {
		plan.Request.Progress = func(done, total int, name string) { say(name, done, total) }
		return st.Send(ctx, actor, plan.Request.Outgoing(), func() (_ int, err error) {
			files, err = export.WritePapers(ctx, st, plan)
			return len(files), err
		})
	}, func(err error) {
		switch {
		case err != nil && store.CodeOf(err) == store.CodeExists:
			d.Warning("替换文件", store.Sentence(err)+"要替换它吗？", "替换", func() {
				plan.Request.Replace = true
				writePapers(d, plan)
			})
		case err != nil:
			d.Fail(err)
		default:
			d.Toast(fmt.Sprintf("已生成 %d 份%s", len(files), plan.Request.Paper.Name), "打开文件夹", func() { d.OpenWithSystem(filepath.Dir(files[0])) })
		}
	})
}

// PaperOffer is a paper offered as a button, with why there is none of it now.
type PaperOffer struct {
	Name string
	Of   PaperOf
	Why  string // "": there is one
}

// ReadOffers says of each offer why it would write nothing. It is called beside the window.
func ReadOffers(ctx context.Context, st *store.Store, request export.PaperRequest, offers []PaperOffer) ([]PaperOffer, error) {
	for i := range offers {
		offer, request := &offers[i], request
		var err error
		if request.Paper, err = export.PaperByName(offer.Name); err != nil {
			return nil, err
		}
		if offer.Of.Choose != nil {
			if err = offer.Of.Choose(ctx, st, &request); err != nil {
				return nil, err
			}
		}
		if offer.Why, err = export.NoPapers(ctx, st, request); err != nil {
			return nil, err
		}
	}
	return offers, nil
}

// PaperButtons are the offers as buttons, and apart from them those of which there is nothing to write, each a line with why.
func PaperButtons(d *desk.Desk, offers []PaperOffer) (buttons, none []fyne.CanvasObject) {
	for _, o := range offers {
		text := o.Name + "…"
		if o.Why != "" {
			none = append(none, greyed(text, o.Why))
			continue
		}
		buttons = append(buttons, kit.NewButton(text, func() { MakePaper(d, o.Name, o.Of, d.Fail) }))
	}
	return buttons, none
}

// samePaper tells whether an offer is still shown as it was.
func samePaper(a, b PaperOffer) bool { return a.Name == b.Name && a.Why == b.Why }

// offers are the papers there can be of the rows of a list.
func (c *Config) offers(chosen []Row) []PaperOffer {
	offers := make([]PaperOffer, len(c.Papers))
	for i := range c.Papers {
		offers[i] = PaperOffer{Name: c.Papers[i].Name, Of: c.paperOf(&c.Papers[i], "选定的", chosen)}
	}
	return offers
}

func (c *Config) paperOf(paper *Paper, which string, chosen []Row) PaperOf {
	return PaperOf{
		Text: fmt.Sprintf("%s %d %s%s", which, len(chosen), c.Unit, c.Kind.Title),
		Choose: func(ctx context.Context, st *store.Store, request *export.PaperRequest) error {
			return paper.Choose(ctx, st, request, chosen)
		},
	}
}

// PapersOf implements PaperChooser.
func (l *List) PapersOf(sort export.Paper) []PaperOf {
	for i := range l.config.Papers {
		if paper := &l.config.Papers[i]; paper.Name == sort.Name {
			return PapersOfRows(l.grid, len(l.rows), func(which string, chosen []Row) PaperOf { return l.config.paperOf(paper, which, chosen) })
		}
	}
	return nil
}

// PapersOfRows are of what a paper can be in a list that has so many rows: of those selected where they are several, else of those shown or of the one
// selected, which may merely be looked at; of all where they are not named.
func PapersOfRows[R any](g *grid.Grid[R], all int, of func(which string, chosen []R) PaperOf) []PaperOf {
	selected, shown, some := g.Selected(), g.Rows(), PaperOf{}
	if len(shown) < all {
		some = of("列表中显示的", shown)
	}
	switch {
	case len(selected) > 1 || len(selected) == 1 && len(shown) == 1:
		return []PaperOf{of("选定的", selected)}
	case len(selected) == 1:
		return []PaperOf{some, of("选定的", selected)}
	default:
		return []PaperOf{some}
	}
}

// PapersOf implements PaperChooser for the tab in front.
func (p *Tabbed) PapersOf(sort export.Paper) (of []PaperOf) {
	inFront(p, func(c PaperChooser) { of = c.PapersOf(sort) })
	return of
}

// PaperMenu is the line 生成文书 of the menu of what is chosen.
func PaperMenu(d *desk.Desk, offers []PaperOffer) *fyne.MenuItem {
	item := fyne.NewMenuItem("生成文书", nil)
	var items []*fyne.MenuItem
	for _, o := range offers {
		items = append(items, fyne.NewMenuItem(o.Name+"…", func() { MakePaper(d, o.Name, o.Of, d.Fail) }))
	}
	item.ChildMenu = fyne.NewMenu("", items...)
	return item
}

// RowIDs are the ids of the records of a list.
func RowIDs(chosen []Row) []int64 { return IDs(chosen, rowID) }
