package data_test

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// saved is a format in which LibreOffice saves a workbook.
type saved struct {
	ending, filter string
	text           bool            // one sheet, without its name, marks and merged headings
	not            map[string]bool // the files that are another workbook once saved
}

// A formula without a result has one once LibreOffice saved it, and it leaves the codes of blanks and of nothing as they are.
const unworked, escape = "formula_without_stored_result", "escape"

var savings = []saved{
	{ending: "xls", filter: "xls", not: map[string]bool{unworked: true, escape: true}},
	{ending: "ods", filter: "ods", not: map[string]bool{unworked: true, escape: true}},
	{ending: "csv", filter: "csv:Text - txt - csv (StarCalc):44,34,76", text: true, not: map[string]bool{
		unworked: true, escape: true, "cards": true, "three_years_in_three_sheets": true, // the first sheet is all that is left
		"date1904_reset_by_extlst": true, // 03/08/1975
	}},
}

// What a faulty workbook is taken for does not depend on the format it is saved in.
func TestFaultyWorkbooksInOtherFormats(t *testing.T) {
	if os.Getenv("WITH_OFFICE") == "" {
		t.Skip("saves all of the collection three times: the part validate does, with WITH_OFFICE set")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	files, err := filepath.Glob("../../shared/data/faults/*.xlsx")
	if err != nil || len(files) == 0 {
		t.Skip("the collection of faulty workbooks is not beside the checkout", err)
	}
	o := openOffice(t)
	wants := map[string]answer{}
	for _, file := range files {
		wants[file] = o.answer(file)
	}
	for _, as := range savings {
		t.Run(as.ending, func(t *testing.T) {
			dir := t.TempDir()
			command := exec.CommandContext(t.Context(), office, append([]string{
				"-env:UserInstallation=file://" + filepath.Join(dir, "office"), "--headless", "--convert-to", as.filter, "--outdir", dir,
			}, files...)...)
			if out, err := command.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			for _, file := range files {
				name := strings.TrimSuffix(filepath.Base(file), ".xlsx")
				if as.not[name] {
					continue
				}
				got, want := o.answer(filepath.Join(dir, name+"."+as.ending)), wants[file]
				if as.text {
					got, want = got.asText(), want.asText()
				}
				if got != want {
					t.Errorf("%s.%s\n%s\nas .xlsx\n%s", name, as.ending, got, want)
				}
			}
		})
	}
}

// answer is what becomes of a workbook: the rows with their reasons and values, and what is said of the rest.
type answer struct{ rows, unknown, said string }

func (a answer) String() string { return a.rows + "\n" + a.unknown + "\n" + a.said }

var (
	lineNumbers = regexp.MustCompile(`第 \d+ 行`)
	marksSaid   = regexp.MustCompile(`(?m)^.*(隐藏或筛选掉|有删除线|底色与别的行不同|批注).*\n?`)
	sheetNames  = regexp.MustCompile(`工作表「[^」]*」`)
)

// asText is the answer without what text does not hold. A row of it counts from its line, and there are several in some.
func (a answer) asText() answer {
	for _, of := range []*string{&a.rows, &a.said} {
		*of = sheetNames.ReplaceAllString(marksSaid.ReplaceAllString(lineNumbers.ReplaceAllString(*of, "某行"), ""), "工作表")
	}
	a.unknown = "" // headings of two rows have lost their first
	return a
}

// answer takes a workbook in as what it is guessed to be, and takes it back.
func (o office) answer(path string) answer {
	o.tb.Helper()
	ctx, scope := o.tb.Context(), record.Scope{TermID: 1}
	workbook, err := intake.Open(ctx, path, intake.Options{})
	if err != nil {
		return answer{said: err.Error()}
	}
	kind, err := take.GuessKind(ctx, o.Store, scope, workbook)
	var im *take.Import
	if err == nil {
		im, err = take.PlanWith(ctx, o.Store, kind, scope, workbook, take.Options{})
	}
	if err != nil {
		return answer{said: strings.ReplaceAll(store.Sentence(err), filepath.Ext(path)+"」", "」")}
	}
	if err := take.Apply(ctx, o.Store, "测试", im); err != nil {
		o.tb.Fatal(err)
	}
	a := answer{
		rows: kind.Name + o.rowsOf(im), unknown: strings.Join(im.Unknown, " "),
		said: strings.TrimSpace(strings.Join(slices.Concat(im.Notes, im.Strange), "\n")),
	}
	if im.WriteID > 0 {
		if _, err := o.Revert(ctx, "测试", im.WriteID); err != nil {
			o.tb.Fatal(err)
		}
	}
	return a
}

// rowsOf are the rows taken in, one a line, with all that their records hold now.
func (o office) rowsOf(im *take.Import) string {
	o.tb.Helper()
	stored := map[int64]record.Record{}
	for year := 2024; year <= 2026; year++ {
		records, err := im.Kind.Records(o.tb.Context(), o.DB(), record.Scope{TermID: 1, Year: year})
		if err != nil {
			o.tb.Fatal(err)
		}
		for _, r := range records {
			stored[r.ID] = r
		}
	}
	var lines strings.Builder
	for _, row := range im.Rows {
		fmt.Fprintf(&lines, "\n第 %d 行 %s %s", row.Line, row.Outcome, cmp.Or(row.Reason, row.Doubt))
		for i := range im.Kind.Fields {
			if value := stored[row.ID].Values[im.Kind.Fields[i].Key]; row.ID > 0 && value != "" {
				lines.WriteString("|" + im.Kind.Fields[i].Title + "：" + value)
			}
		}
	}
	return lines.String()
}
