package record

// What a test of the words of the journal looks at.
var (
	TableWordsOf = tableWords
	ColumnTitle  = columnTitle
)
