package take

import (
	"fmt"
	"slices"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Options say how a file is read and how its rows find their records. The zero value leaves everything to be
// recognised.
type Options struct {
	Frames   []intake.Frame         // where the tables stand; empty: as found
	Blocks   *intake.BlockLayout    // how its blocks of scores lie; nil: as recognised
	Assigned intake.Assignments     // what columns are for, where somebody said so
	Without  intake.Mark            // rows with one of these marks are left out
	Match    string                 // name of one of the kind's MatchRules; "": the kind's own judgement
	Clear    bool                   // an empty cell clears what is stored; otherwise it changes nothing
	Above    bool                   // a cell that says 同上 says what the row above says; otherwise it says nothing
	Ask      bool                   // a row of a person likely known already waits for a decision; otherwise it is judged by Match alone
	Decided  map[RowKey]Decision    // rows somebody decided on
	Words    map[WordKey]WordAnswer // what words mean that no word list has
	Beside   map[string]string      // by key, what the rows say in fields that their table has no column for
	Progress func(done, total int)  // called now and then from the goroutine that plans or applies; may be nil
}

// besideOf lets a table do without the columns of what is said beside it: one that is left is enough.
func (o *Options) besideOf(layout *intake.Layout) {
	if len(o.Beside) == 0 {
		return
	}
	layout.MinMatch = 1
	for i := range layout.Fields {
		if _, told := o.Beside[layout.Fields[i].Key]; told {
			layout.Fields[i].Required = false
		}
	}
}

// RowKey names a row of a file.
type RowKey struct {
	Sheet string
	Line  int
	Left  int    // 0-based first column of its table
	From  string // the sheet of its card, or its column
}

// from names the row as seen from a sheet.
func (k RowKey) from(sheet string) string {
	if k.From != "" {
		return intake.FromWords(k.From)
	}
	if k.Sheet != sheet {
		return fmt.Sprintf("工作表「%s」第 %d 行", k.Sheet, k.Line)
	}
	return fmt.Sprintf("第 %d 行", k.Line)
}

// Decision is what somebody decided on a row.
type Decision struct {
	Do DecisionKind
	ID int64 // the record, for DecideSame
}

// DecisionKind is one of the answers to a row that is likely known already.
type DecisionKind int

// The decisions.
const (
	DecideSame DecisionKind = iota + 1 // it is that record: update it
	DecideNew                          // it is a new one
	DecideSkip                         // leave the row out
)

// MatchRule is a way in which rows find their records.
type MatchRule struct {
	Name  string // on the command line and in the data
	Title string // 按身份证号
	keys  []string
}

// MatchRules are the rules the kind can be matched by; the first, with an empty name, is its own judgement.
func MatchRules(k *record.Kind) []MatchRule {
	rules := []MatchRule{{Title: "自动判断"}}
	if holdsPeople(k) {
		rules = append(rules,
			MatchRule{"id", "按身份证号", []string{"id_number"}},
			MatchRule{"birth", "按姓名和出生日期", []string{"name", "birth_on"}},
			MatchRule{"unit", "按姓名和工作单位", []string{"name", "workplace"}})
	}
	for _, key := range []string{"number", "code", "serial"} {
		if f := k.Field(key); f != nil && !f.ListOnly {
			rules = append(rules, MatchRule{key, "按" + f.Title, []string{key}})
		}
	}
	return rules
}

func matchRule(k *record.Kind, name string) (MatchRule, error) {
	rules := MatchRules(k)
	i := slices.IndexFunc(rules, func(r MatchRule) bool { return r.Name == name })
	if i < 0 {
		var names []string
		for _, r := range rules[1:] {
			names = append(names, r.Name+"("+r.Title+")")
		}
		return MatchRule{}, store.Refuse(store.CodeInvalid, "%s没有「%s」这个比对规则，可用的有：%s。", k.Title, name, zh.JoinNames(names))
	}
	return rules[i], nil
}

// holdsPeople reports whether the kind's records are human beings, who may share a name.
func holdsPeople(k *record.Kind) bool {
	return k.Field("name") != nil && k.Field("birth_on") != nil && k.Field("id_number") != nil
}
