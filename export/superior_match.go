package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/superior"
	"cppccdesk/export/sheet"
)

// FormMatches are the cells of a superior's form as its workbook has them now.
type FormMatches struct {
	Cells []superior.Cell // all, sheet by sheet and row by row; those that are no longer in the workbook are last

	New, Moved, Open, Lost int // matched with a figure this time; whose headings stand elsewhere now; without a figure; whose headings are gone

	Gone []string // headings of those of Lost whose places have other headings now, so that they are not among the cells any more
}

// lostNote stands with a cell whose headings are gone.
const lostNote = "空白表里没有这个名称了"

// MatchForm says of the empty cells of a superior's form which figure of the year they take, by their headings. What was matched before stays: a cell
// whose headings stand somewhere else now goes there, where they stand once. A cell takes a figure only where nothing else can be meant.
func MatchForm(ctx context.Context, st *store.Store, id int64, year int, day string) (FormMatches, error) {
	blank, _, err := openForm(ctx, st, id)
	if err != nil {
		return FormMatches{}, err
	}
	defer blank.Close()
	slots, err := blank.Slots()
	if err != nil {
		return FormMatches{}, err
	}
	stored, err := superior.Cells(ctx, st.DB(), id)
	if err != nil {
		return FormMatches{}, err
	}
	all, err := record.FiguresEach(ctx, st.DB(), year, day)
	if err != nil {
		return FormMatches{}, err
	}
	m := FormMatches{}
	taken := m.keep(stored, slots)
	units, err := unitFinder(ctx, st)
	if err != nil {
		return FormMatches{}, err
	}
	r := newReader(superior.NewFigures(all), units, slots)
	var fresh []superior.Cell
	for _, s := range slots {
		if !taken[placeOf(s.Sheet, s.Cell)] {
			fresh = append(fresh, r.cell(s))
		}
	}
	doubtRepeated(fresh)
	for _, c := range fresh {
		if c.Code != "" {
			m.New++
		}
	}
	m.Cells = append(m.Cells, fresh...)
	m.sort(blank.Sheets())
	for _, c := range m.Cells {
		if c.Code == "" && c.Note != lostNote {
			m.Open++
		}
	}
	return m, nil
}

// place is where a cell is.
type place struct{ sheet, cell string }

func placeOf(sheet, cell string) place { return place{sheet, cell} }

// keep has the stored cells where their headings are now, and says which places are taken. What has neither a figure nor a place any more goes.
func (m *FormMatches) keep(stored []superior.Cell, slots []sheet.Slot) map[place]bool {
	at, named := map[place]string{}, map[place][]sheet.Slot{}
	for _, s := range slots {
		at[placeOf(s.Sheet, s.Cell)] = s.Label()
		key := placeOf(s.Sheet, s.Label())
		named[key] = append(named[key], s)
	}
	taken := map[place]bool{}
	var strayed []superior.Cell
	for _, c := range stored {
		label, there := at[placeOf(c.Sheet, c.Cell)]
		if c.Label != "" && !(there && sheet.SameLabel(label, c.Label)) {
			strayed = append(strayed, c)
			continue
		}
		c.Label = cmp.Or(c.Label, label)
		m.stay(c, taken)
	}
	for _, c := range strayed {
		found := named[placeOf(c.Sheet, c.Label)]
		switch {
		case len(found) == 1 && !taken[placeOf(c.Sheet, found[0].Cell)]:
			c.Cell = found[0].Cell
			m.Moved++
			m.stay(c, taken)
		case c.Code == "":
		case there(at, c):
			m.Lost++
			m.Gone = append(m.Gone, "「"+c.Label+"」")
		default:
			c.Note = lostNote
			m.Lost++
			m.Cells = append(m.Cells, c)
		}
	}
	return taken
}

// there reports whether the place of a cell has headings.
func there(at map[place]string, c superior.Cell) bool {
	_, known := at[placeOf(c.Sheet, c.Cell)]
	return known
}

// stay keeps a stored cell.
func (m *FormMatches) stay(c superior.Cell, taken map[place]bool) {
	if c.Note == lostNote {
		c.Note = ""
	}
	taken[placeOf(c.Sheet, c.Cell)] = true
	m.Cells = append(m.Cells, c)
}

// sort puts the cells in the order of the sheets and their rows.
func (m *FormMatches) sort(sheets []string) {
	order := func(c superior.Cell) []int {
		lost := 0
		if c.Note == lostNote {
			lost = 1
		}
		col, row := sheet.CellAt(c.Cell)
		return []int{lost, slices.Index(sheets, c.Sheet), row, col}
	}
	slices.SortStableFunc(m.Cells, func(a, b superior.Cell) int { return slices.Compare(order(a), order(b)) })
}

// doubtRepeated has no two cells take one thing of one figure: one of them is another's, of last year or of a part.
func doubtRepeated(all []superior.Cell) {
	claims := map[[2]string][]int{}
	for i, c := range all {
		if c.Code != "" {
			key := [2]string{c.Code, c.Take}
			claims[key] = append(claims[key], i)
		}
	}
	for _, claim := range claims {
		for _, i := range claim {
			if len(claim) > 1 {
				all[i] = doubted(all[i], "另有一格也像是填它")
			}
		}
	}
}

// doubted is a cell without the figure that it may take, and why.
func doubted(c superior.Cell, why string) superior.Cell {
	if c.Figure != "" {
		why = fmt.Sprintf("可能是「%s」：%s", c.Figure, why)
	}
	c.Note, c.Figure, c.Code, c.Take = why, "", "", ""
	return c
}

// Wording is what the journal says of storing the matches.
func (m FormMatches) Wording(name string) string {
	return fmt.Sprintf("认表样「%s」：对应 %d 格", name, m.New)
}

// Sentence says what was matched.
func (m FormMatches) Sentence() string {
	text := "没有新对应的格"
	if m.New > 0 {
		text = fmt.Sprintf("新对应 %d 格", m.New)
	}
	if m.Moved > 0 {
		text += fmt.Sprintf("，%d 格换了位置", m.Moved)
	}
	if m.Lost > 0 {
		text += fmt.Sprintf("，%d 格的名称在空白表里没有了", m.Lost)
	}
	if n := len(m.Gone); n > 0 {
		text += "，其中" + strings.Join(m.Gone[:min(n, 3)], "")
		if n > 3 {
			text += fmt.Sprintf("等 %d 格", n)
		}
		text += "原来的格子已是别的名称，不再对应"
	}
	if m.Open > 0 {
		text += fmt.Sprintf("，%d 格没有对应，填表时空着", m.Open)
	}
	return text + "。"
}
