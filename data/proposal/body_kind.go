package proposal

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// parties begin the names of the bodies of a party.
var parties = regexp.MustCompile(`^(中共|民革|民盟|民建|民进|农工|致公|九三学社|台盟)`)

// shortParties are names of parties that are nothing else.
var shortParties = regexp.MustCompile(`^(中共|民革|民盟|民建|民进|农工党?|农工民主党|致公党?|九三(学社)?|台盟)$`)

// youth begins the names of the bodies of the 共青团, which end as those of parties do.
var youth = regexp.MustCompile(`^(共青团|中国共产主义青年团|团[县市区省州]委|团\p{Han}{2,}[县市区省州]委|.*[县市区省州]团委)`)

// fullParties begin the full names of the bodies of a party.
var fullParties = regexp.MustCompile(`^(中国共产党|中国国民党革命委员会|中国民主同盟|中国民主建国会|中国民主促进会|中国农工民主党|中国致公党|台湾民主自治同盟)`)

// bodyKinds are what the names of bodies end in, and what their proposals are.
var bodyKinds = []struct {
	ending *regexp.Regexp
	kind   string
}{
	{regexp.MustCompile(`^(第?[\d一二三四五六七八九十]+|.{3,})(小?组)$`), "小组提案"},
	{regexp.MustCompile(`^.*([县市区省]|^)(工商联|总工会|团委|妇联|科协|青联|侨联|文联|残联|台联|社科联|商会)$|.{2,}(联合会|总工会|协会|商会|.[县市区省].*联)$`), "团体提案"},
	{regexp.MustCompile(`.{2,}(支部|总支|支社|县委|县委会|省委|省委会|市委|市委会|区委|区委会|工委)$`), "党派提案"},
	{regexp.MustCompile(`.{2,}(委员会|专委|专委会)$`), "专委会提案"},
	{regexp.MustCompile(`.{3,}联$`), "团体提案"},
}

// The names of these end as those of other bodies do and tell nothing: committees of the government and of villages, bodies that are named with others.
var (
	otherCommittee = regexp.MustCompile(`^(.{2,3})?[县市区省州].*委员会$|[村居]民委员会$|关工委$`)
	andOthers      = regexp.MustCompile(`等[\d一二两三四五六七八九十几多]*[家个].*$|等(单位|团体|党派)$`)
)

// ofParty reports whether a folded name is that of a body of a party.
func ofParty(bare string) bool {
	return shortParties.MatchString(bare) || len([]rune(bare)) > 3 && (parties.MatchString(bare) || fullParties.MatchString(bare))
}

// bodyKind is the 提案类型 of what a body of that folded name proposes, "" where the name does not tell it for certain.
func bodyKind(bare string) string {
	switch {
	case andOthers.MatchString(bare):
		return ""
	case sectorEnding.MatchString(bare):
		return "界别提案"
	}
	if kind, several := kindOfTwo(bare); several {
		return kind
	}
	switch {
	case ofParty(bare):
		return "党派提案"
	case youth.MatchString(bare):
		return "团体提案"
	case otherCommittee.MatchString(bare) && !strings.Contains(bare, "政协") && !strings.Contains(bare, "政治协商"):
		return ""
	}
	for _, body := range bodyKinds {
		if body.ending.MatchString(bare) {
			return body.kind
		}
	}
	return ""
}

// sectorEnding ends the names of sectors, also of those called after a party.
var sectorEnding = regexp.MustCompile(`.{2,}(界|界别)$`)

// kindOfTwo is the kind of what two bodies named in one, as 县总工会和团县委, have in common, "" for none; several is false for the name of one.
func kindOfTwo(bare string) (kind string, several bool) {
	for at, r := range bare {
		if !strings.ContainsRune("和与及暨", r) {
			continue
		}
		one, other := bodyKind(bare[:at]), bodyKind(bare[at+len(string(r)):])
		switch {
		case one == "" || other == "":
		case one == other:
			return one, true
		default:
			return "", true
		}
	}
	return "", false
}

// namesBody reports whether a proposer so called is a body or a unit.
func namesBody(name string) bool {
	_, unit := intake.BodyName(name)
	bare := fold.Called(name)
	return unit || bodyKind(bare) != "" || andOthers.MatchString(bare) && len([]rune(bare)) > longestName
}

// isBody reports whether a proposer so called is a body or a unit by its name or by the rosters of the term.
func isBody(ctx context.Context, db bun.IDB, termID int64, name string) (bool, error) {
	if namesBody(name) {
		return true, nil
	}
	sort, err := roster.SortOfBody(ctx, db, termID, name)
	return sort != "", err
}

// namedProposers are the names of the proposers of v, the first of them first, and how many there are in all. Who only seconds is none of them.
func namedProposers(v record.Values) (names []string, count int, err error) {
	if v["proposer"] == "" && v["proposers"] != "" {
		all, err := proposers.Parse(v["proposers"])
		for _, row := range all {
			if row["role"] != "附议" {
				names = append(names, row["name"])
			}
		}
		return names, len(names), err
	}
	for _, text := range append(zh.SplitNames(v["proposer"]), zh.SplitNames(v["joint"])...) {
		text, seconds := withoutSeconds(text)
		if seconds {
			continue
		}
		name, all := countedProposers(text)
		names, count = append(names, name), max(count, all)
	}
	return names, max(count, len(names)), nil
}

// longestName is how many characters the name of a person has at most where no dot parts it.
const longestName = 4

// kindOf is the 提案类型 of a new proposal of the session whose v does not say it, see kindMade. Of a unit and members together a file is told what it became.
func kindOf(ctx context.Context, tx *store.Tx, sessionID int64, v record.Values) (string, error) {
	kind, together, err := kindMade(ctx, tx, sessionID, v)
	remarkTogether(tx, kind, together)
	return kind, err
}

func remarkTogether(tx *store.Tx, kind string, together []string) {
	if together != nil {
		tx.RemarkOn("「提案类型」没有写，单位和委员一起提的，按第一提案人录入为「"+kind+"」", zh.JoinNames(together))
	}
}

// kindMade is the kind that the proposers of v make: what they are, each judged by itself. One that neither its name nor the rosters tell of, and bodies of
// several sorts, are asked about. together are the names of a unit and members who propose together, nil where all are of a sort.
func kindMade(ctx context.Context, tx *store.Tx, sessionID int64, v record.Values) (kind string, together []string, err error) {
	names, count, err := namedProposers(v)
	if err != nil {
		return "", nil, err
	}
	termID, err := store.LookUp(ctx, tx, "SELECT term_id FROM session WHERE id = ?", sessionID)
	if err != nil {
		return "", nil, err
	}
	kinds := make([]string, len(names))
	for i, name := range names {
		if kinds[i], err = kindOfOne(ctx, tx, termID, name); err != nil {
			return "", nil, err
		}
		if kinds[i] == "" {
			return "", nil, store.Refuse(store.CodeInvalid, "「%s」不是委员，也判断不了是党派、团体、界别、专委会还是小组，请%s「提案类型」。", name, howToSay(tx))
		}
	}
	return kindTogether(tx, names, kinds, count)
}

// howToSay is what to do with a field that has to be filled in: a form offers its words.
func howToSay(tx *store.Tx) string {
	if tx.Importing {
		return "写明"
	}
	return "选"
}

// The kinds of proposals of members.
const (
	ofMember = "个人提案"
	jointly  = "联名提案"
)

// kindTogether is the kind of a proposal of count proposers, of whom those named would propose by themselves what is in kinds; together as of kindMade.
func kindTogether(tx *store.Tx, names, kinds []string, count int) (kind string, together []string, err error) {
	body := slices.IndexFunc(kinds, func(kind string) bool { return kind != ofMember })
	switch {
	case body < 0 && count > 1:
		return "联名提案", nil, nil
	case body < 0:
		return ofMember, nil, nil
	}
	other := slices.IndexFunc(kinds, func(kind string) bool { return kind != ofMember && kind != kinds[body] })
	switch {
	case other >= 0:
		sort := func(at int) string { return "「" + names[at] + "」是" + strings.TrimSuffix(kinds[at], "提案") }
		return "", nil, store.Refuse(store.CodeInvalid, "提案人%s，%s，判断不了算哪一类提案，请%s「提案类型」。", sort(body), sort(other), howToSay(tx))
	case !slices.Contains(kinds, ofMember):
		return kinds[body], nil, nil
	}
	if kinds[0] == ofMember {
		return "联名提案", names, nil
	}
	return kinds[0], names, nil
}

// kindOfOne is the kind of what one proposer proposes, "" where nothing tells it.
func kindOfOne(ctx context.Context, tx *store.Tx, termID int64, text string) (string, error) {
	name, marked := withoutMark(text)
	plain, _ := roster.NameAndWorkplace(name)
	members, err := namesakes(ctx, tx, termID, plain)
	switch {
	case err != nil:
		return "", err
	case marked || len(members) > 0:
		return ofMember, nil
	}
	sort, err := roster.SortOfBody(ctx, tx, termID, name)
	if err != nil {
		return "", err
	}
	switch kind := bodyKind(fold.Called(name)); {
	case kind != "":
		return kind, nil
	case sort != "":
		return kindsOfBodies[sort], nil
	case namesBody(name):
		return "", nil
	case tx.Importing || len([]rune(plain)) <= longestName || strings.ContainsAny(plain, "·•"):
		return ofMember, nil // of a file it is said of the name
	}
	known, err := record.Words(ctx, tx, outsiders)
	if err != nil || !slices.Contains(known, plain) {
		return "", err
	}
	return ofMember, nil
}

// kindsOfBodies are what the bodies of the rosters propose, by their sort.
var kindsOfBodies = map[string]string{"界别": "界别提案", "专委会": "专委会提案", "活动组": "小组提案"}

// Body is a body that can make proposals, and what it is.
type Body struct{ Name, Sort string }

// Bodies are the bodies that can propose in the term of the scope: those of the rosters, the parties, and what others proposed as before.
func Bodies(ctx context.Context, st *store.Store, scope record.Scope) ([]Body, error) {
	db := st.DB()
	termID, err := scope.TermID, error(nil)
	if termID == 0 {
		termID, err = roster.CurrentTerm(ctx, db)
	}
	if err != nil {
		return nil, err
	}
	var all []Body
	known := map[string]bool{}
	add := func(sort string, names ...string) {
		for _, name := range names {
			if !known[name] {
				known[name] = true
				all = append(all, Body{name, sort})
			}
		}
	}
	used, err := store.Texts(ctx, db, "SELECT name FROM proposal_proposer WHERE member_id IS NULL AND name <> '' GROUP BY name ORDER BY count(*) DESC, name")
	if err != nil {
		return nil, err
	}
	for _, name := range used {
		switch bare := fold.Called(name); {
		case len(zh.SplitNames(name)) > 1:
		case bodyKind(bare) != "":
			add(strings.TrimSuffix(bodyKind(bare), "提案"), name)
		}
	}
	words, err := record.Words(ctx, db, "political")
	if err != nil {
		return nil, err
	}
	for _, name := range words {
		if ofParty(fold.Called(name)) {
			add("党派", name)
		}
	}
	for _, sort := range roster.BodySorts {
		names, err := roster.ReadBodyNames(ctx, db, sort.Table, termID)
		if err != nil {
			return nil, err
		}
		add(sort.Title, names.Names()...)
	}
	return all, nil
}
