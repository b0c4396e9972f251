package intake

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// everyInput lists the real and odd workbooks kept beside the repository, and the samples in it.
func everyInput(t *testing.T) []string {
	t.Helper()
	var paths []string
	for _, dir := range []string{"../../../shared/data", "../../assets/sample"} {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			switch strings.ToLower(filepath.Ext(path)) {
			case ".xlsx", ".xls", ".csv", ".bin", ".txt":
				paths = append(paths, path)
			}
			return nil
		})
		if err != nil {
			t.Skipf("the real inputs are not here: %v", err)
		}
	}
	return paths
}

// TestEveryInputGoesThrough leads every workbook there is through the steps, as what it seems to be and as something it is not: nothing
// breaks, and what cannot be taken in says why in one sentence.
func TestEveryInputGoesThrough(t *testing.T) {
	store := datatest.MustOpen(t)
	for _, path := range everyInput(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			for _, kind := range []*record.Kind{nil, roster.Members} {
				s, err := source{path: path, kind: kind, scope: record.Scope{Year: 2026}}.open(t.Context(), store)
				if err != nil {
					t.Fatal(err)
				}
				if s.state == stateFailed {
					if s.problem == "" || strings.Contains(s.problem, "\n") {
						t.Errorf("not one sentence: %q", s.problem)
					}
					return
				}
				through(t, store, s)
			}
		})
	}
}

// seeSheets shows the sheets as the step 表格 does.
func seeSheets(t *testing.T, s *source) {
	t.Helper()
	for _, f := range s.frames() {
		var table *intake.Table
		if s.im != nil {
			table = &s.im.Tables[0]
		}
		rows := rawRows(s.workbook, f, table)
		for _, r := range rows[:min(50, len(rows))] {
			for col := range widthOf(rows) {
				_ = r.text(col)
			}
		}
		if text, err := textOf(f).frame(f); err != nil || fmt.Sprintf("%+v", text) != fmt.Sprintf("%+v", f) {
			t.Errorf("frame %+v reads back as %+v, %v", f, text, err)
		}
	}
}

func through(t *testing.T, store *store.Store, s source) {
	t.Helper()
	seeSheets(t, &s)
	if s.kind == nil {
		return
	}
	if s.im == nil { // laid down by hand
		s.options.Frames = s.frames()
		var err error
		if s, err = s.readTables(t.Context(), store); err != nil {
			t.Fatal(err)
		}
		if s.im == nil {
			return
		}
	}
	_ = columnRows(s.kind, s.im)
	planned, err := s.plan(t.Context(), store, nil)
	if err != nil {
		t.Fatal(err)
	}
	rows := rowsOf(planned.im)
	for i := range planned.im.Rows {
		r := &planned.im.Rows[i]
		if (r.Outcome == take.RowRejected) != (r.Reason != "") {
			t.Errorf("line %d is %s for %q", r.Line, r.Outcome, r.Reason)
		}
		_ = detailsOf(planned.im, r)
	}
	if len(rows) != len(planned.im.Rows) || planned.about() == "" {
		t.Errorf("%d of %d rows are shown, %q", len(rows), len(planned.im.Rows), planned.about())
	}
}

func TestWhat(t *testing.T) {
	for _, c := range []struct {
		name string
		row  take.Row
		want string
	}{
		{
			"NewWithoutSensitiveCells",
			take.Row{Outcome: take.RowNew, Name: "张三", Headers: []string{"姓名", "身份证号", "", "界别"}, Raw: []string{"张三", "110101199001010000", "x", "教育界"}},
			"教育界",
		},
		{"Refused", take.Row{Outcome: take.RowRejected, Reason: "缺少「姓名」"}, "缺少「姓名」"},
		{
			"Changed",
			take.Row{Outcome: take.RowChanged, Changes: []take.FieldChange{{Title: "界别", Old: "教育界", New: "科技界"}, {Title: "党派", New: "民盟"}}},
			"界别：教育界 → 科技界；党派：空 → 民盟",
		},
		{"ChangedSensitive", take.Row{Outcome: take.RowChanged, Changes: []take.FieldChange{{Title: "手机", Old: "138", New: "139"}}}, "手机有变更"},
		{"Same", take.Row{Outcome: take.RowSame}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := whatOf(&take.Import{Kind: roster.Members}, &c.row); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTakeRowFor(t *testing.T) {
	f := intake.Frame{Sheet: "表", HeaderTop: 2, HeaderBottom: 2, First: 3, Last: 9}
	for _, c := range []struct {
		name string
		line int
		as   use
		want string
	}{
		{"Header", 4, useHeader, "4-4 5-9"},
		{"HeaderBelow", 3, useHeader, "2-3 4-9"},
		{"HeaderAfterTheLast", 12, useHeader, "12-12 13-0"},
		{"First", 5, useFirst, "2-2 5-9"},
		{"FirstAboveTheHeader", 1, useFirst, "0-0 1-9"},
		{"Last", 6, useLast, "2-2 3-6"},
		{"Skip", 6, useSkip, "2-2 3-9 skip [6]"},
		{"KeepBelow", 11, useKeep, "2-2 3-11 keep [11]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := taken(f, c.line, c.as)
			got := fmt.Sprintf("%d-%d %d-%d", g.HeaderTop, g.HeaderBottom, g.First, g.Last)
			if len(g.Skip) > 0 {
				got += fmt.Sprint(" skip ", g.Skip)
			}
			if len(g.Keep) > 0 {
				got += fmt.Sprint(" keep ", g.Keep)
			}
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestFrameFieldsAreRefusedInWords(t *testing.T) {
	for _, text := range []frameText{{headerTop: "两"}, {last: "-3"}, {left: "甲"}, {skip: "3、x"}} {
		if _, err := text.frame(intake.Frame{}); store.CodeOf(err) != store.CodeInvalid {
			t.Errorf("%+v: %v", text, err)
		}
	}
	f, err := frameText{headerTop: "2", first: " 4 ", left: "b", right: "K", skip: "12、35 36"}.frame(intake.Frame{Sheet: "表"})
	if err != nil || f.HeaderTop != 2 || f.First != 4 || f.Left != 2 || f.Right != 11 || !slices.Equal(f.Skip, []int{12, 35, 36}) {
		t.Errorf("got %+v, %v", f, err)
	}
}

func TestMaskedIf(t *testing.T) {
	mobile := *roster.Members.Field("mobile")
	for value, want := range map[string]string{"13800000001": "138****001", "": "", "123": "123"} {
		if got := maskedIf(mobile, value); got != want {
			t.Errorf("%s: got %s, want %s", value, got, want)
		}
	}
}

func TestQuiet(t *testing.T) {
	for cell, want := range map[string]string{"13900000000": "139****0000", "11010119700301001X": "110****001X", "2026": "2026", "": ""} {
		if got := quiet(cell); got != want {
			t.Errorf("%s: got %s, want %s", cell, got, want)
		}
	}
}

func TestRowsLeftOverAreRefusedRows(t *testing.T) {
	im := &take.Import{Rows: []take.Row{{Outcome: take.RowNew}, {Outcome: take.RowAsked, Reason: "可能是已有的人"}, {Outcome: take.RowRejected}}}
	left := leftOver(im)
	if len(left) != 2 || left[0].Outcome != take.RowRejected || im.Rows[1].Outcome != take.RowAsked {
		t.Errorf("got %+v of %+v", left, im.Rows)
	}
}

func TestFilesThatAreGone(t *testing.T) {
	store := datatest.MustOpen(t)
	path := filepath.Join(t.TempDir(), "没有.xlsx")
	s, err := source{path: path}.open(t.Context(), store)
	if err != nil || s.state != stateFailed || s.problem == "" {
		t.Errorf("%+v, %v", s, err)
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if s, err = (source{path: path}).open(t.Context(), store); err != nil || s.state != stateFailed {
		t.Errorf("a folder: %+v, %v", s, err)
	}
}
