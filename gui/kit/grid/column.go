package grid

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/fold"
	"cppccdesk/data/measure"
	"cppccdesk/gui/kit/look"
)

// Column declares one column of a list. Text is what the cell shows and what is copied and exported. The functions of a column must depend
// on the row alone: they are also asked beside the window.
type Column[R any] struct {
	Key   string // stable name under which width, place and sorting are remembered
	Title string
	Width float32 // at first, padding included; the user can drag it
	Min   float32 // below which the list rather scrolls sideways; 0: most of Width, of a date or what is aligned right all of it; the title is never cut
	Flex  bool    // takes what the window has to spare and gives first when room is short
	Main  bool    // is what a row is called by: gives what its cells need last, after columns beside it have gone
	Whole bool    // holds short words that say nothing without their ends: gives no more than they leave free while columns beside it can go
	Align fyne.TextAlign

	Text   func(R) string
	Less   func(a, b R) bool // order of the column; nil: by SortBy, else by the text: dates by time, words in pinyin order with numbers by value
	SortBy func(R) string    // a key compared bytewise, made once per row: the fast way to order many rows
	Tone   func(R) look.Tone // nil: ToneNormal; late and due are drawn bold
	Bold   func(R) bool

	Content Content
	Values  func(R) []string        // several values of a cell, for choosing among them; nil: Text alone
	Number  func(R) (float64, bool) // value of a numeric cell, false when it has none; nil: Text read as a number
	Total   Total                   // what the foot says of the rows selected
	Fold    func(R) string          // search key of the cell; nil: fold.Key of Text. For people's names: fold.Name

	Hidden bool // not shown until the user asks for it in the header's menu
}

// Content says what a column holds, so that its filter can ask for it.
type Content int

// What columns hold.
const (
	ContentAuto   Content = iota // found out from the rows
	ContentText                  // words: contains, or some of the values
	ContentDate                  // ISO dates, months or years: from, to
	ContentNumber                // from, to
)

// Total says what the foot tells of a numeric column when several rows are selected.
type Total int

// The totals of a column.
const (
	TotalNone Total = iota
	TotalSum
	TotalMean
	TotalBoth
)

// Sorting is one level of a list's order.
type Sorting struct {
	Key  string `json:"key"`
	Desc bool   `json:"desc,omitempty"`

	Strokes bool `json:"strokes,omitempty"` // names by strokes (以姓氏笔画为序), not by sound
}

func (c *Column[R]) values(r R) []string {
	if c.Values != nil {
		return c.Values(r)
	}
	if text := c.Text(r); text != "" {
		return []string{text}
	}
	return nil
}

// words reports whether the column is ordered by its text, which can be by sound or by strokes.
func (c *Column[R]) words() bool {
	return c.Less == nil && c.SortBy == nil && c.Align != fyne.TextAlignTrailing && c.Content != ContentDate && c.Content != ContentNumber
}

func (c *Column[R]) number(r R) (float64, bool) {
	if c.Number != nil {
		return c.Number(r)
	}
	return readNumber(c.Text(r))
}

func (c *Column[R]) fold(r R) string {
	if c.Fold != nil {
		return c.Fold(r)
	}
	return fold.Key(c.Text(r))
}

// readNumber reads a number as lists show it: with thousands separators, a minus sign of either kind, or a percent sign.
func readNumber(text string) (float64, bool) {
	if text == "" {
		return 0, false
	}
	plain := strings.NewReplacer(",", "", "\u2212", "-", "%", "", " ", "").Replace(text)
	n, err := strconv.ParseFloat(plain, 64)
	return n, err == nil
}

// writeNumber is a number as the foot and the chips say it: at most two decimals, none that are 0.
func writeNumber(n float64) string {
	text := measure.RoundFloat(n, 2)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}
