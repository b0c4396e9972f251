package record

import "strings"

// Found is how records of a kind are found by what is typed anywhere (Ctrl+K).
type Found struct {
	// Query lists for each record its id, its year or 0, its title, further names joined by 、, a note beside it, its number, further text it is found
	// by, telephones, and those that are masked.
	Query  string
	OfTerm bool // the query has one ?: the term
	Person bool // the titles are people's names
}

// Args are the arguments of the query.
func (f *Found) Args(scope Scope) []any {
	if f.OfTerm {
		return []any{scope.TermID}
	}
	return nil
}

// FoundNote is the SQL that joins texts with a middle dot, leaving out empty ones.
func FoundNote(exprs ...string) string {
	var parts []string
	for _, expr := range exprs {
		parts = append(parts, "CASE WHEN "+expr+" = '' THEN '' ELSE ' · ' || "+expr+" END")
	}
	return "ltrim(" + strings.Join(parts, " || ") + ", ' ·')"
}
