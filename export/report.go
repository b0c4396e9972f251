// Package export makes what leaves the program: the report pack that goes up to higher levels, lists as they stand on the
// screen, empty templates, and the workbook of refused rows. Each report is a declaration of columns over figures that
// data computed; nothing is counted here. How a workbook is drawn is the business of package sheet.
package export

import (
	"slices"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sheet"
)

// Report declares one workbook of the pack.
type Report struct {
	Code  string       // 05: its place in the pack
	Name  string       // 提案工作情况统计表
	Reads *record.Kind // whose records of the year Build needs; nil: none
	Build func(y *Year) []sheet.Table
	Asked bool   // it is made only where it is asked for and is in no pack otherwise
	Fixed string // why its columns cannot be changed, see SheetForm; "": they can
}

// FileName is the name of the workbook in the pack.
func (r Report) FileName() string { return r.Code + r.Name + bookEnding }

// Called reports whether people mean the report by the name: its code, its name or both.
func (r Report) Called(name string) bool {
	return name == r.Code || name == r.Name || name == r.Code+r.Name
}

// The endings of what is written.
const bookEnding, pdfEnding, ofdEnding = ".xlsx", ".pdf", ".ofd"

// PDFName is the name of the PDF in the pack.
func (r Report) PDFName() string { return r.Code + r.Name + pdfEnding }

// OFDName is the name of the OFD in the pack.
func (r Report) OFDName() string { return r.Code + r.Name + ofdEnding }

// registered are the reports but for 00, by code.
var registered []Report

func init() {
	Register(supervisorsReport, stationsLedger.Report(), planReport, ledgerReport, proposalsReport, unitsReport, trackingReport, scoresReport, sheetsReport, pointsLedger.Report(), activitiesReport, dutiesReport, workReport, groupsReport, attendanceReport,
		overdueReport, complaintsReport, promptnessReport, pledgesReport, yearsReport, keyReport, ballotsReport, changesReport, directsLedger.Report(),
		unitTotalsReport, categoriesReport, authorsReport, directoryReport, categoryDirectoryReport, handlingScoresReport, handoutReport)
}

// Register adds reports to the pack, at the places their codes say.
func Register(reports ...Report) {
	registered = slices.SortedFunc(slices.Values(append(registered, reports...)), func(a, b Report) int { return strings.Compare(a.Code, b.Code) })
}

// PackReports are the workbooks of a whole pack in its order.
func PackReports() []Report {
	return slices.DeleteFunc(Reports(), func(r Report) bool { return r.Asked })
}

// Reports are all workbooks that can be made, in the order of the pack. 00 compares the totals of all others.
func Reports() []Report {
	return append([]Report{{Code: indexCode, Name: "目录与勾稽核对表", Build: buildIndex, Fixed: "各栏是核对用的"}}, registered...)
}

// selectReports picks by code or name, in the order of the pack; nothing picks the whole pack.
func selectReports(only []string) ([]Report, error) {
	if len(only) == 0 {
		return PackReports(), nil
	}
	wanted := map[string]bool{}
	for _, name := range only {
		found := false
		for _, r := range Reports() {
			if r.Called(name) {
				wanted[r.Code], found = true, true
			}
		}
		if !found {
			return nil, store.Refuse(store.CodeInvalid, "没有名为「%s」的报表，可用的有：%s。", name, reportNames())
		}
	}
	var picked []Report
	for _, r := range Reports() {
		if wanted[r.Code] {
			picked = append(picked, r)
		}
	}
	return picked, nil
}

func reportNames() string {
	var names []string
	for _, r := range Reports() {
		names = append(names, r.Code+r.Name)
	}
	return strings.Join(names, "、")
}
