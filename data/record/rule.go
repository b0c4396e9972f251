package record

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// Bench is what records are judged by: those of a year as they were on a day, and the day it is. Days are YYYY-MM-DD.
type Bench struct {
	Year       int
	Day, Today string
}

// Limit is the day after which nothing can have happened yet.
func (b Bench) Limit() string { return max(b.Day, b.Today) }

// arguments are what the queries of rules are asked with.
func (b Bench) arguments() []any { return []any{b.Year, b.Day, b.Limit(), store.EndOf(b.Day)} }

// Rule is what must hold among records whatever way they came in. Its queries find it again from the rows, apart from how they are checked when
// they are saved. In them ?0 is the year, ?1 the day and ?2 the limit of the bench, ?3 the instant at which the day is over.
type Rule struct {
	Name   string // what holds: 每个监督小组有一名组长
	Of     string // how many records it is about
	Broken string // id and what is wrong with it, of each record that breaks the rule; may be ""
	Open   string // likewise of those that it cannot judge yet; may be ""
}

// Breach is a record that breaks a rule. Words is a clause without an end.
type Breach struct {
	ID    int64
	Words string
}

// Ruling is what became of a rule.
type Ruling struct {
	Rule         string
	Kind         *Kind // of the records
	Looked       int64
	Broken, Open []Breach
}

// Outcome is the ruling in a word.
func (r Ruling) Outcome() string {
	switch {
	case len(r.Broken) > 0:
		return "不符"
	case len(r.Open) > 0:
		return "待完成"
	case r.Looked == 0:
		return "没有记录"
	}
	return "相符"
}

// JudgedBy is the Rules of a kind whose rules are those given.
func JudgedBy(kind *Kind, rules ...Rule) func(context.Context, bun.IDB, Bench) ([]Ruling, error) {
	return func(ctx context.Context, db bun.IDB, b Bench) ([]Ruling, error) {
		return judge(ctx, db, b, kind, rules)
	}
}

// judge has rules judged that are about records of a kind.
func judge(ctx context.Context, db bun.IDB, b Bench, kind *Kind, rules []Rule) ([]Ruling, error) {
	rulings := make([]Ruling, 0, len(rules))
	for _, rule := range rules {
		ruling := Ruling{Rule: rule.Name, Kind: kind}
		var err error
		if ruling.Looked, err = store.LookUp(ctx, db, rule.Of, b.arguments()...); err != nil {
			return nil, fmt.Errorf("%s: %w", rule.Name, err)
		}
		if ruling.Broken, err = breaches(ctx, db, b, rule.Broken); err != nil {
			return nil, fmt.Errorf("%s: %w", rule.Name, err)
		}
		if ruling.Open, err = breaches(ctx, db, b, rule.Open); err != nil {
			return nil, fmt.Errorf("%s: %w", rule.Name, err)
		}
		rulings = append(rulings, ruling)
	}
	return rulings, nil
}

func breaches(ctx context.Context, db bun.IDB, b Bench, query string) (found []Breach, err error) {
	if query == "" {
		return nil, nil
	}
	return found, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var one Breach
		err := scan(&one.ID, &one.Words)
		found = append(found, one)
		return err
	}, query, b.arguments()...)
}

// ruleWords holds of every kind whose records have words of the office's lists.
const ruleWords = "用词在用词表中"

// Judge judges the records of a kind by its rules, and by the lists of the words they have.
func (k *Kind) Judge(ctx context.Context, db bun.IDB, b Bench) (all []Ruling, err error) {
	if k.Rules != nil {
		if all, err = k.Rules(ctx, db, b); err != nil {
			return nil, err
		}
	}
	words, err := k.judgeWords(ctx, db, b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", ruleWords, err)
	}
	return append(all, words...), nil
}

// judgeWords looks for words that a list does not have in the records of the year themselves; those in their parts are for rules of the kind.
func (k *Kind) judgeWords(ctx context.Context, db bun.IDB, b Bench) ([]Ruling, error) {
	if k.Table == "" || k.Ledger != nil || !strings.HasPrefix(k.Scope, "year") {
		return nil, nil
	}
	var columns []string
	for _, list := range registry.lists {
		for _, c := range list.Columns {
			if c.Table != k.Table {
				continue
			}
			value := "x." + c.Column
			columns = append(columns, "SELECT x.id, "+store.QuoteText(list.Title)+" || '「' || "+value+" || '」用词表里没有' FROM "+c.Table+" x WHERE "+value+" <> '' AND "+cmp.Or(c.Where, "true")+
				" AND x.id IN (SELECT id FROM "+k.From+" WHERE "+k.Scope+"0) AND "+value+" NOT IN (SELECT d.name FROM dictionary d WHERE d.kind = "+store.QuoteText(list.Dictionary)+")")
		}
	}
	if len(columns) == 0 {
		return nil, nil
	}
	rulings, err := judge(ctx, db, b, k, []Rule{{Name: ruleWords, Of: "SELECT count(*) FROM " + k.From + " WHERE " + k.Scope + "0", Broken: strings.Join(columns, " UNION ALL ")}})
	if err != nil {
		return nil, err
	}
	for i := range rulings[0].Broken {
		one := &rulings[0].Broken[i]
		r, err := k.RecordWith(ctx, db, Scope{}, one.ID, FlatFields)
		if err != nil {
			return nil, err
		}
		one.Words = k.Called(r) + "的" + one.Words
	}
	return rulings, nil
}

// FaultsNow finds what breaks the rules of all kinds in any year as of today, by what tells one fault from the others.
func FaultsNow(ctx context.Context, tx *store.Tx) (map[string]string, error) {
	years, err := yearsOfRecords(ctx, tx)
	if err != nil {
		return nil, err
	}
	faults := map[string]string{}
	for _, k := range registry.kinds {
		for _, year := range years {
			rulings, err := k.Judge(ctx, tx, Bench{Year: int(year), Day: tx.Today(), Today: tx.Today()})
			if err != nil {
				return nil, fmt.Errorf("rules of %s: %w", k.Name, err)
			}
			for _, ruling := range rulings {
				for _, breach := range ruling.Broken {
					faults[fmt.Sprint(k.Name, " ", year, " ", ruling.Rule, " ", breach.ID)] = breach.Words
				}
			}
		}
	}
	return faults, nil
}

// yearsOfRecords are the years that records are of.
func yearsOfRecords(ctx context.Context, db bun.IDB) ([]int64, error) {
	var of []string
	for _, k := range registry.kinds {
		if k.Table == "" || k.Ledger != nil {
			continue
		}
		has, err := store.LookUp(ctx, db, "SELECT count(*) FROM pragma_table_info(?) WHERE name = 'year'", k.Table)
		if err != nil {
			return nil, err
		}
		if has > 0 {
			of = append(of, "SELECT year FROM "+k.Table)
		}
	}
	if len(of) == 0 {
		return nil, nil
	}
	return store.IDs(ctx, db, strings.Join(of, " UNION "))
}
