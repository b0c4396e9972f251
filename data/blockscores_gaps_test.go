package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// A block goes on past empty lines and headings between its lines, and no points beside its names are left out without a word.
func TestBlocksLoseNoPoints(t *testing.T) {
	for _, test := range []struct {
		name    string
		damage  func(*book, *scoreOffice)
		summary string
		says    string
	}{
		{"an empty column after the first judge", func(b *book, _ *scoreOffice) { b.must(b.InsertCols("甲", "D", 1)) }, "new 10 changed 0 same 0 rejected 0", "评委 10 人，指标 10 项"},
		{"an empty column before the last judge", func(b *book, _ *scoreOffice) { b.must(b.InsertCols("甲", "L", 1)) }, "new 10 changed 0 same 0 rejected 0", "评委 10 人，指标 10 项"},
		{"an empty row", func(b *book, _ *scoreOffice) { b.must(b.InsertRows("甲", 8, 1)) }, "new 10 changed 0 same 0 rejected 0", "评委 10 人，指标 10 项"},
		{"a heading between", func(b *book, _ *scoreOffice) {
			b.must(b.InsertRows("甲", 8, 1))
			b.set("甲", 8, 2, "（二）沟通")
		}, "new 10 changed 0 same 0 rejected 0", "评委 10 人，指标 10 项"},
		{"the first judge misspelt", func(b *book, _ *scoreOffice) { b.set("甲", 3, 3, "路人甲") }, "new 9 changed 0 same 0 rejected 1", "「路人甲」（C3）不是第 1 评议小组的评委；请指明当作哪一个"},
		{"the last judge misspelt", func(b *book, _ *scoreOffice) { b.set("甲", 3, 12, "路人甲") }, "new 9 changed 0 same 0 rejected 1", "「路人甲」（L3）不是第 1 评议小组的评委"},
		{"a judge misspelt between", func(b *book, _ *scoreOffice) { b.set("甲", 3, 4, "路人甲") }, "new 9 changed 0 same 0 rejected 1", "「路人甲」（D3）不是第 1 评议小组的评委"},
		{"a note behind a name", func(b *book, o *scoreOffice) { b.set("甲", 3, 3, o.judges[0]+"（组长）") }, "new 10 changed 0 same 0 rejected 0", "评委 10 人"},
		{"an indicator misspelt", func(b *book, _ *scoreOffice) { b.set("甲", 6, 2, "路人甲") }, "new 0 changed 0 same 0 rejected 10", "「路人甲」（B6）下有分数"},
		{"points of nobody", func(b *book, _ *scoreOffice) { b.set("甲", 3, 5, "") }, "", "第 4–14 行有数字不在任何评分块里"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openScoreOffice(t, 1)
			b := newBook(t)
			b.judgesAcross(o, b.sheet("甲"), 2, 0)
			test.damage(b, o)
			im, err := take.PlanWith(t.Context(), o.Store, evaluation.Scores, in2026, openBook(t, b.save()), take.Options{})
			said, got := store.Sentence(err), ""
			if err == nil {
				got = im.Summary()
				said = strings.Join(im.Notes, "\n")
				for _, row := range im.Rows {
					said += "\n" + row.Reason
				}
			}
			if got != test.summary || !strings.Contains(said, test.says) {
				t.Errorf("got %q, want %q\nwant %s\nin   %s", got, test.summary, test.says, said)
			}
		})
	}
}
