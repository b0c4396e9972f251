package proposal

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// The keys of the pages of review meetings, both hidden.
const (
	ReviewKey         = "review"
	ReviewMeetingsKey = "review-meetings"
)

// NewReviewMeetings makes the page 审查会, the list of them.
func NewReviewMeetings(d *desk.Desk) *records.Page {
	return records.NewPage(d, ReviewMeetingsKey, "审查会", records.Config{
		Kind: proposal.ReviewMeetings, Key: "proposal.review-meetings", Unit: "次", Title: "name", Flex: "name", Numbers: []string{"decided", "filed"}, Sums: []string{"decided", "filed"},
		More: func(r records.Row) []records.More {
			return []records.More{{Text: "逐件审查", Do: func() { d.Open(ReviewKey, r.ID) }}}
		},
	})
}

// ReviewPage goes through the list of a review meeting (审查会), one proposal after another, by keys alone: a digit concludes, the next one comes by itself. Each
// conclusion is a write of its own.
type ReviewPage struct {
	desk    *desk.Desk
	keys    *keyPad
	pane    *editor.DetailPane // what is to be read
	side    *fyne.Container    // how it can be concluded, and what the meeting came to
	editor  *records.Editor    // asks what a conclusion needs
	meeting *kit.Chip

	id    int64 // of the meeting; 0: the latest
	want  int64 // the proposal that is shown or being read; 0: the first that waits
	shown reviewed
}

var (
	_ desk.Page    = (*ReviewPage)(nil)
	_ desk.Opener  = (*ReviewPage)(nil)
	_ desk.Escaper = (*ReviewPage)(nil)
	_ desk.Leaver  = (*ReviewPage)(nil)
	_ desk.Changer = (*ReviewPage)(nil)
	_ desk.Saver   = (*ReviewPage)(nil)
)

const howToReview = "数字键定结论，自动到下一件；← → 前后各件，回车到下一件待审的，↑ ↓ PgUp PgDn 看全文，Ctrl+Z 撤销。"

// NewReview makes the page; it is added hidden.
func NewReview(d *desk.Desk) *ReviewPage {
	p := &ReviewPage{desk: d, pane: editor.NewDetailPane("还没有审查会。登记一次审查会，就可以逐件审查待审的提案"), side: container.NewStack()}
	p.editor = records.NewEditor(d, proposal.Proposals, "title", sources)
	p.editor.OnSaved = p.saved
	p.editor.OnClosed = p.focus
	p.keys = newKeyPad(p.pane, p.typed, p.key)
	p.meeting = kit.NewOneOfChip("审查会", p.choices, p.choose)
	d.AddCommand(desk.Command{Menu: "工具", Title: "提案审查会…", Group: 20, Do: func() { d.Go(ReviewKey) }})
	d.OnState(func() {
		p.id = 0
		if d.Current() == desk.Page(p) {
			p.load(0)
		}
	})
	return p
}

// Key implements desk.Page.
func (p *ReviewPage) Key() string { return ReviewKey }

// Title implements desk.Page.
func (p *ReviewPage) Title() string { return "逐件审查" }

// Under implements desk.Under.
func (p *ReviewPage) Under() string { return "proposal" }

// TopBar implements desk.Page.
func (p *ReviewPage) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{p.meeting}, []fyne.CanvasObject{
		kit.NewButton("审查会…", func() { p.desk.Go(ReviewMeetingsKey) }), kit.NewButton("返回提案", func() { p.desk.Go("proposal") }),
	}
}

// Content implements desk.Page.
func (p *ReviewPage) Content() fyne.CanvasObject {
	return kit.NewListBeside(0.62, p.keys, p.editor.Over(p.side))
}

// Shown implements desk.Page.
func (p *ReviewPage) Shown() { p.load(p.want) }

// Changed implements desk.Changer.
func (p *ReviewPage) Changed(store.Change) {
	if !p.editor.Active() {
		p.load(p.want) // also where the next one is being read
	}
}

// Open implements desk.Opener: what is the id of a meeting.
func (p *ReviewPage) Open(what any) {
	if id, ok := what.(int64); ok {
		p.id = id
		p.load(0)
	}
}

// Save implements desk.Saver.
func (p *ReviewPage) Save() { p.editor.Save() }

// Leave implements desk.Leaver.
func (p *ReviewPage) Leave(then func()) { p.editor.Leave(then) }

// Escape implements desk.Escaper.
func (p *ReviewPage) Escape() {
	if p.editor.Active() {
		p.editor.Escape()
		return
	}
	p.desk.Go("proposal")
}

func (p *ReviewPage) focus() {
	if !p.editor.Active() {
		look.Focus(p.keys)
	}
}

// load reads the meeting's list and a proposal of it; want is which, 0: the first that waits.
func (p *ReviewPage) load(want int64) {
	p.want = want
	store, year, today, id := p.desk.Store(), p.desk.Year(), p.desk.Today(), p.id
	desk.Load(p.desk.Tasks(), "proposal.review", func(ctx context.Context) (reviewed, error) {
		return readReviewed(ctx, store, year, id, want, today)
	}, func(r reviewed, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.show(r)
	})
}

func (p *ReviewPage) show(r reviewed) {
	p.shown, p.want = r, r.record.ID
	if r.agenda == nil {
		p.pane.Clear()
		p.side.Objects = []fyne.CanvasObject{kit.NewCard("", "", container.NewCenter(kit.NewPrimaryButton("登记审查会…", func() { p.desk.Go(ReviewMeetingsKey) })))}
		p.side.Refresh()
		return
	}
	p.id = r.agenda.Meeting.ID
	p.meeting.Set(r.meetingName()+" ∨", true)
	p.showItem()
	p.side.Objects = []fyne.CanvasObject{kit.NewCard("审查结论", r.progress(), editor.NewReadingScroll(kit.NewColumn(8, p.conclusions()...)))}
	p.side.Refresh()
	p.focus()
}

// showItem puts the proposal into the reading pane.
func (p *ReviewPage) showItem() {
	r := &p.shown
	if r.at < 0 {
		p.pane.SetHeader(r.meetingName(), r.agenda.Meeting.Values["held_on"], "没有待审的提案")
		p.pane.SetBody()
		p.pane.SetFoot("")
		return
	}
	v := r.record.Values
	tags := []*kit.Chip{kit.NewTag(v["status"], true)}
	for _, text := range []string{v["category"], v["kind"], v["timing"]} {
		if text != "" {
			tags = append(tags, kit.NewTag(text, false))
		}
	}
	p.pane.SetHeader(r.place(), r.called(), v["title"], tags...)
	body := facts(r.facts())
	if v["body"] != "" {
		body = append(body, kit.NewHeading("内容", look.TextSize), editor.NewReading(v["body"]))
	} else {
		body = append(body, kit.NewLabel("没有录入内容。", look.TextSize, look.ToneMuted))
	}
	p.pane.SetBody(kit.NewColumn(4, body...))
	p.pane.SetFoot(howToReview)
}

// conclusions are the five, each with its key and why it cannot be, and what the meeting came to so far.
func (p *ReviewPage) conclusions() []fyne.CanvasObject {
	r := &p.shown
	var out []fyne.CanvasObject
	if r.agenda.Waiting() == 0 {
		out = append(out, kit.NewNote("全部审完", "本次审查会："+r.agenda.Sum()+"。", look.ToneDone))
	}
	for i, name := range proposal.Conclusions {
		if r.at < 0 {
			break
		}
		button := kit.NewButton(fmt.Sprintf("%d %s", i+1, name), func() { p.conclude(i) })
		why := r.why(name)
		button.SetEnabled(why == "")
		button.Primary = i == 0 && why == ""
		out = append(out, kit.NewRow(8, button))
		if why != "" {
			out = append(out, kit.NewParagraph(why, look.SmallText, look.ToneMuted))
		}
	}
	return append(out, kit.NewHeading("本次审查会", look.TextSize), kit.NewParagraph(r.agenda.Sum()+"。", look.TextSize, look.ToneNormal))
}

// conclude takes the step of a conclusion of the proposal shown: at once where it asks nothing that the meeting does not say.
func (p *ReviewPage) conclude(i int) {
	r := &p.shown
	if r.at < 0 || p.editor.Active() {
		return
	}
	name := proposal.Conclusions[i]
	if why := r.why(name); why != "" {
		p.desk.Status().SetSaved(why, look.ToneLate)
		return
	}
	known := record.Values{"reviewed_on": r.agenda.Meeting.Values["held_on"], "review_meeting": r.meetingName()}
	p.editor.TakeWith(name, map[int64]record.Values{r.record.ID: known}, r.record.ID)
}

// saved goes on to the next proposal that waits; at the end the last one stays.
func (p *ReviewPage) saved(id int64) { p.load(p.shown.after(id)) }

// typed takes a digit.
func (p *ReviewPage) typed(r rune) {
	if at := int(r - '1'); at >= 0 && at < len(proposal.Conclusions) {
		p.conclude(at)
	}
}

// key takes what goes through the list and the text.
func (p *ReviewPage) key(name fyne.KeyName) bool {
	const line, page = 3 * look.TextSize * kit.Leading, 20 * look.TextSize * kit.Leading
	switch name {
	case fyne.KeyLeft:
		p.move(-1)
	case fyne.KeyRight:
		p.move(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.load(p.shown.after(p.shown.record.ID))
	case fyne.KeyUp:
		p.pane.ScrollBy(-line)
	case fyne.KeyDown:
		p.pane.ScrollBy(line)
	case fyne.KeyPageUp:
		p.pane.ScrollBy(-page)
	case fyne.KeyPageDown, fyne.KeySpace:
		p.pane.ScrollBy(page)
	default:
		return false
	}
	return true
}

// move shows the proposal before or after in the list.
func (p *ReviewPage) move(by int) {
	r := &p.shown
	if to := r.at + by; r.agenda != nil && r.at >= 0 && to >= 0 && to < len(r.agenda.Items) {
		p.load(r.agenda.Items[to].ID)
	}
}

func (p *ReviewPage) choices() []kit.Choice {
	out := make([]kit.Choice, 0, len(p.shown.meetings))
	for _, m := range slices.Backward(p.shown.meetings) {
		out = append(out, kit.Choice{Value: m.Values["name"], Label: m.Values["held_on"] + " " + m.Values["name"], Count: -1})
	}
	return out
}

func (p *ReviewPage) choose(name string) {
	for _, m := range p.shown.meetings {
		if m.Values["name"] == name {
			p.Open(m.ID)
		}
	}
}
