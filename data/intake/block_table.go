package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// blockFrom is what From says of a row that was read from a block, after the name of the sheet.
var blockFrom = regexp.MustCompile(`^(.+)!([A-Z]{1,3}\d+(:[A-Z]{1,3}\d+)?)$`)

// BlockFields says which fields of a layout blocks fill beside those of their indicators. Place are further ones, which the caller fills.
type BlockFields struct {
	Judge, Target string
	Place         []string
}

// BlockSheet is a row's judge and target as places in the names of its block.
type BlockSheet struct {
	Block, Judge, Target int
}

// Tables are the blocks as tables of one row for each judge and target. Blocks whose indicators are called alike and that say the same of years are in
// one.
func (r *BlockReading) Tables(layout Layout, fields BlockFields) []Table {
	d := newDictionary(layout)
	var tables []Table
	var keys []string
	for i := range r.Blocks {
		b := &r.Blocks[i]
		key := b.key()
		at := slices.Index(keys, key)
		if at < 0 {
			at = len(keys)
			keys, tables = append(keys, key), append(tables, b.table(d, fields))
		}
		b.fill(&tables[at], i, fields)
	}
	return tables
}

// key is what blocks of one table have in common.
func (b *Block) key() string {
	var parts []string
	for _, n := range b.Names[RoleIndicator] {
		parts = append(parts, foldHeader(n.Parent)+"/"+foldHeader(n.Name))
	}
	periods := PeriodsOf(b.Sheet, true)
	for _, title := range b.titles {
		periods = append(periods, PeriodsOf(title, false)...)
	}
	return fmt.Sprint(b.Kind, strings.Join(parts, "|"), periods)
}

// table makes the table of a block without its rows.
func (b *Block) table(d *dictionary, fields BlockFields) Table {
	var headings []heading
	fixed := append(slices.Clone(fields.Place), fields.Target, fields.Judge)
	for _, key := range fixed {
		headings = append(headings, heading{parent: d.layout.Field(key).Title})
	}
	for _, n := range b.Names[RoleIndicator] {
		h := heading{parent: n.Name}
		if n.Parent != "" {
			h = heading{parent: n.Parent, child: n.Name}
		}
		headings = append(headings, h)
	}
	m := newMatching(d, headings)
	for col, key := range fixed {
		m.take(col, d.index(key), ReasonExact)
	}
	m.run()
	head := m.header(b.Scores.Top, b.Scores.Top)
	return Table{Sheet: b.Sheet, Titles: b.titles, HeaderTop: b.Scores.Top + 1, HeaderBottom: b.Scores.Top + 1, Signature: head.signature, Columns: head.columns}
}

// fill adds the rows of a block to its table.
func (b *Block) fill(t *Table, number int, fields BlockFields) {
	columns := map[string]*Column{}
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Field != nil {
			columns[c.Field.Key] = c
		}
	}
	fixed := len(fields.Place) + 2
	rows := map[pairOf]*Row{}
	var order []pairOf
	for _, p := range b.Points {
		pair := pairOf{p.Target, p.Judge}
		row := rows[pair]
		if row == nil {
			row = b.row(number, p, fields, columns)
			rows[pair], order = row, append(order, pair)
		}
		row.area = row.area.with(Area{p.Row, p.Col, p.Row, p.Col})
		at := fixed + p.Indicator
		row.Raw[at] = p.Cell.String()
		for key, c := range columns {
			if c.Index == at {
				b.point(row, key, p)
			}
		}
	}
	for _, pair := range order {
		row := rows[pair]
		row.From = b.Sheet + "!" + row.area.String()
		b.mark(row, pair)
		t.Rows = append(t.Rows, *row)
	}
	for _, c := range t.Columns {
		if c.Field == nil && c.Reason == "" && !slices.Contains(t.Unknown, c.Header) {
			t.Unknown = append(t.Unknown, c.Header)
		}
	}
}

// point puts points, and the full mark over or beside them, into the row's field.
func (b *Block) point(row *Row, key string, p BlockPoints) {
	if mark := b.full[p.Indicator]; mark != "" {
		row.full[key] = mark
	}
	if p.Cell.Type != CellEmpty || p.Cell.uncounted {
		row.Cells[key], row.places[key] = p.Cell, CellName(p.Row, p.Col)
	}
}

// row begins the row of a judge's sheet with its first points.
func (b *Block) row(number int, p BlockPoints, fields BlockFields, columns map[string]*Column) *Row {
	target, judge := b.Names[RoleTarget][p.Target], b.Names[RoleJudge][p.Judge]
	row := &Row{
		Sheet: b.Sheet, Line: p.Row + 1, Left: p.Col, Cells: map[string]Cell{}, Raw: make([]string, len(fields.Place)+2+len(b.Names[RoleIndicator])),
		columns: columns, full: map[string]string{}, places: map[string]string{fields.Target: target.Cell(), fields.Judge: judge.Cell()},
		Of: &BlockSheet{number, p.Judge, p.Target}, area: Area{p.Row, p.Col, p.Row, p.Col},
	}
	row.Set(fields.Target, target.Name)
	row.Set(fields.Judge, judge.Name)
	return row
}

// mark notes on a row why it is not taken in, or what is in doubt.
func (b *Block) mark(row *Row, pair pairOf) {
	switch why := b.refused[pair]; {
	case len(b.Faults) > 0:
		row.Refused = b.Where() + " " + strings.Join(b.Faults, "；") + "。"
	case why != "":
		row.Refused = why + "。"
	default:
		d := b.doubts[pair]
		if row.Doubt = d.sentence; !d.others {
			row.printed = d.printed
		}
	}
}

// Set puts a text into the row's cell for a field.
func (r *Row) Set(key, text string) {
	r.Cells[key] = TextCell(text)
	if c := r.columns[key]; c != nil && c.Index < len(r.Raw) {
		r.Raw[c.Index] = text
	}
}

// Place is the cell that holds what the row says of a field, where that is elsewhere than in the field's column: B5. "" otherwise.
func (r Row) Place(key string) string { return r.places[key] }
