package records

import (
	"context"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export/sheet"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/grid"
)

// Disclose notes in the journal that what is masked of a record is about to be shown, and calls then once it is noted. v are the record's
// values: fields without any disclose nothing.
func Disclose(d *desk.Desk, kind *record.Kind, id int64, v record.Values, then func()) {
	var titles []string
	for _, f := range kind.Fields {
		if f.Sensitive && v[f.Key] != "" {
			titles = append(titles, f.Title)
		}
	}
	if id == 0 || len(titles) == 0 {
		then()
		return
	}
	store, actor := d.Store(), d.Actor()
	var err error
	d.Tasks().Background(func() {
		err = record.Disclose(context.Background(), store, actor, kind, id, titles, "查看")
	}, func() {
		if err != nil {
			d.Fail(err)
			return
		}
		then()
	}, nil)
}

// AskSensitive asks before a list is written to a file whether what is masked of it is to be written in full; then gets the purpose, "" for
// the list as it is shown. Without masked fields it does not ask.
func AskSensitive(d *desk.Desk, what string, fields []record.Field, then func(purpose string)) {
	titles := record.SensitiveTitles(fields)
	if len(titles) == 0 {
		then("")
		return
	}
	box.ShowPrompt(d.Native().Canvas(), "导出"+what, zh.JoinNames(titles)+"隐去中间部分导出。确需完整号码的，请写明用途，会记入操作记录。", "用途，如：春节慰问",
		box.PromptAnswer{Text: "包含证件号码和电话", Needs: true, Do: then},
		box.PromptAnswer{Text: "隐去号码导出", Do: func(string) { then("") }})
}

// recordValues reads the values of the records; those of another year or term, as an archive shows them, one by one.
func recordValues(ctx context.Context, store *store.Store, kind *record.Kind, scope record.Scope, ids []int64) ([]record.Values, error) {
	records, err := kind.Records(ctx, store.DB(), scope)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]record.Values, len(records))
	for _, r := range records {
		byID[r.ID] = r.Values
	}
	values := make([]record.Values, len(ids))
	for i, id := range ids {
		if values[i] = byID[id]; values[i] == nil {
			r, err := kind.Record(ctx, store.DB(), id)
			if err != nil {
				return nil, err
			}
			values[i] = r.Values
		}
	}
	return values, nil
}

func columnKeys[R any](columns []grid.Column[R]) []string {
	keys := make([]string, len(columns))
	for i, c := range columns {
		keys[i] = c.Key
	}
	return keys
}

// unmask writes what is masked of the kind in full into the cells of a list whose columns have the keys, and adds columns for the fields it
// does not show.
func unmask(kind *record.Kind, keys []string, values []record.Values, list *sheet.List, cells [][]any) {
	for _, f := range kind.Fields {
		if !f.Sensitive {
			continue
		}
		at := slices.Index(keys, f.Key)
		if at < 0 {
			at = len(list.Columns)
			list.Columns = append(list.Columns, sheet.Column{Path: []string{f.Title}})
			for i := range cells {
				cells[i] = append(cells[i], "")
			}
		}
		list.Columns[at].Kind = sheet.Code
		for i, v := range values {
			cells[i][at] = v[f.Key]
		}
	}
}
