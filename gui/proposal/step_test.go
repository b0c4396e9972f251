package proposal

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// statesNow are the stored states of proposals.
func statesNow(t *testing.T, d *desk.Desk, ids []int64) []string {
	t.Helper()
	var out []string
	for _, id := range ids {
		r, err := proposal.Proposals.Record(t.Context(), d.Store().DB(), id)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r.Values["status"])
	}
	return out
}

// in are proposals in that state.
func in(p *Page, state string, n int) []row {
	var out []row
	for _, r := range p.rows {
		if r.Status == state && len(out) < n {
			out = append(out, r)
		}
	}
	return out
}

// TestStepOfSeveralProposals takes it of all of them in one write, from the menu of the rows, and back.
func TestStepOfSeveralProposals(t *testing.T) {
	p, d := open(t)
	chosen := in(p, "不立案", 3)
	stepOfMenu(t, p.menu(chosen), "立案…")()
	box := d.Native().Canvas().Overlays().Top()
	if box == nil || !strings.Contains(desktest.Text(box), "立案（3 件）") {
		t.Fatal("no box asks for it")
	}
	save := &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl}
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(save)
	ids := []int64{chosen[0].ID, chosen[1].ID, chosen[2].ID}
	if got := statesNow(t, d, ids); !slices.Equal(got, []string{"已立案", "已立案", "已立案"}) {
		t.Fatalf("states %v", got)
	}
	d.Undo()
	if got := statesNow(t, d, ids); !slices.Equal(got, []string{"不立案", "不立案", "不立案"}) {
		t.Errorf("states after undo %v", got)
	}
}

// stepsInMenu are the lines of 办理.
func stepsInMenu(items []*fyne.MenuItem) []string {
	var labels []string
	for _, item := range items {
		if item.ChildMenu != nil {
			for _, step := range item.ChildMenu.Items {
				labels = append(labels, step.Label)
			}
		}
	}
	return labels
}

// TestStepNotAllCanTake is offered in grey, with why.
func TestStepNotAllCanTake(t *testing.T) {
	p, d := open(t)
	chosen := append(in(p, "办理中", 2), in(p, "已答复", 1)...)
	for _, item := range p.menu(chosen) {
		if item.ChildMenu != nil {
			for _, step := range item.ChildMenu.Items {
				if some := strings.HasPrefix(step.Label, "登记催办") || strings.HasPrefix(step.Label, "到期未反馈"); step.Disabled != (!some && strings.Contains(step.Label, "不可")) {
					t.Errorf("%s can be chosen: %t", step.Label, !step.Disabled)
				}
			}
		}
	}
	labels := stepsInMenu(p.menu(chosen))
	if !slices.Contains(labels, "登记面商…") || !slices.Contains(labels, "登记答复…（2 件可办；1 件不可，如「已答复」的）") {
		t.Errorf("the menu offers %v", labels)
	}
	p.selected(chosen)
	if text := desktest.Text(d.Native().Content()); !strings.Contains(text, "已选 3 件") || !strings.Contains(text, "2 件可办；1 件不可") {
		t.Errorf("on screen:\n%s", text)
	}
}

// TestRefusalNamesTheProposal refuses all of several for one, in the box, and writes nothing.
func TestRefusalNamesTheProposal(t *testing.T) {
	p, d := open(t)
	chosen := in(p, "不立案", 2)
	p.editor.Take("立案", records.IDs(chosen, rowID)...)
	other := chosen[1]
	err := record.TakeStep(t.Context(), d.Store(), "李雷", proposal.Proposals, d.Scope(), "立案", record.Values{"reviewed_on": "2026-03-01"}, other.ID)
	if err != nil {
		t.Fatal(err)
	}
	save := &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl}
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(save)
	box := d.Native().Canvas().Overlays().Top()
	if box == nil {
		t.Fatal("the box is gone")
	}
	if text := strings.ReplaceAll(desktest.Text(box), "\n", ""); !strings.Contains(text, other.Title[:30]) || !strings.Contains(text, "现在是「已立案」") {
		t.Errorf("says:\n%s", text)
	}
	if got := statesNow(t, d, []int64{chosen[0].ID, other.ID}); !slices.Equal(got, []string{"不立案", "已立案"}) {
		t.Errorf("states %v", got)
	}
}

// TestStepRefusedForAllIsNotOffered of several proposals: neither where what is recorded of each forbids it, nor where each needs a word of its own.
func TestStepRefusedForAllIsNotOffered(t *testing.T) {
	p, d := open(t)
	find := func(numbers ...int) []row {
		var out []row
		for _, r := range p.rows {
			if slices.Contains(numbers, r.Number) {
				out = append(out, r)
			}
		}
		return out
	}
	for _, c := range []struct {
		name       string
		chosen     []row
		yes, no    string
		told, menu string
	}{
		{"nobody answered", find(104, 118, 119), "登记延期…", "登记反馈…", "3 件可办", ""},
		{"one of two units each", find(116, 38), "登记面商…", "", "各件的「承办单位」不同，要逐件办理", "登记答复…（各件的「承办单位」不同，要逐件办理）"},
	} {
		p.selected(c.chosen)
		text := desktest.Text(d.Native().Content())
		if !strings.Contains(text, c.yes) || c.no != "" && strings.Contains(text, c.no) || !strings.Contains(text, c.told) {
			t.Errorf("%s, on screen:\n%s", c.name, text)
		}
		labels := stepsInMenu(p.menu(c.chosen))
		if !slices.Contains(labels, c.yes) || slices.Contains(labels, c.no) || c.menu != "" && !slices.Contains(labels, c.menu) {
			t.Errorf("%s: the menu offers %v", c.name, labels)
		}
	}
	p.selected(find(118))
	if text := desktest.Text(d.Native().Content()); strings.Contains(text, "可以一起办理") {
		t.Errorf("one chosen, on screen:\n%s", text)
	}
}

// TestStepThatWaitsSaysForWhat: grey below the buttons and in the menu, with what has to be done first; offered once that is done, with what was sent back.
func TestStepThatWaitsSaysForWhat(t *testing.T) {
	p, d := open(t)
	if err := d.Store().Write(t.Context(), "王芳", "修改设置", func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE setting SET value = '是' WHERE key = 'proposal.check_replies'")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	var chosen row
	for _, r := range p.rows {
		if r.Number == 118 {
			chosen = r
		}
	}
	const why = "还没有与「县教育局」面商的记录，请先「登记面商」，再送审。"
	p.selected([]row{chosen})
	if text := strings.ReplaceAll(desktest.Text(d.Native().Content()), "\n", ""); !strings.Contains(text, "答复送审…") || !strings.Contains(text, why) {
		t.Errorf("on screen:\n%s", text)
	}
	if labels := stepsInMenu(p.menu([]row{chosen})); !slices.Contains(labels, "答复送审…（"+why+"）") {
		t.Errorf("the menu offers %v", labels)
	}
	err := record.TakeStep(t.Context(), d.Store(), "李雷", proposal.Proposals, d.Scope(), "登记面商", record.Values{"on_date": "2026-09-01", "mode": "面谈"}, chosen.ID)
	if err != nil {
		t.Fatal(err)
	}
	p.selected([]row{chosen})
	if text := desktest.Text(d.Native().Content()); !strings.Contains(text, "答复送审…") || strings.Contains(text, "还没有与") {
		t.Errorf("after the talk, on screen:\n%s", text)
	}
	for _, taken := range []struct {
		step string
		v    record.Values
	}{
		{"答复送审", record.Values{"sent_on": "2026-09-02", "result_class": "B", "doc_number": "教字〔2026〕3号", "signer": "李局长", "reply": "拟这样答复"}},
		{"答复退回", record.Values{"judged_on": "2026-09-03", "reason": "没有写时限"}},
	} {
		if err := record.TakeStep(t.Context(), d.Store(), "李雷", proposal.Proposals, d.Scope(), taken.step, taken.v, chosen.ID); err != nil {
			t.Fatal(err)
		}
	}
	p.selected([]row{chosen})
	stepOfMenu(t, p.menu([]row{chosen}), "答复送审…")()
	if text := desktest.Text(d.Native().Content()); !strings.Contains(text, "教字〔2026〕3号") || !strings.Contains(text, "李局长") || !strings.Contains(text, "拟这样答复") {
		t.Errorf("the draft sent back is to be typed again:\n%s", text)
	}
}

// TestRemindingSeveral reminds the units of those that owe a reply, names the others with why, and goes on with the papers where that is the way.
func TestRemindingSeveral(t *testing.T) {
	p, d := open(t)
	var late []row
	for _, r := range p.rows {
		if r.Late() && r.Status == "办理中" && len(late) < 2 {
			late = append(late, r)
		}
	}
	chosen := append(slices.Clone(late), in(p, "已办结", 1)...)
	p.selected(chosen)
	if text := desktest.Text(d.Native().Content()); !strings.Contains(text, "2 件可办；1 件不可") || !strings.Contains(text, "生成催办单…") {
		t.Fatalf("on screen:\n%s", text)
	}
	stepOfMenu(t, p.menu(chosen), "登记催办…（2 件可办")()
	box := d.Native().Canvas().Overlays().Top()
	if box == nil {
		t.Fatal("no box asks for it")
	}
	if text := strings.ReplaceAll(desktest.Text(box), "\n", ""); !strings.Contains(text, "登记催办（2 件）") || !strings.Contains(text, "其中 1 件不在内") || !strings.Contains(text, "：现在是「已办结」") {
		t.Errorf("says:\n%s", text)
	}
	focused := func() fyne.Focusable { return d.Native().Canvas().Focused() }
	desktest.Press(d, fyne.KeyTab) // today
	for _, r := range reminder {
		focused().TypedRune(r)
	}
	focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl})
	remindedToday(t, d, late)
	if top := d.Native().Canvas().Overlays().Top(); top == nil || !strings.Contains(desktest.Text(top), "选定的 2 件提案") {
		t.Error("the papers are not gone on with")
	}
}

// The many that a step of a whole list leaves out scroll: what the step asks and the buttons are seen.
func TestAStepOfAWholeListFitsTheWindow(t *testing.T) {
	p, d := open(t)
	d.Native().Resize(fyne.NewSize(1280, 620))
	p.selected(p.rows)
	stepOfMenu(t, p.menu(p.rows), "登记催办…（")()
	c := d.Native().Canvas()
	var shown []string
	kittest.Walk(c.Overlays().Top(), kittest.Any, func(o fyne.CanvasObject) {
		bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y + o.Size().Height
		switch o := o.(type) {
		case *kit.Button:
			shown = append(shown, o.Text)
			if bottom > c.Size().Height {
				t.Errorf("「%s」 ends at %v of %v", o.Text, bottom, c.Size().Height)
			}
		case *form.DateField:
			shown = append(shown, "催办日期")
			if bottom > c.Size().Height-80 {
				t.Errorf("the field ends at %v of %v", bottom, c.Size().Height)
			}
		case *form.Form:
			if o.Size().Height < o.MinSize().Height {
				t.Errorf("the form is %v high", o.Size().Height)
			}
		}
	})
	if len(shown) < 3 {
		t.Errorf("shown %q", shown)
	}
}

// remindedToday holds the proposals to having a reminder of today.
func remindedToday(t *testing.T, d *desk.Desk, late []row) {
	t.Helper()
	for _, r := range late {
		stored, err := proposal.Proposals.Record(t.Context(), d.Store().DB(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got := stored.Values["reminders"]; !strings.Contains(got, d.Today()) {
			t.Errorf("%d: reminders %s", r.Number, got)
		}
	}
}

// stepOfMenu is the step of a menu's 办理 that can be taken and begins with the words.
func stepOfMenu(t *testing.T, menu []*fyne.MenuItem, words string) func() {
	t.Helper()
	for _, item := range menu {
		if item.Label != "办理" {
			continue
		}
		for _, step := range item.ChildMenu.Items {
			if strings.HasPrefix(step.Label, words) && !step.Disabled {
				return step.Action
			}
		}
	}
	t.Fatalf("the menu offers %v", stepsInMenu(menu))
	return nil
}

// TestStepsByADigit are offered by Ctrl+J for the proposal chosen, in the order of the buttons.
func TestStepsByADigit(t *testing.T) {
	p, d := open(t)
	ask := p.OfferSteps
	for _, r := range p.rows {
		if r.Number == 118 {
			p.grid.Select(r.ID)
		}
	}
	p.grid.Focus()
	ask()
	top := d.Native().Canvas().Overlays().Top()
	if top == nil || !strings.Contains(desktest.Text(top), "1 登记答复…\n") {
		t.Fatalf("offers %v", p.together.Numbered([]int64{p.chosen}, []string{"办理中"}))
	}
	digits(d, "1")
	if d.Native().Canvas().Overlays().Top() != nil || !strings.Contains(desktest.Text(d.Native().Content()), "登记答复 118 号") {
		t.Fatalf("on screen:\n%s", desktest.Text(d.Native().Content()))
	}
	ask()
	if d.Native().Canvas().Overlays().Top() != nil {
		t.Error("steps are offered beside a form")
	}
}

// TestNextStepIsTheUsualOne offers as the first button what the office waits for.
func TestNextStepIsTheUsualOne(t *testing.T) {
	_, d := open(t)
	first := func(v record.Values) string {
		v["title"], v["proposer"], v["received_on"], v["reviewed_on"] = "关于甲的建议", "民建县委", "2026-01-20", "2026-02-01"
		var r record.Record
		err := d.Store().Write(t.Context(), "王芳", "新建提案", func(ctx context.Context, tx *store.Tx) error {
			id, err := proposal.Proposals.Save(ctx, tx, d.Scope(), 0, v)
			if err != nil {
				return err
			}
			r, err = proposal.Proposals.Record(ctx, tx, id)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return r.Values["status"] + "：" + proposal.Proposals.Can(r)[0]
	}
	for _, c := range []struct {
		v    record.Values
		want string
	}{
		{record.Values{"conclusion": "立案"}, "已立案：交办"},
		{record.Values{"conclusion": "退回修改"}, "草稿：重新提交"},
		{record.Values{"conclusion": "立案", "lead_units": "县教育局", "assigned_on": "2026-03-01"}, "办理中：登记答复"},
	} {
		if got := first(c.v); got != c.want {
			t.Errorf("%v: %s, want %s", c.v, got, c.want)
		}
	}
}

// TestReworkIsNotShownAsDone, neither before it is assigned again nor after.
func TestReworkIsNotShownAsDone(t *testing.T) {
	p, d := open(t)
	var id int64
	for _, r := range in(p, "已答复", 150) {
		if r.Round == 1 && r.RepliedLate == 0 && r.ToAnswer == 1 {
			id = r.ID
			break
		}
	}
	box := func() (string, look.Tone) {
		rows, err := readRows(t.Context(), d.Store(), d.Year(), d.Today(), nil)
		if err != nil {
			t.Fatal(err)
		}
		r := rows[slices.IndexFunc(rows, func(r row) bool { return r.ID == id })]
		return r.dueBox()
	}
	if title, tone := box(); !strings.HasPrefix(title, "征询意见逾期 ") || tone != look.ToneLate {
		t.Fatalf("answered: %s, tone %v", title, tone)
	}
	take := func(step string, v record.Values) {
		if err := record.TakeStep(t.Context(), d.Store(), "李雷", proposal.Proposals, d.Scope(), step, v, id); err != nil {
			t.Fatal(err)
		}
	}
	err := d.Store().Write(t.Context(), "李雷", "修改设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"proposal.rounds": "1"}) // it does not begin again by itself
	})
	if err != nil {
		t.Fatal(err)
	}
	take("登记反馈", record.Values{"returned_on": d.Today(), "result": "不满意"})
	if title, tone := box(); title != "提案人不满意，还没有重新交办" || tone != look.ToneDue {
		t.Errorf("to be done again: %s, tone %v", title, tone)
	}
	take("重新交办", record.Values{"assigned_on": d.Today()})
	if title, tone := box(); !strings.HasPrefix(title, "第 2 轮，共 2 轮：还有") || tone == look.ToneDone {
		t.Errorf("being done again: %s, tone %v", title, tone)
	}
}

// The menu of one proposal has the steps of its buttons, in their order.
func TestMenuOfAProposalIsInTheOrderOfItsButtons(t *testing.T) {
	p, d := open(t)
	tried := map[string]bool{}
	for _, r := range p.rows {
		if tried[r.Status] {
			continue
		}
		tried[r.Status] = true
		d.Open("proposal", r.ID)
		stored, err := proposal.Proposals.RecordOn(t.Context(), d.Store().DB(), r.ID, d.Today())
		if err != nil {
			t.Fatal(err)
		}
		want := proposal.Proposals.Can(stored)
		menu := slices.DeleteFunc(p.menu([]row{r}), func(item *fyne.MenuItem) bool { return item.Label != "办理" })
		for _, item := range menu { // what waits for something is grey, and no button
			item.ChildMenu.Items = slices.DeleteFunc(item.ChildMenu.Items, func(step *fyne.MenuItem) bool { return step.Disabled })
		}
		got := stepsInMenu(menu)
		for i := range got {
			got[i] = strings.TrimSuffix(got[i], "…")
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: the menu has %v, the buttons are %v", r.Status, got, want)
		}
	}
	if len(tried) < 5 {
		t.Errorf("tried %v", tried)
	}
}

// An archived proposal opens for reading, with what to do to change it.
func TestArchivedProposalOpensForReading(t *testing.T) {
	p, d := open(t)
	r := in(p, "已办结", 1)[0]
	if err := record.TakeStep(t.Context(), d.Store(), "测试", proposal.Proposals, d.Scope(), "归档", record.Values{"archived_on": d.Today()}, r.ID); err != nil {
		t.Fatal(err)
	}
	p.load()
	d.Open("proposal", r.ID)
	if text := desktest.Text(p.pane); !strings.Contains(text, "查看") || strings.Contains(text, "编辑") {
		t.Errorf("the details offer %q", text)
	}
	p.editor.Open(r.ID)
	text := strings.NewReplacer("\n", "", " ", "").Replace(desktest.Text(p.listed)) // the note is wrapped
	for _, want := range []string{"查看" + r.Title, "只能查看", "归档，不能再改；确实要改，请先「重新打开」并写明原因。", "关闭"} {
		if !strings.Contains(text, want) {
			t.Errorf("the form does not say %q", want)
		}
	}
	for _, not := range []string{"保存", "删除"} {
		if strings.Contains(text, not) {
			t.Errorf("the form offers %q", not)
		}
	}
	desktest.Press(d, fyne.KeyEscape)
	if p.editor.Active() {
		t.Error("Esc leaves the form open")
	}
}

// The form of an opinion says, before it is saved, which rework it begins.
func TestFormForetellsTheRework(t *testing.T) {
	p, d := open(t)
	chosen := in(p, "已答复", 1)
	if len(chosen) == 0 {
		t.Fatal("none is answered")
	}
	stepOfMenu(t, p.menu(chosen), "登记反馈…")()
	var asked *form.Form
	kittest.Walk(d.Native().Canvas().Content(), fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if f, ok := o.(*form.Form); ok {
			asked = f
		}
	})
	if asked == nil {
		t.Fatal("no form asks for it")
	}
	for result, want := range map[string]bool{"满意": false, "不满意": true} {
		asked.Set("result", result)
		if text := desktest.Text(d.Native().Canvas().Content()); strings.Contains(text, "保存后自动开始第 ") != want {
			t.Errorf("%s:\n%s", result, text)
		}
	}
}
