package setting

import (
	"context"
	"strings"
	"time"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/kit/form"
)

// view is what the page shows, read beside the window.
type view struct {
	fields []form.Field
	values map[string]string
	folder string
	backup backup
}

// sections are the headings of the form by the first part of a setting's key. Each is there once, where the first of its settings is.
var sections = map[string]string{
	"office": "单位", "work": "年度", "proposal": "提案", "rate": "统计口径", "result_class": "办理结果", "group": "监督小组", "activity": "活动", "report": "报表签字行", "names": "名单",
	"paper": "文书", "archive": "归档",
}

func read(ctx context.Context, store *store.Store) (view, error) {
	settings, err := record.Settings(ctx, store.DB())
	if err != nil {
		return view{}, err
	}
	v := view{values: map[string]string{}, folder: store.Dir()}
	var titles []string
	of := map[string][]form.Field{} // by title
	for _, s := range settings {
		title := sectionTitle(s.Key)
		if of[title] == nil {
			titles = append(titles, title)
		}
		of[title] = append(of[title], fieldOf(s))
		v.values[s.Key] = s.Value
	}
	for _, title := range titles {
		v.fields = append(v.fields, form.Field{Key: "heading." + title, Label: title, Kind: form.FieldHeading})
		v.fields = append(v.fields, of[title]...)
	}
	v.backup, err = readBackup(ctx, store)
	return v, err
}

// sectionTitle is the heading under which the setting with the key is.
func sectionTitle(key string) string {
	of, _, _ := strings.Cut(key, ".")
	if title, ok := sections[of]; ok {
		return title
	}
	return "其他"
}

// fieldOf makes the input of a setting from its choices and from what its value has to be.
func fieldOf(s record.Setting) form.Field {
	f := form.Field{Key: s.Key, Label: s.Label, Hint: s.Note}
	switch {
	case s.Choice != "":
		f.Kind, f.Required = form.FieldChoice, true
		for _, word := range strings.Split(s.Choice, "|") {
			f.Options = append(f.Options, form.Option{Value: word})
		}
	case s.Key == "work.year":
		f.Kind, f.Validate = form.FieldInt, s.Check
	case s.Key == "proposal.alike", strings.HasPrefix(s.Key, "group.size_"):
		f.Kind, f.Required, f.Validate = form.FieldInt, true, s.Check
	case s.Key == "result_class.scheme":
		f.Kind, f.Lines = form.FieldMultiLine, 3
	}
	return f
}

// backup is what the page says of the copies.
type backup struct {
	text     string
	kept     bool     // there is a verified copy
	warnings []string // sentences
}

func readBackup(ctx context.Context, store *store.Store) (backup, error) {
	warnings, err := store.CopyWarnings(ctx)
	if err != nil {
		return backup{}, err
	}
	last, ok := store.LastBackup()
	if !ok {
		return backup{"还没有核验过的备份", false, warnings}, nil
	}
	now := store.Now().Local()
	at := last.Made.Local()
	text := at.Format("2006-01-02 15:04")
	if at.Format(time.DateOnly) == now.Format(time.DateOnly) {
		text = "今日 " + at.Format("15:04")
	}
	return backup{text + "，已核验", true, warnings}, nil
}
