// Package take takes rows of sheets into records: which kind and columns they have, whose record each row is, what it would change, and doing it.
package take

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Outcome is what becomes of a row taken in.
type Outcome int

// The outcomes of a row.
const (
	RowNew Outcome = iota
	RowChanged
	RowSame
	RowRejected
	RowAsked   // waits for a decision, see Options.Ask; it is not taken in
	RowSkipped // left out by decision
)

// String is the outcome as the office says it.
func (o Outcome) String() string {
	return [...]string{"新增", "变更", "相同", "退回", "待确认", "跳过"}[o]
}

// FieldChange is one field of a changed row.
type FieldChange struct {
	Title, Old, New string

	key string
}

// Row is one row of a file and what becomes of it.
type Row struct {
	Sheet   string
	Line    int    // 1-based row of the sheet
	Left    int    // 0-based first column of its table
	From    string // the sheet of its card, "" for a row of a table
	Outcome Outcome
	Name    string // what the row is about, for people
	Changes []FieldChange
	Reason  string        // why a row is rejected or asked about, in one sentence
	Group   string        // the group row above it
	Raw     []string      // the cells as they stand in the file
	Headers []string      // the headings over Raw
	ID      int64         // the record it changes or is the same as, once taken in also the new one
	Likely  []Likeness    // whom it may speak of though it did not surely find them
	Values  record.Values // what it says, for a row asked about
	Doubt   string        // what of it does not fit together, without a full stop

	scope record.Scope // where it is taken into
}

// Import is one file being taken in: first planned, so that it can be looked at, then applied.
type Import struct {
	Kind     *record.Kind
	File     string
	Tables   []intake.Table   // as read
	Workbook *intake.Workbook // the file, with a table of its cards where it has some
	Rows     []Row
	Unknown  []string             // columns the program has no place for
	Notes    []string             // sentences about sheets and columns
	Strange  []string             // sentences about what was taken in though it is unusual: words no word list has, marks beside names, bodies that are added
	Words    []*WordQuestion      // words no word list has, those that keep rows out first
	Marked   []MarkedRows         // rows marked in ways that columns do not say
	Above    int                  // cells that say 同上
	Masked   int                  // cells such as 138****5678, which say nothing
	Blocks   *intake.BlockReading // for a file read in blocks of scores
	Applied  bool
	WriteID  int64 // of the write that took it in, for undoing it; 0 when that changed nothing

	BlocksFrom BlocksFrom // how it came to be read so

	scope     record.Scope
	options   Options
	strangers []*WordQuestion // about names in blocks that are on no list
	rule      MatchRule
	years     *years
	known     map[int]*known    // by year; those of a kind that belongs to none under the scope's
	seen      map[int64]RowKey  // record -> row that spoke of it
	refused   map[string]RowKey // number and subject -> row that was refused
	twice     []told            // rows found to speak of the record of another
	told      [][]RowKey        // rows known to speak of one record
	ownerless bool              // a row of a ledger is of no record that there is
	layout    *intake.Layout
	words     wordsMet
	over      over              // what the group of the row before says
	captions  map[int]*captions // by table, what stands over it
	ordinal   int               // of the term worked on, where rows belong to one
	firstTerm int               // that the titles name where none is registered
	odd       oddities
	filled    oddities // cells that take what the row above says

	columns   map[string]map[int]bool // of each sheet, those with a heading
	separated map[string]bool         // the sheets that are separated text

	dictionary map[string][]string                                          // the words of the dictionaries of the kind's fields
	forms      map[string]map[string]string                                 // those words by every way of writing them, folded
	named      map[string]*roster.BodyNames                                 // the bodies that the kind's fields name, by their table
	term       int64                                                        // theirs
	people     map[string]func(record.Values, string) (record.Meant, error) // whom fields name, by their keys
	bodies     map[string]string                                            // names of units and bodies, which are nobody's, and what each is
	shortUnits map[string]bool                                              // short names of units
	unitOf     map[string]string                                            // names in texts that are other names of units, and theirs
	asked      map[WordKey]*WordQuestion                                    // Words, and what is too long for a word
	unsettled  []*WordQuestion                                              // met since answers were remembered
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

// Years are the years into which rows are taken, each once in order; none for a kind that belongs to no year.
func (im *Import) Years() []int { return slices.Sorted(maps.Keys(im.RowsByYear())) }

// RowsByYear is how many rows that are or would be taken in belong to each year; nil for a kind that has no years.
func (im *Import) RowsByYear() map[int]int {
	if !yearly(im.Kind) {
		return nil
	}
	in := map[int]int{}
	for i := range im.Rows {
		if r := &im.Rows[i]; r.Outcome == RowNew || r.Outcome == RowChanged {
			in[cmp.Or(r.scope.Year, im.scope.Year)]++
		}
	}
	return in
}

// Summary is the one line printed per file for programs to read; what waits for a decision is not taken in either.
func (im *Import) Summary() string {
	return fmt.Sprintf("new %d changed %d same %d rejected %d",
		im.Count(RowNew), im.Count(RowChanged), im.Count(RowSame), im.Count(RowRejected)+im.Count(RowAsked))
}

// PlanFile reads the file and finds out row by row what taking it in would do, by doing it on a copy, see Rehearse: what
// the preview says is what happens.
func PlanFile(ctx context.Context, s *store.Store, kind *record.Kind, scope record.Scope, path string) (*Import, error) {
	workbook, err := intake.Open(ctx, path, intake.Options{})
	if err != nil {
		return nil, err
	}
	return PlanWorkbook(ctx, s, kind, scope, workbook)
}

// PlanWorkbook is PlanFile for a workbook that has been read already.
func PlanWorkbook(ctx context.Context, s *store.Store, kind *record.Kind, scope record.Scope, workbook *intake.Workbook) (*Import, error) {
	return PlanWith(ctx, s, kind, scope, workbook, Options{})
}

// PlanWith is PlanWorkbook with options. A file that cannot be read as the options say is refused; ctx ends the planning
// within a row.
func PlanWith(ctx context.Context, s *store.Store, kind *record.Kind, scope record.Scope, workbook *intake.Workbook, options Options) (*Import, error) {
	im, err := ReadTables(ctx, s, kind, scope, workbook, options)
	if err != nil {
		return nil, err
	}
	if err := im.settled(func() error { return s.Rehearse(ctx, im.run) }); err != nil {
		return nil, fmt.Errorf("plan %q: %w", kind.Layout, err)
	}
	return im, nil
}

// ReadTables reads the file's tables and columns as PlanWith does, but decides on no row.
func ReadTables(ctx context.Context, s *store.Store, kind *record.Kind, scope record.Scope, workbook *intake.Workbook, options Options) (*Import, error) {
	own := len(kind.Fields)
	kind, err := kind.WithExtra(ctx, s.DB(), scope)
	if err != nil {
		return nil, err
	}
	im := &Import{Kind: kind, File: workbook.Path, scope: scope, options: options}
	if im.rule, err = matchRule(kind, options.Match); err != nil {
		return nil, err
	}
	if len(options.Frames) == 0 { // else somebody said what is the table
		if err := refuseOwnPaper(kind, workbook); err != nil {
			return nil, err
		}
	}
	layout, err := layoutOf(ctx, kind, s.DB())
	if err != nil {
		return nil, err
	}
	options.besideOf(&layout)
	layout.Assigned = options.Assigned
	blocks, err := im.readAsBlocks(ctx, s, workbook, layout)
	if err != nil {
		return nil, err
	}
	if !blocks {
		workbook = intake.Gather(asLists(kind, workbook), layout)
		im.Workbook = workbook
		if err := im.readTables(workbook, layout); err != nil {
			return nil, err
		}
	}
	im.readRoles()
	if im.onlyHeadings() {
		return nil, store.Refuse(store.CodeInvalid, "工作表「%s」的各行都像表头，没有读到数据；是几张登记表的，请每一张都写全同样的栏目，或改成一行一条的名单，再导入。", im.Tables[0].Sheet)
	}
	for _, table := range im.Tables {
		im.Unknown = append(im.Unknown, table.Unknown...)
		if len(table.Rows) == 0 {
			im.Notes = append(im.Notes, fmt.Sprintf("工作表「%s」只有表头，没有数据行。", table.Sheet))
		}
		im.Notes = append(im.Notes, ticksNotes(table)...)
	}
	im.refuseWithout(kind.Fields[own:])
	im.readAbove()
	im.readHeaded()
	im.readMarks()
	im.Notes = slices.Concat(im.Notes, im.twiceNotes(), im.rowNotes(workbook), im.filled.sentences())
	slices.Sort(im.Unknown)
	im.Unknown = slices.Compact(im.Unknown)
	im.Notes = append(im.Notes, im.partNotes()...)
	return im, im.yearNotes(ctx, s.DB(), s.Now())
}

// onlyHeadings reports whether a sheet was read as several tables, and no table has a row: it is none of tables.
func (im *Import) onlyHeadings() bool {
	sheets := map[string]int{}
	for _, table := range im.Tables {
		if sheets[table.Sheet]++; len(table.Rows) > 0 {
			return false
		}
	}
	return len(im.Tables) > len(sheets)
}

// ticksNotes say which columns of ticks, or of one value each, a table has were read as which field.
func ticksNotes(table intake.Table) (notes []string) {
	for _, c := range table.Columns {
		if c.Joined != nil {
			notes = append(notes, fmt.Sprintf("工作表「%s」「%s」合在一起读作「%s」。", table.Sheet, strings.Join(c.Joined, "」「"), c.Field.Title))
		}
		if c.Ticked != nil && c.Field != nil && c.Reason == intake.ReasonTicks {
			notes = append(notes, fmt.Sprintf("工作表「%s」「%s」各栏的打勾读作「%s」。", table.Sheet, strings.Join(c.Ticked, "」「"), c.Field.Title))
		}
	}
	return notes
}

// readTables reads the file's tables; columns that are not what their headings say have them read once more.
func (im *Import) readTables(workbook *intake.Workbook, layout intake.Layout) error {
	if err := im.read(workbook, layout); err != nil {
		return err
	}
	im.layout = &layout
	assigned, notes := im.otherwise(layout.Assigned)
	if len(notes) == 0 {
		return nil
	}
	layout.Assigned, im.Tables, im.Notes = assigned, nil, nil
	if err := im.read(workbook, layout); err != nil {
		return err
	}
	im.Notes = append(im.Notes, notes...)
	return nil
}

func (im *Import) read(workbook *intake.Workbook, layout intake.Layout) error {
	if len(im.options.Frames) > 0 {
		for _, frame := range im.options.Frames {
			table, err := intake.Read(workbook, layout, frame)
			if err != nil {
				return err
			}
			im.Tables = append(im.Tables, table)
		}
		return nil
	}
	var notes []intake.SheetNote
	im.Tables, notes = intake.Find(workbook, layout)
	if err := im.refuseOnePerRow(workbook); err != nil {
		return err
	}
	im.leaveStrangers(layout.Name)
	for _, note := range notes {
		if len(im.Tables) == 0 || !slices.Contains(templateSheets, note.Sheet) {
			im.Notes = append(im.Notes, note.Sentence)
		}
	}
	if len(im.Tables) == 0 {
		for i := range workbook.Sheets {
			im.Notes = append(slices.Clone(workbook.Sheets[i].Said), im.Notes...)
		}
		return store.Refuse(store.CodeInvalid, "文件「%s」里没有找到%s：%s", filepath.Base(workbook.Path), layout.Name, strings.Join(im.Notes[:min(2, len(im.Notes))], ""))
	}
	return nil
}

// Apply takes the planned file in as one write. Rejected rows and those that wait for a decision are left out; everything
// is decided anew against the data as it is now. When it fails or ctx ends nothing is written and im stays as planned.
func Apply(ctx context.Context, s *store.Store, actor string, im *Import) error {
	wording := fmt.Sprintf("导入%s：%s", im.Kind.Layout, filepath.Base(im.File))
	applied := *im
	applied.Rows, applied.Applied = nil, true
	write := func(ctx context.Context, tx *store.Tx) error {
		if err := applied.run(ctx, tx); err != nil {
			return err
		}
		changed, err := tx.Changed(ctx)
		if changed {
			applied.WriteID = tx.WriteID()
		}
		return err
	}
	if err := applied.settled(func() error { return s.Write(ctx, actor, wording, write) }); err != nil {
		return err
	}
	*im = applied
	return nil
}

// Clone is the import once more: what is decided on one, and what becomes of it, does not show in the other.
func (im *Import) Clone() *Import {
	clone := *im
	clone.Rows, clone.options.Decided = slices.Clone(im.Rows), maps.Clone(im.options.Decided)
	return &clone
}

// OnProgress has progress told of planning or applying from now on; see Options.Progress.
func (im *Import) OnProgress(progress func(done, total int)) { im.options.Progress = progress }

// progress tells how far the file is, some two hundred times in all.
func (im *Import) progress(done, total int) {
	if im.options.Progress != nil && done%max(1, total/200) == 0 {
		im.options.Progress(done, total)
	}
}

func headersOf(table intake.Table) []string {
	var headers []string
	for _, c := range table.Columns {
		for len(headers) <= c.Index {
			headers = append(headers, "")
		}
		headers[c.Index] = c.Header
		for i, heading := range c.Joined {
			headers = append(headers, make([]string, max(0, c.Parts[i]+1-len(headers)))...)
			headers[c.Parts[i]] = heading
		}
	}
	return headers
}

// isRefusal tells a row that breaks a rule from a failure of the whole undertaking.
func isRefusal(err error) bool {
	var cell *intake.CellError
	if errors.As(err, &cell) {
		return true
	}
	switch store.CodeOf(err) {
	case store.CodeInvalid, store.CodeNotFound, store.CodeDuplicate, store.CodeStillUsed, store.CodeConflict:
		return true
	default:
		return false
	}
}

// refuseTwice refuses a record that another row of the file spoke of.
func (im *Import) refuseTwice(id int64, t *taking) error {
	other, twice := im.seen[id]
	if !twice {
		return nil
	}
	if t.sameAs == nil {
		im.twice = append(im.twice, told{first: other, again: t.key()})
	}
	return store.Refuse(store.CodeDuplicate, "与%s重复，是同一%s。", other.from(t.row.Sheet), im.Kind.Title)
}

// refuseRest refuses a row of the same record as one that was refused: of 案号 and 案由 written once over several rows, the first is not left out alone.
func (im *Import) refuseRest(t *taking) error {
	if other, ok := im.refused[im.sameAs(t)]; ok {
		return store.Refuse(store.CodeDuplicate, "与%s是同一%s，那一行退回了，请一起改正后再导入。", other.from(t.row.Sheet), im.Kind.Title)
	}
	return nil
}

// sameAs is what rows of one record have in common where records have a number and a subject, else empty.
func (im *Import) sameAs(t *taking) string {
	if im.Kind.Subject == "" || im.Kind.ProposalKey != "" {
		return ""
	}
	number, subject := t.row.Text("number"), t.row.Text(im.Kind.Subject)
	if number == "" || subject == "" {
		return ""
	}
	return fmt.Sprint(t.table, "\x00", number, "\x00", subject)
}

// settle leaves of a row's changes those that came about: a field may keep what it has, whatever a row says. What was written elsewhere, as into
// a part of the record, is a change too. old and parts are the record as it was.
func (im *Import) settle(ctx context.Context, known *known, result *Row, wrote bool, old, parts record.Values) error {
	now, err := known.refresh(ctx, result.ID)
	if err != nil {
		return err
	}
	result.Changes = slices.DeleteFunc(result.Changes, func(c FieldChange) bool { return now.Values[c.key] == old[c.key] })
	for i, c := range result.Changes {
		result.Changes[i].New = now.Values[c.key]
	}
	result.Outcome = RowChanged
	switch {
	case len(result.Changes) > 0:
	case !wrote:
		result.Outcome = RowSame
	default:
		result.Changes, err = known.partChanges(ctx, result.ID, parts)
	}
	return err
}

// changesOf lists the fields on which what is taken in differs from what is stored. An empty cell changes nothing, since a
// roster that does not know is not a wish to forget, unless it was asked to clear. Neither
// does a coarser value that agrees. Former names, see record.Field.Adds, are added to those stored.
func (im *Import) changesOf(old, taken record.Values) []FieldChange {
	var changes []FieldChange
	sameJob(old, taken)
	for _, f := range im.Kind.TakenFields() {
		value, ok := taken[f.Key]
		if ok && f.Adds && value != "" && !im.options.Clear {
			value = added(old[f.Key], value)
			taken[f.Key] = value
		}
		if !ok || f.TakeOnly || value == old[f.Key] {
			continue
		}
		if im.coarser(&f, old[f.Key], value) || value == "" && (!im.options.Clear || f.Required) {
			delete(taken, f.Key)
			continue
		}
		changes = append(changes, FieldChange{Title: f.Title, Old: old[f.Key], New: value, key: f.Key})
	}
	return changes
}

// added are the values stored and those taken in that are not among them, however they are written.
func added(stored, taken string) string {
	values := zh.SplitNames(stored)
	for _, value := range zh.SplitNames(taken) {
		if !slices.ContainsFunc(values, func(v string) bool { return fold.Called(v) == fold.Called(value) }) {
			values = append(values, value)
		}
	}
	return zh.JoinNames(values)
}
