package take

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// guessRows is how far down a sheet GuessKind looks: every kind reads the rows anew, and a table that begins lower is rare.
const guessRows = 400

// beginning is the workbook with the first rows of each sheet only.
func beginning(workbook *intake.Workbook) *intake.Workbook {
	short := &intake.Workbook{Path: workbook.Path}
	for _, sheet := range workbook.Sheets {
		sheet.Rows = sheet.Rows[:min(guessRows, len(sheet.Rows))]
		short.Sheets = append(short.Sheets, sheet)
	}
	return short
}

// GuessKind tells which kind of record a workbook holds: the one whose layout explains the most of its columns. A workbook
// no layout fits is refused.
func GuessKind(ctx context.Context, s *store.Store, scope record.Scope, workbook *intake.Workbook) (*record.Kind, error) {
	var best *record.Kind
	var highest float64
	whole := false // the best table has all required columns
	head := beginning(workbook)
	for _, kind := range record.Kinds() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		extended, err := kind.WithExtra(ctx, s.DB(), scope)
		if err != nil {
			return nil, err
		}
		layout, err := layoutOf(ctx, extended, s.DB())
		if err != nil {
			return nil, err
		}
		tables, _ := intake.Find(intake.Gather(head, layout), layout)
		for _, table := range tables {
			if fit := fitOf(table); fit > highest {
				best, highest, whole = kind, fit, len(table.Missing) == 0
			}
		}
	}
	if !whole {
		kind, err := guessBlocks(ctx, s, scope, workbook)
		if err != nil || kind != nil {
			return kind, err
		}
	}
	if best == nil {
		return nil, store.Refuse(store.CodeInvalid, "文件「%s」里没有看到认识的表格，请在上面选择数据类别，或检查表头。", filepath.Base(workbook.Path))
	}
	return best, nil
}

// guessBlocks is the kind whose blocks of scores the workbook surely holds, nil when there is none.
func guessBlocks(ctx context.Context, s *store.Store, scope record.Scope, workbook *intake.Workbook) (*record.Kind, error) {
	for _, kind := range record.Kinds() {
		if kind.Blocks == nil {
			continue
		}
		extended, err := kind.WithExtra(ctx, s.DB(), scope)
		if err != nil {
			return nil, err
		}
		layout, err := layoutOf(ctx, extended, s.DB())
		if err != nil {
			return nil, err
		}
		im := &Import{Kind: extended, scope: scope}
		if _, from, err := im.recogniseBlocks(ctx, s.DB(), workbook, layout); err != nil || from != 0 {
			return kind, err
		}
	}
	return nil, nil
}

// leaveStrangers leaves out the tables that lack a required column and have little else of the kind, where the file has one that is whole: a sheet of units
// beside one of members. They are named; a file that has nothing better is read as it is, and a sheet that the user points at.
func (im *Import) leaveStrangers(kind string) {
	if !slices.ContainsFunc(im.Tables, func(t intake.Table) bool { return len(t.Missing) == 0 && len(t.Rows) > 0 }) {
		return
	}
	im.Tables = slices.DeleteFunc(im.Tables, func(t intake.Table) bool {
		stranger := len(t.Missing) > 0 && fitOf(t) <= 0
		if stranger {
			im.Notes = append(im.Notes, fmt.Sprintf("工作表「%s」没有「%s」一列，不像%s，没有读取；是别的名册或台账的，请按它的类别另外导入。", t.Sheet, strings.Join(t.Missing, "」「"), kind))
		}
		return stranger
	})
}

// fitOf weighs how well a table is explained: a column known by its name counts whole, one that only resembles a name half;
// a column without a place and a missing required one count against it.
func fitOf(table intake.Table) float64 {
	var fit float64
	for _, c := range table.Columns {
		switch c.Reason {
		case intake.ReasonExact, intake.ReasonRemembered, intake.ReasonChosen:
			fit++
		case intake.ReasonAlias, intake.ReasonJoined:
			fit += 0.9
		case intake.ReasonSimilar, intake.ReasonContent:
			fit += 0.5
		case intake.ReasonIgnored:
		default:
			fit -= 0.4
		}
	}
	return fit - 2*float64(len(table.Missing))
}
