package export

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math/big"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/fold"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/superior"
	"cppccdesk/export/sheet"
)

// formLimit bounds the size of a superior's workbook.
const formLimit = 64 << 20

// openForm opens the blank workbook of a superior's form.
func openForm(ctx context.Context, st *store.Store, id int64) (*sheet.Blank, error) {
	file, err := superior.Workbook(ctx, st.DB(), id)
	if err != nil {
		return nil, err
	}
	content, err := st.Content(file, formLimit)
	if err != nil {
		return nil, err
	}
	if len(content) > formLimit {
		return nil, store.Refuse(store.CodeInvalid, "「%s」超过 %s，不像空白表。", file.Name, store.SizeText(formLimit))
	}
	return sheet.OpenBlank(file.Name, content)
}

// FormOutgoing describes the filling of a superior's form for the journal.
func FormOutgoing(name string, year int, day, path string) store.Outgoing {
	return store.Outgoing{Verb: "照表填报", What: fmt.Sprintf("「%s」（%d 年，统计到 %s）", name, year, day), Unit: "格", To: path, Table: true}
}

// FillForm writes a copy of a superior's form with the figures of a year as of a day (YYYY-MM-DD) in the cells that take them, and counts those. All
// cells that cannot be filled are named in one refusal, and nothing is written.
func FillForm(ctx context.Context, st *store.Store, id int64, year int, day, path string) (int, error) {
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") {
		return 0, store.Refuse(store.CodeInvalid, "「%s」应以 .xlsx 结尾：照表填报写出来的和表样一样是工作簿。", filepath.Base(path))
	}
	cells, err := superior.Cells(ctx, st.DB(), id)
	if err != nil {
		return 0, err
	}
	if len(cells) == 0 {
		return 0, store.Refuse(store.CodeInvalid, "这个表样还没有写明哪个单元格填哪项指标。请先「认表样」，或在它的表单里填写。")
	}
	blank, err := openForm(ctx, st, id)
	if err != nil {
		return 0, err
	}
	defer blank.Close()
	figures, err := data.Figures(ctx, st.DB(), year, day)
	if err != nil {
		return 0, err
	}
	var fills []sheet.Filling
	var refused []error
	for _, c := range cells {
		filling, fault := fillingOf(c, figures, year)
		if fault != "" {
			refused = append(refused, store.Refuse(store.CodeInvalid, "%s", fault))
			continue
		}
		fills = append(fills, filling)
	}
	faults, err := blank.Fill(fills)
	if err != nil {
		return 0, err
	}
	for _, fault := range faults {
		refused = append(refused, store.Refuse(store.CodeInvalid, "%s", fault))
	}
	if len(faults) == 0 {
		if refused, err = misshown(blank, cells, refused); err != nil {
			return 0, err
		}
	}
	if len(refused) > 0 {
		return 0, store.RefuseAll(refused...)
	}
	return len(fills), sheet.WriteFile(path, func(w io.Writer) error {
		_, err := blank.WriteTo(w)
		return err
	})
}

// misshown refuses rates in cells that would show another number: 0.87 where 87 is meant, 8700% where 87%.
func misshown(blank *sheet.Blank, cells []superior.Cell, refused []error) ([]error, error) {
	for _, c := range cells {
		if c.Take != superior.Rate && c.Take != superior.Percent {
			continue
		}
		percent, err := blank.ShowsPercent(c.Sheet, c.Cell)
		switch {
		case err != nil:
			return nil, err
		case c.Take == superior.Rate && !percent:
			refused = append(refused, store.Refuse(store.CodeInvalid, "工作表「%s」的 %s 不是百分比格式，填比率会显示成小数；请把「取数」改成「百分数」。", c.Sheet, c.Cell))
		case c.Take == superior.Percent && percent:
			refused = append(refused, store.Refuse(store.CodeInvalid, "工作表「%s」的 %s 是百分比格式，填百分数会大 100 倍；请把「取数」改成「比率」。", c.Sheet, c.Cell))
		}
	}
	return refused, nil
}

// fillingOf is what a cell gets, or why it gets nothing. Rates are rounded as everywhere, by the figure's decimals.
func fillingOf(c superior.Cell, figures []measure.Figure, year int) (sheet.Filling, string) {
	filling := sheet.Filling{Sheet: c.Sheet, Cell: c.Cell}
	f := measure.ByCode(figures, c.Code)
	if f == nil {
		return filling, fmt.Sprintf("工作表「%s」的 %s 要填「%s」，%d 年没有这项指标。", c.Sheet, c.Cell, c.Figure, year)
	}
	if err := superior.Takes(*f, c.Take); err != nil {
		return filling, fmt.Sprintf("工作表「%s」的 %s：%s", c.Sheet, c.Cell, store.Sentence(err))
	}
	switch {
	case c.Take == superior.Count:
		filling.Number = fmt.Sprint(f.Num)
	case c.Take == superior.Base:
		filling.Number = fmt.Sprint(f.Den)
	case f.Den == 0:
		filling.Text = measure.Undefined
	case c.Take == superior.Percent:
		filling.Number = measure.Round(big.NewRat(100*f.Num, f.Den), f.Digits)
	default:
		filling.Number = measure.Round(big.NewRat(f.Num, f.Den), f.Digits+2)
	}
	return filling, ""
}

// UseForm makes a workbook the blank one of the form of that name, in place of the one before; a name that no form has makes one.
func UseForm(ctx context.Context, st *store.Store, actor string, scope record.Scope, name, path string) error {
	file, err := st.TakeFile(ctx, path, nil)
	if err != nil {
		return err
	}
	content, err := st.Content(store.Attachment{Name: file.Name, Digest: file.Digest}, formLimit)
	if err != nil {
		return err
	}
	blank, err := sheet.OpenBlank(file.Name, content)
	if err != nil {
		return err
	}
	blank.Close()
	return st.Write(ctx, actor, fmt.Sprintf("表样「%s」用「%s」", name, file.Name), func(ctx context.Context, tx *store.Tx) error {
		return superior.Use(ctx, tx, scope, name, file)
	})
}

// FormMatch is an empty cell of a superior's form with the label that it is for.
type FormMatch struct {
	superior.Cell

	Label string
	Why   string // it is not certain that the figure is meant, or none is; "" when it is certain
}

// MatchForm says of the empty cells of a superior's form which figure of the year they take, by their labels. Cells that take one already are left out.
func MatchForm(ctx context.Context, st *store.Store, id int64, year int, day string) ([]FormMatch, error) {
	blank, err := openForm(ctx, st, id)
	if err != nil {
		return nil, err
	}
	defer blank.Close()
	slots, err := blank.Slots()
	if err != nil {
		return nil, err
	}
	cells, err := superior.Cells(ctx, st.DB(), id)
	if err != nil {
		return nil, err
	}
	figures, err := data.Figures(ctx, st.DB(), year, day)
	if err != nil {
		return nil, err
	}
	var all []FormMatch
	for _, s := range slots {
		if !slices.ContainsFunc(cells, func(c superior.Cell) bool { return c.Sheet == s.Sheet && c.Cell == s.Cell }) {
			all = append(all, matchSlot(s, figures))
		}
	}
	refuseShared(all)
	return all, nil
}

// refuseShared doubts cells that two labels claim.
func refuseShared(all []FormMatch) {
	claims := map[[2]string][]int{}
	for i, m := range all {
		if m.Code != "" {
			place := [2]string{m.Sheet, m.Cell.Cell}
			claims[place] = append(claims[place], i)
		}
	}
	for _, claim := range claims {
		for _, i := range claim {
			if len(claim) > 1 {
				all[i].Why = cmp.Or(all[i].Why, "两个名称都指着这一格")
			}
		}
	}
}

// ApplyMatches has the certain cells take their figures, and counts them.
func ApplyMatches(ctx context.Context, st *store.Store, actor string, scope record.Scope, id int64, name string, all []FormMatch) (int, error) {
	var sure []superior.Cell
	for _, m := range all {
		if m.Why == "" {
			sure = append(sure, m.Cell)
		}
	}
	if len(sure) == 0 {
		return 0, nil
	}
	return len(sure), st.Write(ctx, actor, fmt.Sprintf("认表样「%s」：对应 %d 格", name, len(sure)), func(ctx context.Context, tx *store.Tx) error {
		return superior.Add(ctx, tx, scope, id, sure)
	})
}

var (
	labelHead = regexp.MustCompile(`^\s*(?:[0-9]+[.、．]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[①-⑳])\s*`)
	labelUnit = regexp.MustCompile(`[（(]([^（）()]*)[）)]\s*$`)
)

// ownColumns are headings under which a figure's own number stands, and whether that is a rate.
var ownColumns = map[string]bool{
	"数量": false, "件数": false, "人数": false, "次数": false, "个数": false, "数": false, "数值": false, "本年": false, "本年度": false, "今年": false, "当年": false,
	"全年": false, "本期": false, "合计": false, "总计": false, "总数": false, "比率": true, "比例": true, "占比": true, "百分比": true, "百分率": true, "比重": true,
}

// unitOf cuts the unit off a label: 立案率（%） is 立案率 in %.
func unitOf(label string) (name, unit string) {
	name = strings.TrimRight(strings.TrimSpace(label), "：:")
	if m := labelUnit.FindStringSubmatchIndex(name); m != nil && m[0] > 0 {
		return name[:m[0]], name[m[2]:m[3]]
	}
	return name, ""
}

// labelled finds the figure that a label is the name of.
func labelled(label string, figures []measure.Figure) (measure.Figure, error) {
	label = strings.TrimRight(labelHead.ReplaceAllString(label, ""), "：: ")
	f, err := superior.FigureCalled(figures, label)
	for _, name := range shorter(label) {
		if err == nil {
			break
		}
		if g, other := superior.FigureCalled(figures, name); other == nil {
			f, err = g, nil
		}
	}
	return f, err
}

// shorter are other ways of writing the name in a label: without its unit, and without 数.
func shorter(label string) []string {
	name, _ := unitOf(label)
	return []string{name, strings.TrimSuffix(name, "数"), strings.TrimSuffix(name, "件数")}
}

// matchSlot says which figure an empty cell takes.
func matchSlot(s sheet.Slot, figures []measure.Figure) FormMatch {
	m := FormMatch{Label: s.Label, Why: s.Doubt}
	m.Sheet, m.Cell.Cell = s.Sheet, s.Cell
	f, err := labelled(s.Label, figures)
	if err != nil {
		m.Why = "没有同名的指标"
		return m
	}
	m.Figure, m.Code, m.Take = f.Name, f.Code, superior.Count
	heading, unit := unitOf(s.Across)
	_, own := unitOf(s.Label)
	rates, known := ownColumns[fold.Plain(heading)]
	percent := strings.ContainsAny(own+unit, "%％")
	switch {
	case m.Why != "":
	case heading != "" && !known:
		m.Why = fmt.Sprintf("在「%s」一栏", s.Across)
	case !f.IsRate && (rates || percent || s.Percent):
		m.Why = "要填的是百分比，指标是数量"
	case f.IsRate && s.Percent:
		m.Take = superior.Rate
	case f.IsRate && percent:
		m.Take = superior.Percent
	case f.IsRate:
		m.Take, m.Why = superior.Percent, "不是百分比格式，也没有写 %"
	}
	return m
}
