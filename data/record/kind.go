// Package record is what a sort of record is: its fields, its parts and its flow; and what is the same for every sort: reading, the history in words,
// the bin, attachments, drafts, the office's words and settings. The sorts themselves are declared by the areas of the work.
package record

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Kind declares one sort of record: what it is called, the fields it has, how a row from outside finds its record and
// how it is stored. Lists, forms, templates, intake and unattended commands are all made from it.
type Kind struct {
	Name   string // on the command line: members
	Title  string // one record: 委员
	Layout string // a table of them: 委员名册
	From   string // the view that lists them
	Scope  string // which of its rows belong to a Scope, with one ?; empty: all
	Order  string // SQL order of the list
	Fields []Field

	// Index names the fields by which Match asks for candidates.
	Index []string

	// CalledBy names the fields that people call a record by, the first that is known; nil: a number it has, else what it is about.
	CalledBy []string

	// Call is what people call a record where its number alone does not say which of a year it is; nil: CalledBy says.
	Call func(v Values) string

	// Occasion names the field with the day of what a record of its name is about: the same name on quite another day may be another record. "": none.
	Occasion string

	// Subject names the field that says what a record is about, where the numbers records are found by may be those of another year's: a row
	// whose subject differs is asked about. ProposalKey names the one with the 案号 of the proposal that a record hangs on.
	Subject, ProposalKey string

	// Match finds the record that v speaks of, 0 when it is a new one. An error refuses the row.
	Match func(v Values, by Candidates) (int64, error)

	// Like finds the stored records that a row may still speak of for which Match found nothing: such a row is asked about. Nil: what Match does not
	// find is new.
	Like *Like

	// OtherYear says what of v speaks of another year than the one it is taken into because no other is named, "" for nothing; it may be nil.
	OtherYear func(v Values, year int) string

	// Save stores v, which may hold only some of the fields: into record id, or a new one when id is 0.
	Save func(ctx context.Context, tx *store.Tx, scope Scope, id int64, v Values) (int64, error)

	// Doubts says in sentences without their full stops what of the records taken from one file, those added among them, wants looking at; nil:
	// nothing does.
	Doubts func(ctx context.Context, db bun.IDB, ids, added []int64) ([]string, error)

	Table  string                // where its rows are; has deleted_at when records of this kind can be binned
	Tables map[string]TableWords // what the journal calls that table and those of its parts, which no other kind names
	Lists  []WordList            // the office's words that those tables hold

	// Used says in words which records refer to record id, as 12 名委员; while it says anything the record cannot be
	// deleted. Nil: what refers to a record stays with it in the bin.
	Used func(ctx context.Context, db bun.IDB, id int64) (string, error)

	// Locked refuses to delete a record that is kept as it is, such as one that was filed away; nil: none is.
	Locked func(ctx context.Context, db bun.IDB, id int64) error

	// Guard refuses a write because of what it changed, whichever way it came; nil: none is.
	Guard store.Guard

	// Lasting are tables of the kind to which no write is undone, and why; nil: all are.
	Lasting map[string]string

	// Kept says in a sentence why a record is kept as it is and what to do to change it, such as one that was filed away; "" when it can be changed.
	// Nil: all can.
	Kept func(v Values) string

	// Tied says in sentences what refers to the records and stays when they are deleted: 提出过 2 件提案。 Nil: nothing that matters.
	Tied func(ctx context.Context, db bun.IDB, ids []int64) (string, error)

	// Binned is how its records lie in the bin; nil: it has none.
	Binned *Binned

	// Removed is a kind without a bin: a record is deleted for good, and undo alone brings it back.
	Removed bool

	// Fixed says why records are neither added nor removed; "" when they are.
	Fixed string

	// Found is how its records are found from anywhere; nil: they are not.
	Found *Found

	// Rules are what must hold of its records, judged; nil: nothing beyond what is checked when they are saved.
	Rules func(ctx context.Context, db bun.IDB, b Bench) ([]Ruling, error)
	// Figures are what it counts of a year as of the day (YYYY-MM-DD); nil: nothing.
	Figures func(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error)
	// FiguresEach are the figures it counts of one thing each, such as those of every unit: too many for the lists of figures. Nil: none.
	FiguresEach func(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error)

	// Behind are, where a figure of the year counts the rows of a part by the records they are of, those rows as of the day (YYYY-MM-DD), and those of what it
	// is divided by; sets of no kind for any other figure. Nil: there is no such figure.
	Behind func(ctx context.Context, db bun.IDB, year int, day, code string) (counted, base measure.Set, err error)

	// Days are what of the scope's records falls on the days from one to another (YYYY-MM-DD) as of scope.Day, in any order; nil: nothing of them has a day
	// that a calendar shows.
	Days func(ctx context.Context, db bun.IDB, scope Scope, from, to string) ([]Dated, error)

	// Ledger says that its records are rows of a part of another kind's; nil: they are records by themselves.
	Ledger *Ledger

	// Line is what lists and figures need of each record, kept beside it; nil: they read the records themselves.
	Line *store.Line

	// Listed reads from the lines what a list shows of the records of the scope, the same as the records themselves would; nil: there is no such way.
	Listed func(ctx context.Context, db bun.IDB, scope Scope) ([]Record, error)

	// Carried are records of years before that the scope's list shows behind its own, because they were open when its year began; nil: there are none.
	Carried func(ctx context.Context, db bun.IDB, scope Scope) ([]Record, error)

	// Flow is what can be done to a record as its work goes on; nil: there are no steps.
	Flow *Flow

	// AsOf sets what has dates in records read from the database to what it was on scope.Day, of record id or, when id is 0, of those of the scope;
	// nil: nothing of them has dates.
	AsOf func(ctx context.Context, db bun.IDB, scope Scope, id int64, records []Record) error

	// Begins is what the form of a new record of the scope begins with because of what is stored, beside defaults, today and what is kept; nil: nothing.
	Begins func(ctx context.Context, db bun.IDB, scope Scope, kept Values) (Values, error)

	// Shared are the fields that the form of a new record begins with as its list is filtered, and as the new record entered before it has them.
	Shared []string

	// AlsoDone says in a sentence without its full stop what saving the record brought about that its form does not show, "" for nothing; nil: nothing.
	AlsoDone func(ctx context.Context, db bun.IDB, id int64) (string, error)

	// Once tells which record a row of a file speaks of, and what it says of it, where no two rows of a file may say different things of one; nil: the
	// first row is taken and the others are refused. Nothing is stored by it.
	Once func(ctx context.Context, tx *store.Tx, scope Scope, v Values) (key string, says Values, err error)

	// Blocks is how its records come in blocks of scores; nil: they do not.
	Blocks *Blocks

	// Extra gives further fields known only from the data, such as a rubric's indicators.
	Extra func(ctx context.Context, db bun.IDB, scope Scope) ([]Field, error)
}

// Like says of two records of a kind whether they may be one. What it compares is made of each once.
type Like struct {
	Form func(v Values) any

	// Why says, of the forms of a row and of a stored record, why the row may speak of that, "" when it does not; renames reports that it then has its
	// new name.
	Why func(row, stored any) (why string, renames bool)
}

// Field is one thing known of a record. Its value is text in the canonical form of its Type: dates ISO, yes/no as 是 or 否, numbers
// in plain decimal, several values joined with 、.
type Field struct {
	Key       string
	Title     string
	Aliases   []string // other headings it goes by
	Type      Type     // what its values are; nil: Text
	Expr      string   // SQL over the kind's view; empty: the column named Key
	Section   string   // heading of the form section it stands in; empty: as the field before
	Note      string
	Example   string
	Default   string  // what a new record has unless something else is said; forms show it
	Next      string  // of a part's column: what the form of a row behind others begins with; "": Default
	Width     float32 // of the column in a list, 0: by kind
	Today     bool    // a date that the form of a new record begins with as today
	Later     bool    // known as the work goes on: the form of a new record has it only when all fields are asked for
	Ahead     bool    // a deadline or a plan: a date that a step does not begin with as today
	After     string  // key of the date beside it that a deadline lies after: a day typed without its year is the next such day after that
	Required  bool
	Named     bool // a row is called by it, as by those required
	OneNumber bool // the number of one record, as 12, 第12组 or 〔2026〕12号
	Adds      bool // what is taken in from a sheet is added to the values stored, unless the sheet is to clear
	ListOnly  bool // derived: neither entered nor taken in
	FormOnly  bool // not a column of lists
	TakeOnly  bool // taken in, but shown elsewhere
	Asked     bool // asked for in the form although TakeOnly: it says how the rest is meant
	NoForm    bool // a column of tables only: the form has the part it belongs to
	Sensitive bool // masked unless asked for
	ForSteps  bool // for the steps of a record: read with it alone, not in lists and imports

	// When reports whether the form of a record with the values asks for the field; nil: it does. One with something in it is asked for, or what was typed
	// would be out of sight.
	When func(v Values) bool

	// Part makes the field a table of rows; Expr then is the SQL of the record's id.
	Part *Part

	// Clock is the key of the field that takes the time of day where a cell of this one, a day, has one beside the date.
	Clock string

	// Until is the key of the field that takes the last day where a cell of this one, a day, has several: 5月6日至8日.
	Until string

	// Tells says what a value of the field means for the record of, 0 for a new one, while it is typed; nil: values tell themselves.
	Tells func(ctx context.Context, db bun.IDB, scope Scope, of int64, value string) (Told, error)

	// TellsEmpty has Tells say of the empty value what could be there.
	TellsEmpty bool

	// With are fields whose changes show in this one too; in the course of a record it is told only where they stayed.
	With []string

	// Along are the keys of fields asked together with this one where several records are given it at once: since when, and why.
	Along []string
}

// Told is what a value typed means.
type Told struct {
	Words    string // whose number it is; "": nothing to say
	Refused  bool   // it cannot be meant: Words says why
	Doubtful bool   // it can be kept, but Words says what it lacks
	Instead  string // another value that may be meant; "": none
}

// Values are the fields of one record by key. A key that is absent is not spoken of; an empty value clears.
type Values map[string]string

// Has reports whether v speaks of key at all.
func (v Values) Has(key string) bool { _, ok := v[key]; return ok }

// Many splits a several-valued field.
func (v Values) Many(key string) []string { return zh.SplitNames(v[key]) }

// Record is a stored record with the values of its kind's fields; what is empty is absent.
type Record struct {
	ID     int64
	Values Values
}

// Scope says which year and term are being worked on. Reading with a zero year gives all years; writing takes the year
// the record itself speaks of, else the working year.
type Scope struct {
	Year   int
	TermID int64
	Day    string // states are as of this day (YYYY-MM-DD), as those of everything recorded when empty
}

// Candidates gives the records whose field key has the value.
type Candidates func(key, value string) []Record

// Field returns the field with that key, or nil.
func (k *Kind) Field(key string) *Field {
	for i := range k.Fields {
		if k.Fields[i].Key == key {
			return &k.Fields[i]
		}
	}
	return nil
}

// ListFields are the fields a list shows, in order.
func (k *Kind) ListFields() []Field {
	return slices.DeleteFunc(slices.Clone(k.Fields), func(f Field) bool { return f.FormOnly || f.TakeOnly || f.Part != nil })
}

// FormFields are the fields a person can enter in the form, parts among them.
func (k *Kind) FormFields() []Field {
	return slices.DeleteFunc(slices.Clone(k.Fields), func(f Field) bool { return f.ListOnly || f.NoForm })
}

// AsksLater reports whether there are fields that the form of a new record does not begin with.
func (k *Kind) AsksLater() bool {
	return slices.ContainsFunc(k.Fields, func(f Field) bool { return f.Later })
}

// TakenFields are the fields a table with one row for each record can have.
func (k *Kind) TakenFields() []Field {
	return slices.DeleteFunc(slices.Clone(k.Fields), func(f Field) bool { return f.ListOnly || f.Part != nil })
}

// expr is the SQL of the field as text in canonical form.
func (f *Field) expr() string {
	expr := f.Expr
	if expr == "" {
		expr = f.Key
	}
	if f.TakeOnly {
		return "''"
	}
	return f.Typed().SQL(expr)
}

// Records reads all records of the kind within scope, in the order of its list, without their parts.
func (k *Kind) Records(ctx context.Context, db bun.IDB, scope Scope) ([]Record, error) {
	return k.records(ctx, db, scope, 0, FlatFields)
}

// Record reads one record with its parts.
func (k *Kind) Record(ctx context.Context, db bun.IDB, id int64) (Record, error) {
	return k.RecordOn(ctx, db, id, "")
}

// RecordOn is Record with the state of the day (YYYY-MM-DD).
func (k *Kind) RecordOn(ctx context.Context, db bun.IDB, id int64, day string) (Record, error) {
	return k.RecordWith(ctx, db, Scope{Day: day}, id, whole)
}

// RecordWith reads of one record the fields that read chooses.
func (k *Kind) RecordWith(ctx context.Context, db bun.IDB, scope Scope, id int64, read func(*Field) bool) (Record, error) {
	records, err := k.records(ctx, db, scope, id, read)
	if err != nil {
		return Record{}, err
	}
	if len(records) == 0 {
		return Record{}, store.Refuse(store.CodeNotFound, "这条%s记录已经不在了，可能刚被删除。", k.Title)
	}
	return records[0], nil
}

// whole and FlatFields choose the fields to be read: all, and those that are no part and not for steps.
func whole(*Field) bool        { return true }
func FlatFields(f *Field) bool { return f.Part == nil && !f.ForSteps }

// selection reads id and the fields of the kind's records.
func (k *Kind) selection(fields []*Field) string {
	var query strings.Builder
	query.WriteString("SELECT id")
	for _, f := range fields {
		query.WriteString(", " + f.expr())
	}
	query.WriteString(" FROM " + k.From)
	return query.String()
}

func (k *Kind) records(ctx context.Context, db bun.IDB, scope Scope, id int64, read func(*Field) bool) ([]Record, error) {
	where, args := k.chosen(scope, id)
	found, err := k.scan(ctx, db, read, where, args...)
	if err != nil {
		return nil, err
	}
	return found, k.restate(ctx, db, scope, id, found)
}

// having reads the records whose field key has the value, without their parts.
func (k *Kind) having(ctx context.Context, db bun.IDB, key, value string) ([]Record, error) {
	return k.scan(ctx, db, FlatFields, " WHERE "+k.Field(key).expr()+" = ?", value)
}

// scan reads of the records chosen by an SQL condition the fields that read chooses.
func (k *Kind) scan(ctx context.Context, db bun.IDB, read func(*Field) bool, where string, args ...any) ([]Record, error) {
	var fields []*Field
	for i := range k.Fields {
		if read(&k.Fields[i]) {
			fields = append(fields, &k.Fields[i])
		}
	}
	texts := make([]string, len(fields))
	into := make([]any, 1, len(fields)+1)
	var rowID int64
	into[0] = &rowID
	for i := range texts {
		into = append(into, &texts[i])
	}
	var found []Record
	filled := 0 // of the record before: most rosters leave half the fields empty, and a large list has many records
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		if err := scan(into...); err != nil {
			return err
		}
		values := make(Values, filled)
		for i, text := range texts {
			if fields[i].Part != nil {
				var err error
				if text, err = fields[i].Part.text(text); err != nil {
					return err
				}
			}
			if text != "" {
				values[fields[i].Key] = text
			}
		}
		filled = len(values)
		found = append(found, Record{ID: rowID, Values: values})
		return nil
	}, k.selection(fields)+where, args...)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", k.Name, err)
	}
	return found, nil
}

// chosen is the condition and order of record id or, when id is 0, of those of the scope.
func (k *Kind) chosen(scope Scope, id int64) (sql string, args []any) {
	switch {
	case id != 0:
		sql, args = " WHERE id = ?", []any{id}
	case strings.HasPrefix(k.Scope, "year") && scope.Year == 0: // all years
	case strings.HasPrefix(k.Scope, "year"):
		sql, args = " WHERE "+k.Scope, []any{scope.Year}
	case k.Scope != "":
		sql, args = " WHERE "+k.Scope, []any{scope.TermID}
	}
	if k.Order != "" {
		sql += " ORDER BY " + k.Order
	}
	return sql, args
}

// restate sets what has dates in the records, and their states, to what they were on the scope's day.
func (k *Kind) restate(ctx context.Context, db bun.IDB, scope Scope, id int64, records []Record) error {
	if k.AsOf != nil && scope.Day != "" {
		if err := k.AsOf(ctx, db, scope, id, records); err != nil {
			return fmt.Errorf("%s as of %s: %w", k.Name, scope.Day, err)
		}
	}
	if k.Flow == nil || k.Flow.On == nil || scope.Day == "" {
		return nil
	}
	states, err := k.Flow.On(ctx, db, scope, id)
	if err != nil {
		return fmt.Errorf("states of %s: %w", k.Name, err)
	}
	for i := range records {
		records[i].Values[k.Flow.State] = states[records[i].ID]
	}
	return nil
}

// KindByName finds a kind by its name on the command line or its title; an unknown one is refused with the names.
func KindByName(name string) (*Kind, error) {
	var names []string
	for _, k := range registry.kinds {
		if k.Name == name || k.Title == name || k.Layout == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	return nil, store.Refuse(store.CodeInvalid, "没有名为「%s」的数据类别，可用的有：%s。", name, strings.Join(names, " "))
}

// List reads the records of the kind for a list: its fields, with those known only from the data, and the rows.
func (k *Kind) List(ctx context.Context, db bun.IDB, scope Scope) ([]Field, []Record, error) {
	whole, err := k.WithExtra(ctx, db, scope)
	if err != nil {
		return nil, nil, err
	}
	read := whole.Shown
	if whole.Listed != nil {
		read = whole.Listed
	}
	records, err := read(ctx, db, scope)
	return whole.ListFields(), records, err
}

// Shown reads what a list shows of the scope: its records and those carried over into it, without their parts.
func (k *Kind) Shown(ctx context.Context, db bun.IDB, scope Scope) ([]Record, error) {
	own, err := k.Records(ctx, db, scope)
	if err != nil || k.Carried == nil || scope.Year == 0 {
		return own, err
	}
	carried, err := k.Carried(ctx, db, scope)
	return append(own, carried...), err
}

func (k *Kind) WithExtra(ctx context.Context, db bun.IDB, scope Scope) (*Kind, error) {
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

// NameOf is what a row is about: its required and named fields.
func (k *Kind) NameOf(v Values) string {
	var parts []string
	for _, f := range k.Fields {
		if (f.Required || f.Named) && f.Part == nil && v[f.Key] != "" {
			parts = append(parts, v[f.Key])
		}
	}
	return strings.Join(parts, " ")
}
