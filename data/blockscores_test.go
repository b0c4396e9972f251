package data_test

import (
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/intake"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// fourLayouts are the kinds of block of book110, as somebody points at them.
func fourLayouts() *intake.BlockLayout {
	return &intake.BlockLayout{Name: "四种评分块", Kinds: []intake.BlockKind{
		{Sheet: "甲", Names: [3]intake.Names{
			{From: intake.NamesInRow, At: []int{2}}, {From: intake.NamesInColumn, At: []int{0, 1}}, {From: intake.NameInCell, Row: 1, Pattern: "被评议单位：*"},
		}, Scores: intake.Area{Top: 3, Left: 2, Bottom: 12, Right: 11}},
		{Sheet: "乙", Names: [3]intake.Names{
			{From: intake.NamesInColumn, At: []int{0}}, {From: intake.NamesInRow, At: []int{2, 3}}, {From: intake.NameInCell, Row: 1, Pattern: "*办理提案评分表"},
		}},
		{Sheet: "丙", Names: [3]intake.Names{
			{From: intake.NamesInRow, At: []int{1}}, {From: intake.NamesInColumn, At: []int{0}}, {From: intake.NameInCell, Row: 0, Col: 1},
		}, Scores: intake.Area{Top: 2, Left: 2, Bottom: 11, Right: 11}},
		{Sheet: "县庚一局", Names: [3]intake.Names{
			{From: intake.NamesInColumn, At: []int{1}}, {From: intake.NamesInRow, At: []int{2}}, {From: intake.NameOfSheet},
		}, Scores: intake.Area{Top: 3, Left: 2, Bottom: 12, Right: 11}},
	}}
}

// book110 has 110 blocks of ten judges and ten indicators in four layouts: below one another, side by side, both, and on sheets of their own.
func book110(t *testing.T, o *scoreOffice) *book {
	t.Helper()
	b := newBook(t)
	for n := range 30 {
		b.sheet("甲")
		b.judgesAcross(o, "甲", 2+n*15, n)
	}
	for n := range 30 {
		b.sheet("乙")
		b.judgesDown(o, "乙", 2+n/2*16, 1+n%2*14, 30+n)
	}
	for n := range 10 {
		b.onItsSheet(o, 60+n)
	}
	for n := range 40 {
		b.sheet("丙")
		b.withMaximum(o, "丙", 1+n/4*13, 1+n%4*12, 70+n)
	}
	return b
}

// anchored is the layout checked against the workbook.
func anchored(t *testing.T, l *intake.BlockLayout, workbook *intake.Workbook) *intake.BlockLayout {
	t.Helper()
	for i := range l.Kinds {
		if err := l.Kinds[i].Anchor(workbook); err != nil {
			t.Fatalf("kind %d: %v", i+1, err)
		}
	}
	return l
}

func openBook(t *testing.T, path string) *intake.Workbook {
	t.Helper()
	workbook, err := intake.Open(t.Context(), path, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return workbook
}

// planScores decides on the file's rows.
func (o *scoreOffice) planScores(t *testing.T, path string, options take.Options) *take.Import {
	t.Helper()
	im, err := take.PlanWith(t.Context(), o.Store, evaluation.Scores, in2026, openBook(t, path), options)
	if err != nil {
		t.Fatal(store.Sentence(err))
	}
	return im
}

// stored are the points in the database: target, judge, indicator, hundredths.
func (o *scoreOffice) stored(t *testing.T) map[string]bool {
	t.Helper()
	texts, err := store.Texts(t.Context(), o.DB(), `SELECT u.name || ' ' || r.name || ' ' || i.name || ' ' || x.points FROM score x
		JOIN score_sheet s ON s.id = x.sheet_id JOIN evaluation_target g ON g.id = s.target_id JOIN unit u ON u.id = g.unit_id
		JOIN rater r ON r.id = s.rater_id JOIN rubric_indicator i ON i.id = x.indicator_id`)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, text := range texts {
		found[text] = true
	}
	return found
}

// wantAll expects the points of the targets to be stored, and no others.
func (o *scoreOffice) wantAll(t *testing.T, targets int) {
	t.Helper()
	stored := o.stored(t)
	for target := range targets {
		for j, judge := range o.judgesOf(target) {
			for i, indicator := range o.indicators {
				var hundredths float64
				if _, err := fmt.Sscan(o.points(target, j, i), &hundredths); err != nil {
					t.Fatal(err)
				}
				if want := fmt.Sprintf("%s %s %s %.0f", o.targets[target], judge, indicator, hundredths*100); !stored[want] {
					t.Fatalf("%q is not stored", want)
				}
			}
		}
	}
	if len(stored) != targets*panelSize*len(o.indicators) {
		t.Errorf("%d points stored, want %d", len(stored), targets*panelSize*len(o.indicators))
	}
}

func TestBook110InFourLayouts(t *testing.T) {
	o := openScoreOffice(t, 11)
	path := book110(t, o).save()
	apply := func(im *take.Import) {
		t.Helper()
		if err := take.Apply(t.Context(), o.Store, "测试", im); err != nil {
			t.Fatal(err)
		}
		if err := take.RememberLayout(t.Context(), o.Store, "测试", im); err != nil {
			t.Fatal(err)
		}
	}
	im := o.planScores(t, path, take.Options{Blocks: anchored(t, fourLayouts(), openBook(t, path))})
	if got := im.Summary(); got != "new 1100 changed 0 same 0 rejected 0" {
		t.Fatalf("%s\n%s\n%+v", got, strings.Join(im.Notes, "\n"), im.Rows[0])
	}
	if want := "按指明的版式读取，共 110 块：第一块 工作表「甲」A2:M14（县甲一局，评委 10 人，指标 10 项），最后一块"; !strings.HasPrefix(im.Notes[0], want) || len(im.Notes) != 1 {
		t.Errorf("notes %q", im.Notes)
	}
	apply(im)
	o.wantAll(t, 110)
	t.Run("recognised the next time", func(t *testing.T) {
		kind, err := take.GuessKind(t.Context(), o.Store, in2026, openBook(t, path))
		if err != nil || kind != evaluation.Scores {
			t.Errorf("taken for %v, %v", kind, err)
		}
		im := o.planScores(t, path, take.Options{})
		if got := im.Summary(); got != "new 0 changed 0 same 1100 rejected 0" || !strings.Contains(im.Notes[0], "按上次的版式「四种评分块」读取，共 110 块") {
			t.Errorf("%s, %q", got, im.Notes)
		}
	})
}

// targetsAcross writes the sheets of three targets beside each other, with one column of judges for all.
func (b *book) targetsAcross(o *scoreOffice, totals bool) {
	sheet, wide := b.sheet("甲"), len(o.indicators)
	if totals {
		wide++
	}
	b.set(sheet, 1, 1, "评委")
	for n := range 3 {
		left := 2 + n*wide
		b.set(sheet, 1, left, o.targets[n])
		b.must(b.MergeCell(sheet, cellAt(1, left), cellAt(1, left+wide-1)))
		for i, name := range o.indicators {
			b.set(sheet, 2, left+i, name)
		}
		if totals {
			b.set(sheet, 2, left+wide-1, "合计")
		}
		for j, judge := range o.judgesOf(n) {
			b.set(sheet, 3+j, 1, judge)
			for i := range o.indicators {
				b.set(sheet, 3+j, left+i, o.points(n, j, i))
			}
		}
	}
}

func cellAt(row, col int) string { return intake.CellName(row-1, col-1) }

func TestBlocksOfKnownNamesNeedNoPointing(t *testing.T) {
	for _, test := range []struct {
		name  string
		write func(*book, *scoreOffice)
	}{
		{"judges in columns", func(b *book, o *scoreOffice) {
			for n := range 3 {
				b.judgesAcross(o, b.sheet("甲"), 2+n*15, n)
			}
		}},
		{"judges in rows, side by side", func(b *book, o *scoreOffice) {
			for n := range 3 {
				b.judgesDown(o, b.sheet("甲"), 2+n/2*16, 1+n%2*14, n)
			}
		}},
		{"without gaps", func(b *book, o *scoreOffice) {
			for n := range 3 {
				b.withMaximum(o, b.sheet("甲"), 1+n*12, 1, n)
			}
		}},
		{"a sheet each", func(b *book, o *scoreOffice) {
			for n := range 3 {
				b.onItsSheet(o, n)
			}
		}},
		{"three layouts", func(b *book, o *scoreOffice) {
			b.withMaximum(o, b.sheet("甲"), 1, 1, 0)
			b.judgesDown(o, b.sheet("甲"), 20, 1, 1)
			b.onItsSheet(o, 2)
		}},
		{"one judge a sheet", func(b *book, o *scoreOffice) {
			for j, judge := range o.judgesOf(0) {
				sheet := b.sheet("评委" + fmt.Sprint(j+1))
				b.set(sheet, 1, 1, "评委：")
				b.set(sheet, 1, 1, "评委："+judge)
				b.set(sheet, 2, 1, "被评议单位")
				for i, name := range o.indicators {
					b.set(sheet, 2, 2+i, name)
				}
				for n := range 3 {
					b.set(sheet, 3+n, 1, o.targets[n])
					for i := range o.indicators {
						b.set(sheet, 3+n, 2+i, o.points(n, j, i))
					}
				}
			}
		}},
		{"targets beside each other with the judges once", func(b *book, o *scoreOffice) { b.targetsAcross(o, false) }},
		{"so, with totals", func(b *book, o *scoreOffice) { b.targetsAcross(o, true) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openScoreOffice(t, 1)
			b := newBook(t)
			test.write(b, o)
			im := o.planScores(t, b.save(), take.Options{})
			if got := im.Summary(); got != "new 30 changed 0 same 0 rejected 0" || im.BlocksFrom != take.BlocksProposed {
				t.Fatalf("%s from %d\n%s", got, im.BlocksFrom, strings.Join(im.Notes, "\n"))
			}
			if err := take.Apply(t.Context(), o.Store, "测试", im); err != nil {
				t.Fatal(err)
			}
			o.wantAll(t, 3)
		})
	}
}

// Indicators that come again under names nobody knows are not taken for more indicators of one target.
func TestIndicatorsAgainAreAsked(t *testing.T) {
	o := openScoreOffice(t, 1)
	b := newBook(t)
	b.targetsAcross(o, false)
	b.set("甲", 1, 2, "被评单位之一")
	if im, err := take.PlanWith(t.Context(), o.Store, evaluation.Scores, in2026, openBook(t, b.save()), take.Options{}); err == nil && !strings.HasPrefix(im.Summary(), "new 0 changed 0 ") {
		t.Errorf("%s\n%s", im.Summary(), strings.Join(im.Notes, "\n"))
	}
}

// What is wrong in one of three blocks is named by its cell and keeps out what it concerns, and nothing else.
func TestDamagedBlocks(t *testing.T) {
	for _, test := range []struct {
		name    string
		damage  func(*book, *scoreOffice)
		summary string
		says    string
	}{
		{"points over the maximum", func(b *book, _ *scoreOffice) { b.set("甲", 19, 4, "10.5") }, "new 29 changed 0 same 0 rejected 1", "「组织领导/责任落实 D19」一栏为「10.5」，超过满分 10。"},
		{"no number", func(b *book, _ *scoreOffice) { b.set("甲", 20, 5, "优") }, "new 29 changed 0 same 0 rejected 1", "「组织领导/制度建设 E20」一栏为「优」，应为数字，如 87.5"},
		{"a cell missing", func(b *book, _ *scoreOffice) {
			b.must(b.SetCellValue("甲", "D21", nil))
			b.must(b.SetCellValue("甲", "D29", nil))
		}, "new 30 changed 0 same 0 rejected 0", "工作表「甲」D21 没有分数，这几项空着。"},
		{"a total that does not fit", func(b *book, _ *scoreOffice) { b.set("甲", 29, 6, "99") }, "new 29 changed 0 same 0 rejected 1", "F29 印的是 99，各项之和却是 "},
		{"a mean that does not fit", func(b *book, _ *scoreOffice) { b.set("甲", 21, 13, "1.23") }, "new 30 changed 0 same 0 rejected 0", "工作表「甲」M21 印的是 1.23，各评委平均是 "},
		{"a judge twice", func(b *book, o *scoreOffice) { b.set("甲", 18, 5, o.judges[0]) }, "new 20 changed 0 same 0 rejected 10", "评委「评甲一」在 C18 和 E18 写了两次"},
		{"a judge of nobody's", func(b *book, _ *scoreOffice) { b.set("甲", 18, 5, "路人甲") }, "new 29 changed 0 same 0 rejected 1", "「路人甲」（E18）不是第 1 评议小组的评委；请指明当作哪一个"},
		{"a target of nobody's", func(b *book, _ *scoreOffice) { b.set("甲", 17, 1, "被评议单位：县粮食局") }, "new 20 changed 0 same 0 rejected 10", "被评对象「县粮食局」（A17）不在 2026 年的评议对象中"},
		{"a target left out", func(b *book, _ *scoreOffice) { b.set("甲", 17, 1, "被评议单位：") }, "new 20 changed 0 same 0 rejected 10", "A17应写明被评对象，写的是「被评议单位：」"},
		{"another text in the corner", func(b *book, _ *scoreOffice) { b.set("甲", 18, 1, "项目") }, "new 20 changed 0 same 0 rejected 0", "A18 应为「一级指标」，现在是「项目」，没有读取"},
		{"the same block twice", func(b *book, o *scoreOffice) { b.judgesAcross(o, "甲", 47, 1) }, "new 30 changed 0 same 0 rejected 10", "「评甲一」评「县甲二局」的分数在工作表「甲」A17:M29 已有一份，内容相同，只录入一次。"},
		{"two blocks of one target that differ", func(b *book, o *scoreOffice) {
			b.judgesAcross(o, "甲", 47, 1)
			b.set("甲", 49, 3, "0")
			b.set("甲", 59, 3, "") // its total
		}, "new 29 changed 0 same 0 rejected 11", "还有一份，两份不同；请只留一份。"},
		{"fewer judges", func(b *book, _ *scoreOffice) {
			for row := 18; row <= 29; row++ {
				b.must(b.SetCellValue("甲", fmt.Sprintf("L%d", row), nil))
				b.must(b.SetCellValue("甲", fmt.Sprintf("M%d", row), nil))
			}
		}, "new 29 changed 0 same 0 rejected 0", ""},
		{"numbers beside", func(b *book, _ *scoreOffice) { b.set("甲", 60, 1, "1"); b.set("甲", 60, 2, "2") }, "new 30 changed 0 same 0 rejected 0", "工作表「甲」第 60 行有数字不在任何评分块里，没有读取。"},
		{"a sheet of something else", func(b *book, _ *scoreOffice) { b.set(b.sheet("说明"), 1, 1, "填表说明") }, "new 30 changed 0 same 0 rejected 0", "工作表「说明」里没有找到评分块，没有读取。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openScoreOffice(t, 1)
			b := newBook(t)
			for n := range 3 {
				b.judgesAcross(o, b.sheet("甲"), 2+n*15, n)
			}
			l := fourLayouts()
			l.Kinds = l.Kinds[:1]
			anchored(t, l, openBook(t, b.save()))
			test.damage(b, o)
			im := o.planScores(t, b.save(), take.Options{Blocks: l})
			said := strings.Join(im.Notes, "\n")
			for _, row := range im.Rows {
				said += "\n" + row.Reason
			}
			if got := im.Summary(); got != test.summary || !strings.Contains(said, test.says) {
				t.Errorf("got %s, want %s\nwant %s\nin   %s", got, test.summary, test.says, said)
			}
		})
	}
}
