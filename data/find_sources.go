package data

import (
	"strings"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/fold"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/zh"
)

// findSource is one sort of thing that can be found: a query giving id, year, title, further names joined by 、, note, number, further
// text, telephones, and those that are masked.
type findSource struct {
	kind   *record.Kind
	person bool // its names are people's
	term   bool // the query has one ?: the term
	query  string
}

// findSources are listed in the order in which equal hits come.
var findSources = []findSource{
	{kind: roster.Members, person: true, term: true, query: `SELECT m.id, 0, p.name, '', ` + noteOf("COALESCE(s.name, '')", "p.workplace", "p.job") + `, m.number,
		p.political, p.office_phone, p.mobile || ' ' || p.home_phone
		FROM member m JOIN person p ON p.id = m.person_id LEFT JOIN sector s ON s.id = m.sector_id
		WHERE m.term_id = ? AND m.deleted_at = '' ORDER BY s.sort, m.number = '', m.number, m.id`},
	{kind: roster.Supervisors, person: true, query: `SELECT v.id, 0, p.name, '', ` + noteOf("p.workplace", "p.job") + `, v.number,
		v.recommended_by, p.office_phone, p.mobile || ' ' || p.home_phone
		FROM supervisor v JOIN person p ON p.id = v.person_id WHERE v.deleted_at = '' ORDER BY v.id`},
	{kind: roster.Units, query: `SELECT u.id, 0, u.name,
		u.short || '、' || COALESCE((SELECT group_concat(n.name, '、') FROM unit_name n WHERE n.unit_id = u.id), '')
		|| COALESCE((SELECT group_concat('、' || m.name || '、' || m.short, '') FROM unit m WHERE m.successor_id = u.id), ''),
		` + noteOf("COALESCE((SELECT '已并入 ' || s.name FROM unit s WHERE s.id = u.successor_id), '')", "u.system", "u.contact") + `, u.code, u.leader, u.phone, ''
		FROM unit u WHERE u.deleted_at = '' ORDER BY u.successor_id IS NOT NULL, u.id`},
	bodySource(roster.Sectors),
	bodySource(roster.Committees),
	bodySource(roster.ActivityGroups),
	{kind: roster.Groups, query: `SELECT g.id, g.year, '第 ' || g.number || ' 组' || CASE WHEN g.name = '' THEN '' ELSE ' ' || g.name END, '第' || g.number || '组',
		` + noteOf("COALESCE((SELECT group_concat(u.name, '、') FROM group_unit gu JOIN unit u ON u.id = gu.unit_id WHERE gu.group_id = g.id AND gu.to_on = ''), '')", "g.year || ' 年'") + `,
		CAST(g.number AS TEXT), g.focus, '', '' FROM supervision_group g WHERE g.deleted_at = '' ORDER BY g.year DESC, g.number`},
	{kind: proposal.Proposals, query: `SELECT p.id, e.year, p.title, '', ` + noteOf("e.name", "CASE WHEN p.number IS NULL THEN p.serial ELSE '第 ' || p.number || ' 号' END",
		"COALESCE((SELECT x.name FROM proposal_proposer x WHERE x.proposal_id = p.id AND x.ordinal = 1), '')") + `,
		CASE WHEN p.number IS NULL THEN p.serial ELSE CAST(p.number AS TEXT) END, p.category, '', ''
		FROM proposal p JOIN session e ON e.id = p.session_id WHERE p.deleted_at = '' ORDER BY e.year DESC, p.number IS NULL, p.number, p.id`},
	{kind: evaluation.Panels, query: `SELECT t.id, e.year, '评议第 ' || n.number || ' 组' || CASE WHEN n.name = '' THEN '' ELSE ' ' || n.name END, '评议' || n.number || '组',
		` + noteOf("u.name", "p.title") + `, '', n.leader, '', ''
		FROM evaluation_target t JOIN panel n ON n.id = t.panel_id JOIN evaluation e ON e.id = n.evaluation_id
		JOIN proposal p ON p.id = t.proposal_id JOIN unit u ON u.id = t.unit_id WHERE e.deleted_at = '' ORDER BY e.year DESC, n.number, t.id`},
}

// bodySource finds the bodies of a term, also by their former names, and notes how many members each has.
func bodySource(kind *record.Kind) findSource {
	return findSource{kind: kind, term: true, query: `SELECT id, 0, name, former_names || '、' || short, members || ' 人', '', '', '', ''
		FROM ` + kind.From + ` WHERE term_id = ? ORDER BY sort, id`}
}

// noteOf is the SQL that joins texts with a middle dot, leaving out empty ones.
func noteOf(exprs ...string) string {
	var parts []string
	for _, expr := range exprs {
		parts = append(parts, "CASE WHEN "+expr+" = '' THEN '' ELSE ' · ' || "+expr+" END")
	}
	return "ltrim(" + strings.Join(parts, " || ") + ", ' ·')"
}

func (s *findSource) args(scope record.Scope) []any {
	if s.term {
		return []any{scope.TermID}
	}
	return nil
}

// foundRow is a row of a findSource.
type foundRow struct {
	id                                               int64
	year                                             int
	title, names, note, number, more, phones, masked string
}

func (r *foundRow) findable(source findSource, known func(key string, folding func() string) string) Findable {
	t := Findable{Kind: source.kind, ID: r.id, Year: r.year, Title: r.title, Note: r.note, number: fold.Plain(r.number)}
	var head strings.Builder
	if source.person {
		head.WriteString(" " + known("人\n"+r.title, func() string { return fold.Name(r.title) }))
	} else {
		head.WriteString(" " + known(r.title, func() string { return fold.Key(r.title) }))
	}
	for _, name := range zh.SplitNames(r.names) {
		head.WriteString(" " + known(name, func() string { return fold.Key(name) }))
	}
	head.WriteByte(' ')
	t.head = head.String()
	t.tail = known("\n"+r.note+r.more, func() string { return fold.Plain(r.note + " " + r.more) })
	t.phones, t.masked = phoneEnds(r.phones), phoneEnds(r.masked)
	return t
}

// phoneEnds are the digits of telephone numbers, each number followed by a space.
func phoneEnds(numbers string) string {
	ends := ""
	for _, phone := range strings.Fields(numbers) {
		ends += strings.Map(digit, phone) + " "
	}
	return ends
}

// digit keeps digits.
func digit(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}
