package roster

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/data/fold"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// birthdays is the tab 生日名册.
type birthdays struct {
	desk    *desk.Desk
	grid    *grid.Grid[birthdayRow]
	spans   []*spanChip
	month   *kit.Chip
	chosen  int // of spans, -1 for a month of the choice
	span    roster.Span
	content fyne.CanvasObject
	loaded  bool
}

var (
	_ records.Tab       = (*birthdays)(nil)
	_ records.TabFinder = (*birthdays)(nil)
	_ desk.Exporter     = (*birthdays)(nil)
	_ desk.Searcher     = (*birthdays)(nil)
)

// birthdayRow is a birthday as the list shows it.
type birthdayRow struct {
	roster.Birthday
	age, days, note string
	key             string
}

// spanChip is one of the usual spans.
type spanChip struct {
	chip *kit.Chip
	span func(today time.Time) roster.Span
}

func newBirthdays(d *desk.Desk) *birthdays {
	b := &birthdays{desk: d}
	for i, s := range []struct {
		text string
		span func(today time.Time) roster.Span
	}{
		{"30 天内", func(today time.Time) roster.Span { return roster.DaysSpan(today, 30) }},
		{"本月", func(today time.Time) roster.Span { return roster.MonthSpan(today.Year(), today.Month()) }},
		{"下月", func(today time.Time) roster.Span { return roster.MonthSpan(today.Year(), today.Month()+1) }},
		{"全年", func(today time.Time) roster.Span { return roster.YearSpan(today.Year()) }},
	} {
		c := &spanChip{chip: kit.NewTag(s.text, false), span: s.span}
		c.chip.OnTap = func() { b.choose(i) }
		b.spans = append(b.spans, c)
	}
	b.month = kit.NewChoiceChip("月份", b.months, b.chooseMonth)
	b.grid = grid.New(grid.Config[birthdayRow]{
		Key: "roster.birthdays", Prefs: d.Prefs(), Columns: birthdayColumns(), Unit: "人",
		ID:          func(r birthdayRow) int64 { return rowKey(r.Birthday) },
		Search:      func(r birthdayRow) string { return r.key },
		Empty:       "这段时间没有人过生日",
		Placeholder: "查找姓名，汉字、拼音或首字母 Ctrl+F",
		OnOpen:      func(r birthdayRow) { d.Open("roster", Record{Kind: r.Kind, ID: r.RecordID}) },
		Foot:        b.foot,
		Calendar:    d.Calendar(),
	})
	b.grid.SearchField().OnDown = func() {
		records.EnterList(b.grid, func(r birthdayRow) int64 { return rowKey(r.Birthday) })
	}
	chips := []fyne.CanvasObject{}
	for _, c := range b.spans {
		chips = append(chips, c.chip)
	}
	b.content = kit.NewTopAndRest(8, kit.NewFlow(8, append(chips, b.month)...), b.grid)
	return b
}

// rowKey tells birthdays apart: by the lunar calendar a person may have two within a year.
func rowKey(b roster.Birthday) int64 {
	on, err := time.Parse(time.DateOnly, b.On)
	if err != nil {
		return b.PersonID
	}
	return b.PersonID<<20 | on.Unix()/86400&(1<<20-1)
}

func birthdayColumns() []grid.Column[birthdayRow] {
	return []grid.Column[birthdayRow]{
		{Key: "day", Title: "日期", Width: 76, Min: 76, Text: func(r birthdayRow) string { return r.Day() }, SortBy: func(r birthdayRow) string { return r.On }},
		{Key: "lunar", Title: "农历", Width: 110, Text: func(r birthdayRow) string { return r.Lunar }},
		{Key: "name", Title: "姓名", Width: 90, Text: func(r birthdayRow) string { return r.Name }, Bold: func(r birthdayRow) bool { return r.Round() }},
		{Key: "age", Title: "周岁", Width: 60, Align: fyne.TextAlignTrailing, Text: func(r birthdayRow) string { return r.age }, Bold: func(r birthdayRow) bool { return r.Round() }},
		{Key: "days", Title: "还有", Width: 80, Min: 66, Text: func(r birthdayRow) string { return r.days }, SortBy: func(r birthdayRow) string { return r.On }, Tone: nearTone},
		{Key: "roles", Title: "身份", Width: 120, Text: func(r birthdayRow) string { return r.Roles }, Values: func(r birthdayRow) []string { return zh.SplitNames(r.Roles) }},
		{Key: "sector", Title: "界别", Width: 110, Text: func(r birthdayRow) string { return r.Sector }},
		{Key: "workplace", Title: "工作单位", Width: 180, Min: 96, Flex: true, Text: func(r birthdayRow) string { return r.Workplace }},
		{Key: "job", Title: "职务", Width: 100, Text: func(r birthdayRow) string { return r.Job }},
		{Key: "birth_on", Title: "出生日期", Width: 96, Content: grid.ContentDate, Text: func(r birthdayRow) string { return r.BirthOn }},
		{Key: "gender", Title: "性别", Width: 56, Min: 56, Hidden: true, Text: func(r birthdayRow) string { return r.Gender }},
		{Key: "note", Title: "备注", Width: 190, Text: func(r birthdayRow) string { return r.note }},
	}
}

func nearTone(r birthdayRow) look.Tone {
	if r.days == "今天" || r.days == "明天" {
		return look.ToneDue
	}
	return look.ToneNormal
}

// Content implements records.Tab.
func (b *birthdays) Content() fyne.CanvasObject { return b.content }

// SearchField implements records.TabFinder.
func (b *birthdays) SearchField() *grid.SearchEntry { return b.grid.SearchField() }

// FocusSearch implements desk.Searcher.
func (b *birthdays) FocusSearch() { records.FocusSearch(b.desk, b.grid.SearchField()) }

// Shown implements records.Tab. What is near is told anew each day.
func (b *birthdays) Shown() {
	if !b.loaded {
		b.grid.SetLoading("正在读取…")
	}
	today := b.desk.Store().Now().Local()
	if b.chosen >= 0 {
		b.span = b.spans[b.chosen].span(today)
	}
	for i, c := range b.spans {
		c.chip.Set(c.chip.Text, i == b.chosen)
	}
	store, scope, span := b.desk.Store(), b.desk.Scope(), b.span
	desk.Load(b.desk.Tasks(), "roster.birthdays", func(ctx context.Context) ([]birthdayRow, error) {
		found, err := roster.Birthdays(ctx, store.DB(), scope, span)
		if err != nil {
			return nil, err
		}
		return birthdayRows(found, today), nil
	}, func(rows []birthdayRow, err error) {
		if err != nil {
			b.desk.Fail(err)
			return
		}
		b.loaded = true
		b.grid.SetRows(rows)
	})
}

// birthdayRows makes the strings the list shows.
func birthdayRows(found []roster.Birthday, today time.Time) []birthdayRow {
	midnight := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	rows := make([]birthdayRow, len(found))
	for i, f := range found {
		r := birthdayRow{Birthday: f, age: strconv.Itoa(f.Age), note: f.Note}
		if f.Round() {
			r.note = strings.TrimSuffix("逢十；"+f.Note, "；")
		}
		if on, err := time.Parse(time.DateOnly, f.On); err == nil && !f.MonthOnly {
			r.days = daysAway(int(on.Sub(midnight).Hours() / 24))
		}
		r.key = fold.Name(f.Name) + " " + fold.Key(f.Roles, f.Sector, f.Workplace, f.Job, f.Day(), f.Lunar, r.note)
		rows[i] = r
	}
	return rows
}

func daysAway(n int) string {
	switch {
	case n < 0:
		return "已过"
	case n == 0:
		return "今天"
	case n == 1:
		return "明天"
	default:
		return fmt.Sprintf("%d 天", n)
	}
}

func (b *birthdays) choose(i int) {
	if b.chosen < 0 {
		b.month.Set("月份 ∨", false)
	}
	b.chosen = i
	b.Shown()
}

// months offers the twelve months from this one on.
func (b *birthdays) months() []kit.Choice {
	today := b.desk.Store().Now().Local()
	first := roster.MonthSpan(today.Year(), today.Month()).From
	choices := make([]kit.Choice, 12)
	for i := range choices {
		at := first.AddDate(0, i, 0)
		choices[i] = kit.Choice{Value: at.Format("2006-01"), Label: fmt.Sprintf("%d年%d月", at.Year(), int(at.Month())), Count: -1}
	}
	return choices
}

func (b *birthdays) chooseMonth(value string) {
	month, err := time.Parse("2006-01", value)
	if err != nil { // taken back
		b.choose(0)
		return
	}
	b.chosen, b.span = -1, roster.MonthSpan(month.Year(), month.Month())
	b.Shown()
}

func (b *birthdays) foot(shown iter.Seq[birthdayRow]) string {
	round := 0
	for r := range shown {
		if r.Round() {
			round++
		}
	}
	parts := []string{b.span.Title()}
	if round > 0 {
		parts = append(parts, fmt.Sprintf("逢十 %d 人", round))
	}
	return strings.Join(parts, " · ")
}

// Export implements desk.Exporter: the birthdays that pass search and filters, by their days, as an official workbook.
func (b *birthdays) Export() {
	st, span := b.desk.Store(), b.span
	var found []roster.Birthday
	for _, r := range b.grid.Rows() {
		found = append(found, r.Birthday)
	}
	roster.SortBirthdays(found)
	title := span.Title() + "生日名册"
	out := store.Outgoing{What: title, Count: len(found), Unit: "人"}
	savePaper(b.desk, "生日名册", strings.ReplaceAll(title, " 至 ", "至"), out, func(ctx context.Context, path string) error {
		return export.WriteBirthdaysOf(ctx, st, found, span, path)
	})
}

// savePaper asks where to write a paper, writes it beside the window and offers to open it. What leaves is described by out.
func savePaper(d *desk.Desk, what, name string, out store.Outgoing, write func(ctx context.Context, path string) error) {
	d.AskSave("导出"+what, name+".xlsx", desk.Workbook, func(path string) {
		actor, store := d.Actor(), d.Store()
		out.To, out.Table, out.Replace = path, true, true // the dialog has asked
		d.Tasks().Run("导出"+what, func(ctx context.Context, _ func(string, int, int)) (err error) {
			return store.Send(ctx, actor, out, func() (int, error) { return out.Count, write(ctx, path) })
		}, func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			d.Toast(fmt.Sprintf("已导出%s %d 条", what, out.Count), "打开", func() { d.OpenWithSystem(path) })
		})
	})
}
