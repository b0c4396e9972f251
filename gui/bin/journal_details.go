package bin

import (
	"context"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// tell reads what a write did and shows it on the right.
func (p *Journal) tell(row logRow) {
	p.pane.SetHeader(row.Actor, row.at, row.Wording, tagsOf(row)...)
	store := p.desk.Store()
	desk.Load(p.desk.Tasks(), "journal.details", func(ctx context.Context) (record.WriteDetails, error) {
		return record.ReadWriteDetails(ctx, store, row.ID, changesShown)
	}, func(details record.WriteDetails, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.pane.SetBody(p.body(row, details)...)
		p.pane.SetFoot(moreText(details.More))
	})
}

func tagsOf(row logRow) []*kit.Chip {
	if row.state == "" {
		return nil
	}
	return []*kit.Chip{kit.NewTag(row.state, false)}
}

func (p *Journal) body(row logRow, details record.WriteDetails) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if id, title := action(row); id != 0 {
		out = append(out, kit.NewInset(0, 4, kit.NewRow(8, kit.NewButton(title, func() { p.desk.Revert(id) }))))
	}
	out = append(out, kit.NewParagraph(totalsText(details.Totals), look.TextSize, look.ToneMuted))
	for _, change := range details.Records {
		out = append(out, kit.NewParagraph(recordText(change), look.TextSize, look.ToneNormal))
		for _, field := range change.Fields {
			out = append(out, records.NewFact(field.Title, valueText(field)))
		}
	}
	return out
}
