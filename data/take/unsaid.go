package take

import (
	"context"
	"fmt"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

// noteUnsaid names what a record keeps although a word for nothing stands in its cell, as — for a score: an empty cell is not a wish to forget. A sheet of
// scores in which no score was read is no sheet that says the same.
func (im *Import) noteUnsaid(ctx context.Context, t *taking) {
	if !t.tookIn() || t.result.Outcome == RowNew {
		return
	}
	stored := t.known.get(ctx, t.result.ID).Values
	for _, key := range t.unsaid {
		if is := stored[key]; is != "" && is != t.values[key] {
			im.odd.note(fmt.Sprintf("「%s」一栏写的是「%s」，已有的内容没有改", im.Kind.Field(key).Title, t.row.Text(key)), where(&t.row, key, is))
		}
	}
	if im.Kind.Blocks != nil && t.result.Outcome == RowSame && !im.scored(t.values) {
		im.odd.note("没有读到任何得分，已有的评分没有改", where(&t.row, im.Kind.Blocks.Fields.Judge, t.result.Name))
	}
}

// scored reports whether values hold a score.
func (im *Import) scored(values record.Values) bool {
	for i := range im.Kind.Fields {
		if f := &im.Kind.Fields[i]; f.Typed().Sheet() == intake.KindDecimal && values[f.Key] != "" {
			return true
		}
	}
	return false
}

// where names what a row says of a field by its cell in a block, else by its row.
func where(row *intake.Row, key, text string) string {
	if cell := row.Place(key); row.Of != nil && cell != "" {
		return fmt.Sprintf("%s「%s」", cell, text)
	}
	return lineOf(*row, text)
}
