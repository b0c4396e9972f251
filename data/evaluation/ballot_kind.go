package evaluation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// ballotView has one row for each entry of a ballot.
const ballotView = `(SELECT x.id, e.year, e.id AS evaluation_id, e.name AS evaluation, r.number AS round, x.round_id, x.number, CASE x.pass WHEN 1 THEN '一录' ELSE '二录' END AS pass, x.spoiled,
  x.entered_by, x.entered_on FROM ballot x JOIN ballot_round r ON r.id = x.round_id JOIN evaluation e ON e.id = r.evaluation_id WHERE e.deleted_at = '') AS paper`

// Ballots are the ballots as they were typed in, one record for each entry of each, with a field for each target. Nothing of them leads to who cast them.
var Ballots = &record.Kind{
	Name: "ballots", Title: "评议票", Layout: "评议票录入表", From: ballotView, Scope: "year = ?", Order: "round_id, number, pass", Table: "ballot", Tables: ballotTables,
	Fields: []record.Field{
		{Key: "evaluation", Title: "评议名称", Aliases: []string{"评议活动"}, Expr: "evaluation", Width: 200, Section: "评议票", Note: "空着就是这一年唯一的票决"},
		{Key: "round", Title: "轮次", Aliases: []string{"第几轮"}, Type: record.Whole{Min: 1}, Expr: "round", Note: "空着就是最近一轮", Example: "1", Width: 50},
		{Key: "number", Title: "票号", Aliases: []string{"票序", "票序号"}, Type: record.Whole{Min: 1}, Required: true, Example: "1", Width: 60},
		{Key: "pass", Title: "录入", Aliases: []string{"录次", "第几次录入"}, Type: record.Word{Words: []string{"一录", "二录"}}, Expr: "pass", Default: "一录", Example: "一录", Width: 60},
		{Key: "entered_by", Title: "录入人", Note: "空着就是经办人；两次录入要由两个人", Example: "张三", Width: 80},
		{Key: "entered_on", Title: "录入日期", Type: record.Day{}, Note: "空着就是今天", Width: 90},
		{Key: "spoiled", Title: "整张无效", Aliases: []string{"无效", "废票"}, Type: record.YesNo{}, Default: "否", Width: 70},
	},
	Index: []string{"number"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		record.CanonicalNumber(v, "number")
		record.CanonicalNumber(v, "round")
		latest, found := 0, int64(0)
		for _, r := range by("number", v["number"]) {
			same := func(key, usual string) bool { return v[key] == "" && r.Values[key] == usual || v[key] == r.Values[key] }
			if !same("pass", "一录") || v["evaluation"] != "" && v["evaluation"] != r.Values["evaluation"] || v["round"] != "" && v["round"] != r.Values["round"] {
				continue
			}
			if round := record.CountOf(r.Values["round"]); round > latest {
				latest, found = round, r.ID
			}
		}
		return found, nil
	},
	Save: saveBallotRecord, Extra: markFields, Removed: true, Used: refuseLockedBallot,
}

// markKey is the key of the field with what a ballot says of a target.
func markKey(label string) string { return "mark:" + label }

// markFields gives one field for each target of the year's evaluations by ballots. Targets called the same share a field.
func markFields(ctx context.Context, db bun.IDB, scope record.Scope) ([]record.Field, error) {
	evaluations, _, err := evaluationsBy(ctx, db, ByBallots, scope.Year)
	if err != nil {
		return nil, err
	}
	var labels []string
	targets, of := map[string][]string{}, map[string][]string{} // ids of targets called the same, and of their evaluations
	short := map[string]string{}
	for _, id := range evaluations {
		all, err := readBallotTargets(ctx, db, "", id, lastDay)
		if err != nil {
			return nil, err
		}
		for _, t := range all {
			if targets[t.Label] == nil {
				labels = append(labels, t.Label)
			}
			targets[t.Label], short[t.Label] = append(targets[t.Label], strconv.FormatInt(t.ID, 10)), t.Short
			of[t.Label] = append(of[t.Label], strconv.FormatInt(id, 10))
		}
	}
	fields := make([]record.Field, 0, len(labels))
	for _, label := range labels {
		f := record.Field{
			Key: markKey(label), Title: label, Width: 90, Type: record.Text{Read: oneMark}, Note: "写档次或它的序号；没有画的空着，就是弃权", Example: "满意",
			Expr: `CASE WHEN paper.spoiled OR paper.evaluation_id NOT IN (` + strings.Join(of[label], ", ") + `) THEN '' ELSE COALESCE((SELECT o.name FROM ballot_mark m JOIN rubric_option o ON o.id = m.option_id WHERE m.ballot_id = paper.id
				AND m.target_id IN (` + strings.Join(targets[label], ", ") + `)), '` + Abstained + `') END`,
		}
		if short[label] != label {
			f.Aliases = []string{short[label]}
		}
		fields = append(fields, f)
	}
	return fields, nil
}

// oneMark refuses several options for one target.
func oneMark(text string) (string, error) {
	if strings.ContainsAny(text, "、，,;；/ ") {
		return "", errors.New("每张票对一个对象只能选一项")
	}
	return text, nil
}

// mark is the option a text names, by its name or its digit.
func (r Rubric) mark(text string) (optionID int64, ok bool) {
	switch folded := fold.Called(text); folded {
	case "", "0", fold.Called(Abstained):
		return 0, true
	default:
		for i, o := range r.Options {
			if fold.Called(o.Name) == folded || strconv.Itoa(i+1) == folded {
				return o.ID, true
			}
		}
	}
	return 0, false
}

// optionWords lists what a target can be marked with, for sentences.
func (r Rubric) optionWords() string {
	words := make([]string, 0, len(r.Options)+1)
	for i, o := range r.Options {
		words = append(words, fmt.Sprintf("%d %s", i+1, o.Name))
	}
	return strings.Join(append(words, "0 "+Abstained), "、")
}

func saveBallotRecord(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	if err := record.CheckHappened(tx, "录入日期", v["entered_on"]); err != nil {
		return 0, err
	}
	box, number, pass, err := ballotOf(ctx, tx, scope, id, v)
	if err != nil {
		return 0, err
	}
	by := v["entered_by"]
	t := TypedBallot{Number: number, Marks: make([]int64, len(box.Targets)), On: v["entered_on"]}
	was := box.Entry(number, pass)
	if was != nil {
		t.Spoiled, t.Marks = was.Spoiled, slices.Clone(was.Marks)
		if by == "" {
			by = was.By
		}
	}
	if by == "" {
		if by, err = actorOf(ctx, tx); err != nil {
			return 0, err
		}
	}
	if v.Has("spoiled") {
		t.Spoiled = record.Yes(v["spoiled"])
	}
	if err := box.readMarks(v, &t, was == nil || was.Spoiled); err != nil {
		return 0, err
	}
	if err := box.saveBallot(ctx, tx, pass, by, t); err != nil {
		return 0, err
	}
	return box.Entry(number, pass).ID, nil
}

// readMarks reads what v says of the targets into t; whole: each must be told, if only by an empty cell.
func (b *Box) readMarks(v record.Values, t *TypedBallot, whole bool) error {
	known := map[string]bool{}
	for i := range b.Targets {
		label := b.Targets[i].Label
		text, told := v[markKey(label)]
		known[markKey(label)] = true
		optionID, ok := b.Rubric.mark(text)
		switch {
		case !ok:
			return store.Refuse(store.CodeInvalid, "%d 号票「%s」一栏为「%s」，应为：%s。", t.Number, label, text, b.Rubric.optionWords())
		case t.Spoiled && optionID != 0:
			return store.Refuse(store.CodeInvalid, "%d 号票整张无效，却写了「%s」%s，请核对原票。", t.Number, label, b.Word(optionID))
		case told:
			t.Marks[i] = optionID
		case whole && !t.Spoiled:
			return store.Refuse(store.CodeInvalid, "%d 号票没有「%s」一栏，不知道是弃权还是漏了；请补上这一栏，没有画的空着。", t.Number, label)
		}
	}
	for key, text := range v {
		if name, ok := strings.CutPrefix(key, markKey("")); ok && text != "" && !known[key] {
			return store.Refuse(store.CodeInvalid, "「%s」不是评议「%s」的票决对象。", name, b.Evaluation)
		}
	}
	return nil
}

// ballotOf finds which entry of which ballot v speaks of: that of record id, unless v says another.
func ballotOf(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (box *Box, number, pass int, err error) {
	named := record.Values{"pass": "一录"}
	year, err := record.YearOf(ctx, tx, scope, nil)
	if err != nil {
		return nil, 0, 0, err
	}
	if id != 0 {
		var evaluation, round, n, entry string
		if err := tx.QueryRowContext(ctx, "SELECT year, evaluation, round, number, pass FROM "+ballotView+" WHERE id = ?", id).Scan(&year, &evaluation, &round, &n, &entry); err != nil {
			return nil, 0, 0, fmt.Errorf("read ballot %d: %w", id, err)
		}
		named = record.Values{"evaluation": evaluation, "round": round, "number": n, "pass": entry}
	}
	for _, key := range []string{"evaluation", "round", "number", "pass"} {
		if v[key] == "" {
			continue
		}
		if id != 0 && v[key] != named[key] {
			return nil, 0, 0, store.Refuse(store.CodeInvalid, "录入的票不能改成另一轮、另一个票号或另一次录入；请删去这一条，再录一张。")
		}
		named[key] = v[key]
	}
	record.CanonicalNumber(named, "number")
	if number, err = record.ParseCounted("票号", named["number"]); err != nil {
		return nil, 0, 0, err
	}
	pass = slices.Index([]string{"", "一录", "二录"}, named["pass"])
	if pass < 1 {
		return nil, 0, 0, store.Refuse(store.CodeInvalid, "录入「%s」不对，应为一录或二录。", named["pass"])
	}
	evaluationID, err := ballotEvaluation(ctx, tx, year, named["evaluation"])
	if err != nil {
		return nil, 0, 0, err
	}
	record.CanonicalNumber(named, "round")
	roundID, err := store.LookUp(ctx, tx, "SELECT id FROM ballot_round WHERE evaluation_id = ? AND ? IN ('', CAST(number AS TEXT)) ORDER BY number DESC LIMIT 1", evaluationID, named["round"])
	if err != nil {
		return nil, 0, 0, err
	}
	if roundID == 0 {
		return nil, 0, 0, store.Refuse(store.CodeNotFound, "这次评议还没有第 %s 轮，请先登记评议票务（应到、实到、发出、收回）。", named["round"])
	}
	box, err = readBox(ctx, tx, roundID, "", []int64{int64(number)})
	return box, number, pass, err
}
