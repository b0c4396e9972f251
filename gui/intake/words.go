package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/take"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// wordBand asks about the words of a file that no word list of the office has, one at a time above the rows. An answer holds for all rows that have
// the word.
type wordBand struct {
	page    *Page
	words   []*take.WordQuestion
	at      int
	turned  bool // to the word shown, by the user
	text    *kit.Label
	answers *form.Picker
	before  *kit.Button
	after   *kit.Button
	content *fyne.Container
}

func newWordBand(p *Page) *wordBand {
	b := &wordBand{page: p, text: kit.NewLabel("", look.TextSize, look.ToneNormal), answers: form.NewPicker(nil)}
	b.answers.PlaceHolder, b.answers.Required = "请选择当作什么", true
	b.answers.OnChosen = b.answer
	b.before = kit.NewButton("上一个词", func() { b.turn(-1) })
	b.after = kit.NewButton("下一个词", func() { b.turn(1) })
	b.content = kit.NewFlow(8, tall(b.text), sized(230, b.answers), b.before, b.after)
	return b
}

// show puts the words of a file into the band; without any it takes no room. The word that the user has turned to stays, else an answered one makes
// way for one that keeps rows out.
func (b *wordBand) show(words []*take.WordQuestion) {
	var shown take.WordKey
	if b.at < len(b.words) {
		shown = b.words[b.at].Key
	}
	if b.words = words; len(words) == 0 {
		b.content.Hide()
		return
	}
	b.content.Show()
	if b.at = slices.IndexFunc(words, func(q *take.WordQuestion) bool { return q.Key == shown }); b.at < 0 {
		b.at, b.turned = 0, false
	}
	if at := firstOpen(words); at >= 0 && !open(words[b.at]) && !b.turned {
		b.at = at
	}
	b.fill()
}

// open reports whether a word without an answer keeps rows out.
func open(q *take.WordQuestion) bool { return q.Closed && q.Answer.Do == 0 }

func firstOpen(words []*take.WordQuestion) int {
	for i, q := range words {
		if open(q) {
			return i
		}
	}
	return -1
}

func (b *wordBand) fill() {
	q := b.words[b.at]
	b.text.SetText(questionOf(q, b.at, len(b.words)))
	b.answers.SetOptions(answerOptions(q))
	b.answers.SetValue(answerValue(q))
	b.before.SetEnabled(b.at > 0)
	b.after.SetEnabled(b.at < len(b.words)-1)
	b.content.Refresh()
}

func (b *wordBand) turn(by int) {
	b.at, b.turned = min(max(b.at+by, 0), len(b.words)-1), true
	b.fill()
}

// answer has all rows that have the word read by what was chosen: at once after the last word that keeps rows out, else when no other answer follows.
func (b *wordBand) answer(value string) {
	s := b.page.current()
	if s == nil || s.im == nil || b.at >= len(b.words) {
		return
	}
	q := b.words[b.at]
	q.Answer = answerOf(value)
	answers := maps.Clone(s.options.Words)
	if answers == nil {
		answers = map[take.WordKey]take.WordAnswer{}
	}
	answers[q.Key] = q.Answer
	s.options.Words, s.state, b.turned = answers, stateRead, false
	if firstOpen(b.words) >= 0 {
		b.page.planSoon()
		return
	}
	b.page.plan()
}

func questionOf(q *take.WordQuestion, at, of int) string {
	text := fmt.Sprintf("「%s」在「%s」中有 %d 处，%s", q.Text, q.Heading, q.Rows, cmp.Or(q.How, "用词表里没有"))
	if q.Named {
		text = fmt.Sprintf("「%s」是不认识的%s，有 %d 处", q.Text, q.Heading, q.Rows)
		if q.How != "" {
			text = fmt.Sprintf("「%s」%s，有 %d 处", q.Text, q.How, q.Rows)
		}
	}
	if of > 1 {
		text = fmt.Sprintf("用词 %d/%d：", at+1, of) + text
	}
	return text
}

// The values of the answers; those of a word of the list and of what a new one is part of have it behind.
const (
	answerKeep   = "keep"
	answerBlank  = "blank"
	answerRefuse = "refuse"
	answerIs     = "is:"
	answerNew    = "new:"
)

func answerOptions(q *take.WordQuestion) []form.Option {
	var options []form.Option
	for _, word := range q.Known {
		options = append(options, form.Option{Value: answerIs + word, Label: "当作「" + word + "」"})
	}
	if q.Named && q.Grows {
		options = append(options, form.Option{Value: answerNew, Label: "不是本届委员，照写录入"})
	}
	if q.Grows && !q.Belongs && !q.Named {
		options = append(options, form.Option{Value: answerNew, Label: "新增为一个" + cmp.Or(q.Body, "词")})
	}
	if q.Grows {
		for _, parent := range q.Parents {
			options = append(options, form.Option{Value: answerNew + parent, Label: "新增为一个词，归入" + parent})
		}
	}
	if !q.Closed {
		options = append(options, form.Option{Value: answerKeep, Label: "照原样录入"})
	}
	if !q.Required {
		options = append(options, form.Option{Value: answerBlank, Label: "留空"})
	}
	return append(options, form.Option{Value: answerRefuse, Label: "退回这些行"})
}

func answerValue(q *take.WordQuestion) string {
	switch q.Answer.Do {
	case take.WordIs:
		return answerIs + q.Answer.Word
	case take.WordNew:
		return answerNew + q.Answer.Word
	case take.WordBlank:
		return answerBlank
	case take.WordRefuse:
		return answerRefuse
	default:
		if q.Closed {
			return ""
		}
		return answerKeep
	}
}

func answerOf(value string) take.WordAnswer {
	if word, ok := strings.CutPrefix(value, answerIs); ok {
		return take.WordAnswer{Do: take.WordIs, Word: word}
	}
	if parent, ok := strings.CutPrefix(value, answerNew); ok {
		return take.WordAnswer{Do: take.WordNew, Word: parent}
	}
	switch value {
	case answerBlank:
		return take.WordAnswer{Do: take.WordBlank}
	case answerRefuse:
		return take.WordAnswer{Do: take.WordRefuse}
	default:
		return take.WordAnswer{}
	}
}
