package evaluation

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"golang.org/x/text/width"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/gui/kit/look"
)

// typed takes a character: a digit chooses, 0 abstains, × spoils the whole ballot.
func (p *ballotPane) typed(r rune) {
	if !p.mayType() {
		return
	}
	text := width.Narrow.String(string(r))
	switch {
	case text == "*" || text == "×" || strings.EqualFold(text, "x"):
		p.draft = nil
		p.keep(evaluation.TypedBallot{Number: p.grid.row + 1, Spoiled: true, Marks: make([]int64, len(p.box.Targets))})
	case text == "0":
		p.mark(0)
	case text >= "1" && text <= "9":
		at := int(text[0] - '1')
		if at >= len(p.box.Rubric.Options) {
			p.tell(fmt.Sprintf("没有 %s 这一档，档次是 1 到 %d，0 弃权。", text, len(p.box.Rubric.Options)))
			return
		}
		p.mark(p.box.Rubric.Options[at].ID)
	default:
		p.said.Set(howToVote, look.ToneMuted)
	}
}

// mayType says what is in the way of typing.
func (p *ballotPane) mayType() bool {
	row := p.grid.row
	switch {
	case !p.open():
		p.tell("这一轮" + p.box.Status() + "，不能再录。")
	case p.rested:
		p.tell(p.allTyped() + "这一键没有录；要改的，先用方向键或鼠标选定那一格。")
	case p.box.Returned() == 0:
		p.tell("先按「票务…」填写应到、实到、发出和收回，再录票。")
	case p.by[p.pass-1] == "":
		p.choosePass(p.pass)
	case p.draft != nil && p.draft.row != row:
		p.tell(fmt.Sprintf("%d 号票还没有录完，录完或用退格清空再录别的。", p.draft.row+1))
		p.grid.moveTo(p.draft.row, p.firstUntyped())
	default:
		if e := p.box.Entry(row+1, 3-p.pass); e != nil && e.By == p.by[p.pass-1] {
			p.tell(fmt.Sprintf("%d 号票的%s也是「%s」录的，两次录入要由两个人；请按右上角换人。", row+1, evaluation.PassNames[3-p.pass], e.By))
			return false
		}
		return true
	}
	return false
}

func (p *ballotPane) tell(text string) { p.said.Set(text, look.ToneLate) }

func (p *ballotPane) firstUntyped() int { return max(slices.Index(p.draft.marks, untyped), 0) }

// mark sets the cell of the cursor and goes to the next one, after the last one to the next ballot.
func (p *ballotPane) mark(optionID int64) {
	row, col := p.grid.row, p.grid.col
	p.said.Set(howToVote, look.ToneMuted)
	marks := slices.Repeat([]int64{untyped}, len(p.box.Targets))
	if e := p.box.Entry(row+1, p.pass); e != nil && !e.Spoiled {
		marks = slices.Clone(e.Marks)
	}
	if p.draft != nil {
		marks = p.draft.marks
	}
	marks[col] = optionID
	if slices.Contains(marks, untyped) {
		p.draft = &draftBallot{row, marks}
		if col+1 == len(marks) || marks[col+1] != untyped {
			col = p.firstUntyped() - 1
		}
		p.settleRows()
		p.grid.moveTo(row, col+1)
		p.counted()
		return
	}
	p.draft = nil
	t := evaluation.TypedBallot{Number: row + 1, Marks: marks}
	if col+1 < len(marks) && p.box.Entry(row+1, p.pass) != nil { // a cell of a ballot that was complete
		p.keepAt(t, row, col+1)
		return
	}
	p.keep(t)
}

// keep stores a complete ballot and goes to the next one.
func (p *ballotPane) keep(t evaluation.TypedBallot) { p.keepAt(t, -1, 0) }

func (p *ballotPane) keepAt(t evaluation.TypedBallot, row, col int) {
	p.put(t, p.pass, p.by[p.pass-1])
	if row < 0 {
		if row = p.next(t.Number - 1); row >= p.box.Returned() {
			row = p.next(0)
		}
		p.rested = row >= p.box.Returned()
	}
	p.waiting = append(slices.DeleteFunc(p.waiting, func(w evaluation.TypedBallot) bool { return w.Number == t.Number }), t)
	p.settleRows()
	p.grid.moveTo(row, col)
	p.told()
	p.sayRested()
	p.store()
}

// allTyped is said once the person has typed every ballot that came back.
func (p *ballotPane) allTyped() string {
	return fmt.Sprintf("收回的 %d 张%s已录完。", p.box.Returned(), evaluation.PassNames[p.pass])
}

func (p *ballotPane) sayRested() {
	if p.rested {
		p.said.Set(p.allTyped()+"还有票的，先按「票务…」核对收回票。", look.ToneDone)
	}
}

// chosen goes to a cell by hand: what is typed there is meant for it.
func (p *ballotPane) chosen(row, col int) {
	if p.rested {
		p.rested = false
		p.said.Set(howToVote, look.ToneMuted)
	}
	p.grid.moveTo(row, col)
}

// remove deletes the ballot of the cursor as both persons typed it.
func (p *ballotPane) remove() {
	number := p.grid.row + 1
	switch {
	case !p.open():
		p.tell("这一轮" + p.box.Status() + "，不能再删。")
		return
	case len(p.waiting)+len(p.flying.ballots) > 0:
		p.tell("还有票正在保存，请稍后再删。")
		return
	}
	if p.draft != nil && p.draft.row == p.grid.row {
		p.draft = nil
	}
	if p.box.Entry(number, evaluation.FirstPass) == nil && p.box.Entry(number, evaluation.SecondPass) == nil {
		p.settleRows()
		p.tell(fmt.Sprintf("%d 号票还没有录，不用删。", number))
		return
	}
	round := p.box.RoundID
	p.desk.Write(fmt.Sprintf("删去 %d 号票", number), func(ctx context.Context, tx *store.Tx) error {
		return evaluation.RemoveBallot(ctx, tx, round, number)
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.load(p.place)
		p.desk.ToastUndo(fmt.Sprintf("已删去 %d 号票，一录、二录都已删去", number))
	})
}

// store writes what waits, unless a write is under way: then it goes with the next one.
func (p *ballotPane) store() {
	if len(p.flying.ballots) > 0 || len(p.waiting) == 0 {
		return
	}
	f, round := flight{p.pass, p.by[p.pass-1], p.waiting}, p.box.RoundID
	p.flying, p.waiting = f, nil
	p.desk.Write(f.wording(), func(ctx context.Context, tx *store.Tx) error {
		return evaluation.SaveBallots(ctx, tx, round, f.pass, f.by, f.ballots)
	}, func(err error) {
		p.flying = flight{}
		if err != nil {
			p.waiting, p.draft = nil, nil // what could not be stored is not shown as if it was
			p.desk.Fail(err)
			p.load(p.place)
			return
		}
		p.store()
	})
}

// flight is ballots being stored, all of one pass and typed by one person.
type flight struct {
	pass    int
	by      string
	ballots []evaluation.TypedBallot
}

// wording is what the journal says: 一录评议票 53 号（王芳）.
func (f flight) wording() string {
	numbers := make([]int, len(f.ballots))
	for i, t := range f.ballots {
		numbers[i] = t.Number
	}
	slices.Sort(numbers)
	which := strconv.Itoa(numbers[0]) + " 号"
	if n := len(numbers); n > 1 {
		which = fmt.Sprintf("%d 号等 %d 张", numbers[0], n)
	}
	return fmt.Sprintf("%s评议票 %s（%s）", evaluation.PassNames[f.pass], which, f.by)
}

// key takes what is no character.
func (p *ballotPane) key(ev *fyne.KeyEvent) {
	row, col := p.grid.row, p.grid.col
	switch ev.Name {
	case fyne.KeyBackspace, fyne.KeyDelete:
		p.back()
	case fyne.KeyLeft:
		p.chosen(row, col-1)
	case fyne.KeyRight:
		p.chosen(row, col+1)
	case fyne.KeyUp:
		p.chosen(row-1, col)
	case fyne.KeyDown:
		p.chosen(row+1, col)
	case fyne.KeyPageUp:
		p.chosen(row-p.grid.shown(), col)
	case fyne.KeyPageDown:
		p.chosen(row+p.grid.shown(), col)
	case fyne.KeyHome:
		p.chosen(0, 0)
	case fyne.KeyEnd, fyne.KeyReturn, fyne.KeyEnter:
		if p.draft != nil {
			p.chosen(p.draft.row, p.firstUntyped())
			break
		}
		p.chosen(p.next(0), 0)
	}
	p.counted()
}

// back goes one cell back, to be typed again; of a ballot that is not complete it empties the cell.
func (p *ballotPane) back() {
	row, col := p.grid.row, p.grid.col
	if p.rested { // behind the last cell
		p.chosen(row, len(p.grid.heads)-1)
		return
	}
	if p.draft != nil && p.draft.row == row {
		if p.draft.marks[col] == untyped && col > 0 {
			col--
		}
		p.draft.marks[col] = untyped
		if !slices.ContainsFunc(p.draft.marks, func(m int64) bool { return m != untyped }) {
			p.draft = nil
		}
		p.chosen(row, col)
		return
	}
	if col > 0 {
		p.chosen(row, col-1)
	} else if row > 0 {
		p.chosen(row-1, len(p.grid.heads)-1)
	}
}
