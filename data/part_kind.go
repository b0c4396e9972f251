package data

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/rows"
)

// ledger makes a sort of record of the rows of a proposal's part, so that a table with a row for each of them can be taken in, listed and
// written. What it saves goes through the proposal, which is checked as a whole. same names the fields that make a row of a proposal the same row,
// unsaid the one of them a file may leave out.
func (p *Part) ledger(name, title, layout, key, unsaid string, same ...string) *Kind {
	k := &Kind{
		Name: name, Title: title, Layout: layout, Scope: "year = ?", Table: p.Table,
		Index: []string{"number"}, ProposalKey: "number",
		Fields: []Field{
			{Key: "year", Title: "年度", Aliases: []string{"年份"}, Kind: intake.KindInt, Section: "提案", Note: "空着就是当前年度", FormOnly: true},
			{Key: "number", Title: "案号", Aliases: []string{"提案号", "提案编号"}, Required: true, Example: "12", Width: 60},
			{Key: "term_name", Title: "届次", FormOnly: true},
			{Key: "session_name", Title: "会议", Aliases: []string{"会议次", "次会议"}, Note: "一年有两次会议时写明是哪一次", Width: 80},
			{Key: "sessions", Title: "同号提案", ListOnly: true, FormOnly: true},
			{Key: "title", Title: "案由", ListOnly: true, Width: 320},
		},
	}
	columns := []string{
		"x.id", "ps.year", "COALESCE(pp.number, 0) AS number_order", "COALESCE(CAST(pp.number AS TEXT), '') AS number", "pp.title",
		"pt.name AS term_name", "ps.name AS session_name", sessionsOfNumber("ps.year", "pp.number") + " AS sessions",
	}
	orders := strings.Split(p.Order, ", ")
	for i, order := range orders {
		alias := fmt.Sprintf("order_%d", i)
		columns, orders[i] = append(columns, order+" AS "+alias), alias
	}
	k.Order = "number_order, " + strings.Join(orders, ", ")
	for i, f := range p.Fields {
		columns = append(columns, f.columnOf("x")+" AS "+quoteName(f.Key))
		if f.Expr = quoteName(f.Key); i == 0 {
			f.Section = title
		}
		f.Required = f.Required && slices.Contains(same, f.Key) && f.Default == ""
		k.Fields = append(k.Fields, f)
	}
	k.From = "(SELECT " + strings.Join(columns, ", ") + " FROM " + p.From + " JOIN proposal pp ON pp.id = x." + p.Owner +
		" JOIN session ps ON ps.id = pp.session_id JOIN term pt ON pt.id = ps.term_id WHERE pp.deleted_at = '') AS ledger"
	k.Match = func(v Values, by Candidates) (int64, error) {
		canonicalNumber(v, "number")
		of := slices.DeleteFunc(by("number", v["number"]), func(r Record) bool {
			return v["year"] != "" && r.Values["year"] != v["year"] || !sameSession(v, r.Values)
		})
		return p.match(k, of, unsaid, same, v)
	}
	k.ledger = &ledger{Part: p, key: key, unsaid: unsaid, same: same}
	k.Save = k.ledger.save
	return k
}

// match finds among the rows of the proposal of a number the one that has the values of v under the keys same. Where v does not say the key unsaid,
// a single row will do that has the others.
func (p *Part) match(k *Kind, of []Record, unsaid string, same []string, v Values) (int64, error) {
	var may []Record
	for _, r := range of {
		if sessions := SplitNames(r.Values["sessions"]); len(sessions) > 1 && v["session_name"] == "" && v["term_name"] == "" {
			return 0, refuseTwins(r.Values["year"], r.Values["number"], sessions)
		}
		differs := func(key string) bool { return r.Values[key] != p.orDefault(key, v[key]) }
		if !slices.ContainsFunc(same, differs) {
			return r.ID, nil
		}
		if !slices.ContainsFunc(same, func(key string) bool { return differs(key) && (key != unsaid || v[key] != "") }) {
			may = append(may, r)
		}
	}
	switch len(may) {
	case 0:
		return 0, nil
	case 1:
		return may[0].ID, nil
	default:
		return 0, Refuse(CodeInvalid, "提案 %s 号已有 %d 条%s与这一行相符，请填「%s」说明是哪一条。", v["number"], len(may), k.Title, k.Field(unsaid).Title)
	}
}

// orDefault is the value, or what a new row has where it is empty.
func (p *Part) orDefault(key, value string) string {
	if f := p.field(key); value == "" && f != nil {
		return f.Default
	}
	return value
}

// ledger says of a kind that its records are rows of a part of a proposal.
type ledger struct {
	*Part

	key    string   // of the part among the proposal's fields
	unsaid string   // the one of same that a file may leave out
	same   []string // what makes a row of a proposal the same row
}

// ledgerRow is what is to be saved of a row: of row id, or of the one that has the same values under the ledger's keys, or of a new one. It then has
// the id of that.
type ledgerRow struct {
	id int64
	v  Values

	at int
}

// save stores one row of the proposal that row id is of, or that v names by its number.
func (l *ledger) save(ctx context.Context, tx *Tx, scope Scope, id int64, v Values) (int64, error) {
	owner, err := l.ownerOf(ctx, tx, scope, id, v)
	if err != nil {
		return 0, err
	}
	if err := l.nameRow(ctx, tx, owner, id, v); err != nil {
		return 0, err
	}
	row := &ledgerRow{id: id, v: v}
	if err := l.saveAll(ctx, tx, scope, owner, []*ledgerRow{row}); err != nil {
		return 0, err
	}
	return row.id, nil
}

// refuseAlone names a row as nameRow does and refuses one that cannot be right whatever the other changes of the rows all are.
func (l *ledger) refuseAlone(ctx context.Context, tx *Tx, owner int64, all []rows.Row, c *ledgerRow) error {
	if err := l.nameRow(ctx, tx, owner, c.id, c.v); err != nil {
		return err
	}
	row := l.put(slices.Clone(all), c)[c.at]
	if _, err := l.canonical(rows.Text([]rows.Row{row})); err != nil {
		return err
	}
	var was Values
	if stored := byRowID(all, row[rows.ID]); stored != nil {
		was = l.values(stored)
	}
	return l.checkWords(ctx, tx, l.values(row), was)
}

// put puts a change into the rows of the proposal.
func (l *ledger) put(all []rows.Row, c *ledgerRow) []rows.Row {
	all, c.at = l.rowFor(all, l.same, c.id, c.v)
	all[c.at] = maps.Clone(all[c.at])
	for i := range l.Fields {
		if value, ok := c.v[l.Fields[i].Key]; ok && (value != "" || c.id != 0) {
			all[c.at][l.Fields[i].Key] = value
		}
	}
	return all
}

// saveAll stores rows of one proposal, named by nameRow, which is checked once they are all in it.
func (l *ledger) saveAll(ctx context.Context, tx *Tx, scope Scope, owner int64, changes []*ledgerRow) error {
	all, err := l.read(ctx, tx, owner)
	if err != nil {
		return err
	}
	if all, err = l.merge(all, changes); err != nil {
		return err
	}
	if _, err := saveProposal(ctx, tx, scope, owner, Values{l.key: rows.Text(all)}); err != nil {
		return err
	}
	return l.identify(ctx, tx, owner, all, changes)
}

// merge puts changes of different rows into the rows of the proposal.
func (l *ledger) merge(all []rows.Row, changes []*ledgerRow) ([]rows.Row, error) {
	taken := map[int]bool{}
	for _, c := range changes {
		all = l.put(all, c)
		if taken[c.at] || len(changes) > 1 && c.id == 0 && l.unsaid != "" && c.v[l.unsaid] == "" { // it may mean one of the others
			return nil, Refuse(CodeDuplicate, "同一%s有几行。", l.Title)
		}
		taken[c.at] = true
	}
	return all, nil
}

// identify finds the ids of the changed rows, which all were put into, now that they are stored.
func (l *ledger) identify(ctx context.Context, tx *Tx, owner int64, all []rows.Row, changes []*ledgerRow) error {
	added, err := l.read(ctx, tx, owner)
	if err != nil {
		return err
	}
	added = slices.DeleteFunc(added, func(row rows.Row) bool { return byRowID(all, row[rows.ID]) != nil })
	for _, c := range changes {
		if c.id = rowID(all[c.at]); c.id != 0 {
			continue
		}
		at := slices.IndexFunc(added, func(row rows.Row) bool {
			return len(added) == 1 || !slices.ContainsFunc(l.same, func(key string) bool { return row[key] != all[c.at][key] })
		})
		if at < 0 {
			return Refuse(CodeConflict, "%s没有存进去。", l.Title)
		}
		c.id = rowID(added[at])
	}
	return nil
}

// rowFor is where in the rows the one is that v is of, put behind them when it is new.
func (p *Part) rowFor(all []rows.Row, same []string, id int64, v Values) (_ []rows.Row, at int) {
	at = slices.IndexFunc(all, func(row rows.Row) bool {
		return rowID(row) == id || id == 0 && !slices.ContainsFunc(same, func(key string) bool { return row[key] != p.orDefault(key, v[key]) })
	})
	if at >= 0 {
		return all, at
	}
	row := rows.Row{}
	for i := range p.Fields {
		row[p.Fields[i].Key] = p.Fields[i].Default
	}
	return append(all, row), len(all)
}

// nameRow puts the names that the unit and the proposer of row id have now in the place of whatever they are called. A new row without a proposer
// is the first's.
func (p *Part) nameRow(ctx context.Context, tx *Tx, owner, id int64, v Values) error {
	if v["unit"] != "" {
		query := assignedEver
		if p == assignments {
			query = assignedNow
		}
		unitID, _, err := unitOf(ctx, tx, owner, v["unit"], query)
		if err != nil {
			return err
		}
		if v["unit"], err = unitName(ctx, tx, unitID); err != nil {
			return err
		}
	}
	if p.field("proposer") == nil || v["proposer"] == "" && id != 0 {
		return nil
	}
	proposer, err := proposerOf(ctx, tx, owner, v["proposer"])
	if err != nil {
		return err
	}
	v["proposer"] = proposer["name"]
	return nil
}

func unitName(ctx context.Context, db bun.IDB, id int64) (name string, err error) {
	if err = db.QueryRowContext(ctx, "SELECT name FROM unit WHERE id = ?", id).Scan(&name); err != nil {
		return "", fmt.Errorf("name of unit %d: %w", id, err)
	}
	return name, nil
}

// ownerOf is the proposal of row id, or the one of the year that v names.
func (p *Part) ownerOf(ctx context.Context, tx *Tx, scope Scope, id int64, v Values) (int64, error) {
	if id != 0 {
		return lookUp(ctx, tx, "SELECT "+p.Owner+" FROM "+p.Table+" WHERE id = ?", id)
	}
	year, err := recordYear(ctx, tx, scope, v)
	if err != nil {
		return 0, err
	}
	term, session := sessionOrdinals(v)
	return proposalByNumber(ctx, tx, year, v["number"], term, session)
}

// The ledgers of a proposal's parts: one row for each unit, talk and opinion.
var (
	Assignments   = assignments.ledger("assignments", "承办与答复", "提案承办与答复台账", "assignments", "", "round", "unit")
	Consultations = consultations.ledger("consultations", "面商", "提案面商记录", "consultations", "unit", "on_date", "mode", "unit")
	Feedback      = feedback.ledger("feedback", "征询意见", "提案征询意见台账", "feedback", "", "round", "proposer", "unit")
)
