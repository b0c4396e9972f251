package evaluation

import (
	"context"

	"fyne.io/fyne/v2"

	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/records"
)

// The papers of evaluations.
const (
	notice = "评议结果通报"
	letter = "评议反馈函"
)

// judged is what the details show a result of.
type judged struct {
	target     int64
	evaluation int64
	name       string // of the evaluation
	unit       int64
	unitName   string
}

// papers are the papers there can be of a result: the letter to its unit and the notice of its evaluation.
func (j judged) papers() []records.PaperOffer {
	of := func(text string, choose func(request *export.PaperRequest)) records.PaperOf {
		return records.PaperOf{Text: text, Choose: func(_ context.Context, _ *store.Store, request *export.PaperRequest) error {
			choose(request)
			return nil
		}}
	}
	return []records.PaperOffer{
		{Name: letter, Of: of("「"+j.unitName+"」", func(request *export.PaperRequest) {
			request.Units, request.Evaluations = []int64{j.unit}, []int64{j.evaluation}
		})},
		{Name: notice, Of: of("「"+j.name+"」", func(request *export.PaperRequest) { request.Evaluations = []int64{j.evaluation} })},
	}
}

// showWithPapers lays the details of a result out, at once with the papers there were of it and again once it is known which there are.
func (p *resultsTab) showWithPapers(j judged, show func()) {
	if p.judged.target != j.target {
		p.offers = nil
	}
	p.judged = j
	show()
	st, request := p.desk.Store(), records.PaperRequest(p.desk)
	desk.Load(p.desk.Tasks(), "evaluation.papers", func(ctx context.Context) ([]records.PaperOffer, error) {
		return records.ReadOffers(ctx, st, request, j.papers())
	}, func(offers []records.PaperOffer, err error) {
		switch {
		case p.judged != j: // others were chosen meanwhile
		case err != nil:
			p.desk.Fail(err)
		default:
			p.offers = offers
			show()
		}
	})
}

// actions are what can be done with a result: buttons of its own, then the papers.
func (p *resultsTab) actions(own ...fyne.CanvasObject) []fyne.CanvasObject {
	buttons, none := records.PaperButtons(p.desk, p.offers)
	if own = append(own, buttons...); len(own) == 0 {
		return none
	}
	return append([]fyne.CanvasObject{kit.NewInset(0, 4, kit.NewFlow(8, own...))}, none...)
}
