package export

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/superior"
	"cppccdesk/export/sheet"
)

var (
	headingNumber  = regexp.MustCompile(`^\s*(?:[0-9]+[.、．]|[（(][0-9]+[）)]|[①-⑳])\s*`)
	headingSection = regexp.MustCompile(`^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+部分)\s*`)
	headingPeriod  = regexp.MustCompile(`上年|去年|上期|同期|往年|历年|上届|累计|增减|增长|计划|目标|[0-9]{4}年`)
	headingUnit    = regexp.MustCompile(`[（(]([^（）()]*)[）)]$`)
)

// ownHeadings are headings under which a figure's own number stands, and whether that is a rate.
var ownHeadings = map[string]bool{
	"数量": false, "件数": false, "人数": false, "次数": false, "个数": false, "数": false, "数值": false, "本年": false, "本年度": false, "今年": false, "当年": false,
	"全年": false, "本期": false, "合计": false, "总计": false, "总数": false, "比率": true, "比例": true, "占比": true, "百分比": true, "百分率": true, "比重": true, "率": true,
}

// totals are headings of sums, which over units are other numbers than those of the year: a proposal of several units is counted by each.
var totals = []string{"合计", "总计", "总数"}

func (h heading) total() bool { return slices.Contains(totals, h.name) }

// reader reads headings of superiors' forms.
type reader struct {
	figures *superior.Figures
	unit    func(name string) int64 // the unit of that name, 0 for none
	units   map[string]int64        // those asked for
	byUnit  map[string]bool         // sheets with a row of a unit
}

func newReader(figures *superior.Figures, unit func(string) int64, slots []sheet.Slot) *reader {
	r := &reader{figures: figures, unit: unit, units: map[string]int64{}, byUnit: map[string]bool{}}
	for _, s := range slots {
		for _, text := range s.Row {
			if r.heading(text).unit != 0 {
				r.byUnit[s.Sheet] = true
			}
		}
	}
	return r
}

// unitFinder finds units as their names are written anywhere. A unit that was merged into another is itself: the row with its name is of its own work.
func unitFinder(ctx context.Context, st *store.Store) (func(string) int64, error) {
	merged, err := store.IDs(ctx, st.DB(), "SELECT id FROM unit WHERE successor_id IS NOT NULL AND deleted_at = ''")
	return func(name string) int64 {
		id, err := roster.FindUnit(ctx, st.DB(), name, merged...)
		if err != nil {
			return 0 // unknown or of several: asked about with what it heads
		}
		return id
	}, err
}

// heading is one heading of a cell, read.
type heading struct {
	text    string // as it is written
	name    string // without number and unit of measure
	own     bool   // says only that it is a number
	rate    bool   // asks for a rate
	percent bool   // asks for it in %
	section bool   // numbered as a part of a form
	unit    int64  // the unit it names, 0 for none
}

func (r *reader) heading(text string) heading {
	h := heading{text: text, section: headingSection.MatchString(text)}
	h.name = strings.TrimRight(headingNumber.ReplaceAllString(headingSection.ReplaceAllString(text, ""), ""), "：: ")
	if m := headingUnit.FindStringSubmatchIndex(h.name); m != nil && m[0] > 0 && !r.known(h.name) {
		h.percent = strings.ContainsAny(h.name[m[2]:m[3]], "%％")
		h.name = h.name[:m[0]]
	}
	rate, own := ownHeadings[fold.Plain(h.name)]
	h.own, h.rate = own, h.percent || rate
	if !own {
		id, asked := r.units[h.name]
		if !asked {
			id = r.unit(h.name)
			r.units[h.name] = id
		}
		h.unit = id
	}
	return h
}

// known reports whether a figure has the name.
func (r *reader) known(name string) bool {
	_, err := r.figures.Called(name)
	return err == nil
}

// cell says which figure an empty cell takes, or why none is certain.
func (r *reader) cell(s sheet.Slot) superior.Cell {
	c := superior.Cell{Sheet: s.Sheet, Cell: s.Cell, Label: s.Label()}
	row, col := r.headings(s.Row), r.headings(s.Col)
	all := slices.Concat(row, col)
	rate := s.Percent || slices.ContainsFunc(all, func(h heading) bool { return h.rate })
	f, why := r.meant(row, col, rate)
	if f == nil {
		if stranger := r.stranger(s, row); stranger != "" {
			why = "「" + stranger + "」不在承办单位名录里"
		}
		return doubted(c, why)
	}
	c.Figure, c.Code = r.figures.Shown(*f), f.Code
	c.Take, why = r.taken(f, s, all, rate)
	if why != "" {
		return doubted(c, why)
	}
	return c
}

// taken is what a cell takes of its figure, or why it is not certain that it takes it.
func (r *reader) taken(f *measure.Figure, s sheet.Slot, all []heading, rate bool) (take, why string) {
	switch {
	case s.Doubt != "":
		return "", s.Doubt
	case f.Of == "" && r.byUnit[s.Sheet] && slices.ContainsFunc(all, heading.total):
		return "", "表里按单位分，合计可能是件次"
	case !f.IsRate && rate:
		return "", "要填的是百分比，指标是数量"
	case !f.IsRate:
		return superior.Count, ""
	case s.Percent:
		return superior.Rate, ""
	case slices.ContainsFunc(all, func(h heading) bool { return h.percent }):
		return superior.Percent, ""
	}
	return "", "不是百分比格式，也没有写 %，不知道填 0.87 还是 87"
}

// stranger is the heading of a row that stands where units do and is none; "" when there is no such.
func (r *reader) stranger(s sheet.Slot, row []heading) string {
	if len(row) == 0 || !r.byUnit[s.Sheet] || slices.ContainsFunc(row, func(h heading) bool { return h.unit != 0 || h.own }) {
		return ""
	}
	return row[len(row)-1].name
}

func (r *reader) headings(texts []string) []heading {
	var all []heading
	for _, text := range texts {
		all = append(all, r.heading(text))
	}
	return all
}

// meant finds the figure that all headings of a cell together are the name of, whatever their order. Where only some of them are, or none, why says so.
func (r *reader) meant(row, col []heading, rate bool) (f *measure.Figure, why string) {
	var unit int64
	drop := func(all []heading, gone func(heading) bool) []heading {
		return slices.DeleteFunc(slices.Clone(all), gone)
	}
	for _, h := range slices.Concat(row, col) {
		if h.unit != 0 && unit != 0 && h.unit != unit {
			return nil, "行名和栏名都是单位"
		}
		unit = max(unit, h.unit)
	}
	says := func(h heading) bool { return h.own || h.unit != 0 && h.unit == unit }
	row, col = drop(row, says), drop(col, says)
	find := func(row, col []heading) *measure.Figure {
		return r.named(unit, namesOfHeadings(row), namesOfHeadings(col), rate)
	}
	if f = find(row, col); f != nil {
		return f, ""
	}
	section := func(h heading) bool { return h.section && !headingPeriod.MatchString(h.name) }
	if f = find(drop(row, section), drop(col, section)); f != nil {
		return f, ""
	}
	if len(row)+len(col) == 0 {
		return nil, "没有写是哪项指标"
	}
	return nil, r.unread(unit, row, col, rate)
}

// unread says which headings are not understood beside one that is.
func (r *reader) unread(unit int64, row, col []heading, rate bool) string {
	all := slices.Concat(row, col)
	for _, inner := range slices.Concat(lastOf(row), lastOf(col)) {
		f := r.named(unit, []string{inner.name}, nil, rate)
		if f == nil || len(all) < 2 {
			continue
		}
		rest := slices.DeleteFunc(slices.Clone(all), func(h heading) bool { return h.text == inner.text })
		if bare := slices.DeleteFunc(slices.Clone(rest), func(h heading) bool { return h.section }); len(bare) > 0 {
			rest = bare
		}
		return "「" + inner.text + "」以外的「" + strings.Join(textsOfHeadings(rest), "」「") + "」没有同名的指标"
	}
	return "没有同名的指标"
}

func lastOf(all []heading) []heading { return all[max(0, len(all)-1):] }

// namesOfHeadings leaves out what the next heading begins with: 办复 over 办复率.
func namesOfHeadings(all []heading) (names []string) {
	for i, h := range all {
		if i+1 == len(all) || !strings.HasPrefix(all[i+1].name, h.name) {
			names = append(names, h.name)
		}
	}
	return names
}

func textsOfHeadings(all []heading) (texts []string) {
	for _, h := range all {
		texts = append(texts, h.text)
	}
	return texts
}

// named finds the figure, of a unit where one is meant, that names joined are the name of: those of the row first, or those of the column.
func (r *reader) named(unit int64, row, col []string, rate bool) *measure.Figure {
	for _, names := range [][]string{slices.Concat(row, col), slices.Concat(col, row)} {
		for _, name := range ways(names, rate) {
			if f := r.called(unit, name); f != nil {
				return f
			}
		}
	}
	return nil
}

// ways are the names that headings may make together, the surest first: as they are, and without 数, 件数 and 提案; of a rate with what names rates.
func ways(names []string, rate bool) []string {
	if len(names) == 0 {
		return nil
	}
	var all []string
	for _, ending := range []string{"", "件数", "数", "件", "提案数", "提案件数", "提案"} {
		cut := make([]string, len(names))
		for i, name := range names {
			cut[i] = strings.TrimSuffix(name, ending)
		}
		joined := strings.Join(cut, "·")
		if rate {
			all = append(all, joined+"占比", joined+"率")
		}
		all = append(all, joined, "对"+strings.Join(cut, "")) // 对办理结果满意
	}
	return all
}

// called is the figure of that name, of a unit where one is meant; nil for none.
func (r *reader) called(unit int64, name string) *measure.Figure {
	if unit != 0 {
		first := r.figures.Coded(proposal.UnitPrefix(unit) + "lead")
		if first == nil {
			return nil
		}
		name = first.Of + "·" + name
	}
	f, err := r.figures.Called(name)
	if err != nil {
		return nil
	}
	return &f
}
