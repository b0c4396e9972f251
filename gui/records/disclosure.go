package records

import (
	"context"
	"slices"

	"cppccdesk/data"
	"cppccdesk/export/sheet"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
)

// Disclose notes in the journal that what is masked of a record is about to be shown, and calls then once it is noted. v are the record's
// values: fields without any disclose nothing.
func Disclose(d *desk.Desk, kind *data.Kind, id int64, v data.Values, then func()) {
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
		err = data.Disclose(context.Background(), store, actor, kind, id, titles, "查看")
	}, func() {
		if err != nil {
			d.Fail(err)
			return
		}
		then()
	})
}

// AskSensitive asks before a list is written to a file whether what is masked of it is to be written in full; then gets the purpose, "" for
// the list as it is shown. Without masked fields it does not ask.
func AskSensitive(d *desk.Desk, what string, fields []data.Field, then func(purpose string)) {
	titles := data.SensitiveTitles(fields)
	if len(titles) == 0 {
		then("")
		return
	}
	kit.ShowPrompt(d.Native().Canvas(), "导出"+what, data.JoinNames(titles)+"隐去中间部分导出。确需完整号码的,请写明用途,会记入操作记录。", "用途,如:春节慰问",
		kit.PromptAnswer{Text: "包含证件号码和电话", Needs: true, Do: then},
		kit.PromptAnswer{Text: "隐去号码导出", Do: func(string) { then("") }})
}

func sensitiveFields(kind *data.Kind) []data.Field {
	return slices.DeleteFunc(slices.Clone(kind.Fields), func(f data.Field) bool { return !f.Sensitive })
}

// unmask writes the fields in full into the cells of a list whose columns have the keys, and adds columns for those it does not show.
func unmask(ctx context.Context, store *data.Store, kind *data.Kind, scope data.Scope, fields []data.Field, keys []string, ids []int64, list *sheet.List, cells [][]any) error {
	records, err := kind.Records(ctx, store.DB(), scope)
	if err != nil {
		return err
	}
	byID := make(map[int64]data.Values, len(records))
	for _, r := range records {
		byID[r.ID] = r.Values
	}
	for _, f := range fields {
		at := slices.Index(keys, f.Key)
		if at < 0 {
			at = len(list.Columns)
			list.Columns = append(list.Columns, sheet.Column{Path: []string{f.Title}, Kind: sheet.Code})
			for i := range cells {
				cells[i] = append(cells[i], "")
			}
		}
		for i, id := range ids {
			cells[i][at] = byID[id][f.Key]
		}
	}
	return nil
}
