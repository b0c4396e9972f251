package data

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
)

// Outcome is what becomes of a row taken in.
type Outcome int

// The outcomes of a row.
const (
	RowNew Outcome = iota
	RowChanged
	RowSame
	RowRejected
)

// String is the outcome as the office says it.
func (o Outcome) String() string { return [...]string{"新增", "变更", "相同", "退回"}[o] }

// FieldChange is one field of a changed row.
type FieldChange struct{ Title, Old, New string }

// ImportRow is one row of a file and what becomes of it.
type ImportRow struct {
	Sheet   string
	Line    int // 1-based row of the sheet
	Outcome Outcome
	Name    string // what the row is about, for people
	Changes []FieldChange
	Reason  string   // why a row is rejected, in one sentence
	Raw     []string // the cells as they stand in the file
	Headers []string // the headings over Raw
}

// Import is one file being taken in: first planned, so that it can be looked at, then applied.
type Import struct {
	Kind    *Kind
	File    string
	Rows    []ImportRow
	Unknown []string // columns the program has no place for
	Notes   []string // sentences about sheets and columns
	Applied bool
	WriteID int64 // of the write that took it in, for undoing it; 0 when that changed nothing

	scope  Scope
	tables []intake.Table
}

// Count is the number of rows with the outcome.
func (im *Import) Count(o Outcome) int {
	n := 0
	for i := range im.Rows {
		if im.Rows[i].Outcome == o {
			n++
		}
	}
	return n
}

// Summary is the one line printed per file.
func (im *Import) Summary() string {
	return fmt.Sprintf("new %d changed %d same %d rejected %d", im.Count(RowNew), im.Count(RowChanged), im.Count(RowSame), im.Count(RowRejected))
}

var errRehearsed = errors.New("rehearsed")

// PlanImport reads the file and finds out row by row what taking it in would do, by doing it and rolling back: what the
// preview says is what happens. The data is not changed.
func (s *Store) PlanImport(ctx context.Context, kind *Kind, scope Scope, path string) (*Import, error) {
	workbook, err := intake.Open(ctx, path, intake.Options{})
	if err != nil {
		return nil, err
	}
	return s.PlanWorkbook(ctx, kind, scope, workbook)
}

// PlanWorkbook is PlanImport for a workbook that has been read already.
func (s *Store) PlanWorkbook(ctx context.Context, kind *Kind, scope Scope, workbook *intake.Workbook) (*Import, error) {
	kind, err := kind.withExtra(ctx, s.DB(), scope)
	if err != nil {
		return nil, err
	}
	im := &Import{Kind: kind, File: workbook.Path, scope: scope}
	layout, err := kind.layout(ctx, s.DB())
	if err != nil {
		return nil, err
	}
	var notes []intake.SheetNote
	im.tables, notes = intake.Find(workbook, layout)
	for _, note := range notes {
		im.Notes = append(im.Notes, note.Sentence)
	}
	if len(im.tables) == 0 {
		return nil, Refuse(CodeInvalid, "文件「%s」里没有找到%s:%s", filepath.Base(workbook.Path), kind.Layout, strings.Join(im.Notes[:min(2, len(im.Notes))], ""))
	}
	for _, table := range im.tables {
		im.Unknown = append(im.Unknown, table.Unknown...)
		if len(table.Rows) == 0 {
			im.Notes = append(im.Notes, fmt.Sprintf("工作表“%s”只有表头,没有数据行。", table.Sheet))
		}
	}
	slices.Sort(im.Unknown)
	im.Unknown = slices.Compact(im.Unknown)
	err = s.Write(ctx, "预览", "预览"+kind.Layout, func(tx *Tx) error {
		if err := im.run(ctx, tx); err != nil {
			return err
		}
		return errRehearsed
	})
	if err != nil && !errors.Is(err, errRehearsed) {
		return nil, err
	}
	return im, nil
}

// ApplyImport takes the planned file in as one write. Rejected rows are left out; everything is decided anew against the
// data as it is now.
func (s *Store) ApplyImport(ctx context.Context, actor string, im *Import) error {
	wording := fmt.Sprintf("导入%s:%s", im.Kind.Layout, filepath.Base(im.File))
	var made int64
	err := s.Write(ctx, actor, wording, func(tx *Tx) error {
		if err := im.run(ctx, tx); err != nil {
			return err
		}
		changed, err := tx.Changed(ctx)
		if changed {
			made = tx.WriteID()
		}
		return err
	})
	if err != nil {
		return err
	}
	im.Applied, im.WriteID = true, made
	return nil
}

func (k *Kind) withExtra(ctx context.Context, db bun.IDB, scope Scope) (*Kind, error) {
	if k.Extra == nil {
		return k, nil
	}
	extra, err := k.Extra(ctx, db, scope)
	if err != nil {
		return nil, err
	}
	whole := *k
	whole.Fields = slices.Concat(k.Fields, extra)
	return &whole, nil
}

// layout is what intake has to look for.
func (k *Kind) layout(ctx context.Context, db bun.IDB) (intake.Layout, error) {
	layout := intake.Layout{Name: k.Layout}
	for _, f := range k.EntryFields() {
		field := intake.Field{Key: f.Key, Title: f.Title, Aliases: f.Aliases, Kind: f.Kind, Required: f.Required, Example: f.Example, Note: f.Note}
		if f.Dictionary != "" {
			words, err := Words(ctx, db, f.Dictionary)
			if err != nil {
				return layout, err
			}
			field.Choices = words
		}
		layout.Fields = append(layout.Fields, field)
		if f.Key == "sector" {
			layout.GroupRow = f.Key
		}
	}
	return layout, nil
}

// run decides and stores every row. Each row stands alone: one that is refused leaves no trace.
func (im *Import) run(ctx context.Context, tx *Tx) error {
	known, err := im.index(ctx, tx)
	if err != nil {
		return err
	}
	im.Rows = im.Rows[:0]
	seen := map[int64]int{}
	for t := range im.tables {
		headers := headersOf(im.tables[t])
		for _, row := range im.tables[t].Rows {
			if err := ctx.Err(); err != nil {
				return err
			}
			result := ImportRow{Sheet: row.Sheet, Line: row.Line, Raw: row.Raw, Headers: headers}
			if err := im.take(ctx, tx, known, seen, row, &result); err != nil {
				if !isRefusal(err) {
					return err
				}
				result.Outcome, result.Reason, result.Changes = RowRejected, Sentence(err), nil
			}
			im.Rows = append(im.Rows, result)
		}
	}
	return nil
}

func headersOf(table intake.Table) []string {
	var headers []string
	for _, c := range table.Columns {
		for len(headers) <= c.Index {
			headers = append(headers, "")
		}
		headers[c.Index] = c.Header
	}
	return headers
}

// isRefusal tells a row that breaks a rule from a failure of the whole undertaking.
func isRefusal(err error) bool {
	var cell *intake.CellError
	if errors.As(err, &cell) {
		return true
	}
	switch CodeOf(err) {
	case CodeInvalid, CodeNotFound, CodeDuplicate, CodeStillUsed, CodeConflict:
		return true
	default:
		return false
	}
}

func (im *Import) take(ctx context.Context, tx *Tx, known *known, seen map[int64]int, row intake.Row, result *ImportRow) error {
	values, err := im.Kind.read(row)
	result.Name = im.Kind.nameOf(values)
	if err != nil {
		return err
	}
	id, err := im.Kind.Match(values, known.candidates)
	if err != nil {
		return err
	}
	if line, twice := seen[id]; id != 0 && twice {
		return Refuse(CodeDuplicate, "与第 %d 行重复,是同一%s。", line, im.Kind.Title)
	}
	if id != 0 {
		seen[id] = row.Line
		result.Changes = im.Kind.changes(known.byID[id].Values, values)
		if len(result.Changes) == 0 {
			result.Outcome = RowSame
			return nil
		}
		result.Outcome = RowChanged
		for _, f := range im.Kind.Fields { // what is the same is not spoken of
			if !f.TakeOnly && values[f.Key] == known.byID[id].Values[f.Key] {
				delete(values, f.Key)
			}
		}
	}
	savedID, err := im.save(ctx, tx, id, values)
	if err != nil {
		return err
	}
	seen[savedID] = row.Line
	return known.refresh(ctx, tx, savedID)
}

// save stores one row inside its own savepoint.
func (im *Import) save(ctx context.Context, tx *Tx, id int64, values Values) (int64, error) {
	if err := tx.exec(ctx, "SAVEPOINT import_row"); err != nil {
		return 0, err
	}
	savedID, err := im.Kind.Save(ctx, tx, im.scope, id, maps.Clone(values))
	if err != nil {
		return 0, errors.Join(err, tx.exec(ctx, "ROLLBACK TO import_row"), tx.exec(ctx, "RELEASE import_row"))
	}
	return savedID, tx.exec(ctx, "RELEASE import_row")
}

// changes lists the fields on which what is taken in differs from what is stored. An empty cell changes nothing: a
// roster that does not know is not a wish to forget.
func (k *Kind) changes(old, taken Values) []FieldChange {
	var changes []FieldChange
	for _, f := range k.EntryFields() {
		value, ok := taken[f.Key]
		if !ok || f.TakeOnly || value == old[f.Key] {
			continue
		}
		if value == "" {
			delete(taken, f.Key)
			continue
		}
		changes = append(changes, FieldChange{Title: f.Title, Old: old[f.Key], New: value})
	}
	return changes
}

// nameOf is what a row is about: its first required fields.
func (k *Kind) nameOf(v Values) string {
	var parts []string
	for _, f := range k.Fields {
		if f.Required && v[f.Key] != "" {
			parts = append(parts, v[f.Key])
		}
	}
	return strings.Join(parts, " ")
}

// known are the stored records of the kind, by id and by the kind's index.
type known struct {
	kind    *Kind
	byID    map[int64]Record
	byValue map[string]map[string][]int64
}

func (im *Import) index(ctx context.Context, tx *Tx) (*known, error) {
	scope := im.scope
	if scope.TermID == 0 {
		termID, err := CurrentTerm(ctx, tx)
		if err != nil {
			return nil, err
		}
		scope.TermID = termID
	}
	records, err := im.Kind.Records(ctx, tx, scope)
	if err != nil {
		return nil, err
	}
	k := &known{kind: im.Kind, byID: map[int64]Record{}, byValue: map[string]map[string][]int64{}}
	for _, key := range im.Kind.Index {
		k.byValue[key] = map[string][]int64{}
	}
	for _, r := range records {
		k.add(r)
	}
	return k, nil
}

func (k *known) add(r Record) {
	_, again := k.byID[r.ID]
	k.byID[r.ID] = r
	for key, ids := range k.byValue {
		for _, value := range indexValues(k.kind.Field(key), r.Values[key]) {
			if !again || !slices.Contains(ids[value], r.ID) {
				ids[value] = append(ids[value], r.ID)
			}
		}
	}
}

// indexValues are the values under which a record is found: each of several ones by itself.
func indexValues(f *Field, value string) []string {
	if f != nil && f.Many {
		return SplitNames(value)
	}
	if value == "" {
		return nil
	}
	return []string{value}
}

func (k *known) refresh(ctx context.Context, tx *Tx, id int64) error {
	r, err := k.kind.Record(ctx, tx, id)
	if err != nil {
		return err
	}
	k.add(r)
	return nil
}

func (k *known) candidates(key, value string) []Record {
	var found []Record
	for _, id := range k.byValue[key][value] {
		if r := k.byID[id]; slices.Contains(indexValues(k.kind.Field(key), r.Values[key]), value) {
			found = append(found, r)
		}
	}
	return found
}
