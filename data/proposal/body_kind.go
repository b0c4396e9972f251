package proposal

import (
	"context"
	"regexp"
	"strings"

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

// bodyKinds are what the names of bodies end in, and what their proposals are.
var bodyKinds = []struct {
	ending *regexp.Regexp
	kind   string
}{
	{regexp.MustCompile(`^(第?[\d一二三四五六七八九十]+|.{3,})(小?组)$`), "小组提案"},
	{regexp.MustCompile(`^.*([县市区省]|^)(工商联|总工会|团委|妇联|科协|侨联|文联|残联|台联|社科联|商会)$|^团[县市区省]委$|.{2,}(联合会|总工会|协会|商会|.[县市区省].*联)$`), "团体提案"},
	{regexp.MustCompile(`.{2,}(支部|总支|支社|县委|县委会|省委|省委会|市委|市委会|区委|区委会|工委)$`), "党派提案"},
	{regexp.MustCompile(`.{2,}(委员会|专委|专委会)$`), "专委会提案"},
	{regexp.MustCompile(`.{2,}(界|界别)$`), "界别提案"},
	{regexp.MustCompile(`.{3,}联$`), "团体提案"},
}

// ofParty reports whether a folded name is that of a body of a party.
func ofParty(bare string) bool {
	return shortParties.MatchString(bare) || len([]rune(bare)) > 3 && parties.MatchString(bare)
}

// bodyKind is the 提案类型 of what a body proposes whose folded name ends as those of bodies do, "" for others.
func bodyKind(bare string) string {
	for _, body := range bodyKinds {
		if body.ending.MatchString(bare) {
			return body.kind
		}
	}
	return ""
}

// namesBody reports whether a proposer so called is a body or a unit.
func namesBody(name string) bool {
	_, unit := intake.BodyName(name)
	bare := fold.Called(name)
	return unit || ofParty(bare) || bodyKind(bare) != ""
}

// besideName is what tells a member from others of his name: 张伟（县一中）.
var besideName = regexp.MustCompile(`[（(][^（）()]*[）)]$`)

// kindOfProposers guesses the 提案类型 of a form or a ledger that does not say it: a body names itself, several people are joint.
func kindOfProposers(v record.Values) string {
	name := v["proposer"]
	bare := fold.Called(name)
	if ofParty(bare) && len(zh.SplitNames(name)) == 1 {
		return "党派提案"
	}
	if kind := bodyKind(bare); kind != "" {
		return kind
	}
	if _, count := countedProposers(name); count > 1 || v["joint"] != "" || len(zh.SplitNames(name)) > 1 {
		return "联名提案"
	}
	return "个人提案"
}

// namedProposers are v, or 第一提案人 and 联名人 of the rows of 提案人 in it. Who only seconds is none of them.
func namedProposers(v record.Values) (record.Values, error) {
	if v["proposer"] != "" || v["proposers"] == "" {
		return v, nil
	}
	all, err := proposers.Parse(v["proposers"])
	named := record.Values{}
	for _, row := range all {
		switch name := besideName.ReplaceAllString(row["name"], ""); {
		case row["role"] == "附议":
		case named["proposer"] == "":
			named["proposer"] = name
		default:
			named["joint"] = name
		}
	}
	return named, err
}

// longestName is how many characters the name of a person has at most where no dot parts it.
const longestName = 4

// mayBePerson reports whether a proposer so called can be one person, or several.
func mayBePerson(name string) bool {
	return !namesBody(name) && (len([]rune(name)) <= longestName || strings.ContainsAny(name, "·•")) || len(zh.SplitNames(name)) > 1
}

// kindOf is the 提案类型 of a new proposal of the session whose v does not say it. A body that neither its name nor the rosters tell the kind of is asked
// about; of a file that is said.
func kindOf(ctx context.Context, tx *store.Tx, sessionID int64, v record.Values) (string, error) {
	named, err := namedProposers(v)
	if err != nil {
		return "", err
	}
	kind := kindOfProposers(named)
	name, count := countedProposers(named["proposer"])
	plain, _ := roster.NameAndWorkplace(name)
	if kind != "个人提案" && kind != "联名提案" || count > 1 || name == "" {
		return kind, nil
	}
	termID, err := store.LookUp(ctx, tx, "SELECT term_id FROM session WHERE id = ?", sessionID)
	if err != nil {
		return "", err
	}
	sort, err := roster.SortOfBody(ctx, tx, termID, name)
	if err != nil || sort == "" && mayBePerson(plain) {
		return kind, err
	}
	if members, err := namesakes(ctx, tx, termID, plain); err != nil || len(members) > 0 {
		return kind, err
	}
	if sort != "" {
		return kindsOfBodies[sort], nil
	}
	return kind, unknownBody(tx, kind, name)
}

// unknownBody refuses a proposer of whom nothing tells what it is; of a file it is said as which kind it is taken.
func unknownBody(tx *store.Tx, kind, name string) error {
	switch {
	case tx.Importing && namesBody(name):
		tx.RemarkOn("「提案类型」没有写，是哪一类单位提的判断不了，按「"+kind+"」录入", name)
		return nil
	case tx.Importing:
		return nil // it is said of the name
	}
	return store.Refuse(store.CodeInvalid, "「%s」不是委员，也判断不了是党派、团体、界别、专委会还是小组，请选「提案类型」。", name)
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
		case ofParty(bare):
			add("党派", name)
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
