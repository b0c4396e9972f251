package proposal

import (
	"regexp"

	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
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
