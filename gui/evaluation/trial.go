package evaluation

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// trialWidth is the width of the box of a trial calculation.
const trialWidth float32 = 560

// trial is the box in which sample scores are worked out by a scheme. Nothing is stored.
type trial struct {
	rubric evaluation.Rubric
	given  map[string]string
	result *kit.Note
}

// try asks for sample scores of the scheme chosen, as it is stored.
func (t *schemeTab) try() {
	chosen := t.Chosen()
	if len(chosen) != 1 {
		t.desk.Toast("先在列表中选中要试算的那个方案", "", nil)
		return
	}
	t.Leave(func() {
		st, id := t.desk.Store(), chosen[0].ID
		desk.Load(t.desk.Tasks(), "evaluation.try", func(ctx context.Context) ([]evaluation.Rubric, error) {
			return evaluation.Rubrics(ctx, st.DB())
		}, func(all []evaluation.Rubric, err error) {
			if err != nil {
				t.desk.Fail(err)
				return
			}
			if i := slices.IndexFunc(all, func(r evaluation.Rubric) bool { return r.ID == id }); i >= 0 {
				showTrial(t.desk.Native().Canvas(), all[i])
			}
		})
	})
}

// showTrial opens the box; the result follows what is typed.
func showTrial(c fyne.Canvas, r evaluation.Rubric) *trial {
	t := &trial{rubric: r, given: map[string]string{}, result: kit.NewNote("", "", look.ToneNormal)}
	var p *widget.PopUp
	hide := func() { box.CloseBox(p) }
	var lines []fyne.CanvasObject
	var first *kit.Entry
	for _, f := range r.TrialFields() {
		field := kit.NewEntry()
		field.SetPlaceHolder(f.Hint)
		field.OnEscape = hide
		field.OnChanged = func(text string) { t.given[f.Key] = text; t.tell() }
		if first == nil {
			first = field
		}
		lines = append(lines, kit.NewShares([]float32{0.8, 2}, kit.NewLabel(f.Key, look.TextSize, look.ToneSoft), field))
	}
	shut := kit.NewButton("关闭", hide)
	shut.Escape = hide
	body := box.NewParts(c, box.Parts{
		Head: kit.NewHeading("试算："+r.Name, 15), Long: kit.NewColumn(6, lines...),
		Body: kit.NewFixed(trialWidth, 150, container.NewVScroll(t.result)), Foot: kit.NewTrailing(shut), Width: trialWidth,
	})
	p = widget.NewModalPopUp(box.NewBox(body, hide), c)
	t.tell()
	p.Show()
	if first != nil {
		c.Focus(first)
	}
	return t
}

// tell works out what is typed so far.
func (t *trial) tell() {
	if !slices.ContainsFunc(t.rubric.TrialFields(), func(f evaluation.TrialField) bool { return strings.TrimSpace(t.given[f.Key]) != "" }) {
		t.result.Set("", "填几个样例分，看总分、等次和每一步。只是试算，不保存。", look.ToneMuted)
		return
	}
	got, err := t.rubric.Try(t.given)
	if err != nil {
		t.result.Set("还不能计算", store.Sentence(err), look.ToneDue)
		return
	}
	t.result.Set(strings.TrimSpace(got.Score+" "+got.Grade), strings.Join(got.Steps, "\n"), look.ToneNormal)
}
