package evaluation

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// shownBallots is the page with the ballots of six units in front, so many of them returned.
func shownBallots(t *testing.T, returned int) (*Page, *ballotPane) {
	t.Helper()
	var p *Page
	d := desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	units, err := store.Texts(t.Context(), d.Store().DB(), "SELECT name FROM unit WHERE to_on = '' ORDER BY id LIMIT 6")
	if err != nil || len(units) != 6 {
		t.Fatal(units, err)
	}
	var targets []rows.Row
	for _, unit := range units {
		targets = append(targets, rows.Row{"unit": unit})
	}
	scope := record.Scope{Year: d.Year()}
	err = d.Store().Write(t.Context(), "王芳", "设立票决", func(ctx context.Context, tx *store.Tx) error {
		if _, err := evaluation.Evaluations.Save(ctx, tx, scope, 0, record.Values{"name": "测试票决", "rubric": "票决换算", "ballot_targets": rows.Text(targets)}); err != nil {
			return err
		}
		_, err := evaluation.Rounds.Save(ctx, tx, scope, 0, record.Values{
			"evaluation": "测试票决", "held_on": "2026-10-20", "due": "900", "present": "600", "issued": "600", "returned": fmt.Sprint(returned),
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d.Open(Key, entryKey)
	p.entry.chosen = "测试票决"
	p.entry.pick()
	p.entry.ballots.grid.Resize(fyne.NewSize(900, 500))
	if p.entry.ballots.box == nil || p.entry.ballots.grid.Hidden || p.entry.votes.Visible() == p.entry.sheets.Visible() {
		t.Fatal("the ballots are not in front")
	}
	return p, p.entry.ballots
}

// press types characters; < is Backspace.
func press(b *ballotPane, keys string) (strokes int) {
	for _, r := range keys {
		strokes++
		if r == '<' {
			b.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			continue
		}
		b.grid.TypedRune(r)
	}
	return strokes
}

// stored are the marks of an entry as the database has them: 123400, × for a spoiled ballot, empty for none.
func stored(t *testing.T, b *ballotPane, number, pass int) string {
	t.Helper()
	box, err := evaluation.ReadBox(t.Context(), b.desk.Store().DB(), b.place.RoundID, "")
	if err != nil {
		t.Fatal(err)
	}
	e := box.Entry(number, pass)
	switch {
	case e == nil:
		return ""
	case e.Spoiled:
		return "×"
	}
	text := ""
	for _, mark := range e.Marks {
		text += fmt.Sprint(1 + slices.IndexFunc(box.Rubric.Options, func(o evaluation.Option) bool { return o.ID == mark }))
	}
	return text
}

func TestBallotsTypedByNumberPad(t *testing.T) {
	_, b := shownBallots(t, 5)
	for _, tt := range []struct{ name, keys, want string }{
		{"digits go on by themselves", "123401", "123401"},
		{"backspace goes one cell back", "11<<241114", "241114"},
		{"a digit there is none of", "1151111", "111111"},
		{"the whole ballot is spoiled", "*", "×"},
	} {
		number := b.grid.row + 1
		press(b, tt.keys)
		if got := stored(t, b, number, 1); got != tt.want {
			t.Errorf("%s: ballot %d is %q, want %q", tt.name, number, got, tt.want)
		}
	}
	if b.grid.row != 4 || b.grid.col != 0 || b.draft != nil {
		t.Fatalf("at ballot %d, cell %d", b.grid.row+1, b.grid.col+1)
	}
}

func TestBallotTypedBefore(t *testing.T) {
	_, b := shownBallots(t, 5)
	press(b, "123401241114111111*")
	t.Run("back into the one before", func(t *testing.T) {
		press(b, "<")
		if b.grid.row != 3 || b.grid.col != 5 {
			t.Fatalf("at ballot %d, cell %d", b.grid.row+1, b.grid.col+1)
		}
		b.clicked(2, 5)
		press(b, "2")
		if got := stored(t, b, 3, 1); got != "111112" || b.grid.row != 4 {
			t.Errorf("ballot 3 is %q, then at %d", got, b.grid.row+1)
		}
		b.clicked(2, 1)
		press(b, "3")
		if got := stored(t, b, 3, 1); got != "131112" || b.grid.row != 2 || b.grid.col != 2 {
			t.Errorf("ballot 3 is %q, then at %d/%d", got, b.grid.row+1, b.grid.col+1)
		}
	})
	t.Run("the last one incomplete is not stored and asked about", func(t *testing.T) {
		b.clicked(4, 0)
		press(b, "12")
		left := false
		b.leave(func() { left = true })
		if left || stored(t, b, 5, 1) != "" || b.draft == nil {
			t.Fatal("left with an incomplete ballot")
		}
		b.clicked(0, 0)
		press(b, "1")
		if !strings.Contains(b.said.Text, "5 号票还没有录完") || stored(t, b, 1, 1) != "123401" {
			t.Errorf("said %q, ballot 1 is %q", b.said.Text, stored(t, b, 1, 1))
		}
		press(b, "1111")
		if got := stored(t, b, 5, 1); got != "121111" {
			t.Errorf("ballot 5 is %q", got)
		}
	})
}

// Once all that came back is typed, a key types nothing over the last ballot until a cell is chosen.
func TestNoKeyAfterTheLastBallot(t *testing.T) {
	_, b := shownBallots(t, 2)
	press(b, "111111222222")
	if !strings.Contains(b.said.Text, "收回的 2 张一录已录完") {
		t.Errorf("said %q", b.said.Text)
	}
	press(b, "333333*")
	if got := stored(t, b, 2, 1); got != "222222" || !strings.Contains(b.said.Text, "这一键没有录") {
		t.Errorf("ballot 2 is %q, said %q", got, b.said.Text)
	}
	b.choosePass(evaluation.SecondPass) // asks by whom
	press(b, "3")
	if got := stored(t, b, 2, 1); got != "222222" {
		t.Errorf("ballot 2 is %q", got)
	}
	b.clicked(1, 5)
	press(b, "3")
	if got := stored(t, b, 2, 1); got != "222223" {
		t.Errorf("the cell chosen: ballot 2 is %q", got)
	}
	press(b, "4")
	if got := stored(t, b, 2, 1); got != "222223" {
		t.Errorf("after it: ballot 2 is %q", got)
	}
	b.desk.Undo()
	b.load(b.place)
	press(b, "<4")
	if got := stored(t, b, 2, 1); got != "222224" {
		t.Errorf("after Backspace: ballot 2 is %q", got)
	}
}

func TestBallotDeletedByKey(t *testing.T) {
	_, b := shownBallots(t, 3)
	press(b, "111111222222333333")
	b.clicked(2, 0)
	b.grid.TypedShortcut(removeKeys)
	if got := stored(t, b, 3, 1); got != "" || b.cell(2, 0).text != "" {
		t.Errorf("ballot 3 is %q, shown %q", got, b.cell(2, 0).text)
	}
	press(b, "444444")
	if got := stored(t, b, 3, 1); got != "444444" {
		t.Errorf("typed again: %q", got)
	}
}

func TestSecondEntryIsBlind(t *testing.T) {
	_, b := shownBallots(t, 3)
	press(b, "111111222222333333")
	b.by[1] = "王芳"
	b.choosePass(evaluation.SecondPass)
	press(b, "1")
	if b.draft != nil || !strings.Contains(b.said.Text, "要由两个人") {
		t.Errorf("typed by the same person: %q", b.said.Text)
	}
	b.turn(evaluation.SecondPass, "陈静")
	for row := range 3 {
		for col := range 6 {
			if got := b.cell(row, col).text; got != "" {
				t.Fatalf("ballot %d shows %q to the second person", row+1, got)
			}
		}
	}
	press(b, "111111222242")
	if got := []string{b.state(0).text, b.state(1).text, b.state(2).text}; !slices.Equal(got, []string{"相同", "1 处不同", "未二录"}) {
		t.Errorf("states %v", got)
	}
	if len(b.side.differs.table.Rows) != 1 || b.side.differs.table.Hidden {
		t.Fatalf("%d differences listed", len(b.side.differs.table.Rows))
	}
	d := b.box.Differences()[0]
	for _, item := range b.side.answers(b.box, d) {
		if item.Label == "原票是：不了解" {
			item.Action()
		}
	}
	if b.state(1).text != "已核对" || !b.side.differs.table.Hidden || b.box.Accounting().Open != 0 {
		t.Errorf("after settling: %q, %d open", b.state(1).text, b.box.Accounting().Open)
	}
	if got := stored(t, b, 2, 1) + stored(t, b, 2, 2); got != "222222222242" {
		t.Errorf("settling changed what was typed: %s", got)
	}
}

// plantedBallots are ballots in keys as the first and the second person type them, with the places of twenty that differ.
func plantedBallots(n int) (first, second []string, planted map[int]bool) {
	rng := rand.New(rand.NewPCG(21, 8))
	first = make([]string, n)
	for i := range first {
		for range 6 {
			first[i] += string("0123411112"[rng.IntN(10)])
		}
		if rng.IntN(60) == 0 {
			first[i] = "*"
		}
	}
	second, planted = slices.Clone(first), map[int]bool{}
	for len(planted) < 20 {
		at := rng.IntN(n)
		if planted[at] || first[at] == "*" {
			continue
		}
		planted[at] = true
		digits := []byte(second[at])
		place := rng.IntN(6)
		digits[place] = '0' + (digits[place]-'0'+1)%5
		second[at] = string(digits)
	}
	return first, second, planted
}

// Twenty differences planted among 500 ballots of six units and typed by keys are found, twenty of twenty, with at most seven keys a ballot.
func TestPlantedDifferencesTyped(t *testing.T) {
	_, b := shownBallots(t, 500)
	first, second, planted := plantedBallots(500)
	strokes, begun := 0, time.Now()
	for _, keys := range first {
		n := press(b, keys)
		if strokes += n; n > 7 {
			t.Fatalf("%d keys for a ballot", n)
		}
	}
	if got := b.side.subtotal.Text; got != "小计（451–500 号，每 50 张一次）" || !strings.HasSuffix(b.side.subtotals.Text, "✓") {
		t.Errorf("%s %s", got, b.side.subtotals.Text)
	}
	t.Logf("%s a key, writes among them", time.Since(begun)/time.Duration(strokes))
	b.turn(evaluation.SecondPass, "陈静")
	for _, keys := range second {
		strokes += press(b, keys)
	}
	found := 0
	for _, d := range b.box.Differences() {
		if planted[d.Number-1] {
			found++
		} else {
			t.Errorf("ballot %d differs, but was typed alike", d.Number)
		}
	}
	if found != 20 {
		t.Errorf("%d of 20 found", found)
	}
	if perBallot := float64(strokes) / 1000; perBallot > 7 {
		t.Errorf("%.2f keys a ballot", perBallot)
	} else {
		t.Logf("%.2f keys a ballot, %d of 20 found", perBallot, found)
	}
}

func TestBallotsUndone(t *testing.T) {
	p, b := shownBallots(t, 3)
	press(b, "111111222222")
	b.desk.Undo()
	p.Changed(store.Change{})
	if got := stored(t, b, 2, 1); got != "" {
		t.Fatalf("ballot 2 after undo: %q", got)
	}
	if got := b.cell(1, 0).text; got != "" {
		t.Errorf("the window still shows %q", got)
	}
	if got := stored(t, b, 1, 1); got != "111111" {
		t.Errorf("ballot 1 after undo: %q", got)
	}
}
