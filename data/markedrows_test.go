package data_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/intake"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// markedBook is a workbook of ten members, one person's row in each way of being set apart.
func markedBook(t *testing.T, stripes bool) string {
	t.Helper()
	f := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	yellow, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFF00"}}})
	must(err)
	struck, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Strike: true}})
	must(err)
	must(f.SetSheetRow("Sheet1", "A1", &[]string{"姓名", "性别", "工作单位"}))
	for i := range 10 {
		must(f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+2), &[]string{"甲" + "一二三四五六七八九十"[3*i:3*i+3], "男", "县一中"}))
		if stripes && i%3 == 2 {
			must(f.SetCellStyle("Sheet1", fmt.Sprintf("A%d", i+2), fmt.Sprintf("C%d", i+2), yellow))
		}
	}
	if !stripes {
		must(f.SetCellStyle("Sheet1", "A4", "C5", yellow))
		must(f.SetRowVisible("Sheet1", 7, false))
		must(f.SetCellStyle("Sheet1", "A8", "C8", struck))
		must(f.AddComment("Sheet1", excelize.Comment{Cell: "B9", Text: "核对"}))
		must(f.SetCellRichText("Sheet1", "C10", []excelize.RichTextRun{{Text: "县一", Font: &excelize.Font{Strike: true}}, {Text: "县二中"}}))
		var picture bytes.Buffer
		must(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))))
		must(f.SetCellStr("Sheet1", "D11", `=DISPIMG("ID_0123456789ABCDEF0123456789ABCDEF",1)`))
		must(f.AddPictureFromBytes("Sheet1", "E2", &excelize.Picture{Extension: ".png", File: picture.Bytes()}))
	}
	path := filepath.Join(t.TempDir(), "名册.xlsx")
	must(f.SaveAs(path))
	return path
}

// Rows that are set apart are counted, and each sort of them can be left out; stripes are how a table looks.
func TestMarkedRowsAreLeftOut(t *testing.T) {
	o := openOffice(t)
	read := func(path string, without intake.Mark) *take.Import {
		workbook, err := intake.Open(t.Context(), path, intake.Options{})
		if err != nil {
			t.Fatal(err)
		}
		im, err := take.PlanWith(t.Context(), o.Store, roster.Members, in2026, workbook, take.Options{Without: without})
		if err != nil {
			t.Fatal(err)
		}
		return im
	}
	im := read(markedBook(t, false), 0)
	want := "1 行是隐藏或筛选掉的（第 7 行），照样录入。\n1 行有删除线（第 8 行），照样录入。\n2 行底色与别的行不同（第 4、5 行），照样录入。\n1 行有批注（第 9 行），照样录入。\n" +
		"工作表「Sheet1」有 1 个单元格里一部分字划了删除线（C10），连同划掉的字照样录入；不要的请先在表格里删去，再导入。\n" +
		"工作表「Sheet1」有 1 处批注（B9），不录入；要留的请写进表格的一栏。\n工作表「Sheet1」有 1 个单元格里是图片（D11），不录入。\n工作表「Sheet1」有 1 张图片，不录入。"
	if got := strings.Join(im.Notes, "\n"); got != want || im.Count(take.RowNew) != 10 {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for mark, want := range map[intake.Mark]string{
		intake.MarkHidden: "甲六", intake.MarkStruck: "甲七", intake.MarkColoured: "甲三甲四", intake.MarkNoted: "甲八", intake.MarkHidden | intake.MarkNoted: "甲六甲八",
	} {
		im := read(markedBook(t, false), mark)
		got := ""
		for _, row := range im.Rows {
			if row.Outcome == take.RowSkipped {
				got += row.Name
			}
		}
		if got != want || im.Count(take.RowNew) != 10-len(want)/len("甲六") {
			t.Errorf("%d leaves out %s, want %s", mark, got, want)
		}
	}
	if im := read(markedBook(t, true), 0); len(im.Notes) > 0 {
		t.Errorf("stripes: %s", im.Notes)
	}
}

// A web page under .xls hides rows in its own ways.
func TestHiddenRowsOfAWebPage(t *testing.T) {
	o := openOffice(t)
	row := func(attributes, name string) string {
		return "<tr" + attributes + "><td>" + name + "</td><td>男</td><td>县一中</td></tr>"
	}
	page := "<html><body><table><thead>" + row("", "姓名") + "</thead><tbody>" + row("", "甲一") + row(` style='mso-height-source:userset; Display: none'`, "甲二") +
		row(" hidden", "甲三") + row(" height=0 style='height:0pt;mso-hide:all'", "甲四") + row(` style="height:20pt"`, "甲五") +
		"</tbody><tbody style='display:none'>" + row("", "甲六") + "</tbody><tbody>" + row("", "甲七") + "</tbody></table></body></html>"
	page = strings.Replace(page, "<td>男</td><td>县一中</td>", "<td>性别</td><td>工作单位</td>", 1)
	path := filepath.Join(t.TempDir(), "名册.xls")
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	workbook, err := intake.Open(t.Context(), path, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for without, want := range map[intake.Mark]string{0: "4 行是隐藏或筛选掉的（第 3、4、5、7 行），照样录入。", intake.MarkHidden: "4 行是隐藏或筛选掉的（第 3、4、5、7 行），没有录入。"} {
		im, err := take.PlanWith(t.Context(), o.Store, roster.Members, in2026, workbook, take.Options{Without: without})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(im.Notes, want) || im.Count(take.RowNew) != 7-im.Count(take.RowSkipped) {
			t.Errorf("%s: %q", im.Summary(), im.Notes)
		}
	}
}

// What is written between the rows may be said of those below it, and is named.
func TestWordsBetweenRowsAreNamed(t *testing.T) {
	o := openOffice(t)
	const want = "工作表「名册」第 3 行写着「注：以下为增补委员，经常委会通过」，夹在各行中间，没有录入；说的是下面各行的，请写进一栏。"
	got, im := o.takenSheets(roster.Members, pipedSheet("姓名|性别|工作单位", "甲一|男|县一中", "注：以下为增补委员，经常委会通过", "甲二|女|县二中", "注：本表由办公室填写"))
	if len(im.Notes) != 1 || im.Notes[0] != want {
		t.Errorf("rows %s, notes %q", got, im.Notes)
	}
}
