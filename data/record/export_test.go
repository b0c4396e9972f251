package record

// ColumnTitle is what a column is called.
var ColumnTitle = columnTitle

// Tables are the words of every journalled table.
func Tables() map[string]TableWords { return registry.tables }
