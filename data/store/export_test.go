package store

// What tests of histories need, with scripts for migrations.
var (
	OptionsOf = testOptions
	MustOpen  = mustOpen
	MustClose = mustClose
	MustWrite = mustWrite
)
