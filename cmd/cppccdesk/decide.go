package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// decision is one --decide: what a row is that would else wait to be decided on.
type decision struct {
	in    string // the file or the sheet, "" for the only file
	where string // its line, or where else it is from: 12, B4:B7, the name of a card's sheet
	do    take.DecisionKind
	nth   int // of those it may be, from 1; 0: the only one
}

type decisions []decision

var decisionNames = map[string]take.DecisionKind{"new": take.DecideNew, "same": take.DecideSame, "skip": take.DecideSkip}

// Decode adds one --decide: 12=new, 12=skip, 12=same, 12=same:2, with the file or the sheet before the row where there are several.
func (d *decisions) Decode(c *kong.DecodeContext) error {
	where, does, _ := strings.Cut(typedIn(c), "=")
	one := decision{where: where}
	if i := strings.LastIndex(where, "/"); i >= 0 {
		one.in, one.where = where[:i], where[i+1:]
	}
	does, nth, several := strings.Cut(does, ":")
	known := one.where != ""
	if several {
		var err error
		one.nth, err = strconv.Atoi(nth)
		known = known && err == nil && one.nth > 0 && does == "same"
	}
	var ok bool
	if one.do, ok = decisionNames[does]; !ok || !known {
		return wrong("--decide 应写成 行=new、行=same 或 行=skip，如 12=same；可能是几条之一时写明第几条，如 12=same:2；有几个文件或工作表时在行前写明，如 名册.xlsx/12=new")
	}
	*d = append(*d, one)
	return nil
}

// in has the options hold what is decided on rows of the workbook, one of several files or not. A decision on a row that is not asked about is refused.
func (d decisions) in(ctx context.Context, st *store.Store, kind *record.Kind, scope record.Scope, workbook *intake.Workbook, several bool, options take.Options) (take.Options, error) {
	file := filepath.Base(workbook.Path)
	var here decisions
	for _, one := range d {
		sheet := slices.ContainsFunc(workbook.Sheets, func(s intake.Sheet) bool { return s.Name == one.in })
		if one.in == file || sheet || !several {
			here = append(here, one)
		}
	}
	if len(here) == 0 {
		return options, nil
	}
	im, err := take.PlanWith(ctx, st, kind, scope, workbook, options)
	if err != nil {
		return options, err
	}
	options.Decided = map[take.RowKey]take.Decision{}
	for _, one := range here {
		asked := 0
		for i := range im.Rows {
			row := &im.Rows[i]
			if row.Outcome != take.RowAsked || !one.means(row, file) {
				continue
			}
			asked++
			made, err := one.about(row)
			if err != nil {
				return options, err
			}
			options.Decided[take.RowKey{Sheet: row.Sheet, Line: row.Line, Left: row.Left, From: row.From}] = made
		}
		if asked == 0 {
			return options, store.Refuse(store.CodeInvalid, "文件「%s」%s没有要确认的事，请核对 --decide 写的行；要逐个确认可能相同的人，请加上 --ask。", file, one.row())
		}
	}
	return options, nil
}

// means reports whether the decision is about the row of the file.
func (d decision) means(row *take.Row, file string) bool {
	switch {
	case d.in != "" && d.in != file && d.in != row.Sheet:
		return false
	case row.From == "":
		return d.where == strconv.Itoa(row.Line)
	}
	_, place, _ := strings.Cut(intake.FromWords(row.From), "」") // 工作表「评分」B4:B7
	return row.From == d.where || place == d.where
}

// row names the row in a sentence.
func (d decision) row() string {
	if _, err := strconv.Atoi(d.where); err == nil {
		return "第 " + d.where + " 行"
	}
	return d.where
}

// about is the decision on one row that is asked about.
func (d decision) about(row *take.Row) (take.Decision, error) {
	if d.do != take.DecideSame {
		return take.Decision{Do: d.do}, nil
	}
	switch n := len(row.Likely); {
	case n == 0:
		return take.Decision{}, store.Refuse(store.CodeInvalid, "%s不像已有的哪一条，不能写 same；照样录入请写 new，不要请写 skip。", d.row())
	case d.nth > n:
		return take.Decision{}, store.Refuse(store.CodeInvalid, "%s可能是的只有 %d 条，没有第 %d 条。", d.row(), n, d.nth)
	case d.nth == 0 && n > 1:
		said := make([]string, n)
		for i, likely := range row.Likely {
			said[i] = fmt.Sprintf("%d. %s", i+1, likely.Why)
		}
		return take.Decision{}, store.Refuse(store.CodeInvalid, "%s可能是 %d 条中的一条：%s。请写明第几条，如 --decide %s=same:1。", d.row(), n, strings.Join(said, "；"), d.where)
	}
	return take.Decision{Do: take.DecideSame, ID: row.Likely[max(d.nth, 1)-1].ID}, nil
}
