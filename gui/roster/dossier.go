package roster

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data"
	"cppccdesk/data/fold"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// dossier shows what a unit held over the years (单位档案): its main numbers in a year, each of which lists its rows, and the rows.
type dossier struct {
	desk    *desk.Desk
	unit    int64 // 0: not shown
	year    int   // 0: all years
	read    *data.UnitDossier
	head    *fyne.Container
	cards   []*kit.FigureCard
	more    *fyne.Container
	grid    *grid.Grid[data.DossierRow]
	content fyne.CanvasObject
}

// carded are the numbers with a card of their own; the others are small.
var carded = []string{"unit.lead", "unit.reply_rate", "unit.on_time_rate", "unit.overdue", "unit.satisfaction_rate", "unit.promises"}

func newDossier(d *desk.Desk) *dossier {
	o := &dossier{desk: d, head: kit.NewFlow(8), more: kit.NewFlow(8)}
	o.grid = grid.New(grid.Config[data.DossierRow]{
		Key: "roster.dossier", Prefs: d.Prefs(), Unit: "条", Empty: "到今天为止没有这个单位的记录",
		ID:          func(r data.DossierRow) int64 { return r.ID },
		Search:      func(r data.DossierRow) string { return fold.Key(r.Title, r.Kind, r.Result) },
		Placeholder: "查找案由、类别、结果 Ctrl+F",
		Columns: []grid.Column[data.DossierRow]{
			{Key: "on", Title: "时间", Width: 92, Min: 84, Content: grid.ContentDate, Text: func(r data.DossierRow) string { return r.On }},
			{Key: "kind", Title: "类别", Width: 80, Min: 70, Text: func(r data.DossierRow) string { return r.Kind }},
			{Key: "title", Title: "事项", Width: 300, Flex: true, Text: func(r data.DossierRow) string { return r.Title }},
			{Key: "result", Title: "结果", Width: 150, Min: 90, Flex: true, Text: func(r data.DossierRow) string { return r.Result }},
			{Key: "gap", Title: "差距", Width: 124, Min: 112, Text: func(r data.DossierRow) string { return r.Gap }, Tone: gapTone},
		},
		OnOpen: func(r data.DossierRow) {
			if r.ProposalID != 0 {
				d.InYear(r.Year, "「"+r.Title+"」属于", func() { d.Open(proposalPage(d), r.ProposalID) })
			}
		},
		Calendar: d.Calendar(), Background: d.Tasks().Background,
	})
	for range carded {
		o.cards = append(o.cards, kit.NewFigureCard("", "", "…", "", look.ToneMuted))
	}
	shown := make([]fyne.CanvasObject, len(o.cards))
	for i, c := range o.cards {
		shown[i] = c
	}
	top := kit.NewColumn(8, o.head, kit.NewShares(nil, shown...), o.more)
	o.content = kit.NewTopAndRest(10, container.NewStack(top), o.grid.WithFilterBar())
	return o
}

// proposalPage is the page with the list of proposals.
func proposalPage(d *desk.Desk) string { return d.PageOf(proposal.Proposals.Name) }

func gapTone(r data.DossierRow) look.Tone {
	switch {
	case r.Late:
		return look.ToneLate
	case r.Soon:
		return look.ToneDue
	default:
		return look.ToneNormal
	}
}

// open reads the dossier of a unit, of the year worked on at first.
func (o *dossier) open(id int64) {
	o.unit, o.year, o.read = id, o.desk.Year(), nil
	o.grid.ClearFilters()
	o.grid.SetLoading("正在读取…")
	o.load()
}

func (o *dossier) load() {
	st, id, today := o.desk.Store(), o.unit, o.desk.Today()
	desk.Load(o.desk.Tasks(), "roster.dossier", func(ctx context.Context) (*data.UnitDossier, error) {
		return data.ReadUnitDossier(ctx, st.DB(), id, today)
	}, func(read *data.UnitDossier, err error) {
		switch {
		case err != nil:
			o.desk.Fail(err)
		case o.unit == id:
			o.read = read
			o.show()
		}
	})
}

// turn shows another year.
func (o *dossier) turn(year int) {
	o.year = year
	o.grid.DropOnly()
	o.show()
}

func (o *dossier) show() {
	v := o.read.Unit.Values
	o.head.Objects = []fyne.CanvasObject{kit.NewHeading(v["name"], 18), o.yearChip()}
	for _, tag := range []struct{ before, text string }{
		{"", v["system"]}, {"", v["state"]}, {"曾用名 ", v["former_names"]}, {"分管 ", v["leader"]}, {"联系人 ", strings.TrimSpace(v["contact"] + " " + v["phone"])},
	} {
		if tag.text != "" {
			o.head.Add(kit.NewTag(tag.before+tag.text, false))
		}
	}
	figures := o.read.Figures(o.year)
	before := o.read.Figures(o.year - 1)
	for i, code := range carded {
		f := measure.Of(figures, code)
		o.cards[i].Heading.SetText(f.Name)
		o.cards[i].Set("", f.Text(), o.basis(f, before), figureTone(f))
		o.cards[i].Menu = desk.OpeningsIn(f, o.only)
	}
	o.more.Objects = nil
	for _, f := range figures {
		if !slices.Contains(carded, f.Code) {
			o.more.Add(o.small(f))
		}
	}
	o.grid.SetRows(o.read.Of(o.year))
	o.head.Refresh()
	o.more.Refresh()
	o.content.Refresh()
}

// basis is what stands under a number: what it is divided by; of the work what it was the year before.
func (o *dossier) basis(f data.DossierFigure, before []data.DossierFigure) string {
	if f.Code != "unit.lead" || o.year == 0 {
		return f.Parts()
	}
	return fmt.Sprintf("%s · 上年 %d", f.Unit, measure.Of(before, f.Code).Num)
}

func figureTone(f data.DossierFigure) look.Tone {
	if f.Code == "unit.overdue" && f.Num > 0 {
		return look.ToneLate
	}
	return look.ToneNormal
}

// small is a number on a chip, which lists its rows.
func (o *dossier) small(f data.DossierFigure) *kit.Chip {
	text := f.Name + " " + f.Text()
	if f.IsRate {
		text += "（" + f.Parts() + "）"
	} else {
		text += " " + f.Unit
	}
	chip := kit.NewTag(text, false)
	if items := desk.OpeningsIn(f, o.only); len(items) > 0 {
		chip.OnTap = func() { menu.PopUp(chip, look.PositionOf(chip).AddXY(0, chip.Size().Height+2), items) }
	}
	return chip
}

// only lists the rows behind a number.
func (o *dossier) only(l desk.Listing) {
	o.grid.ClearFilters()
	o.grid.Only(l.Title, l.Set.IDs)
}

func (o *dossier) yearChip() *kit.Chip {
	name := func(year int) string {
		if year == 0 {
			return "历年"
		}
		return strconv.Itoa(year) + " 年"
	}
	chip := kit.NewTag(name(o.year)+" ∨", o.year != 0)
	chip.OnTap = func() {
		items := []*fyne.MenuItem{fyne.NewMenuItem(fmt.Sprintf("历年  %d 条", len(o.read.Rows)), func() { o.turn(0) }), fyne.NewMenuItemSeparator()}
		for _, year := range o.read.Years {
			items = append(items, fyne.NewMenuItem(fmt.Sprintf("%s  %d 条", name(year), len(o.read.Of(year))), func() { o.turn(year) }))
		}
		menu.PopUp(chip, look.PositionOf(chip).AddXY(0, chip.Size().Height+2), items)
	}
	return chip
}

// export writes the dossier of all years as a workbook.
func (o *dossier) export() {
	if o.read == nil {
		return
	}
	st, read := o.desk.Store(), o.read
	out := store.Outgoing{What: read.Unit.Values["name"] + "单位档案", Count: len(read.Rows)}
	savePaper(o.desk, "单位档案", fmt.Sprintf("%s单位档案 %s", read.Unit.Values["name"], read.Day), out, func(ctx context.Context, path string) error {
		return export.WriteUnitDossier(ctx, st, read, path)
	})
}
