package export

import (
	"context"
	"strings"
	"time"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export/sheet"
)

// WriteBirthdays writes the 生日名册 of a span as an official workbook and gives how many birthdays it holds. Errors are as of
// roster.Birthdays and sheet.Write.
func WriteBirthdays(ctx context.Context, store *store.Store, scope record.Scope, span roster.Span, path string) (int, error) {
	found, err := roster.Birthdays(ctx, store.DB(), scope, span)
	if err != nil {
		return 0, err
	}
	return len(found), WriteBirthdaysOf(ctx, store, found, span, path)
}

// WriteBirthdaysOf is WriteBirthdays for some of the birthdays of the span, in the order given.
func WriteBirthdaysOf(ctx context.Context, store *store.Store, found []roster.Birthday, span roster.Span, path string) error {
	settings, err := record.SettingMap(ctx, store.DB())
	if err != nil {
		return err
	}
	table := birthdayTable(found, span)
	table.Org, table.Date = settings["office.name"], paperDate(store.Now())
	_, err = sheet.Write(path, sheet.Book{Title: table.Title, Creator: settings["office.name"], Date: table.Date, Tables: []sheet.Table{table}})
	return err
}

// paperDate is a moment's day on the wall as papers carry it.
func paperDate(now time.Time) time.Time {
	now = now.Local()
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
}

func birthdayTable(found []roster.Birthday, span roster.Span) sheet.Table {
	text := func(title string, kind sheet.Kind, value func(roster.Birthday) any) sheet.Field[roster.Birthday] {
		return sheet.Field[roster.Birthday]{Column: sheet.Column{Path: []string{title}, Kind: kind}, Value: value}
	}
	fields := []sheet.Field[roster.Birthday]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		text("日期", sheet.Center, func(b roster.Birthday) any { return b.Day() }),
		text("姓名", sheet.Center, func(b roster.Birthday) any { return b.Name }),
		text("性别", sheet.Center, func(b roster.Birthday) any { return b.Gender }),
		text("身份", sheet.Center, func(b roster.Birthday) any { return strings.ReplaceAll(b.Roles, "民主监督员", "监督员") }),
		text("界别", sheet.Center, func(b roster.Birthday) any { return b.Sector }),
		text("工作单位及职务", sheet.Text, func(b roster.Birthday) any { return b.Workplace + b.Job }),
		text("出生日期", sheet.Center, func(b roster.Birthday) any { return b.BirthOn }),
		text("农历", sheet.Center, func(b roster.Birthday) any { return strings.TrimPrefix(b.Lunar, "农历") }),
		text("周岁", sheet.Int, func(b roster.Birthday) any { return b.Age }),
		text("备注", sheet.Text, func(b roster.Birthday) any { return birthdayNote(b) }),
	}
	t := sheet.Table{
		Name: "生日名册", Title: span.Title() + "生日名册", Unit: "人", Columns: sheet.Columns(fields), CenterNumbers: true,
		Notes: []string{"收录在任委员和在聘民主监督员，按日期先后排列。农历生日按当年公历日期列出；2 月 29 日出生的，平年列在 2 月 28 日。"},
	}
	month := ""
	for i, row := range sheet.Rows(fields, found) {
		if at := found[i].On[:len("2006-01")]; at != month && span.From.Format("2006-01") != span.To.Format("2006-01") {
			month = at
			t.Rows = append(t.Rows, sheet.Row{Group: month[:4] + "年" + monthOf(month) + "月"})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func birthdayNote(b roster.Birthday) string {
	parts := []string{}
	if b.Round() {
		parts = append(parts, "逢十")
	}
	if b.Note != "" {
		parts = append(parts, b.Note)
	}
	return strings.Join(parts, "；")
}
