package proposal

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/calendar"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/chart"
	"cppccdesk/gui/kit/look"
)

// shares is the view 统计: the year's proposals parted by state, category, unit, what their proposers belong to or month, beside those of the years before as of the same day, and the main
// figures of these years. Each bar lists its proposals.
type shares struct {
	page *Page

	by      int // of proposal.Divisions
	chips   []*kit.Chip
	compare *kit.Chip
	note    *kit.Label
	bars    *chart.Groups
	scroll  *container.Scroll
	table   *kit.SmallTable
	beside  *kit.Card // what table is in
	content fyne.CanvasObject

	view sharesView
}

// sharesView is what was read: the earliest year first, the one worked on last.
type sharesView struct {
	years   []proposal.YearShares
	figures [][]measure.Figure // of each year
	held    []proposal.Holding // by units, where they are what the proposals are parted by
	parted  []proposal.Parted  // by the words of a dimension, where that is and other years are not looked at
}

// yearsBack is how many years before its own the comparison looks at, as report 20 does.
const yearsBack = 4

// compared are the figures told of each year.
var compared = []struct{ code, name string }{
	{"received", "收到"},
	{"received.joint3", "3 人以上联名"},
	{"filed", "立案"},
	{"filing_rate", "立案率"},
	{"due", "应办件"},
	{"reply_rate", "办复率"},
	{"on_time_rate", "按期办复率"},
	{"face_rate", "面商率"},
	{"solved_rate", "解决率"},
	{"returned_rate", "征询率"},
	{"first_satisfaction_rate", "初次满意率"},
	{"result_satisfaction_rate", "满意率"},
	{"overdue", "逾期未答复"},
	{"reworked", "重新交办"},
	{"carried_over", "上年结转"},
}

func newShares(p *Page) *shares {
	s := &shares{page: p, bars: chart.NewGroups(), note: kit.NewLabel("", look.SmallText, look.ToneMuted)}
	s.note.Min = 60
	row := kit.NewFlow(8)
	for i := range proposal.Divisions {
		chip := kit.NewTag(proposal.Divisions[i].Title, i == 0)
		chip.OnTap = func() { s.choose(i) }
		s.chips = append(s.chips, chip)
		row.Add(chip)
	}
	s.compare = kit.NewFilterChip("与以前各年同日比", func(bool) { s.load() })
	row.Add(s.compare)
	s.bars.OnOpen = s.open
	s.table = kit.NewSmallTable()
	s.scroll = container.NewVScroll(s.bars)
	s.bars.OnMove = func(top, bottom float32) { kit.Reveal(s.scroll, top, bottom) }
	left := kit.NewCard("", "", kit.NewTopAndRest(8, kit.NewColumn(6, row, s.note), s.scroll))
	s.beside = kit.NewCard(besideFigures, "点一行列出今年计入的提案", container.NewVScroll(s.table))
	s.content = kit.NewListBeside(0.62, left, s.beside)
	return s
}

// choose parts the proposals in another way.
func (s *shares) choose(by int) {
	s.by = by
	for i, chip := range s.chips {
		chip.Set(chip.Text, i == by)
	}
	s.load()
}

// load reads the year worked on and, where they are to be compared, the years before.
func (s *shares) load() {
	d := s.page.desk
	st, year, today, by := d.Store(), d.Year(), d.Today(), &proposal.Divisions[s.by]
	back := 0
	if s.compare.On {
		back = yearsBack
	}
	desk.Load(d.Tasks(), "proposal.shares", func(ctx context.Context) (sharesView, error) {
		return readShares(ctx, st, by, year, back, today)
	}, func(v sharesView, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		s.put(v)
	})
}

// readShares reads a year as of today, and those of so many years before that have proposals as of the same day of theirs.
func readShares(ctx context.Context, st *store.Store, by *proposal.Division, year, back int, today string) (v sharesView, err error) {
	day, err := calendar.ParseDate(today)
	if err != nil {
		return v, fmt.Errorf("today: %w", err)
	}
	alone := back == 0
	for ; back >= 0; back-- {
		then := day.AddMonths(-12 * back).String()
		figures, err := proposal.Figures(ctx, st.DB(), year-back, then)
		if err != nil {
			return v, err
		}
		if back > 0 && measure.Of(figures, "received").Num == 0 {
			continue
		}
		y, err := proposal.SharesOf(ctx, st.DB(), by, year-back, then)
		if err != nil {
			return v, err
		}
		v.years, v.figures = append(v.years, y), append(v.figures, figures)
	}
	switch d := proposal.DimensionCalled(by.Key); {
	case by.Key == "unit":
		v.held, err = proposal.Holdings(ctx, st.DB(), year, today)
	case d != nil && alone:
		v.parted, err = proposal.FiguresBy(ctx, st.DB(), year, today, d)
	}
	return v, err
}

// put shows what was read.
func (s *shares) put(v sharesView) {
	s.view = v
	by := &proposal.Divisions[s.by]
	series := make([]string, len(v.years))
	for i := range v.years {
		series[i] = strconv.Itoa(v.years[i].Year)
	}
	labels := v.labels()
	groups := make([]chart.Group, len(labels))
	for i, label := range labels {
		groups[i].Label = label
		for j := range v.years {
			groups[i].Values = append(groups[i].Values, v.years[j].Of(label).Set.Len())
		}
	}
	s.bars.SetGroups(series, groups)
	s.scroll.Refresh()
	note := by.Rule + "，截至 " + v.years[len(v.years)-1].Day
	if len(v.years) > 1 {
		note += "；以前各年截至同一月日"
	} else if s.compare.On {
		note += "；以前四年没有提案记录，没有可比的"
	}
	s.note.SetText(note + "。")
	switch {
	case by.Key == "unit":
		s.putHeld()
	case len(v.parted) > 0:
		s.putParted()
	default:
		s.putFigures()
	}
}

// labels are those of the last year, in its order, and behind them those that only a year before has.
func (v *sharesView) labels() (labels []string) {
	seen := map[string]bool{}
	for i := len(v.years) - 1; i >= 0; i-- {
		for _, share := range v.years[i].Shares {
			if !seen[share.Label] {
				seen[share.Label] = true
				labels = append(labels, share.Label)
			}
		}
	}
	return labels
}

// What the card beside the bars is called.
const besideFigures, besideHeld = "主要指标", "在手多久"

// putHeld shows who has how many to reply to and for how many days.
func (s *shares) putHeld() {
	s.beside.Heading.SetText(besideHeld)
	s.beside.Note.SetText("从交办到今天的天数，点一行列出提案")
	right := fyne.TextAlignTrailing
	s.table.SetColumns([]kit.SmallColumn{
		{Title: "单位", Weight: 1}, {Title: "未答复", Width: 64, Align: right}, {Title: "逾期", Width: 40, Align: right}, {Title: "最久", Width: 48, Align: right}, {Title: "中位", Width: 56, Align: right},
	})
	rows := make([]kit.SmallRow, 0, len(s.view.held))
	for i := range s.view.held {
		h := &s.view.held[i]
		late := kit.SmallCell{Text: strconv.FormatInt(h.Late, 10)}
		if h.Late > 0 {
			late.Tone = look.ToneLate
		}
		row := kit.SmallRow{Cells: []kit.SmallCell{{Text: h.Unit}, {Text: strconv.FormatInt(h.Open, 10), Bold: true}, late, {Text: "—"}, {Text: "—"}}}
		if len(h.Days) > 0 {
			row.Cells[3].Text, row.Cells[4].Text = strconv.Itoa(h.Oldest()), strconv.FormatFloat(float64(h.Median())/2, 'f', -1, 64)
		}
		for _, of := range []measure.Figure{
			{Name: h.Unit + "未答复", Num: h.All.Len(), Unit: "件", Counted: h.All}, {Name: h.Unit + "逾期未答复", Num: h.Overdue.Len(), Unit: "件", Counted: h.Overdue},
		} {
			for _, item := range s.page.desk.Openings(of) {
				item.Label = of.Name + " " + strconv.FormatInt(of.Num, 10) + " 件"
				row.Menu = append(row.Menu, item)
			}
		}
		rows = append(rows, row)
	}
	s.table.SetRows(rows)
}

// handled are the figures that a word's row leads to the proposals of, and those of them that it shows, with what they are called there.
var handled = []struct {
	code, title string
	width       float32
}{
	{"filed", "", 0},
	{"due", "应办", 42},
	{"reply_rate", "办复率", 66},
	{"on_time_rate", "按期率", 66},
	{"result_satisfaction_rate", "满意率", 66},
	{"adopted_rate", "", 0},
	{"overdue", "", 0},
	{"late", "", 0},
	{"face", "", 0},
	{"returned.result.不满意", "", 0},
	{"reworked", "", 0},
}

// putParted shows what was done with the proposals of each word.
func (s *shares) putParted() {
	d := proposal.DimensionCalled(proposal.Divisions[s.by].Key)
	s.beside.Heading.SetText("各" + d.Title + "办理情况")
	s.beside.Note.SetText("点一行列出各项指标计入的提案")
	columns := []kit.SmallColumn{{Title: d.Title, Weight: 1}}
	for _, h := range handled {
		if h.title != "" {
			columns = append(columns, kit.SmallColumn{Title: h.title, Width: h.width, Align: fyne.TextAlignTrailing})
		}
	}
	s.table.SetColumns(columns)
	s.table.SetRows(s.partedRows(d))
}

// partedRows are the rows of the words of the dimension.
func (s *shares) partedRows(d *proposal.Dimension) []kit.SmallRow {
	rows := make([]kit.SmallRow, 0, len(s.view.parted))
	for i := range s.view.parted {
		p := &s.view.parted[i]
		row := kit.SmallRow{Cells: []kit.SmallCell{{Text: p.Title}}}
		for _, h := range handled {
			f := p.Figure(h.code, d)
			if h.title != "" {
				row.Cells = append(row.Cells, kit.SmallCell{Text: f.Text()})
			}
			for _, item := range s.page.desk.Openings(f) {
				item.Label = strings.TrimSuffix(f.Name, "·"+p.Title) + "：" + item.Label
				row.Menu = append(row.Menu, item)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// putFigures shows the main figures of the years, the year worked on last.
func (s *shares) putFigures() {
	s.beside.Heading.SetText(besideFigures)
	s.beside.Note.SetText("点一行列出今年计入的提案")
	v := &s.view
	columns := []kit.SmallColumn{{Title: "指标", Weight: 1}}
	for i := range v.years {
		columns = append(columns, kit.SmallColumn{Title: strconv.Itoa(v.years[i].Year), Width: 66, Align: fyne.TextAlignTrailing})
	}
	s.table.SetColumns(columns)
	rows := make([]kit.SmallRow, 0, len(compared))
	for _, c := range compared {
		row := kit.SmallRow{Cells: []kit.SmallCell{{Text: c.name}}}
		for i := range v.figures {
			f := measure.Of(v.figures[i], c.code)
			row.Cells = append(row.Cells, kit.SmallCell{Text: f.Text(), Bold: i == len(v.figures)-1})
			if i == len(v.figures)-1 {
				row.Menu = s.page.desk.Openings(f)
			}
		}
		rows = append(rows, row)
	}
	s.table.SetRows(rows)
}

// open lists the proposals of a bar, in their year.
func (s *shares) open(group, series int) {
	y := &s.view.years[series]
	label := s.bars.Groups()[group].Label
	set := y.Of(label).Set
	title := fmt.Sprintf("%d 年 %s %s · %d 件", y.Year, proposal.Divisions[s.by].Title, label, set.Len())
	d := s.page.desk
	d.InYear(y.Year, "「"+title+"」属于", func() { d.Open(s.page.Key(), desk.Listing{Title: title, Set: set}) })
}
