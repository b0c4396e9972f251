package intake

import (
	"fmt"

	"fyne.io/fyne/v2"

	"cppccdesk/data/intake"
	"cppccdesk/data/take"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// marksBand names the rows of a file that are set apart without a word, such as hidden ones, and leaves each sort of them out by one click; and its cells that say
// 同上, which take what is above by one.
type marksBand struct {
	page    *Page
	content *fyne.Container
}

func newMarksBand(p *Page) *marksBand { return &marksBand{page: p, content: kit.NewFlow(8)} }

// show puts what is marked in a file into the band; without any it takes no room.
func (b *marksBand) show(im *take.Import, above bool) {
	b.content.Objects = nil
	if im.Above > 0 {
		text, does := fmt.Sprintf("「同上」 %d 处，当作空白", im.Above), "取上一行的内容"
		if above {
			text, does = fmt.Sprintf("「同上」 %d 处，取上一行的内容", im.Above), "当作空白"
		}
		b.offer(text, look.ToneNormal, does, b.turnAbove)
	}
	for _, m := range im.Marked {
		text, tone, does := m.Title(), look.ToneNormal, "不导入"
		if m.Out {
			text, tone, does = m.Title()+"，不导入", look.ToneMuted, "照样导入"
		}
		b.offer(text, tone, does, func() { b.turn(m.Mark) })
	}
	if len(b.content.Objects) == 0 {
		b.content.Hide()
		return
	}
	b.content.Show()
	b.content.Refresh()
}

// offer adds what is marked, and a button for what can be done about it.
func (b *marksBand) offer(text string, tone look.Tone, does string, do func()) {
	b.content.Add(kit.NewRow(6, tall(kit.NewLabel(text, look.TextSize, tone)), kit.NewButton(does, do)))
}

// turn leaves the rows of a mark out, or takes them in after all.
func (b *marksBand) turn(mark intake.Mark) {
	b.change(func(o *take.Options) { o.Without ^= mark })
}

// turnAbove has cells that say 同上 take what the row above says, or nothing after all.
func (b *marksBand) turnAbove() {
	b.change(func(o *take.Options) { o.Above = !o.Above })
}

// change has the file read with other options.
func (b *marksBand) change(by func(*take.Options)) {
	if s := b.page.current(); s != nil {
		by(&s.options)
		s.state = stateRead
		b.page.plan()
	}
}
