package evaluation

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// entryTab is where the sheets of a target are typed in: a row for each rater, a cell for each indicator, number pad and Enter only. Of an evaluation by
// ballots the ballots are.
type entryTab struct {
	*inHand

	desk *desk.Desk
	*typists
	ballots *ballotPane
	sheets  fyne.CanvasObject // in front where there are sheets
	votes   fyne.CanvasObject // in front where there are ballots

	evaluation *kit.Chip
	target     *kit.Chip
	books      *kit.Chip
	title      *kit.Label
	said       *kit.Label // what is wrong with a cell, or how to type
	foot       *kit.Label
	save       *kit.Button
	body       *fyne.Container // head and rows
	checks     *sheetChecks

	places []evaluation.Place
	boxes  []evaluation.BallotPlace
	names  []string // of the year's evaluations
	at     int64    // target shown
	stored evaluation.Entry
	typed  evaluation.Entry
	waits  bool // something typed is not saved

	typedFor string // the evaluation that the two persons type
	turns    bool   // another person is in front, and gets the keyboard
	batch    string // of the sheets printed for the panel
	rows     []*entryLine
}

var (
	_ records.Tab      = (*entryTab)(nil)
	_ records.TabActor = (*entryTab)(nil)
	_ desk.Saver       = (*entryTab)(nil)
	_ desk.Leaver      = (*entryTab)(nil)
)

const howToType = "用数字小键盘填分，回车或 Tab 到下一格，↑↓ 换人；Ctrl+S 保存。"

func newEntry(d *desk.Desk, at *inHand) *entryTab {
	t := &entryTab{
		inHand: at, desk: d, title: kit.NewHeading("", look.TextSize), said: kit.NewLabel(howToType, look.SmallText, look.ToneMuted),
		foot: kit.NewLabel("", look.SmallText, look.ToneMuted), body: container.NewStack(),
	}
	t.ballots = newBallotPane(d)
	t.typists = newTypists(d)
	t.typists.refuse, t.typists.turned = t.stays, func() { t.turns = true; t.pick() }
	t.checks = newSheetChecks(t)
	t.books = t.newBooks()
	t.save = kit.NewPrimaryButton("保存评分", t.Save)
	t.save.Disable()
	t.evaluation = kit.NewOneOfChip("评议", t.evaluations, func(name string) { t.Leave(func() { t.chosen, t.at = name, 0; t.ballots.wanted = true; t.pick() }) })
	t.target = kit.NewOneOfChip("评议对象", t.targets, func(id string) {
		t.Leave(func() { t.at, _ = strconv.ParseInt(id, 10, 64); t.pick() })
	})
	t.evaluation.Most, t.target.Most = chipMost, chipMost
	return t
}

// chipMost is as wide as the words of the chips beside the tabs are drawn: the tabs keep what they count.
const chipMost = 150

// Content implements records.Tab.
func (t *entryTab) Content() fyne.CanvasObject {
	head := container.NewBorder(nil, nil, nil, kit.NewRow(8, t.first, t.second, kit.NewFixed(110, look.FieldHeight, t.save)), t.title)
	t.sheets = kit.NewCard("", "", kit.NewHeadAndFoot(kit.NewColumn(6, head, t.said), container.NewScroll(t.body), kit.NewColumn(6, t.checks.content(), t.foot)))
	t.votes = t.ballots.content()
	t.front()
	return container.NewStack(t.sheets, t.votes)
}

// front shows what is typed in of the evaluation chosen.
func (t *entryTab) front() {
	votes := t.box() != nil
	show := func(o fyne.CanvasObject, on bool) {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	show(t.sheets, !votes)
	show(t.votes, votes)
	show(t.target, !votes)
	show(t.books, !votes)
	for _, o := range t.ballots.actions() {
		show(o, votes)
	}
}

// box is the evaluation chosen, where it is by ballots.
func (t *entryTab) box() *evaluation.BallotPlace {
	if i := slices.IndexFunc(t.boxes, func(p evaluation.BallotPlace) bool { return p.Evaluation == t.chosen }); i >= 0 {
		return &t.boxes[i]
	}
	return nil
}

// Actions implements records.TabActor.
func (t *entryTab) Actions() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{t.evaluation, t.target, t.books}, t.ballots.actions()...)
}

// Shown implements records.Tab. What is typed and not saved stays.
func (t *entryTab) Shown() {
	if t.changed() {
		return
	}
	st, year, scope := t.desk.Store(), t.desk.Year(), t.desk.Scope()
	type read struct {
		places []evaluation.Place
		boxes  []evaluation.BallotPlace
		names  []string
	}
	desk.Load(t.desk.Tasks(), "evaluation.places", func(ctx context.Context) (r read, err error) {
		if r.places, err = evaluation.Places(ctx, st.DB(), year); err != nil {
			return r, err
		}
		if r.boxes, err = evaluation.BallotPlaces(ctx, st.DB(), year); err != nil {
			return r, err
		}
		all, err := evaluation.Evaluations.Records(ctx, st.DB(), scope)
		for _, e := range all {
			r.names = append(r.names, e.Values["name"])
		}
		return r, err
	}, func(r read, err error) {
		if err != nil {
			t.desk.Fail(err)
			return
		}
		t.places, t.boxes, t.names = r.places, r.boxes, r.names
		t.pick()
	})
}

// pick settles which target is shown and loads it.
func (t *entryTab) pick() {
	t.settle()
	t.begin()
	t.front()
	if box := t.box(); box != nil {
		t.evaluation.Set(box.Evaluation+" ∨", true)
		t.ballots.load(*box)
		return
	}
	if t.has(t.inHand.picked) {
		t.at = t.inHand.picked
	}
	if t.inHand.picked = 0; !t.has(t.at) {
		t.at = t.awaited()
	}
	if t.at == 0 {
		t.stored, t.typed, t.rows = evaluation.Entry{}, evaluation.Entry{}, nil
		none := "这一年"
		if t.chosen != "" {
			none = "「" + t.chosen + "」"
			t.evaluation.Set(t.chosen+" ∨", true)
		}
		t.target.Set("评议对象 ∨", false)
		t.checks.tell(sheetRead{})
		t.title.SetText(none + "还没有评议对象，请先在「评委」中登记小组、评委和评议案号")
		kit.Swap(t.body)
		t.toldHow()
		t.told()
		return
	}
	t.ask()
}

// open reports whether the sheet of a row can be typed in.
func (t *entryTab) open(row int) bool { return t.typed.Locked == "" && !t.typed.Rows[row].Excused }

// toldHow says how to type, or why nothing can be.
func (t *entryTab) toldHow() {
	if t.typed.Locked != "" {
		t.said.Set(t.typed.Locked, look.ToneDue)
		return
	}
	t.said.Set(howToType, look.ToneMuted)
}

// plainNumber is a number as it is kept, where it is one: full-width digits and a zero too much are the same points.
func plainNumber(text string) string {
	text = strings.TrimSpace(text)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// key moves among the cells.
func (t *entryTab) key(row, at int, ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.typed.Wrong(row, at, t.typed.Rows[row].Points[at]) == "" {
			t.step(row, at, 1)
		} else {
			t.rows[row].cells[at].SelectText() // the next digits take its place
		}
	case fyne.KeyTab:
		switch back, word := look.KeyModifiers()&fyne.KeyModifierShift != 0, t.rows[row].word; {
		case back:
			t.step(row, at, -1)
		case at == len(t.rows[row].cells)-1 && !word.Disabled():
			look.Focus(word)
		default:
			t.step(row, at, 1)
		}
	case fyne.KeyDown:
		t.below(row, at, 1)
	case fyne.KeyUp:
		t.below(row, at, -1)
	default:
		return false
	}
	return true
}

// step goes to the next cell that can be filled, from the last to 保存.
func (t *entryTab) step(row, at, by int) {
	for {
		at += by
		if at < 0 || at >= len(t.typed.Rubric.Indicators) {
			row += by
			at = 0
			if by < 0 {
				at = len(t.typed.Rubric.Indicators) - 1
			}
		}
		if row < 0 || row >= len(t.rows) {
			if by > 0 && !t.save.Disabled() {
				look.Focus(t.save)
			}
			return
		}
		if !t.rows[row].cells[at].Disabled() {
			look.Focus(t.rows[row].cells[at])
			return
		}
	}
}

func (t *entryTab) below(row, at, by int) {
	for row += by; row >= 0 && row < len(t.rows); row += by {
		if !t.rows[row].cells[at].Disabled() {
			look.Focus(t.rows[row].cells[at])
			return
		}
	}
}

// tell says what is wrong with the cell the keyboard is in.
func (t *entryTab) tell(row, at int) {
	if wrong := t.typed.Wrong(row, at, t.typed.Rows[row].Points[at]); wrong != "" {
		t.said.Set(wrong, look.ToneLate)
		return
	}
	t.toldHow()
}

// told renews totals, states and what the foot counts.
func (t *entryTab) told() {
	n := entryCount{missing: map[int]string{evaluation.FirstPass: "未交", evaluation.SecondPass: "未二录"}[t.typed.Pass]}
	for i, r := range t.typed.Rows {
		line := t.rows[i]
		filled, wrong := 0, 0
		for at, p := range r.Points {
			invalid := t.typed.Wrong(i, at, p) != ""
			line.cells[at].SetInvalid(invalid)
			if invalid {
				wrong++
			}
			if p != "" {
				filled++
			}
		}
		total := t.typed.Total(r.Points)
		line.total.SetText(total)
		line.state.Set(n.add(&r, filled, wrong))
		line.offer(&r, t.open(i), t.typed.Pass)
	}
	t.showPersons()
	t.foot.SetText("")
	if len(t.typed.Rows) > 0 {
		t.foot.SetText(fmt.Sprintf(evaluation.PassNames[t.typed.Pass]+"：评委 %d 人 · 完整 %d 张 · 作废 %d 张 · 不评 %d 人 · 纸质表的批号 %s", n.expected, n.complete, n.void, n.left, t.batch))
	}
	changed := t.changed()
	t.save.SetEnabled(changed)
	if changed != t.waits {
		t.waits = changed
		t.desk.Status().SetUnsaved(changed)
	}
}

// entryCount counts the raters of a target, without those excused, and what became of their sheets.
type entryCount struct {
	missing                        string // is said of one that was not typed in
	expected, complete, void, left int
}

// add counts a row with so many points filled in, and wrong ones among them, and says what state it is in.
func (n *entryCount) add(r *evaluation.EntryRow, filled, wrong int) (string, look.Tone) {
	if r.Excused {
		return r.State(), look.ToneMuted
	}
	n.expected++
	switch {
	case r.LeftOut():
		n.left++
		return r.State(), look.ToneMuted
	case r.Void:
		n.void++
		return r.State(), look.ToneDue
	case filled == len(r.Points) && wrong == 0:
		n.complete++
		return "完整", look.ToneDone
	case wrong > 0:
		return fmt.Sprintf("%d 项不对", wrong), look.ToneLate
	case filled > 0:
		return fmt.Sprintf("漏 %d 项", len(r.Points)-filled), look.ToneDue
	}
	return n.missing, look.ToneMuted
}

func (t *entryTab) changed() bool { return len(t.typed.Rows) > 0 && len(t.typed.Changed(t.stored)) > 0 }

// Save implements desk.Saver: all sheets typed in one write.
func (t *entryTab) Save() { t.saveThen(func() {}) }

func (t *entryTab) saveThen(then func()) {
	saved := t.typed.Clone() // what is typed from here on is to be saved next
	changed := saved.Changed(t.stored)
	if len(changed) == 0 {
		return
	}
	for i, r := range t.typed.Rows {
		for at, p := range r.Points {
			if wrong := t.typed.Wrong(i, at, p); wrong != "" {
				look.Focus(t.rows[i].cells[at])
				t.said.Set(wrong, look.ToneLate)
				return
			}
		}
	}
	typing := t.typing()
	if typing.By == "" {
		t.choosePass(typing.Pass)
		return
	}
	t.save.Disable()
	t.desk.Write(enteringWords(saved)+savedWords(changed), func(ctx context.Context, tx *store.Tx) error {
		return evaluation.SaveEntry(ctx, tx, saved.TargetID, typing, changed)
	}, func(err error) {
		if err != nil {
			t.desk.Fail(err)
			t.told()
			return
		}
		if t.typed.SameRows(saved) {
			t.stored = saved
			t.told()
		}
		t.Shown()
		t.desk.ToastUndo("已" + savedWords(changed))
		then()
	})
}

// Leave implements desk.Leaver.
func (t *entryTab) Leave(then func()) {
	if t.box() != nil {
		t.ballots.leave(then)
		return
	}
	if !t.changed() {
		then()
		return
	}
	box.ShowChoices(t.desk.Native().Canvas(), "评分还没有保存", t.typed.Label+"的没有存："+savedWords(t.typed.Changed(t.stored))+"。",
		box.Answer{Text: "不保存", Do: func() { t.typed = t.stored; t.show(t.stored); then() }},
		box.Answer{Text: "保存", Do: func() { t.saveThen(then) }})
}

// Count implements records.TabCounter: the sheets and ballots there are.
func (t *entryTab) Count(ctx context.Context, st *store.Store, scope record.Scope) (int, error) {
	places, err := evaluation.Places(ctx, st.DB(), scope.Year)
	n := 0
	for _, p := range places {
		n += p.Collected
	}
	if err != nil {
		return 0, err
	}
	boxes, err := evaluation.BallotPlaces(ctx, st.DB(), scope.Year)
	for _, p := range boxes {
		n += p.Entered
	}
	return n, err
}
