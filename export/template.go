package export

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/export/sheet"
)

// WriteTemplate writes an empty workbook for records of the kind, with drop-downs from the dictionaries, that imports
// without a question.
func WriteTemplate(ctx context.Context, db bun.IDB, kind *record.Kind, scope record.Scope, path string) error {
	fields := kind.TakenFields()
	if kind.Extra != nil {
		extra, err := kind.Extra(ctx, db, scope)
		if err != nil {
			return err
		}
		fields = append(fields, extra...)
	}
	template := sheet.Template{
		Name: kind.Layout, Title: kind.Layout,
		Notes: []string{
			"第一行是列标题，请勿改动；从第二行起每行填一条。带 * 的列必填，其余没有的可以空着。",
			"日期写成 2026-03-07；多个名称用「、」分隔。",
		},
	}
	template.Notes = append(template.Notes, ledgerNotes(kind)...)
	for _, f := range fields {
		field, err := templateField(ctx, db, f, scope)
		if err != nil {
			return err
		}
		template.Fields = append(template.Fields, field)
	}
	return sheet.WriteTemplate(path, template)
}

// ledgerNotes say where the rows of a record go of which it can have several.
func ledgerNotes(kind *record.Kind) []string {
	if l := kind.Ledger; l != nil {
		return []string{"一行是一条" + kind.Title + "；同一" + l.Of.Title + "有几条的写几行，先后不论。"}
	}
	var notes []string
	for _, ledger := range record.LedgersOf(kind) {
		notes = append(notes, "同一"+kind.Title+"有几条「"+ledger.Title+"」的，另填「"+ledger.Layout+"」的模板，一行一条。")
	}
	return notes
}

func templateField(ctx context.Context, db bun.IDB, f record.Field, scope record.Scope) (sheet.TemplateField, error) {
	field := sheet.TemplateField{
		Column:   sheet.Column{Key: f.Key, Path: []string{f.Title}, Kind: templateKind(f)},
		Required: f.Required, Note: f.Note, Example: f.Example,
	}
	var err error
	_, yesNo := f.Type.(record.YesNo)
	switch {
	case yesNo:
		field.Choices = []string{"是", "否"}
	case f.Key == "gender":
		field.Choices = []string{"男", "女"}
	case f.Dictionary() != "":
		field.Choices, err = record.Words(ctx, db, f.Dictionary())
		field.Open = f.Many()
	case namedIn[f.Key] != nil:
		field.Choices, err = namesOf(ctx, db, namedIn[f.Key], scope)
		field.Open = true // a name that is new to the office is for the import to judge
	}
	return field, err
}

// templateKind keeps numbers with leading zeros as text and months enterable without a day.
func templateKind(f record.Field) sheet.Kind {
	switch f.Typed().Sheet() {
	case intake.KindDate:
		return sheet.Date
	case intake.KindInt:
		return sheet.Int
	case intake.KindIDNumber, intake.KindPhone, intake.KindMonth:
		return sheet.Code
	default:
		return sheet.Text
	}
}

// namedIn tells which list the names in a field are of.
var namedIn = map[string]*record.Kind{
	"lead_units": roster.Units, "co_units": roster.Units, "suggested_units": roster.Units, "units": roster.Units, "unit": roster.Units, "parent": roster.Units,
	"sector": roster.Sectors, "committees": roster.Committees, "activity_groups": roster.ActivityGroups,
}

// mostNames bounds a drop-down; a longer list is no help.
const mostNames = 2000

func namesOf(ctx context.Context, db bun.IDB, kind *record.Kind, scope record.Scope) ([]string, error) {
	if scope.TermID == 0 {
		termID, err := roster.CurrentTerm(ctx, db)
		if err != nil {
			return nil, err
		}
		scope.TermID = termID
	}
	records, err := kind.Records(ctx, db, scope)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, r := range records[:min(len(records), mostNames)] {
		names = append(names, r.Values["name"])
	}
	return names, nil
}
