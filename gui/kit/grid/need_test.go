package grid

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
)

// word is a row of a list of words: a name, what most rows have nothing of, and a number.
type word struct{ name, also, count string }

func wordColumns() []Column[word] {
	return []Column[word]{
		{Key: "name", Title: "用词", Width: 200, Flex: true, Text: func(w word) string { return w.name }},
		{Key: "also", Title: "别的写法", Width: 200, Text: func(w word) string { return w.also }},
		{Key: "on", Title: "停用", Width: 120, Content: ContentDate, Text: func(w word) string { return w.also }},
		{Key: "count", Title: "用到", Width: 120, Align: fyne.TextAlignTrailing, Text: func(w word) string { return w.count }},
	}
}

// Where room is short, columns with nothing in them give it to the words.
func TestEmptyColumnsGiveFirst(t *testing.T) {
	rows := []word{{"人民政协工作系统", "", "37"}, {"法院", "", "1"}}
	const width = 400
	without, with := defaultLayout(wordColumns()), defaultLayout(wordColumns())
	with.needs = func() map[string]float32 { return needs(wordColumns(), rows) }
	without.fit(width)
	with.fit(width)
	if got, least := with.spans[0].w, wholeMin(rows[0].name); got < least {
		t.Errorf("the words have %v, need %v; without a look at the rows %v", got, least, without.spans[0].w)
	}
	if len(with.spans) != 4 || with.content > width {
		t.Errorf("%d columns take %v of %v", len(with.spans), with.content, width)
	}
	for i, c := range wordColumns() {
		if with.spans[i].w < titleMin(c.Title)-0.5 {
			t.Errorf("%s has %v for its title", c.Title, with.spans[i].w)
		}
	}
	with.resize(1, 180)
	with.fit(width)
	if with.spans[1].w != 180 {
		t.Errorf("a width the user chose became %v", with.spans[1].w)
	}
}

// Of many rows some are measured: enough for words, not for numbers and dates, which say nothing when they are cut.
func TestNumbersOfManyRowsKeepTheirRoom(t *testing.T) {
	rows := make([]word, 10*measuredRows)
	for i := range rows {
		rows[i] = word{fmt.Sprint("词", i), "", "1"}
	}
	known := needs(wordColumns(), rows)
	if _, is := known["count"]; is {
		t.Errorf("of numbers: %v", known["count"])
	}
	if _, is := known["on"]; is {
		t.Errorf("of dates: %v", known["on"])
	}
	if known["also"] == 0 || known["also"] >= 200 {
		t.Errorf("of an empty column: %v", known["also"])
	}
}

// The columns follow the rows that are set.
func TestColumnsFollowTheRows(t *testing.T) {
	g, w := newTestGrid(t, Config[person]{})
	w.Resize(fyne.NewSize(180, 300))
	wide := g.columns.spans[0].w
	g.SetRows([]person{{id: 1, name: "王"}})
	if g.columns.spans[0].w >= wide {
		t.Errorf("a column with one character stays %v wide", wide)
	}
}

// Short words keep their ends where a column beside them can wait for a wider window.
func TestShortWordsGiveLast(t *testing.T) {
	columns := wordColumns()
	columns[1].Width, columns[1].Whole = 150, true
	columns = append(columns, Column[word]{Key: "note", Title: "备注", Width: 100, Text: func(word) string { return "按本地办法，由主席会议审定" }})
	rows := []word{{"人民政协工作系统及其委员", "去一个最高一个最低", "37"}, {"法院", "均值", "1"}}
	l := defaultLayout(columns)
	l.needs = func() map[string]float32 { return needs(columns, rows) }
	for _, width := range []float32{700, 600, 560, 520, 480} {
		l.fit(width)
		for _, s := range l.spans {
			if l.states[s.state].Key == columns[1].Key && s.w < wholeMin(rows[0].also) {
				t.Errorf("of %v the words have %v and need %v", width, s.w, wholeMin(rows[0].also))
			}
		}
	}
}

// What a row is called by is whole as long as another column can give or wait.
func TestNameOfARowGivesLast(t *testing.T) {
	columns := wordColumns()
	columns[0].Flex, columns[0].Main = false, true
	columns[2] = Column[word]{Key: "means", Title: "含义", Width: 240, Min: 160, Flex: true, Text: func(word) string { return "说明这个词是什么意思的一长句话" }}
	rows := []word{{"人民政协工作系统及其委员", "常务委员、政协常委", "37"}, {"法院", "", "1"}}
	l := defaultLayout(columns)
	l.needs = func() map[string]float32 { return needs(columns, rows) }
	least := wholeMin(rows[0].name)
	for _, width := range []float32{600, 480, 420} {
		l.fit(width)
		if got := l.spans[0].w; got < least || l.content > width {
			t.Errorf("of %v the name has %v and needs %v, the columns %v", width, got, least, l.content)
		}
	}
}
