package proposal

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// ledgerOf makes a sort of record of the rows of a proposal's part, so that a table with a row for each of them can be taken in, listed and
// written. What it saves goes through the proposal, which is checked as a whole. same names the fields that make a row of a proposal the same row,
// unsaid the one of them a file may leave out.
func ledgerOf(p *record.Part, name, title, layout, key, unsaid string, same ...string) *record.Kind {
	k := &record.Kind{
		Name: name, Title: title, Layout: layout, Scope: "year = ?", Table: p.Table,
		Index: []string{"number"}, ProposalKey: "number",
		Fields: []record.Field{
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
		columns = append(columns, f.ColumnOf("x")+" AS "+store.QuoteName(f.Key))
		if f.Expr = store.QuoteName(f.Key); i == 0 {
			f.Section = title
		}
		f.Required = f.Required && slices.Contains(same, f.Key) && f.Default == ""
		k.Fields = append(k.Fields, f)
	}
	k.From = "(SELECT " + strings.Join(columns, ", ") + " FROM " + p.From + " JOIN proposal pp ON pp.id = x." + p.Owner +
		" JOIN session ps ON ps.id = pp.session_id JOIN term pt ON pt.id = ps.term_id WHERE pp.deleted_at = '') AS ledger"
	k.Match = func(v record.Values, by record.Candidates) (int64, error) {
		record.CanonicalNumber(v, "number")
		of := slices.DeleteFunc(by("number", v["number"]), func(r record.Record) bool {
			return v["year"] != "" && r.Values["year"] != v["year"] || !sameSession(v, r.Values)
		})
		return matchRow(p, k, of, unsaid, same, v)
	}
	l := &Ledger{Part: p, key: key, unsaid: unsaid, same: same}
	k.Save = l.save
	ledgers[name] = l
	return k
}

// matchRow finds among the rows of the proposal of a number the one that has the values of v under the keys same. Where v does not say the key unsaid,
// a single row will do that has the others.
func matchRow(p *record.Part, k *record.Kind, of []record.Record, unsaid string, same []string, v record.Values) (int64, error) {
	var may []record.Record
	for _, r := range of {
		if sessions := zh.SplitNames(r.Values["sessions"]); len(sessions) > 1 && v["session_name"] == "" && v["term_name"] == "" {
			return 0, refuseTwins(r.Values["year"], r.Values["number"], sessions)
		}
		differs := func(key string) bool { return r.Values[key] != orDefault(p, key, v[key]) }
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
		return 0, store.Refuse(store.CodeInvalid, "提案 %s 号已有 %d 条%s与这一行相符，请填「%s」说明是哪一条。", v["number"], len(may), k.Title, k.Field(unsaid).Title)
	}
}

// orDefault is the value, or what a new row has where it is empty.
func orDefault(p *record.Part, key, value string) string {
	if f := p.Field(key); value == "" && f != nil {
		return f.Default
	}
	return value
}

// rowFor is where in the rows the one is that v is of, put behind them when it is new.
func rowFor(p *record.Part, all []rows.Row, same []string, id int64, v record.Values) (_ []rows.Row, at int) {
	at = slices.IndexFunc(all, func(row rows.Row) bool {
		return record.RowID(row) == id || id == 0 && !slices.ContainsFunc(same, func(key string) bool { return row[key] != orDefault(p, key, v[key]) })
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
func nameRow(ctx context.Context, p *record.Part, tx *store.Tx, owner, id int64, v record.Values) error {
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
	if p.Field("proposer") == nil || v["proposer"] == "" && id != 0 {
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
	return store.Remembered(db, fmt.Sprint("name of unit ", id), []string{"unit"}, func() (string, error) {
		if err = db.QueryRowContext(ctx, "SELECT name FROM unit WHERE id = ?", id).Scan(&name); err != nil {
			return "", fmt.Errorf("name of unit %d: %w", id, err)
		}
		return name, nil
	})
}

// ownerOf is the proposal of row id, or the one of the year that v names.
func ownerOf(ctx context.Context, p *record.Part, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	if id != 0 {
		return store.LookUp(ctx, tx, "SELECT "+p.Owner+" FROM "+p.Table+" WHERE id = ?", id)
	}
	year, err := record.YearOf(ctx, tx, scope, v)
	if err != nil {
		return 0, err
	}
	term, session := SessionOrdinals(v)
	return ByNumber(ctx, tx, year, v["number"], term, session)
}

// The ledgers of a proposal's parts: one row for each unit, talk and opinion.
var (
	Assignments   = ledgerOf(assignments, "assignments", "承办与答复", "提案承办与答复台账", "assignments", "", "round", "unit")
	Consultations = ledgerOf(consultations, "consultations", "面商", "提案面商记录", "consultations", "unit", "on_date", "mode", "unit")
	Feedback      = ledgerOf(feedback, "feedback", "征询意见", "提案征询意见台账", "feedback", "", "round", "proposer", "unit")
)
