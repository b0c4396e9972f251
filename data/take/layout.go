package take

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// rejectHeadings head the columns a workbook of refused rows adds.
var rejectHeadings = []string{"原因", "原行号", GroupHeading}

// GroupHeading heads the column in which a workbook of refused rows keeps the group that stood above each: 一、教育界.
const GroupHeading = "原分组"

// templateSheets are the sheets of a template beside the one to fill in; nothing is missed in them.
var templateSheets = []string{"填写说明", "选项"}

// layoutOf is what intake has to look for: the kind's fields, what it is to pass over, and how tables of the same headings
// were read before.
func layoutOf(ctx context.Context, k *record.Kind, db bun.IDB) (intake.Layout, error) {
	layout := intake.Layout{Name: k.Layout, Ignored: rejectHeadings, Mine: entitles(k), Subjects: subjectsOf(k), Stated: k.Blocks != nil}
	for _, f := range k.Fields {
		switch {
		case f.Part != nil, yearly(k) && f.Key == yearKey:
			continue
		case f.ListOnly:
			layout.Ignored = append(append(layout.Ignored[:len(layout.Ignored):len(layout.Ignored)], f.Title), f.Aliases...)
			continue
		}
		field, err := columnFor(ctx, &f, db)
		if err != nil {
			return layout, err
		}
		if f.Key == "phone" && k.Field("contact") != nil {
			field.After = "contact"
		}
		layout.Fields = append(layout.Fields, field)
		if f.Key == "sector" {
			layout.GroupRow = f.Key
		}
	}
	if yearly(k) {
		layout.Fields = append(layout.Fields, intake.Field{Key: yearKey, Title: "年度", Aliases: yearHeadings, Kind: intake.KindInt, Note: "空着就是当前年度"})
	}
	layout.Fields = append(layout.Fields, intake.Field{Key: recordKeyField, Title: RecordKeyHeading})
	if err := groupedBy(ctx, k, db, &layout); err != nil {
		return layout, err
	}
	var err error
	layout.Remembered, err = rememberedLayouts(ctx, db, k.Name)
	return layout, err
}

// groupedBy puts into a layout what tables of the kind may be grouped by, in rows or in columns.
func groupedBy(ctx context.Context, k *record.Kind, db bun.IDB, layout *intake.Layout) (err error) {
	if layout.GroupRow != "" {
		if layout.Groups, err = store.Texts(ctx, db, "SELECT name FROM sector WHERE deleted_at = '' UNION SELECT name FROM committee WHERE deleted_at = ''"); err != nil {
			return err
		}
	}
	if k.Name == roster.Units.Name {
		if layout.Over, err = overUnits(ctx, db); err != nil {
			return err
		}
	}
	if k.Ledger != nil && k.Ledger.Across != nil {
		layout.Across, err = acrossOf(ctx, k.Ledger, db)
	}
	return err
}

// columnFor is what a column of the field is.
func columnFor(ctx context.Context, f *record.Field, db bun.IDB) (intake.Field, error) {
	field := intake.Field{Key: f.Key, Title: f.Title, Aliases: f.Aliases, Kind: f.Typed().Sheet(), Required: f.Required, Example: f.Example, Note: f.Note, Several: f.Many()}
	if word, ok := f.One().(record.Word); ok {
		words, err := word.List(ctx, db)
		if err != nil {
			return field, err
		}
		field.Choices = words
		field.Word, field.Aside = headed(word, words), f.FormOnly
	}
	if f.Key == "gender" {
		field.Choices = genders
	}
	return field, nil
}

// subjectsOf are the words for a kind's records, the longest first: 民主监督员, 监督员.
func subjectsOf(k *record.Kind) []string {
	subjects := []string{k.Title}
	for _, prefix := range []string{"民主", "监督"} {
		if rest, ok := strings.CutPrefix(k.Title, prefix); ok && utf8.RuneCountInString(rest) > 1 {
			subjects = append(subjects, rest)
		}
	}
	return subjects
}

// acrossOf is what sheets of a ledger may have a column of for each record.
func acrossOf(ctx context.Context, l *record.Ledger, db bun.IDB) (*intake.Across, error) {
	names, err := l.Across.Names(ctx, db)
	return &intake.Across{Of: l.Across.Of, Value: l.Across.Value, What: l.Of.Title, Names: names}, err
}

// headed reads a heading as one of the words of a closed field; nil for one of open words.
func headed(of record.Word, words []string) func(string) (string, bool) {
	if of.From != nil {
		return nil
	}
	return func(heading string) (string, bool) {
		if slices.Contains(words, heading) {
			return heading, true
		}
		if of.Read == nil {
			return "", false
		}
		word, err := of.Read(heading)
		return word, err == nil
	}
}

// OnlyCards reports whether a workbook holds cards of the kind and nothing else.
func OnlyCards(ctx context.Context, s *store.Store, k *record.Kind, scope record.Scope, workbook *intake.Workbook) (bool, error) {
	whole, err := k.WithExtra(ctx, s.DB(), scope)
	if err != nil {
		return false, err
	}
	layout, err := layoutOf(ctx, whole, s.DB())
	if err != nil {
		return false, err
	}
	return intake.Gather(workbook, layout).OnlyCards(), nil
}

var genders = []string{"男", "女"}

func rememberedLayouts(ctx context.Context, db bun.IDB, kind string) (map[string]intake.Assignments, error) {
	found := map[string]intake.Assignments{}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var headings, mapping string
		if err := scan(&headings, &mapping); err != nil {
			return err
		}
		var to intake.Assignments
		if err := json.Unmarshal([]byte(mapping), &to); err != nil {
			return fmt.Errorf("layout %.40q: %w", headings, err)
		}
		found[headings] = to
		return nil
	}, "SELECT headings, mapping FROM import_layout WHERE kind = ? AND blocks = ''", kind)
	return found, err
}

// RememberedMatch is the rule by which rows found their records the last time a table of these headings came; ok is false
// when none did.
func RememberedMatch(ctx context.Context, db bun.IDB, kind *record.Kind, signature string) (rule string, ok bool, err error) {
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error { ok = true; return scan(&rule) },
		"SELECT duplicates FROM import_layout WHERE kind = ? AND headings = ?", kind.Name, signature)
	return rule, ok, err
}

// RememberLayout keeps what was chosen for the columns of the file's tables and the rule for duplicates, for the next file of the
// same headings, and a layout of blocks under its name. What is recognised anyway is not kept; without anything chosen, or taken in, nothing is written.
func RememberLayout(ctx context.Context, s *store.Store, actor string, im *Import) error {
	blocks := im.Blocks != nil && im.Blocks.Layout.Name != ""
	columns := len(im.options.Assigned) > 0 || im.options.Match != ""
	if im.WriteID == 0 || !columns && !blocks {
		return nil
	}
	what := "列对应"
	if blocks {
		what = "版式「" + im.Blocks.Layout.Name + "」"
	}
	return s.Write(ctx, actor, "记住「"+im.Kind.Layout+"」的"+what, func(ctx context.Context, tx *store.Tx) error {
		if blocks {
			if err := rememberBlocks(ctx, tx, im); err != nil || !columns {
				return err
			}
		}
		for _, table := range im.Tables {
			if err := rememberTable(ctx, tx, im, table); err != nil {
				return err
			}
		}
		return nil
	})
}

// Remembered says what the columns are taken for that were so only because a table of their headings was read like that before.
func (im *Import) Remembered() (columns []string) {
	for t := range im.Tables {
		for _, c := range im.Tables[t].Columns {
			switch {
			case c.Reason != intake.ReasonRemembered:
			case c.Field == nil:
				columns = append(columns, "「"+c.Header+"」不导入")
			default:
				columns = append(columns, "「"+c.Header+"」为「"+c.Field.Title+"」")
			}
		}
	}
	return columns
}

func rememberTable(ctx context.Context, tx *store.Tx, im *Import, table intake.Table) error {
	known, err := rememberedLayouts(ctx, tx, im.Kind.Name)
	if err != nil {
		return err
	}
	to := maps.Clone(known[table.Signature])
	if to == nil {
		to = intake.Assignments{}
	}
	for _, c := range table.Columns {
		if key, chosen := im.options.Assigned[c.Name]; chosen {
			to[c.Name] = key
		}
	}
	mapping, err := json.Marshal(to)
	if err != nil {
		return fmt.Errorf("layout of %s: %w", im.Kind.Name, err)
	}
	id, err := store.LookUp(ctx, tx, "SELECT id FROM import_layout WHERE kind = ? AND headings = ?", im.Kind.Name, table.Signature)
	if err != nil {
		return err
	}
	_, err = tx.Put(ctx, "import_layout", id, store.Columns{
		"kind": im.Kind.Name, "headings": table.Signature, "mapping": string(mapping), "duplicates": im.options.Match,
		"used_on": tx.Today(),
	})
	return err
}
