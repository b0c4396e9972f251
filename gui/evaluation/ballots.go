package evaluation

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// untyped is the mark of a cell nothing was typed in yet; 0 is 弃权.
const untyped int64 = -1

// ballotPane is where the ballots of a round are typed in, once by each of two persons: digits of the number pad only, the next cell by itself. A ballot is
// stored as soon as it is complete, beside the window, those that came together in one write.
type ballotPane struct {
	desk *desk.Desk

	grid *ballotGrid
	said *kit.Label // how to type, or what is wrong
	foot *kit.Label
	side *ballotSide

	*typists
	account *kit.Button
	lock    *kit.Button
	rounds  *records.Editor // of the step that locks

	newRound func() // begins the form of one
	wanted   bool   // chosen just now: it gets the keyboard

	place evaluation.BallotPlace
	box   *evaluation.Box
	sums  scoring.Accounting // of box

	draft   *draftBallot
	rested  bool                     // all are typed and no cell was chosen since: a key would type over the last one
	waiting []evaluation.TypedBallot // complete, to be stored
	flying  flight                   // being stored
}

// draftBallot is a ballot that is not complete yet.
type draftBallot struct {
	row   int
	marks []int64
}

const howToVote = "数字键选档次，自动跳下一格；0 弃权，× 或 * 整张无效，退格改上一格。一张录完就存。"

func newBallotPane(d *desk.Desk) *ballotPane {
	p := &ballotPane{
		desk: d, grid: newBallotGrid(), said: kit.NewLabel(howToVote, look.SmallText, look.ToneMuted), foot: kit.NewLabel("", look.SmallText, look.ToneMuted),
	}
	p.typists = newTypists(d)
	p.typists.refuse, p.typists.turned = p.stays, p.turned
	p.grid.cell, p.grid.state = p.cell, p.state
	p.grid.onRune, p.grid.onKey, p.grid.onMove, p.grid.onRemove = p.typed, p.key, p.clicked, p.remove
	p.side = newBallotSide(p)
	p.account = kit.NewButton("票务…", p.openAccounting)
	p.lock = kit.NewPrimaryButton("锁定计票…", p.askLock)
	p.rounds = records.NewEditor(d, evaluation.Rounds, "evaluation", nil)
	p.rounds.Boxed = true
	p.rounds.OnTaken = func(string, record.Values, []int64) { p.load(p.place) }
	return p
}

// content is what the pane shows.
func (p *ballotPane) content() fyne.CanvasObject {
	list := kit.NewCard("", "", kit.NewHeadAndFoot(p.said, container.NewStack(p.grid), p.foot))
	return kit.NewListBeside(0.68, list, p.side.card)
}

// actions are what stands beside the tabs.
func (p *ballotPane) actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.first, p.second, p.account, p.lock}
}

// load reads the round of a place.
func (p *ballotPane) load(place evaluation.BallotPlace) {
	if p.place.RoundID != place.RoundID {
		p.draft, p.by, p.rested = nil, [2]string{}, false
		p.said.Set(howToVote, look.ToneMuted)
		p.grid.row, p.grid.col, p.grid.first = 0, 0, 0
	}
	fresh := p.box == nil || p.place.RoundID != place.RoundID
	p.place = place
	if place.RoundID == 0 {
		p.box = nil
		p.grid.set(nil, 0)
		p.told()
		return
	}
	st := p.desk.Store()
	desk.Load(p.desk.Tasks(), "evaluation.ballots", func(ctx context.Context) (*evaluation.Box, error) {
		return evaluation.ReadBox(ctx, st.DB(), place.RoundID, "")
	}, func(b *evaluation.Box, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.show(b, fresh)
	})
}

// show puts what was read into the window, and what is not stored yet over it.
func (p *ballotPane) show(b *evaluation.Box, fresh bool) {
	p.box = b
	p.persons()
	for _, t := range p.flying.ballots {
		p.put(t, p.flying.pass, p.flying.by)
	}
	for _, t := range p.waiting {
		p.put(t, p.pass, p.by[p.pass-1])
	}
	p.settleRows()
	if fresh || p.rested {
		p.goOn()
	}
	if p.wanted {
		p.wanted = false
		look.Focus(p.grid)
	}
	p.told()
}

func (p *ballotPane) put(t evaluation.TypedBallot, pass int, by string) {
	if len(t.Marks) == len(p.box.Targets) {
		p.box.Put(t.Number, pass, &evaluation.BallotEntry{By: by, Spoiled: t.Spoiled, Marks: slices.Clone(t.Marks)})
	}
}

// persons are who typed last, else the working person for the first entry.
func (p *ballotPane) persons() {
	for i := range p.box.Ballots {
		for pass, e := range p.box.Ballots[i].Entries {
			if e != nil {
				p.typedBy(pass+1, e.By)
			}
		}
	}
	p.settlePersons()
}

// settleRows shows every ballot up to the one to be typed next.
func (p *ballotPane) settleRows() {
	heads := make([]string, len(p.box.Targets))
	for i := range p.box.Targets {
		heads[i] = p.box.Targets[i].Short
	}
	rows := 0
	if n := len(p.box.Ballots); n > 0 {
		rows = p.box.Ballots[n-1].Number
	}
	if p.draft != nil {
		rows = max(rows, p.draft.row+1)
	}
	p.grid.set(heads, min(rows+1, p.box.Returned()))
}

// open reports whether ballots can be typed.
func (p *ballotPane) open() bool {
	return p.box != nil && p.box.Status() == evaluation.RoundOpen && len(p.box.Targets) > 0
}

// next is the first ballot from the row on that this person has not typed.
func (p *ballotPane) next(row int) int {
	for row < p.box.Returned() && p.box.Entry(row+1, p.pass) != nil {
		row++
	}
	return row
}

// goOn goes to the first ballot that is still to be typed.
func (p *ballotPane) goOn() {
	p.draft = nil
	p.settleRows()
	row := p.next(0)
	p.rested = p.open() && p.box.Returned() > 0 && row >= p.box.Returned()
	p.grid.moveTo(row, 0)
	p.sayRested()
}

// cell is what a person sees of a target: what he typed himself, never what the other one did.
func (p *ballotPane) cell(row, col int) ballotCell {
	if p.draft != nil && p.draft.row == row {
		return p.word(p.draft.marks[col])
	}
	e := p.box.Entry(row+1, p.pass)
	switch {
	case e == nil:
		return ballotCell{}
	case e.Spoiled && col == 0:
		return ballotCell{"× 无效", look.ToneDue, true}
	case e.Spoiled:
		return ballotCell{"×", look.ToneMuted, false}
	}
	return p.word(e.Marks[col])
}

// word is a mark in short: 1 满意; what is not counted is quiet, what is not satisfied stands out.
func (p *ballotPane) word(mark int64) ballotCell {
	switch mark {
	case untyped:
		return ballotCell{}
	case 0:
		return ballotCell{"0 " + evaluation.Abstained, look.ToneMuted, false}
	}
	for i, o := range p.box.Rubric.Options {
		if o.ID != mark {
			continue
		}
		c := ballotCell{text: fmt.Sprintf("%d %s", i+1, o.Name)}
		switch {
		case !o.Counted:
			c.tone = look.ToneMuted
		case !o.Satisfied:
			c.tone, c.bold = look.ToneDue, true
		}
		return c
	}
	return ballotCell{}
}

// state is how far a ballot is.
func (p *ballotPane) state(row int) ballotCell {
	first, second := p.box.Entry(row+1, evaluation.FirstPass), p.box.Entry(row+1, evaluation.SecondPass)
	switch {
	case p.draft != nil && p.draft.row == row:
		return ballotCell{text: "录入中", tone: look.ToneMuted}
	case first == nil && second == nil:
		return ballotCell{}
	case first == nil:
		return ballotCell{text: "未一录", tone: look.ToneMuted}
	case second == nil:
		return ballotCell{text: "未二录", tone: look.ToneMuted}
	}
	open, all := 0, 0
	for _, d := range p.box.DifferencesAt(row + 1) {
		if all++; !d.Settled {
			open++
		}
	}
	switch {
	case open > 0:
		return ballotCell{fmt.Sprintf("%d 处不同", open), look.ToneLate, true}
	case all > 0:
		return ballotCell{"已核对", look.ToneDone, false}
	}
	return ballotCell{"相同", look.ToneDone, false}
}

func (p *ballotPane) clicked(row, col int) {
	p.chosen(row, col)
	p.counted()
}

// stays says why the person in front cannot be changed now.
func (p *ballotPane) stays() string {
	switch {
	case p.box == nil:
		return "这次票决还没有票务，先按「票务…」填写。"
	case p.draft != nil:
		return fmt.Sprintf("%d 号票还没有录完，录完或用退格清空再换。", p.draft.row+1)
	case len(p.waiting) > 0: // under the name they were typed by
		return "还有票正在保存，请稍后再换。"
	}
	return ""
}

// turned begins with the entry of the person who is in front now.
func (p *ballotPane) turned() {
	p.said.Set(howToVote, look.ToneMuted)
	p.goOn()
	p.told()
	look.Focus(p.grid)
}

// told renews all that is said beside the ballots.
func (p *ballotPane) told() {
	p.sums = scoring.Accounting{}
	if p.box != nil {
		p.sums = p.box.Accounting()
	}
	p.showPersons()
	p.side.told()
	p.lock.SetEnabled(p.open())
	p.counted()
}

// counted renews the foot.
func (p *ballotPane) counted() {
	switch {
	case p.box == nil:
		p.foot.SetText("")
		p.tell("这次票决还没有票务，先按「票务…」填写应到、实到、发出和收回，再录票。")
		return
	case len(p.box.Targets) == 0:
		p.tell("这次票决还没有对象，请在「评议」里填写票决对象。")
	}
	a := p.sums
	entered := map[int]int{evaluation.FirstPass: a.First, evaluation.SecondPass: a.Second}[p.pass]
	p.foot.SetText(fmt.Sprintf("共 %d 张 · %s已录 %d · 本张第 %d 格", a.Returned, evaluation.PassNames[p.pass], entered, p.grid.col+1))
}

// openAccounting opens the form of the round, or of a new one.
func (p *ballotPane) openAccounting() {
	if p.place.RoundID == 0 {
		p.newRound()
		return
	}
	p.desk.Open(Key, records.OneOf{Kind: evaluation.Rounds, ID: p.place.RoundID})
}

// askLock asks who locks the round with whom, or says what is left to do.
func (p *ballotPane) askLock() {
	if p.box != nil {
		p.rounds.Take(evaluation.StepLockRound, p.box.RoundID)
	}
}

// settle stores what the paper says of a difference.
func (p *ballotPane) settle(d evaluation.Difference, optionID int64, spoiled bool, word string) {
	id := p.box.RoundID
	p.desk.Write(fmt.Sprintf("核对 %d 号票为%s", d.Number, word), func(ctx context.Context, tx *store.Tx) error {
		return evaluation.Settle(ctx, tx, id, d.Number, d.Target, optionID, spoiled)
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.load(p.place)
		p.desk.ToastUndo(fmt.Sprintf("%d 号票按「%s」计", d.Number, word))
	})
}

// leave asks about a ballot that is not complete: it is not stored.
func (p *ballotPane) leave(then func()) {
	if p.draft == nil {
		then()
		return
	}
	typed := len(p.draft.marks)
	for _, m := range p.draft.marks {
		if m == untyped {
			typed--
		}
	}
	box.ShowChoices(p.desk.Native().Canvas(), fmt.Sprintf("%d 号票还没有录完", p.draft.row+1), fmt.Sprintf("录了 %d 格，还差 %d 格。没录完的票不保存，下次从这张票重新录；录完的票都已保存。", typed, len(p.draft.marks)-typed),
		box.Answer{Text: "不要这张，离开", Do: func() { p.draft = nil; p.settleRows(); p.grid.moveTo(p.grid.row, 0); p.told(); then() }},
		box.Answer{Text: "接着录", Do: func() { look.Focus(p.grid) }})
}
