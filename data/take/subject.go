package take

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// otherSubject says why the record that a row found by its number may not be the one it means: what they are about differs by more than a
// correction. "" when it does not.
func otherSubject(k *record.Kind, values, stored record.Values) string {
	if k.Subject == "" || values[k.Subject] == "" || stored[k.Subject] == "" || sameSubject(values[k.Subject], stored[k.Subject]) {
		return ""
	}
	for _, key := range []string{"number", "serial"} {
		if values[key] != "" && values[key] == stored[key] {
			return fmt.Sprintf("%s %s 已是「%s」，%s不同", k.Field(key).Title, values[key], stored[k.Subject], k.Field(k.Subject).Title)
		}
	}
	return ""
}

// anotherTime is how many days apart two days of one name are hardly one occasion, put off.
const anotherTime = 14

// otherOccasion says why the record that a row found by its name may not be the one it means: that took place by today, on quite another day. "" when it may.
func (im *Import) otherOccasion(values, stored record.Values) string {
	key := im.Kind.Occasion
	was, err := time.Parse(time.DateOnly, stored[key])
	now, failed := time.Parse(time.DateOnly, values[key])
	if apart := now.Sub(was).Abs().Hours() / 24; key == "" || err != nil || failed != nil || apart < anotherTime || stored[key] > im.years.today {
		return ""
	}
	return fmt.Sprintf("「%s」已有 %s 举行的一次，这一行写的是 %s，是另一次的请在名称里写明第几次", stored["title"], stored[key], values[key])
}

// sameSubject reports whether two titles can be one, corrected or cut short. Their figures must be the same: 第1期 is not 第2期.
func sameSubject(a, b string) bool {
	x, y := subjectOf(a), subjectOf(b)
	if x == y {
		return true
	}
	if figuresOf(x) != figuresOf(y) {
		return false
	}
	p, q := []rune(x), []rune(y)
	if len(p) > len(q) {
		p, q = q, p
	}
	if len(p) >= 4 && strings.Contains(string(q), string(p)) {
		return true
	}
	return distance(p, q) <= len(q)/4
}

// subjectOf is what a title is about: 加强停车管理 of 关于加强停车管理的建议.
func subjectOf(title string) string {
	folded := strings.Map(func(r rune) rune {
		if r >= '\uff01' && r <= '\uff5e' {
			r -= 0xFEE0
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, title)
	stem := strings.TrimPrefix(folded, "关于")
	for _, ending := range []string{"建议", "提案", "意见", "的"} {
		stem = strings.TrimSuffix(stem, ending)
	}
	if stem == "" {
		return folded
	}
	return stem
}

// figuresOf are the figures in a text, apart.
func figuresOf(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) }), " ")
}

// distance is the number of characters to put in, take out or replace to make a of b.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

// refuseOtherProposal refuses a row that hangs on the proposal of a number when a column beside it has another's title.
func (im *Import) refuseOtherProposal(ctx context.Context, tx *store.Tx, t int, row intake.Row, values record.Values, scope record.Scope) error {
	key, round := im.Kind.ProposalKey, im.Kind.Field("round")
	if key == "" || record.PlainNumber(values[key]) == 0 || len(values.Many(key)) != 1 {
		return nil
	}
	title := im.proposalTitle(t, row)
	unsaid := round != nil && round.Default != "" && values["round"] == "" && slices.ContainsFunc(ofRound, func(key string) bool { return values[key] != "" })
	if title == "" && !unsaid {
		return nil
	}
	year, err := record.YearOf(ctx, tx, scope, record.Values{"year": values["year"]})
	if err != nil {
		return err
	}
	term, session := proposal.SessionOrdinals(values)
	id, err := proposal.ByNumber(ctx, tx, year, values[key], term, session)
	if err != nil {
		if isRefusal(err) {
			return nil // for the kind to say
		}
		return err
	}
	var stored string
	if err := tx.QueryRowContext(ctx, "SELECT title FROM proposal WHERE id = ?", id).Scan(&stored); err != nil {
		return fmt.Errorf("title of proposal %d: %w", id, err)
	}
	if title == "" || sameSubject(title, stored) {
		return refuseUnsaidRound(ctx, tx, id, unsaid)
	}
	return store.Refuse(store.CodeConflict, "%d 年的案号 %d 是「%s」，与这一行的案由「%s」不同；请核对案号和年度。", year, record.PlainNumber(values[key]), stored, title)
}

// ofRound are what is said of a round of a case once it was answered.
var ofRound = []string{"replied_on", "result_class", "returned_on", "result", "attitude"}

// refuseUnsaidRound refuses a row that says how a case was answered or judged, and does not say of which round it is where its case was handled again.
func refuseUnsaidRound(ctx context.Context, tx *store.Tx, id int64, unsaid bool) error {
	if !unsaid {
		return nil
	}
	rounds, err := store.LookUp(ctx, tx, "SELECT COALESCE(max(round), 1) FROM assignment WHERE proposal_id = ?", id)
	if err != nil || rounds < 2 {
		return err
	}
	return store.Refuse(store.CodeInvalid, "这一件办理过 %d 轮，没有写明是哪一轮的；请加「轮次」一栏，第一次办理是 1，再导入。", rounds)
}

// proposalTitle is the title of a proposal in a column that is not taken in.
func (im *Import) proposalTitle(t int, row intake.Row) string {
	named := proposal.Proposals.Field("title")
	for _, c := range im.Tables[t].Columns {
		if c.Field == nil && c.Index < len(row.Raw) && (c.Header == named.Title || slices.Contains(named.Aliases, c.Header)) {
			return strings.TrimSpace(row.Raw[c.Index])
		}
	}
	return ""
}
