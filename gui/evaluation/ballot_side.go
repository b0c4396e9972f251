package evaluation

import (
	"cmp"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/scoring"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// shownDifferences are listed; more are counted.
const shownDifferences = 8

// ballotSide stands right of the ballots: the accounting of the round with what must hold, what the two persons typed differently, and the subtotal.
type ballotSide struct {
	pane *ballotPane
	card *kit.Card

	account   *kit.SmallTable
	holds     *kit.Note
	differs   *differenceList
	subtotal  *kit.Label
	subtotals *kit.Paragraph
	list      *fyne.Container
}

func newBallotSide(p *ballotPane) *ballotSide {
	s := &ballotSide{
		pane: p, holds: kit.NewNote("", "", look.ToneNormal),
		subtotal: kit.NewHeading("", look.TextSize), subtotals: kit.NewParagraph("", look.SmallText, look.ToneMuted),
	}
	s.account = kit.NewSmallTable(kit.SmallColumn{Title: "票务", Weight: 1}, kit.SmallColumn{Weight: 1.2, Align: fyne.TextAlignTrailing})
	s.differs = newDifferenceList("原票", shownDifferences, kit.SmallColumn{Title: "不同的票", Weight: 1.7}, kit.SmallColumn{Title: "一录", Weight: 1}, kit.SmallColumn{Title: "二录", Weight: 1})
	s.list = kit.NewColumn(8, s.account, s.holds, s.differs.table, s.differs.more, s.subtotal, s.subtotals)
	s.card = kit.NewCard("", "", container.NewVScroll(s.list))
	return s
}

// told renews everything.
func (s *ballotSide) told() {
	b := s.pane.box
	s.list.Hidden = b == nil
	if b == nil {
		s.card.Refresh()
		return
	}
	a := s.pane.sums
	s.account.SetColumns([]kit.SmallColumn{
		{Title: "票务", Weight: 1},
		{Title: fmt.Sprintf("第 %d 轮 · %s", b.Number, b.Status()), Weight: 1.2, Align: fyne.TextAlignTrailing},
	})
	s.account.SetRows(append(accountRows(a), kit.SmallRow{Cells: []kit.SmallCell{{Text: "票上的批号"}, {Text: b.Batch()}}}))
	s.tellWhatHolds(b, a)
	s.tellDifferences(b)
	s.tellSubtotal(b)
	s.list.Refresh()
}

// mark follows what should be equal, once it is.
func mark(holds bool) string {
	if holds {
		return " ✓"
	}
	return ""
}

func accountRows(a scoring.Accounting) []kit.SmallRow {
	row := func(title, text string, tone look.Tone) kit.SmallRow {
		return kit.SmallRow{Cells: []kit.SmallCell{{Text: title}, {Text: text, Tone: tone}}}
	}
	quorum, tone := "未过半数 ×", look.ToneLate
	if a.Quorum() {
		quorum, tone = "过半数 ✓", look.ToneDone
	}
	second := fmt.Sprintf("%d / %d%s", a.Second, a.Returned, mark(a.Second == a.Returned && a.Second > 0))
	checked := look.ToneNormal
	if a.Open > 0 {
		second, checked = fmt.Sprintf("%d · %d 处不同", a.Second, a.Open), look.ToneLate
	}
	return []kit.SmallRow{
		row("应到 / 实到", fmt.Sprintf("%d / %d  %s", a.Due, a.Present, quorum), tone),
		row("发出票 / 收回票", fmt.Sprintf("%d / %d", a.Issued, a.Returned), look.ToneNormal),
		row("有效 / 无效", fmt.Sprintf("%d / %d", a.Returned-a.Spoiled, a.Spoiled), look.ToneNormal),
		row("已录（一录）", fmt.Sprintf("%d / %d%s", a.First, a.Returned, mark(a.First == a.Returned && a.First > 0)), look.ToneNormal),
		row("已核（二录）", second, checked),
	}
}

// tellWhatHolds says each identity that the table does not with ✓ or ×.
func (s *ballotSide) tellWhatHolds(b *evaluation.Box, a scoring.Accounting) {
	if b.VoidWhy != "" {
		s.holds.Set(fmt.Sprintf("第 %d 轮作废", b.Number), b.VoidWhy+"，留作记录，不计票。", look.ToneLate)
		return
	}
	var texts []string
	for _, st := range a.Statements() {
		if st.Done {
			continue
		}
		texts = append(texts, st.Text+cmp.Or(mark(st.Holds), " ×"))
	}
	s.holds.Set("", strings.Join(texts, "\n"), look.ToneNormal)
}

// tellDifferences lists those nobody has settled; a click says what the paper says.
func (s *ballotSide) tellDifferences(b *evaluation.Box) {
	open := b.Differences()
	s.differs.tell(len(open), func(at int) kit.SmallRow {
		d, label := open[at], "整张"
		if d.Target >= 0 {
			label = b.Targets[d.Target].Short
		}
		row := kit.SmallRow{Cells: []kit.SmallCell{{Text: fmt.Sprintf("%d 号 · %s", d.Number, label)}, {Text: d.First}, {Text: d.Second}}}
		if b.Status() == evaluation.RoundOpen {
			row.Menu = s.answers(b, d)
		}
		return row
	})
}

// answers are what the paper can say of a difference, what was typed first.
func (s *ballotSide) answers(b *evaluation.Box, d evaluation.Difference) (items []*fyne.MenuItem) {
	if d.Target < 0 {
		for _, spoiled := range []bool{true, false} {
			word := map[bool]string{true: "整张无效", false: "有效"}[spoiled]
			items = append(items, fyne.NewMenuItem("原票是："+word, func() { s.pane.settle(d, 0, spoiled, word) }))
		}
		return items
	}
	item := func(word string, optionID int64) {
		items = append(items, fyne.NewMenuItem("原票是："+word, func() { s.pane.settle(d, optionID, false, b.Targets[d.Target].Short+" "+word) }))
	}
	for _, o := range b.Rubric.Options {
		item(o.Name, o.ID)
	}
	item(evaluation.Abstained, 0)
	return items
}

// tellSubtotal counts the last block of ballots that is complete, else what there is so far, as the person in front typed them.
func (s *ballotSide) tellSubtotal(b *evaluation.Box) {
	last := s.pane.next(0) // ballots typed without a gap
	to := last / evaluation.SubtotalOf * evaluation.SubtotalOf
	from := to - evaluation.SubtotalOf + 1
	if to == 0 {
		from, to = 1, last
	}
	s.subtotal.SetText(fmt.Sprintf("小计（每 %d 张一次）", evaluation.SubtotalOf))
	if to > 0 {
		s.subtotal.SetText(fmt.Sprintf("小计（%d–%d 号，每 %d 张一次）", min(from, to), to, evaluation.SubtotalOf))
	}
	tallies, counted, spoiled := b.TalliesOf(s.pane.pass, from, to)
	parts, sum := make([]string, 0, len(b.Rubric.Options)+2), 0
	for i, o := range b.Rubric.Options {
		n := 0
		for _, t := range tallies {
			n += t.Votes[i]
		}
		sum += n
		parts = append(parts, fmt.Sprintf("%s %d", o.Name, n))
	}
	abstained := 0
	for _, t := range tallies {
		abstained += t.Abstained
	}
	sum += abstained
	parts = append(parts, fmt.Sprintf("%s %d", evaluation.Abstained, abstained))
	text := strings.Join(parts, " · ") + fmt.Sprintf("，合计 %d", sum)
	if spoiled > 0 {
		text += fmt.Sprintf(" = (%d − 无效 %d) × %d", counted, spoiled, len(b.Targets))
	} else {
		text += fmt.Sprintf(" = %d × %d", counted, len(b.Targets))
	}
	s.subtotals.SetText(text + cmp.Or(mark(sum == (counted-spoiled)*len(b.Targets)), " ×"))
}
