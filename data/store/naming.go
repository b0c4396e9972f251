package store

import "cmp"

// Sort is what people call the rows of a table: member, 委员.
type Sort struct{ Table, Title string }

// Naming is what people call what the store knows by its name in SQL.
type Naming struct {
	Main   []Sort                            // by which people know a database, in the order they are said
	Column func(table, column string) string // title of a column, "" when it has none
}

var naming = Naming{Column: func(string, string) string { return "" }}

// SetNaming is called when the program starts, by who knows the sorts of records.
func SetNaming(n Naming) { naming = n }

func titleOf(table, column string) string { return cmp.Or(naming.Column(table, column), "这一栏") }
