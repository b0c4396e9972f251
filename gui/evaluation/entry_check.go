package evaluation

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// differenceList lists where two persons typed something else; a click says what the paper says.
type differenceList struct {
	table *kit.SmallTable
	more  *kit.Label
	most  int    // so many are listed, more are counted
	paper string // what is looked at: 原票
}

func newDifferenceList(paper string, most int, columns ...kit.SmallColumn) *differenceList {
	return &differenceList{table: kit.NewSmallTable(columns...), more: kit.NewLabel("", look.SmallText, look.ToneMuted), most: most, paper: paper}
}

// tell lists the differences that row gives, of so many.
func (l *differenceList) tell(all int, row func(at int) kit.SmallRow) {
	var rows []kit.SmallRow
	for at := range min(all, l.most) {
		rows = append(rows, row(at))
	}
	l.table.SetRows(rows)
	l.table.Hidden, l.more.Hidden = all == 0, all == 0
	l.more.SetText("点一行，对着" + l.paper + "选定")
	if more := all - l.most; more > 0 {
		l.more.SetText(fmt.Sprintf("另有 %d 处；点一行，对着%s选定", more, l.paper))
	}
}

// sheetRead is a target as it was read for typing in its sheets.
type sheetRead struct {
	entry    evaluation.Entry
	open     []evaluation.SheetDifference // of the whole evaluation
	subtotal evaluation.Subtotal
	batch    string // of the sheets printed for the panel
}

// sheetChecks stand below the sheets: what the two persons typed differently, of all targets of the evaluation, and the subtotal of the one in front.
type sheetChecks struct {
	tab      *entryTab
	list     *differenceList
	subtotal *kit.Paragraph
}

// shownSheets are the differences between sheets that are listed: they share the height with the sheets.
const shownSheets = 4

func newSheetChecks(t *entryTab) *sheetChecks {
	return &sheetChecks{tab: t, subtotal: kit.NewParagraph("", look.SmallText, look.ToneMuted), list: newDifferenceList("原表", shownSheets,
		kit.SmallColumn{Title: "不同的评分表", Weight: 1}, kit.SmallColumn{Title: "评议对象", Weight: 1.6}, kit.SmallColumn{Title: "指标", Weight: 1},
		kit.SmallColumn{Title: "一录", Weight: 0.6}, kit.SmallColumn{Title: "二录", Weight: 0.6})}
}

func (c *sheetChecks) content() fyne.CanvasObject {
	return kit.NewColumn(4, c.list.table, c.list.more, c.subtotal)
}

// tell renews them.
func (c *sheetChecks) tell(r sheetRead) {
	c.list.tell(len(r.open), func(at int) kit.SmallRow {
		d := r.open[at]
		row := kit.SmallRow{Cells: []kit.SmallCell{{Text: d.Rater}, {Text: d.Target}, {Text: d.Indicator}, {Text: d.First}, {Text: d.Second}}}
		if r.entry.Locked == "" {
			row.Menu = c.answers(d)
		}
		return row
	})
	c.tab.batch = r.batch
	c.subtotal.SetText(subtotalText(r.entry, r.subtotal))
	c.subtotal.Hidden = r.subtotal.To == 0
}

// subtotalText is the block of sheets that is compared with the paper.
func subtotalText(e evaluation.Entry, s evaluation.Subtotal) string {
	if s.To == 0 {
		return ""
	}
	parts := make([]string, 0, len(s.Sums)+2)
	for i, sum := range s.Sums {
		parts = append(parts, e.Rubric.Indicators[i].Label+" "+sum)
	}
	parts = append(parts, "合计 "+s.Total)
	if s.Void > 0 {
		parts = append(parts, fmt.Sprintf("作废、不评 %d 张不加", s.Void))
	}
	return fmt.Sprintf("%s小计（第 %d–%d 张，每 %d 张一次）：%s", evaluation.PassNames[e.Pass], s.From, s.To, evaluation.SubtotalOf, strings.Join(parts, " · "))
}

// answers are what the paper can say of a difference.
func (c *sheetChecks) answers(d evaluation.SheetDifference) (items []*fyne.MenuItem) {
	for pass, text := range []string{d.First, d.Second} {
		items = append(items, fyne.NewMenuItem("原表是："+text, func() { c.settle(d, pass+1, text) }))
	}
	return items
}

func (c *sheetChecks) settle(d evaluation.SheetDifference, pass int, text string) {
	t := c.tab
	if t.changed() {
		t.desk.Toast("先保存录了的评分，再核对。", "", nil)
		return
	}
	t.desk.Write(fmt.Sprintf("核对评分表：%s，%s的%s为%s", d.Target, d.Rater, d.Indicator, text), func(ctx context.Context, tx *store.Tx) error {
		return evaluation.SettleSheet(ctx, tx, d, pass)
	}, func(err error) {
		if err != nil {
			t.desk.Fail(err)
			return
		}
		t.Shown()
		t.desk.ToastUndo(fmt.Sprintf("%s的%s按「%s」计", d.Rater, d.Indicator, text))
	})
}

// ask reads the target chosen as the person in front typed it.
func (t *entryTab) ask() {
	st, year, at, pass, chosen := t.desk.Store(), t.desk.Year(), t.at, t.pass, t.chosen
	desk.Load(t.desk.Tasks(), "evaluation.entry", func(ctx context.Context) (r sheetRead, err error) {
		if r.entry, err = evaluation.ReadEntry(ctx, st.DB(), at, pass); err != nil {
			return r, err
		}
		if r.open, err = evaluation.ReadDifferences(ctx, st.DB(), year, chosen); err != nil {
			return r, err
		}
		if r.subtotal, err = evaluation.ReadSubtotal(ctx, st.DB(), r.entry); err != nil {
			return r, err
		}
		r.batch, err = evaluation.PaperBatch(ctx, st.DB(), year, r.entry)
		return r, err
	}, func(r sheetRead, err error) {
		if err != nil {
			t.desk.Fail(err)
			return
		}
		t.read(r)
	})
}

// begin begins with the first entry of another evaluation.
func (t *entryTab) begin() {
	if t.typedFor != t.chosen {
		t.typedFor, t.pass, t.by = t.chosen, evaluation.FirstPass, [2]string{}
	}
}

// persons are who typed last, else the working person for the first entry.
func (t *entryTab) persons(e evaluation.Entry) {
	for _, r := range e.Rows {
		t.typedBy(e.Pass, r.By)
	}
	t.settlePersons()
}

// stays says why the person in front cannot be changed now.
func (t *entryTab) stays() string {
	switch {
	case t.at == 0:
		return "先选评议对象，再换人。"
	case t.changed():
		return "先保存录了的评分，再换人。"
	}
	return ""
}

// enteringWords say in the journal what was typed in.
func enteringWords(e evaluation.Entry) string {
	if e.Pass == evaluation.SecondPass {
		return "二录评分 " + e.Label + "："
	}
	return "录入评分 " + e.Label + "："
}
