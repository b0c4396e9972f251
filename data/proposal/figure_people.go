package proposal

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// activeSQL are the members who count on the day, with who they are. Members who have left keep their proposals but count on neither side of the rate.
// Only the term in force on the day counts, or at the end of the year where the day is later, whatever year its sessions are of, and none once it is closed; and people, not rows:
// who sits in both terms is one member. The status is that of the day: before the first one noted a member was 在册.
const activeSQL = `SELECT max(m.id), m.person_id FROM member m JOIN term t ON t.id = m.term_id
	WHERE m.deleted_at = '' AND m.joined_on <= ?1 AND (t.closed_on = '' OR t.closed_on >= min(?1, ?0 || '-12-31')) AND COALESCE((SELECT s.status FROM member_status s
			WHERE s.member_id = m.id AND CASE s.on_date WHEN '' THEN m.left_on ELSE s.on_date END <= ?1
			ORDER BY s.on_date DESC, s.id DESC LIMIT 1), '在册') IN ('在册', '届中增补')
	AND t.id = (SELECT y.id FROM (SELECT x.id, x.ordinal, CASE WHEN x.starts_on <> '' THEN x.starts_on
				WHEN NOT EXISTS (SELECT 1 FROM term e WHERE e.ordinal < x.ordinal) THEN '' -- as long as anybody remembers
				ELSE (SELECT min(s.year) || '-01-01' FROM session s WHERE s.term_id = x.id) END AS starts_on FROM term x
			WHERE EXISTS (SELECT 1 FROM member o WHERE o.term_id = x.id AND o.deleted_at = '')) y
		WHERE y.starts_on <= min(?1, ?0 || '-12-31') ORDER BY y.starts_on DESC, y.ordinal DESC LIMIT 1) GROUP BY m.person_id ORDER BY 1`

// movers are the members who made the proposals.
type movers struct {
	joint bool   // not the first proposers alone
	words string // how that is said
	ids   map[int64]bool
	times pledged // one for each proposal of each
}

func newMovers(settings map[string]string) *movers {
	if settings["rate.participation"] == "仅第一提案人" {
		return &movers{words: "只计第一提案人", ids: map[int64]bool{}}
	}
	return &movers{joint: true, words: "联名计入，附议不计", ids: map[int64]bool{}}
}

func (m *movers) add(l *docket.Line) {
	l.Movers.Each(func(memberID int64, first, joint bool) {
		if first || m.joint && joint {
			m.ids[memberID] = true
			m.times.add(l.ID, 1)
		}
	})
}

// people are the movers as people, whatever term they were members of.
func (m *movers) people(ctx context.Context, db bun.IDB) (map[int64]bool, error) {
	people := map[int64]bool{}
	return people, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id, person int64
		err := scan(&id, &person)
		if m.ids[id] {
			people[person] = true
		}
		return err
	}, "SELECT id, person_id FROM member")
}

// figures count who took part as of the day (YYYY-MM-DD).
func (m *movers) figures(ctx context.Context, db bun.IDB, year int, day string, digits int) ([]measure.Figure, error) {
	took, err := m.people(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("participation of %d: %w", year, err)
	}
	members, proposers := measure.Set{Kind: roster.Members.Name}, measure.Set{Kind: roster.Members.Name}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id, person int64
		err := scan(&id, &person)
		members.IDs = append(members.IDs, id)
		if took[person] {
			proposers.IDs = append(proposers.IDs, id)
		}
		return err
	}, activeSQL, year, day)
	if err != nil {
		return nil, fmt.Errorf("participation of %d: %w", year, err)
	}
	m.times.of.Kind = Proposals.Name
	slices.Sort(m.times.of.IDs)
	rule := "委员参与率 = 提交过提案的去重委员数 ÷ 在册委员总数；" + m.words
	return []measure.Figure{
		{Code: "members", Name: "在册委员", Num: members.Len(), Unit: "人", Rule: "在册和届中增补的委员", Counted: members},
		{Code: "proposers", Name: "提交提案的委员", Num: proposers.Len(), Unit: "人", Rule: "在册委员中提交过提案的，去重；" + m.words + "；换届以后不在册的不计", Counted: proposers},
		{Code: "proposer_times", Name: "提案人次", Num: m.times.n, Unit: "人次", Rule: "每件提案的委员提案人逐件相加，换届以后不在册的也计；" + m.words, Counted: m.times.of},
		{
			Code: "participation_rate", Name: "委员参与率", Num: proposers.Len(), Den: members.Len(), IsRate: true, Digits: digits, Unit: "人", Rule: rule,
			Counted: proposers, Base: members,
		},
	}, nil
}

// work counts the work of the units. A proposal several units answer counts once with each of them.
type work struct {
	given, givenMore  pledged // to each unit that answers; those of a proposal but one
	replied           pledged // by each of them
	together, inFront pledged // of replied: of a proposal that is answered but one, and those of one that is not
	units             measure.Set
	known, co         map[int64]bool // units with a 主办 or 分办, with a 会办
}

func newWork() *work {
	return &work{units: measure.Set{Kind: roster.Units.Name}, known: map[int64]bool{}, co: map[int64]bool{}}
}

func (w *work) add(l *docket.Line) {
	if !l.Filed() {
		return
	}
	for _, id := range l.CoIDs {
		w.co[id] = true
	}
	if len(l.LeadIDs) == 0 {
		return
	}
	add := func(to *pledged, n int) {
		if n > 0 {
			to.add(l.ID, n)
		}
	}
	add(&w.given, len(l.LeadIDs))
	add(&w.givenMore, len(l.LeadIDs)-1)
	add(&w.replied, l.Answered)
	if l.AnsweredAll() {
		add(&w.together, l.Answered-1)
	} else {
		add(&w.inFront, l.Answered)
	}
	for _, id := range l.LeadIDs {
		if !w.known[id] {
			w.known[id] = true
			w.units.IDs = append(w.units.IDs, id)
		}
	}
}

func (w *work) figures() []measure.Figure {
	slices.Sort(w.units.IDs)
	only := measure.Set{Kind: roster.Units.Name}
	for id := range w.co {
		if !w.known[id] {
			only.IDs = append(only.IDs, id)
		}
	}
	slices.Sort(only.IDs)
	times := func(code, name, rule string, of pledged) measure.Figure {
		slices.Sort(of.of.IDs)
		of.of.Kind = Proposals.Name
		return measure.Figure{Code: code, Name: name, Num: of.n, Unit: "件次", Rule: rule, Counted: of.of}
	}
	return []measure.Figure{
		times("assignments", "主办件次", "应办件的主办和分办，一件由几个单位分办计几件次；主办件次 = 应办件 + 分办多计的件次", w.given),
		times("assignments.more", "分办多计的件次", "一件由几个单位分办的，第二个单位起的件次", w.givenMore),
		times("assignments.replied", "已答复件次", "主办件次中已答复的；已答复件次 = 首轮已答复 + 答复多计的件次 + 先答复的件次", w.replied),
		times("assignments.replied.more", "答复多计的件次", "首轮已答复的提案由几个单位分办的，第二个单位起的件次", w.together),
		times("assignments.replied.first", "先答复的件次", "分办的单位还没有都答复的提案，其中已经答复的件次", w.inFront),
		{Code: "units", Name: "承办单位", Num: w.units.Len(), Unit: "家", Rule: "有主办或分办件的单位", Counted: w.units},
		{Code: "co_only_units", Name: "只会办的单位", Num: only.Len(), Unit: "家", Rule: "有会办件而没有主办、分办件的单位", Counted: only},
	}
}
