package export

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export/paper"
)

// Paper declares one sort of paper (文书): what each document is of, which there are of a year, and the fields a template of it may have.
type Paper struct {
	Name   string
	Each   string // 每个承办单位一份
	Rule   string // which of the year's there are
	Fields []paper.Field
	Needs  []string // keys of the settings without which it is not written; one of several joined by | will do
	Better []string // the same of those whose absence is said

	ByUnit   bool                                                      // each document is of one unit, so units can be chosen
	OneAYear bool                                                      // there is one document of the year
	Of       string                                                    // what of the year it is of; "": of proposals, which can be chosen
	reads    func(ctx context.Context, db bun.IDB, y *paperYear) error // what it needs beyond what all do; nil: nothing
	make     func(y *paperYear) []document
}

// document is one document of a paper.
type document struct {
	name string // behind the paper's name in the name of its file; "" when there is one of the year
	data paper.Data
}

// Papers are all sorts of papers in the order of the work.
func Papers() []Paper {
	return []Paper{handOutNotice, handOutSheet, urgeSheet, opinionForm, replyLetter, refusalLetter, opinionLetter, superviseSheet, activityNotice, activityMinutes, resultNotice, resultLetter, yearNotice, archiveList, progressReport, packCover, packLetter, yearSummary}
}

// PaperByName finds a sort of paper; an unknown name is refused with those there are.
func PaperByName(name string) (Paper, error) {
	var names []string
	for _, p := range Papers() {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Paper{}, store.Refuse(store.CodeInvalid, "没有名为「%s」的文书，可用的有：%s。", name, zh.JoinNames(names))
}

// value is a field that is a text, with what it holds of a thing of the year.
type value[T any] struct {
	name, note string
	of         func(y *paperYear, v T) string
}

func fieldsOf[T any](all []value[T]) []paper.Field {
	fields := make([]paper.Field, len(all))
	for i, v := range all {
		fields[i] = paper.Field{Name: v.name, Note: v.note}
	}
	return fields
}

func textsOf[T any](y *paperYear, all []value[T], v T) map[string]string {
	texts := make(map[string]string, len(all))
	for _, field := range all {
		texts[field.name] = field.of(y, v)
	}
	return texts
}

// listOf is a list whose rows have these fields.
func listOf[T any](name, note string, of []value[T]) paper.Field {
	return paper.Field{Name: name, Note: note, Each: fieldsOf(of)}
}

func rowsOf[T any](y *paperYear, of []value[T], all []T) []paper.Data {
	rows := make([]paper.Data, len(all))
	for i, v := range all {
		rows[i] = paper.Data{Texts: textsOf(y, of, v)}
	}
	return rows
}

// withCommon are the fields of a paper with those that every paper has. Of two of one name the paper's own counts.
func withCommon(own ...[]paper.Field) []paper.Field {
	fields := slices.Concat(own...)
	common := slices.DeleteFunc(fieldsOf(commonValues), func(f paper.Field) bool {
		return slices.ContainsFunc(fields, func(o paper.Field) bool { return o.Name == f.Name })
	})
	return append(common, fields...)
}

// joined are fields with more of the same thing, which take the place of those of their names.
func joined[T any](all []value[T], more ...value[T]) []value[T] {
	rest := slices.DeleteFunc(slices.Clone(all), func(v value[T]) bool {
		return slices.ContainsFunc(more, func(m value[T]) bool { return m.name == v.name })
	})
	return append(rest, more...)
}
