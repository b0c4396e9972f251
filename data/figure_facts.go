package data

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"
)

// proposalFacts is what the figures need to know of one proposal.
type proposalFacts struct {
	kind, class, timing, category, field string
	conclusion, destination              string
	toAnswer, answered, late             int
	dueOn                                string
	firstClass, resultClass              string
	attitude, satisfaction, adoption     string
	rounds, feedbackRound                int
	face, key, tracked, carriedOut       bool

	today string
}

// proposalTest says whether a proposal counts.
type proposalTest func(p *proposalFacts) bool

const proposalFactsSQL = `SELECT kind, class, timing, category, field, conclusion, destination, to_answer, answered, replied_late, first_due_on,
	COALESCE((SELECT max(a.result_class) FROM answering a WHERE a.proposal_id = l.id AND a.round = 1), ''), result_class,
	attitude, satisfaction, adoption, round, feedback_round, face, is_key, tracked,
	EXISTS (SELECT 1 FROM tracking_node n WHERE n.proposal_id = l.id AND n.kind = '落实' AND n.done_on <> '')
	FROM proposal_list l WHERE year = ?`

func readProposalFacts(ctx context.Context, db bun.IDB, year int, today string) ([]proposalFacts, error) {
	var facts []proposalFacts
	err := scanRows(ctx, db, func(scan func(...any) error) error {
		p := proposalFacts{today: today}
		err := scan(&p.kind, &p.class, &p.timing, &p.category, &p.field, &p.conclusion, &p.destination, &p.toAnswer, &p.answered, &p.late, &p.dueOn,
			&p.firstClass, &p.resultClass, &p.attitude, &p.satisfaction, &p.adoption, &p.rounds, &p.feedbackRound, &p.face, &p.key, &p.tracked, &p.carriedOut)
		facts = append(facts, p)
		return err
	}, proposalFactsSQL, year)
	if err != nil {
		return nil, fmt.Errorf("proposals of %d: %w", year, err)
	}
	return facts, nil
}

func received(*proposalFacts) bool { return true }

func filed(p *proposalFacts) bool { return p.conclusion == "立案" }

func merged(p *proposalFacts) bool { return p.conclusion == "并案" }

// transferred is a proposal that was not filed but goes on as something else (转意见和建议, 转社情民意信息, 作委员来信).
func transferred(p *proposalFacts) bool {
	return notFiled(p) && p.destination != "" && p.destination != "退回提案人"
}

func notFiled(p *proposalFacts) bool { return p.conclusion == "不予立案" }

func unsettled(p *proposalFacts) bool { return !filed(p) && !merged(p) && !notFiled(p) }

// due is a filed proposal that was handed to a unit (应办件).
func due(p *proposalFacts) bool { return filed(p) && p.toAnswer > 0 }

// answered wants every 主办 or 分办 unit's reply; the reply of a co-unit goes to the lead and does not count here.
func answered(p *proposalFacts) bool { return due(p) && p.answered == p.toAnswer }

func dueOver(p *proposalFacts) bool { return due(p) && p.dueOn != "" && p.dueOn < p.today }

func returned(p *proposalFacts) bool { return answered(p) && p.feedbackRound > 0 }

func reworked(p *proposalFacts) bool { return due(p) && p.rounds > 1 }

// all holds where every one of the tests holds.
func all(tests ...proposalTest) proposalTest {
	return func(p *proposalFacts) bool {
		return !slices.ContainsFunc(tests, func(t proposalTest) bool { return !t(p) })
	}
}

// not turns a test round.
func not(test proposalTest) proposalTest { return func(p *proposalFacts) bool { return !test(p) } }

// oneOf holds where what the proposal has is among the words.
func oneOf(of func(*proposalFacts) string, words ...string) proposalTest {
	return func(p *proposalFacts) bool { return slices.Contains(words, of(p)) }
}

func classOf(p *proposalFacts) string    { return p.class }
func kindOf(p *proposalFacts) string     { return p.kind }
func timingOf(p *proposalFacts) string   { return p.timing }
func fieldOf(p *proposalFacts) string    { return p.field }
func categoryOf(p *proposalFacts) string { return p.category }
func resultOf(p *proposalFacts) string   { return p.resultClass }

// An opinion that was not given is 未表态, whether the form says so or says nothing.
func attitudeOf(p *proposalFacts) string     { return givenOr(p.attitude) }
func satisfactionOf(p *proposalFacts) string { return givenOr(p.satisfaction) }

const noOpinion = "未表态"

func givenOr(text string) string {
	if text == "" {
		return noOpinion
	}
	return text
}
