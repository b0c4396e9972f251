// Package intake turns the workbooks an office really has into tables of typed cells.
//
// It reads .xlsx, .xls, .ods and .csv by content, whatever the file is called, finds the table in each sheet (title rows
// above, merged headers, group rows, totals, notes and stamp rows below), maps its columns to the fields of a
// [Layout] and reads cells as dates, numbers, ID numbers, phones and names. Whatever is wrong is said in one
// Chinese sentence made for the person who keeps the workbook.
//
// It knows nothing of members, proposals or any other record: what a layout holds and what becomes of a row is the
// caller's business. It writes no files.
package intake

// Kind says how the cells of a column are to be read; it also decides the cell format of a template.
type Kind int

// The kinds of field.
const (
	KindText     Kind = iota
	KindDate          // a day; read with [Row.Date]
	KindMonth         // a year and month, or a day; read with [Row.Month]
	KindInt           // read with [Row.Int]
	KindDecimal       // read with [Row.Decimal]
	KindIDNumber      // 公民身份号码; read with [Row.IDNumber]
	KindPhone         // read with [Row.Phone]
	KindName          // a person's name; read with [Row.Name]
	KindChoice        // one of Field.Choices; read with [Row.Choice]
)

// Field is one thing a table may say about its subject.
type Field struct {
	Key      string   // the caller's name for it
	Title    string   // the header a template prints
	Aliases  []string // other headers it is known under; spaces, line breaks, width and brackets need no alias
	Kind     Kind
	Required bool     // a table without this column is still found, but listed in Table.Missing
	Example  string   // a value for the template's sample row
	Note     string   // what the template says about filling it in
	Choices  []string // for KindChoice
	Several  bool     // a cell may hold several values
	After    string   // the key of the field whose column this one follows, of several columns of one heading: 联系人 and 电话

	// Word is the field's word for a heading, where there is one: a table may have a column for each word, and ticks in them.
	Word  func(heading string) (word string, ok bool)
	Aside bool // of fields that could have the same ticks, not the one meant without more being said
}

// Layout describes one kind of table.
type Layout struct {
	Name   string // what the table is called in sentences: 委员名册
	Fields []Field

	// MinMatch is how many fields a header must name to be taken for this table's; 0 means two, or one for a
	// layout of a single field.
	MinMatch int

	// GroupRow is the key of the field that rows such as 一、教育界 or 第3组 县教育局 fill for the rows below them.
	// Empty: such rows are only reported in Row.Group.
	GroupRow string

	// Stated is set where lines over the rows may say what each is of: 组号：1 评议案号：12.
	Stated bool

	// Groups are names of bodies, which are nobody's: a row of one alone is over those of its members.
	Groups []string

	// Over reports whether a text alone in its row, where a record has its name, is what records are grouped by; nil: none is.
	Over func(text string) bool

	// Across is what a sheet may have a column of for each thing; nil: nothing.
	Across *Across

	// Mine reports whether the title of one of several tables beside each other is that of a table of the layout; nil: titles are not looked at.
	Mine func(title string) bool

	// Subjects are words for what the rows are, which headings may begin with: 委员 of 委员性别.
	Subjects []string

	// Ignored are headings of columns that are known and not taken in, such as what the program works out itself.
	Ignored []string

	// Assigned says what columns are for, whatever they are called; Remembered the same by [Table.Signature], for
	// tables that came before.
	Assigned   Assignments
	Remembered map[string]Assignments
}

// Field returns the field with that key, or nil.
func (l Layout) Field(key string) *Field {
	for i := range l.Fields {
		if l.Fields[i].Key == key {
			return &l.Fields[i]
		}
	}
	return nil
}

func (l Layout) minMatch() int {
	if l.MinMatch > 0 {
		return l.MinMatch
	}
	return min(2, len(l.Fields))
}

// Reason says why a column was taken for a field.
const (
	ReasonExact   = "exact"   // the header is the field's title
	ReasonAlias   = "alias"   // the header is one of the field's aliases
	ReasonSimilar = "similar" // the header contains, is contained in, or is one character off a title or alias

	ReasonContent    = "content"    // the header says nothing, but the values can be nothing else
	ReasonChosen     = "chosen"     // Layout.Assigned says so; without a field: left out
	ReasonRemembered = "remembered" // Layout.Remembered says so; without a field: left out
	ReasonIgnored    = "ignored"    // Layout.Ignored says so
	ReasonTicks      = "ticks"      // the headers of its columns are the field's words, with ticks under them; without a field: more than one has these words
	ReasonJoined     = "joined"     // the field holds several values, and there is a column for each
	ReasonTwice      = "twice"      // another column of the same heading was read
	ReasonParallel   = "parallel"   // others are called alike under another heading: 组长 under 上半年 and 下半年
	ReasonOthers     = "others"     // the header speaks of another person, or of what was before: 配偶手机号, 原职务
)

// Column is a column of a found table.
type Column struct {
	Index  int      // 0-based column of the sheet
	Name   string   // what Assignments call it: the folded header, with #2 for the second of the same
	Parts  []int    // for a date kept in separate 年, 月, 日 columns, or a word ticked in one of several: those columns, Index being the first
	Ticked []string // the word a tick is for in each of Parts
	Joined []string // the headers of Parts whose values are put together
	Units  []string // what the number in each of Parts counts
	Header string   // as printed, two-row headers joined with /
	Field  *Field   // nil when the layout has no field for it
	Reason string   // one of the reasons; empty for a column nothing is known of
}

// Table is one table found in a sheet.
type Table struct {
	Sheet        string
	Titles       []string // the lines above the header
	HeaderTop    int      // 1-based rows
	HeaderBottom int
	Signature    string // the headings in order, folded: what makes two tables alike
	Columns      []Column
	Unknown      []string // headers of columns that hold data but belong to no field; serial numbers are not listed
	Missing      []string // titles of required fields without a column
	Rows         []Row
	Skipped      []SkippedRow

	named int // last header row that names the columns
}

// Why a row inside or around a table is not a record.
const (
	SkipTitle = "标题" // above the header, or a header repeated on a later page
	SkipBlank = "空行" // nothing in any known column; blank rows after the last filled row are not listed
	SkipTotal = "合计"
	SkipNote  = "备注"
	SkipStamp = "签章"
	SkipGroup = "分组"

	SkipChosen = "已跳过" // Frame.Skip says so
)

// SkippedRow is a row of the sheet that is not a record.
type SkippedRow struct {
	Line int // 1-based
	Why  string
	Text string // its first filled cell
}

// SheetNote says in one sentence why a sheet gave no table, or what in it was left aside.
type SheetNote struct {
	Sheet    string
	Sentence string
}
