package export

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"rsc.io/qr"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/export/page"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/export/sheet"
)

// blankBallot is a round of nine ballots on so many units in two classes, one here and one there, and on the handling of a proposal.
func blankBallot(t *testing.T, units int) (*store.Store, *evaluation.Box) {
	t.Helper()
	st := sampletest.MustOpen(t)
	names, err := store.Texts(t.Context(), st.DB(), "SELECT name FROM unit WHERE to_on = '' ORDER BY id LIMIT ?", units)
	if err != nil || len(names) != units {
		t.Fatal(len(names), err)
	}
	handles(t, st, names[0], "12")
	var targets []rows.Row
	for i, name := range names {
		targets = append(targets, rows.Row{"unit": name, "class": []string{"甲类", "乙类"}[i%2]})
	}
	targets = append(targets, rows.Row{"unit": names[0], "proposal": "12", "class": "甲类"})
	scope := record.Scope{Year: 2026}
	var id int64
	err = st.Write(t.Context(), "王芳", "设立票决", func(ctx context.Context, tx *store.Tx) error {
		if _, err := evaluation.Evaluations.Save(ctx, tx, scope, 0, record.Values{"name": "试印评议", "rubric": "票决换算", "ballot_targets": rows.Text(targets)}); err != nil {
			return err
		}
		id, err = evaluation.Rounds.Save(ctx, tx, scope, 0, record.Values{"evaluation": "试印评议", "held_on": "2026-10-20", "due": "10", "present": "9", "issued": "9"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b, err := evaluation.ReadBlank(t.Context(), st.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	return st, b
}

// handles has a unit help with the handling of a proposal.
func handles(t *testing.T, st *store.Store, unit, number string) {
	t.Helper()
	err := st.Write(t.Context(), "王芳", "会办", func(ctx context.Context, tx *store.Tx) error {
		_, err := proposal.Assignments.Save(ctx, tx, record.Scope{Year: 2026}, 0, record.Values{"number": number, "round": "1", "unit": unit, "role": "会办"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// quarter is what stands in a quarter of a page, as if it was the upper left one.
func quarter(p page.Page, at int) (q page.Page) {
	x, y := float64(at%2)*paperWidth/2, float64(at/2)*paperHeight/2
	within := func(ax, ay float64) bool {
		return ax >= x+ballotMargin-1 && ax < x+paperWidth/2 && ay >= y+ballotMargin-1 && ay < y+paperHeight/2
	}
	for _, t := range p.Texts {
		if within(t.X, t.Y) {
			t.X, t.Y = t.X-x, t.Y-y
			q.Texts = append(q.Texts, t)
		}
	}
	for _, r := range p.Rules {
		if within(r.X, r.Y) {
			r.X, r.Y = r.X-x, r.Y-y
			q.Rules = append(q.Rules, r)
		}
	}
	return q
}

func words(pages ...page.Page) string {
	var all strings.Builder
	for _, p := range pages {
		for _, t := range p.Texts {
			all.WriteString(t.String)
		}
	}
	return all.String()
}

// boxes is how many squares to tick are on a page.
func boxes(p page.Page) (n int) {
	for _, r := range p.Rules {
		if r.Width == ballotBox {
			n++
		}
	}
	return n / 2
}

// complete looks that ballot i has all that is voted on, every option and a box for each of them.
func complete(t *testing.T, b *evaluation.Box, q page.Page, i int) {
	t.Helper()
	text := words(q)
	for _, target := range b.Targets {
		if !strings.Contains(text, target.Unit) || !strings.Contains(text, target.ProposalTitle) || !strings.Contains(text, target.Class) {
			t.Errorf("ballot %d is without %q %q", i, target.Label, target.ProposalTitle)
		}
	}
	for _, o := range b.Rubric.Options {
		if !strings.Contains(text, o.Name) {
			t.Errorf("ballot %d is without %q", i, o.Name)
		}
	}
	if got, want := boxes(q), len(b.Targets)*len(b.Rubric.Options); got != want {
		t.Errorf("%d boxes on ballot %d, want %d", got, i, want)
	}
}

// Nine ballots are four and four and one on A4, each with all that is voted on and as many boxes as it has options; they are alike.
func TestBallotsAreAlikeWithAllTargetsAndOptions(t *testing.T) {
	st, b := blankBallot(t, 4)
	pages, err := ballotPages(b, b.ToPrint())
	if err != nil || len(pages) != 3 {
		t.Fatal(len(pages), err)
	}
	ballots := 0
	first := quarter(pages[0], 0)
	for i := range 12 {
		q := quarter(pages[i/4], i%4)
		text := words(q)
		if text == "" {
			continue
		}
		ballots++
		complete(t, b, q, i)
		if text != words(first) {
			t.Errorf("ballot %d differs from the first: %q", i, text)
		}
	}
	if ballots != 9 {
		t.Errorf("%d ballots, want 9", ballots)
	}
	if at := []int{strings.Index(words(first), "1. "), strings.Index(words(first), "乙类")}; strings.Count(words(first), "甲类") != 1 || at[0] < 0 || at[1] < at[0] {
		t.Errorf("the classes are not together: %q", words(first))
	}
	names, err := store.Texts(t.Context(), st.DB(), "SELECT name FROM person")
	if err != nil || len(names) < 100 {
		t.Fatal(len(names), err)
	}
	for _, name := range names {
		if strings.Contains(words(pages...), name) {
			t.Errorf("a ballot names %q", name)
		}
	}
}

// The code drawn on every ballot is that of the batch, module by module, with the white border it needs, and the batch stands beside it.
func TestBallotsHaveTheCodeOfTheBatch(t *testing.T) {
	_, b := blankBallot(t, 4)
	pages, err := ballotPages(b, 5)
	if err != nil {
		t.Fatal(err)
	}
	code, err := qr.Encode(b.Batch(), qr.Q)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		q := quarter(pages[i/4], i%4)
		if !strings.Contains(words(q), "批号 "+b.Batch()) {
			t.Errorf("ballot %d is without the batch in plain", i)
		}
		x, y := paperWidth/2-ballotMargin-ballotCode, ballotMargin
		module := math.Floor(ballotCode/float64(code.Size+8)*100) / 100
		for row := -4; row < code.Size+4; row++ {
			for col := -4; col < code.Size+4; col++ {
				cx, cy := x+(float64(col)+4.5)*module, y+(float64(row)+4.5)*module
				black := slices.ContainsFunc(q.Rules, func(r page.Rule) bool { return cx > r.X && cx < r.X+r.Width && cy > r.Y && cy < r.Y+r.Height })
				if black != code.Black(col, row) {
					t.Fatalf("ballot %d: the module at %d, %d is black: %t", i, col, row, black)
				}
			}
		}
	}
}

// Many targets go on over pages of one ballot, none of them left out, and the pages say so.
func TestBallotsOfManyTargetsGoOnOverPages(t *testing.T) {
	_, b := blankBallot(t, 45)
	pages, err := ballotPages(b, 3)
	if err != nil || len(pages) != 6 {
		t.Fatal(len(pages), err)
	}
	for i, p := range pages {
		if want := fmt.Sprintf("第 %d 页，共 2 页", i%2+1); !strings.Contains(words(p), want) {
			t.Errorf("page %d is not %s", i, want)
		}
		for _, text := range p.Texts {
			if text.Y > paperHeight-ballotMargin {
				t.Errorf("%q is below the margin", text.String)
			}
		}
	}
	if got, want := boxes(pages[0])+boxes(pages[1]), len(b.Targets)*len(b.Rubric.Options); got != want {
		t.Errorf("%d boxes, want %d", got, want)
	}
}

// The same ballots are the same bytes; as many are written as are issued, or asked for.
func TestBallotsWritten(t *testing.T) {
	st, b := blankBallot(t, 4)
	var files [2][]byte
	for i := range files {
		path := filepath.Join(t.TempDir(), "票.pdf")
		n, missing, err := WriteBallots(t.Context(), st, b, 0, path)
		if err != nil || n != 9 || len(missing) > 0 {
			t.Fatal(n, missing, err)
		}
		if files[i], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the same ballots are other bytes")
	}
	if n, _, err := WriteBallots(t.Context(), st, b, 120, filepath.Join(t.TempDir(), "票.PDF")); err != nil || n != 120 {
		t.Error(n, err)
	}
	for path, count := range map[string]int{"票.xlsx": 1, "票.pdf": -1, "多.pdf": 5001} {
		if _, _, err := WriteBallots(t.Context(), st, b, count, filepath.Join(t.TempDir(), path)); store.CodeOf(err) != store.CodeInvalid {
			t.Errorf("%s of %d: %v", path, count, err)
		}
	}
}

// What is typed in, what is printed and reports 24 and 08 have the targets in one order, those of a class together.
func TestBallotsAndReportsHaveOneOrder(t *testing.T) {
	st, b := blankBallot(t, 4)
	box, err := evaluation.ReadBox(t.Context(), st.DB(), b.RoundID, "")
	if err != nil {
		t.Fatal(err)
	}
	var entry []string
	for _, target := range box.Targets {
		entry = append(entry, target.Class+target.Label)
	}
	if got := strings.Join(entry, " "); strings.LastIndex(got, "甲类") > strings.Index(got, "乙类") {
		t.Errorf("the classes are not together: %v", entry)
	}
	pages, err := ballotPages(b, 1)
	if err != nil {
		t.Fatal(err)
	}
	printed, at := words(pages...), 0
	for i, target := range box.Targets {
		row := strings.Index(printed[at:], strconv.Itoa(i+1)+". "+target.Unit)
		if row < 0 {
			t.Fatalf("%s is not printed in the %d. place: %q", target.Label, i+1, printed)
		}
		at += row
	}
	y, err := layYear(t.Context(), st, 2026, time.Date(2026, time.November, 30, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"24", "08"} {
		for _, laid := range y.laid {
			if laid.report.Code != code {
				continue
			}
			i := slices.IndexFunc(laid.book.Tables, func(table sheet.Table) bool { return table.Name == b.Evaluation })
			if i < 0 {
				t.Fatalf("%s has no table of %s", code, b.Evaluation)
			}
			table, rows := laid.book.Tables[i], []string(nil)
			unit := slices.IndexFunc(table.Columns, func(c sheet.Column) bool { return c.Key == "unit" })
			class := slices.IndexFunc(table.Columns, func(c sheet.Column) bool { return c.Key == "class" })
			for _, row := range table.Rows {
				rows = append(rows, fmt.Sprint(row.Cells[class], row.Cells[unit]))
			}
			if !slices.Equal(rows, entry) {
				t.Errorf("%s has %v, typed in are %v", code, rows, entry)
			}
		}
	}
}
