package proposal

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/similar"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// titles are those of all proposals, read when they are first asked for and again after a write.
type titles struct {
	mu    sync.Mutex
	known *proposal.Titles
}

func (t *titles) read(ctx context.Context, st *store.Store) (*proposal.Titles, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	known, err := proposal.TitlesNow(ctx, st.DB(), t.known)
	t.known = known
	return known, err
}

// typed names under the title being typed the proposal that is most like it.
func (p *Page) typed(key, title string) {
	if key != "title" {
		return
	}
	st, id, today := p.desk.Store(), p.editor.ID(), p.desk.Today()
	desk.Load(p.desk.Tasks(), "proposal.alike", func(ctx context.Context) ([]proposal.Alike, error) {
		titles, err := p.titles.read(ctx, st)
		if err != nil {
			return nil, err
		}
		return titles.Alike(ctx, st.DB(), id, title, today)
	}, func(found []proposal.Alike, err error) {
		switch {
		case err != nil:
			p.desk.Fail(err)
		case len(found) == 0:
			p.editor.SetNote("title", "", look.ToneNormal)
		default:
			first := &found[0]
			text := fmt.Sprintf("相似（%s）：%s「%s」", first.Percent(), first.Called(), first.Title)
			if len(found) > 1 {
				text = fmt.Sprintf("相似 %d 件（%s）：%s「%s」", len(found), first.Percent(), first.Called(), first.Title)
			}
			p.editor.SetNote("title", text, look.ToneDue, box.Answer{Text: "对比", Do: func() { p.compareTyped(first) }})
		}
	})
}

// alikeText names a like proposal with its outcome: 2025 年第 12 号「关于…的建议」（已办结 · A，92%）.
func alikeText(a *proposal.Alike) string {
	state := a.Status
	if class := a.ClassText(); class != "" {
		state += " · " + class
	}
	return fmt.Sprintf("%s「%s」（%s，%s）", a.Called(), a.Title, state, a.Percent())
}

// alikeList are the proposals like the one shown, each to be compared with it.
func (p *Page) alikeList(r row, found []proposal.Alike) []fyne.CanvasObject {
	if len(found) == 0 {
		return nil
	}
	out := []fyne.CanvasObject{kit.NewHeading("相似的提案", look.TextSize)}
	for i := range found {
		other := &found[i]
		out = append(out, kit.NewParagraph(alikeText(other), look.TextSize, look.ToneNormal), kit.NewRow(8, kit.NewButton("对比…", func() { p.compare(r, other) })))
	}
	return out
}

// side is one of two proposals that are compared.
type side struct{ called, about, text string }

// compare shows two proposals side by side, to be told apart or merged.
func (p *Page) compare(r row, other *proposal.Alike) {
	answers := []box.Answer{
		{Text: "不是重复", Do: func() {
			p.desk.Write("区分相似的提案："+r.Title, func(ctx context.Context, tx *store.Tx) error {
				return proposal.TellApart(ctx, tx, r.ID, other.ID)
			}, func(err error) {
				if err != nil {
					p.desk.Fail(err)
					return
				}
				p.desk.ToastUndo("已记为不是重复，以后不再提示")
			})
		}},
	}
	if other.Year == p.desk.Year() {
		answers = append(answers, box.Answer{Text: "看那一件", Do: func() { p.Open(other.ID) }})
	}
	mine := side{called: strings.TrimSpace(fmt.Sprintf("%d 年 %s", r.Year, r.heading())), about: alikeAbout(r.Title, r.proposer, r.state)}
	p.compareWith(mine, r.ID, other, answers...)
}

// compareTyped compares what is typed in the form with a proposal.
func (p *Page) compareTyped(other *proposal.Alike) {
	values := p.editor.Form().Values()
	mine := side{called: "正在填写的", about: alikeAbout(values["title"], "", ""), text: values["body"]}
	p.compareWith(mine, 0, other)
}

func alikeAbout(title, proposer, state string) string {
	about := title
	for _, more := range []string{proposer, state} {
		if more != "" {
			about += " · " + more
		}
	}
	return about
}

// compareWith reads the texts and shows them; the text of proposal id is the left one's, where it is stored.
func (p *Page) compareWith(mine side, id int64, other *proposal.Alike, answers ...box.Answer) {
	st := p.desk.Store()
	desk.Load(p.desk.Tasks(), "proposal.compare", func(ctx context.Context) ([2]string, error) {
		texts := [2]string{mine.text}
		for i, id := range []int64{id, other.ID} {
			if id == 0 {
				continue
			}
			r, err := proposal.Proposals.RecordWith(ctx, st.DB(), record.Scope{}, id, func(f *record.Field) bool { return f.Key == "body" })
			if err != nil {
				return texts, err
			}
			texts[i] = r.Values["body"]
		}
		return texts, nil
	}, func(texts [2]string, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		theirs := side{called: other.Called(), about: alikeAbout(other.Title, other.ProposerText(), other.Status+" "+other.ClassText()), text: texts[1]}
		mine.text = texts[0]
		p.showSides(other.Percent(), mine, theirs, answers)
	})
}

// showSides shows two proposals in a box over the window. What stands in both is grey.
func (p *Page) showSides(percent string, mine, theirs side, answers []box.Answer) {
	left, right, common := similar.Compare(mine.text, theirs.text)
	head := fmt.Sprintf("案由相似 %s", percent)
	if len(left) > 0 && len(right) > 0 {
		head += fmt.Sprintf("，正文有 %d%% 相同（灰色的段落两件都有）", int(common*100+0.5))
	}
	c := p.desk.Native().Canvas()
	var shown *widget.PopUp
	shut := func() { box.CloseBox(shown) }
	var buttons []fyne.CanvasObject
	for _, a := range answers {
		buttons = append(buttons, kit.NewButton(a.Text, func() { shut(); a.Do() }))
	}
	buttons = append(buttons, kit.NewPrimaryButton("关闭 Esc", shut))
	sides := kit.NewShares([]float32{1, 1}, sideShown(mine, left), sideShown(theirs, right))
	foot := container.NewBorder(nil, nil, nil, kit.NewRow(8, buttons...))
	shown = widget.NewModalPopUp(box.NewBox(kit.NewHeadAndFoot(kit.NewHeading(head, look.TextSize), sides, foot), shut), c)
	shown.Resize(fyne.NewSize(min(960, c.Size().Width-2*look.Gap), min(640, c.Size().Height-2*look.Gap)))
	shown.Show()
}

// commonFrom is the part of a paragraph from which on it stands in the other text, too.
const commonFrom = 0.6

func sideShown(s side, paragraphs []similar.Paragraph) fyne.CanvasObject {
	lines := []fyne.CanvasObject{kit.NewHeading(s.called, look.TextSize), kit.NewParagraph(s.about, look.TextSize, look.ToneNormal)}
	for _, paragraph := range paragraphs {
		tone := look.ToneNormal
		if paragraph.Common >= commonFrom {
			tone = look.ToneMuted
		}
		lines = append(lines, kit.NewParagraph(paragraph.Text, look.TextSize, tone))
	}
	if len(paragraphs) == 0 {
		lines = append(lines, kit.NewParagraph("没有登记正文", look.TextSize, look.ToneMuted))
	}
	return container.NewVScroll(kit.NewInset(8, 4, kit.NewColumn(6, lines...)))
}
