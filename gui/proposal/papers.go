package proposal

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// paperMenu is the menu of a selection with the papers that can be of it.
func (p *Page) paperMenu(chosen []row) *fyne.MenuItem {
	var offers []records.PaperOffer
	for _, sort := range export.Papers() {
		if sort.Of == "" {
			offers = append(offers, records.PaperOffer{Name: sort.Name, Of: ofProposals("选定的", records.IDs(chosen, rowID))})
		}
	}
	return records.PaperMenu(p.desk, offers)
}

// ofProposals asks for papers of proposals.
func ofProposals(which string, ids []int64) records.PaperOf {
	return records.PaperOf{
		Text: fmt.Sprintf("%s %d 件提案", which, len(ids)),
		Choose: func(_ context.Context, _ *store.Store, request *export.PaperRequest) error {
			request.Proposals = ids
			return nil
		},
	}
}

// PapersOf implements records.PaperChooser.
func (p *Page) PapersOf(sort export.Paper) []records.PaperOf {
	if sort.Of != "" {
		return nil
	}
	return records.PapersOfRows(p.grid, len(p.rows), func(which string, chosen []row) records.PaperOf {
		return ofProposals(which, records.IDs(chosen, rowID))
	})
}

// taken goes on with the papers of proposals whose units were reminded by one (催办单).
func (p *Page) taken(_ string, told record.Values, ids []int64) {
	if told["mode"] == reminder {
		p.remindersOf(ids, func(err error) { p.desk.Status().SetSaved("已保存。"+store.Sentence(err), look.ToneMuted) })
	}
}

// remindersOf makes the 催办单 of proposals, one for each unit; fail is told why there is none.
func (p *Page) remindersOf(ids []int64, fail func(error)) {
	records.MakePaper(p.desk, reminder, ofProposals("选定的", ids), fail)
}

// reminder is the paper, and the 催办方式, by which units are reminded.
const reminder = "催办单"
