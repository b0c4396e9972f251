package evaluation

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// wordOf is the opinion written on the sheet of a row; the note of a void one says why it is.
func wordOf(r *evaluation.EntryRow) string {
	if r.Void {
		return ""
	}
	return r.Note
}

// savedWords says what saving the rows does: 保存 2 张评分表，作废 1 张，记为不评 1 人.
func savedWords(rows []evaluation.EntryRow) string {
	var sheets, void, left int
	for i := range rows {
		switch r := &rows[i]; {
		case r.LeftOut():
			left++
		case r.Void:
			void++
		default:
			sheets++
		}
	}
	var parts []string
	for _, part := range []struct {
		format string
		n      int
	}{{"保存 %d 张评分表", sheets}, {"作废 %d 张评分表", void}, {"记为不评 %d 人", left}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf(part.format, part.n))
		}
	}
	return strings.Join(parts, "，")
}

// newWord is the field for the opinion on the sheet of a row. Tab reaches it behind the points, Enter passes it: most sheets have none.
func (t *entryTab) newWord(row int) *kit.Entry {
	word := kit.NewEntry()
	word.SetText(wordOf(&t.typed.Rows[row]))
	word.OnChanged = func(text string) {
		if r := &t.typed.Rows[row]; !r.Void {
			r.Note = strings.TrimSpace(text)
			t.told()
		}
	}
	word.OnKey = func(ev *fyne.KeyEvent) bool {
		last := len(t.rows[row].cells) - 1
		switch back := look.KeyModifiers()&fyne.KeyModifierShift != 0; {
		case ev.Name == fyne.KeyTab && back:
			look.Focus(t.rows[row].cells[last])
		case ev.Name == fyne.KeyTab, ev.Name == fyne.KeyReturn, ev.Name == fyne.KeyEnter:
			t.step(row, last, 1)
		default:
			return false
		}
		return true
	}
	return word
}

// offer shows what can be done with the sheet of a row beside its points; open reports whether it can be typed in. The second person types no opinions.
func (l *entryLine) offer(r *evaluation.EntryRow, open bool, pass int) {
	l.void.SetText(voiding(r))
	if pass == evaluation.SecondPass {
		l.void.SetText(strings.TrimSuffix(voiding(r), "…"))
	}
	if !open || pass == evaluation.SecondPass || r.Void || r.Blank() {
		l.word.Disable()
	} else {
		l.word.Enable()
	}
}

// voiding is what can be done with the sheet of a row: one that was not handed in is left out, of this target alone.
func voiding(r *evaluation.EntryRow) string {
	switch {
	case r.Void:
		return "恢复"
	case r.Blank():
		return "不评…"
	}
	return "作废…"
}

// askVoid asks for the reason of a void sheet, which the first person types, or takes it back.
func (t *entryTab) askVoid(row int) {
	r := &t.typed.Rows[row]
	if r.Void {
		r.Void, r.Note = false, strings.TrimSpace(t.rows[row].word.Text)
		t.told()
		return
	}
	if t.typed.Pass == evaluation.SecondPass {
		r.Void = true
		t.told()
		return
	}
	title, said, hint, does := "评委「"+r.Rater+"」的评分表作废", "作废的评分表仍然保留，不计入得分。请写明原因，保存后生效。", "原因，如：涂改", "作废"
	if r.Blank() {
		title, said = "评委「"+r.Rater+"」不评这一个对象", "只这一个对象不评，别的对象照常打分；不再等这张评分表。请写明原因，保存后生效。"
		hint, does = "原因："+strings.Join(evaluation.WhyNot, "、"), "不评"
	}
	box.ShowPrompt(t.desk.Native().Canvas(), title, said, hint, box.PromptAnswer{Text: does, Needs: true, Do: func(why string) {
		r.Void, r.Note = true, strings.TrimSpace(why)
		t.told()
	}})
}
