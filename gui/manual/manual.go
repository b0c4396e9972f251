// Package manual is the page 使用手册: the user manual, opened by F1 at the place that belongs to the page in front.
package manual

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/assets"
	"cppccdesk/data/fold"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// Key is the page's key.
const Key = "manual"

// topics are the headings that belong to the pages, by the pages' keys and without the headings' numbers. A page with a HelpTopic of its own,
// such as a page that has several lists, says itself.
var topics = map[string]string{
	"home":        "首页",
	"calendar":    "日历",
	"roster":      "名册",
	"proposal":    "提案",
	"review":      "审查会",
	"supervision": "监督",
	"evaluation":  "评议",
	"report":      "上报",
	"activity":    "活动",
	"words":       "用词",
	"deadlines":   "期限规则",
	"holidays":    "放假安排",

	"moved-deadlines": "受影响的期限",

	"review-rules": "年度考评",
	"setting":      "设置",
	"intake":       "导入工作簿",
	"bin":          "回收站",
	"journal":      "操作记录",
	"turnover":     "换届",

	"review-meetings": "审查会",
	"handovers":       "交办会",
	"superior-forms":  "照表填报",
}

// Page is the page of the manual.
type Page struct {
	desk     *desk.Desk
	chapters func() []chapter // parsed by the first who asks, not by the start

	query  string // folded
	raw    string
	search *grid.SearchEntry
	list   *grid.Grid[entry]
	prose  *editor.Prose
	scroll *container.Scroll
}

// entry is a line of the table of contents: a chapter, or a section in one.
type entry struct {
	id      int64
	title   string
	chapter int
	block   int
	inner   bool
}

var (
	_ desk.Page     = (*Page)(nil)
	_ desk.Opener   = (*Page)(nil)
	_ desk.Escaper  = (*Page)(nil)
	_ desk.Searcher = (*Page)(nil)
)

// New makes the page.
func New(d *desk.Desk) *Page {
	return &Page{desk: d, chapters: sync.OnceValue(func() []chapter { return parse(assets.Manual) })}
}

// Key implements desk.Page.
func (p *Page) Key() string { return Key }

// Title implements desk.Page.
func (p *Page) Title() string { return "使用手册" }

// Has tells whether the manual has a heading, given without its number.
func (p *Page) Has(topic string) bool {
	_, _, ok := p.at(topic)
	return ok
}

// TopicOf is the heading that belongs to a page: its own, or that of its key; "" for none.
func TopicOf(page desk.Page) string {
	if h, ok := page.(desk.Helper); ok {
		if topic := h.HelpTopic(); topic != "" {
			return topic
		}
	}
	if page == nil {
		return ""
	}
	return topics[page.Key()]
}

// TopBar implements desk.Page.
func (p *Page) TopBar() (middle, right []fyne.CanvasObject) {
	p.search = grid.NewSearchEntry("在手册中查找", p.find)
	p.search.OnDown = func() { p.list.Focus() }
	return []fyne.CanvasObject{p.search}, []fyne.CanvasObject{kit.NewButton("返回", p.desk.Back)}
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject {
	p.list = grid.New(grid.Config[entry]{
		Key: "manual.contents", Prefs: kit.MemoryPrefs{}, Unit: "节", Plain: true, Empty: "没有找到",
		ID: func(e entry) int64 { return e.id },
		Columns: []grid.Column[entry]{{Key: "title", Title: "目录", Width: 220, Min: 120, Flex: true, Text: func(e entry) string {
			if e.inner {
				return "    " + e.title
			}
			return e.title
		}}},
		OnSelect: func(chosen []entry) {
			if len(chosen) == 1 {
				p.show(chosen[0].chapter, chosen[0].block)
			}
		},
	})
	p.prose = editor.NewProse()
	p.scroll = container.NewVScroll(container.New(column{}, p.prose))
	p.fill()
	p.show(0, 0)
	return kit.NewShares([]float32{240, 800}, kit.NewCard("", "", p.list), kit.NewCard("", "", p.scroll))
}

// Shown implements desk.Page.
func (p *Page) Shown() { p.list.Focus() }

// Open implements desk.Opener: what is the heading to open at.
func (p *Page) Open(what any) {
	topic, ok := what.(string)
	if !ok || topic == "" {
		return
	}
	p.search.SetText("")
	p.find("")
	if chapter, block, ok := p.at(topic); ok {
		p.choose(chapter, block)
	}
}

// at finds a heading.
func (p *Page) at(topic string) (chapter, block int, ok bool) {
	for i, c := range p.chapters() {
		if topicOf(c.title) == topic {
			return i, 0, true
		}
		for _, s := range c.sections {
			if topicOf(s.title) == topic {
				return i, s.block, true
			}
		}
	}
	return 0, 0, false
}

// Escape implements desk.Escaper.
func (p *Page) Escape() { p.desk.Back() }

// FocusSearch implements desk.Searcher.
func (p *Page) FocusSearch() { p.desk.Native().Canvas().Focus(p.search) }

func (p *Page) find(query string) {
	p.raw, p.query = query, fold.Plain(query)
	p.fill()
	for i := range p.chapters() {
		if block, ok := p.chapters()[i].matches(p.query); ok {
			p.choose(i, block)
			return
		}
	}
}

// fill lists the chapters and sections, of a search those that hold what is sought.
func (p *Page) fill() {
	var rows []entry
	for i := range p.chapters() {
		c := &p.chapters()[i]
		if _, ok := c.matches(p.query); !ok {
			continue
		}
		rows = append(rows, entry{id: int64(len(rows) + 1), title: c.title, chapter: i})
		for _, s := range c.sections {
			rows = append(rows, entry{id: int64(len(rows) + 1), title: s.title, chapter: i, block: s.block, inner: true})
		}
	}
	p.list.SetRows(rows)
}

// choose selects the line of a block in the table of contents and shows it.
func (p *Page) choose(chapter, block int) {
	var id int64
	for _, e := range p.list.Rows() {
		if e.chapter == chapter && e.block <= block {
			id = e.id
		}
	}
	p.list.Select(id)
	p.show(chapter, block)
}

func (p *Page) show(chapter, block int) {
	if chapter >= len(p.chapters()) {
		return
	}
	p.prose.SetBlocks(p.chapters()[chapter].marked(p.raw))
	p.scroll.Content.Refresh()
	p.scroll.Refresh()
	p.scroll.ScrollToOffset(fyne.NewPos(0, max(p.prose.Top(block)-8, 0)))
}

// column sets the text no wider than can be read with ease.
type column struct{}

const columnWidth float32 = 760

func (column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, objects[0].MinSize().Height+8)
}

func (column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	look.Place(objects[0], 10, 4, min(size.Width-30, columnWidth), size.Height-8)
}
