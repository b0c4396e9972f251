package record

// What a test of the words of the journal looks at.
var (
	JournalWords = journalWords
	ColumnTitle  = columnTitle
)

// NamedBy are the columns a row of the table is called by.
func (w tableWords) NamedBy() []string { return w.name }
