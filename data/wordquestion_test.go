package data_test

import (
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

const answeredHead = "案号|案由|提案人|收到日期|审查结论|承办单位|交办日期|答复日期|办理结果|反馈日期|满意度"

// answered is a row of a proposal that was answered and judged in words.
func answered(number int, class, satisfaction string) string {
	return fmt.Sprintf("%d|关于第%[1]d个停车场的建议|民建县委|2026-01-10|立案|县教育局|2026-02-01|2026-04-01|%s|2026-04-10|%s", number, class, satisfaction)
}

// asked are the questions about words, one in a line.
func asked(im *take.Import) string {
	var lines []string
	for _, q := range im.Words {
		lines = append(lines, fmt.Sprintf("%s %s %d %v", q.Heading, q.Text, q.Rows, q.Answer))
	}
	return strings.Join(lines, "|")
}

func (o office) takenAnswering(kind *record.Kind, answers map[take.WordKey]take.WordAnswer, rows ...string) (string, *take.Import) {
	o.tb.Helper()
	scope := in2026
	if kind == proposal.Proposals {
		scope.Year = 0
	}
	return o.takenWith(kind, scope, take.Options{Words: answers}, pipedSheet(rows...))
}

// A word that no list has is asked about once, answered for all rows, and remembered for the next file.
func TestAWordIsAskedAboutOnce(t *testing.T) {
	rows := []string{answeredHead, answered(31, "A", "很满意"), answered(32, "A", "很 满意"), answered(33, "A", "满意")}
	o := openOffice(t)
	got, im := o.takenAnswering(proposal.Proposals, nil, rows...)
	if want := "退回 「满意度」一栏为「很满意」，应为满意、基本满意、不满意、未表态之一。\n退回 「满意度」一栏为「很 满意」，应为满意、基本满意、不满意、未表态之一。\n新增"; got != want {
		t.Errorf("without an answer:\n%s", got)
	}
	if got := asked(im); got != "满意度 很满意 2 " || !im.Words[0].Closed || im.Words[0].Grows {
		t.Errorf("asked %s %+v", got, im.Words[0])
	}
	answers := map[take.WordKey]take.WordAnswer{take.NewWordKey("satisfaction", "很满意"): {Do: take.WordIs, Word: "满意"}}
	got, im = o.takenAnswering(proposal.Proposals, answers, rows...)
	if got != "新增\n新增\n相同" || asked(im) != "满意度 很满意 2 当作「满意」" {
		t.Errorf("answered: %s, asked %s", got, asked(im))
	}
	o.expect(record.Dictionaries, o.word("征询意见", "满意"), record.Values{"synonyms": "很满意"})
	got, im = o.takenAnswering(proposal.Proposals, nil, answeredHead, answered(34, "A", "很满意"))
	if got != "新增" || asked(im) != "" {
		t.Errorf("the next file: %s, asked %s", got, asked(im))
	}
	o.change(record.Dictionaries, o.word("征询意见", "满意"), record.Values{"synonyms": ""})
	if got, _ = o.takenAnswering(proposal.Proposals, nil, answeredHead, answered(35, "A", "很满意")); !strings.HasPrefix(got, "退回") {
		t.Errorf("after it was taken out of the list: %s", got)
	}
}

func TestOtherAnswersToAWord(t *testing.T) {
	for _, c := range []struct {
		name, class, satisfaction string
		answer                    take.WordAnswer
		want, values              string
	}{
		{"blank", "A", "未反馈", take.WordAnswer{Do: take.WordBlank}, "新增", "31 A 未表态"},
		{"refused", "A", "未反馈", take.WordAnswer{Do: take.WordRefuse}, "退回 「满意度」一栏为「未反馈」，按您的选择退回。", ""},
		{"new in a list that grows", "E", "满意", take.WordAnswer{Do: take.WordNew}, "新增", "31 E 满意"},
		{"new in one that does not", "A", "未反馈", take.WordAnswer{Do: take.WordNew}, "退回 「征询意见」的词由程序的规则决定，不能增加。", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := openOffice(t)
			o.do("DELETE FROM proposal_proposer", "DELETE FROM assignment", "DELETE FROM proposal")
			answers := map[take.WordKey]take.WordAnswer{take.NewWordKey("", "未反馈"): c.answer, take.NewWordKey("", "e"): c.answer}
			got, _ := o.takenAnswering(proposal.Proposals, answers, answeredHead, answered(31, c.class, c.satisfaction))
			if values := o.valuesOf(proposal.Proposals, "number", "result_class", "satisfaction"); got != c.want || values != c.values {
				t.Errorf("%s, %s", got, values)
			}
		})
	}
}

// Words of a list that grows are taken as written, and can be answered about all the same.
func TestWordsOfAnOpenList(t *testing.T) {
	o := openOffice(t)
	rows := []string{"姓名|政治面貌|政协职务", "甲一|民建会员一|委员、常务委员", "甲二|民建会员一|召集"}
	got, im := o.takenAnswering(roster.Members, nil, rows...)
	if got != "新增\n新增" || asked(im) != "政治面貌 民建会员一 2 |政协职务 召集 1 " || im.Words[0].Closed || !im.Words[0].Grows {
		t.Errorf("%s, asked %s", got, asked(im))
	}
	answers, err := take.Answers(t.Context(), o.DB(), roster.Members, map[string]string{"民建会员一": "民建", "召集": "+"})
	if err != nil {
		t.Fatal(err)
	}
	got, _ = o.takenAnswering(roster.Members, answers, rows...)
	if values := o.valuesOf(roster.Members, "name", "political", "posts"); got != "变更\n相同" && values != "甲一 民建 委员、常委|甲二 民建 召集" {
		t.Errorf("%s, %s", got, values)
	}
	if o.word("政协职务", "召集") == 0 {
		t.Error("a new word is not in the list")
	}
	if _, err := take.Answers(t.Context(), o.DB(), roster.Members, map[string]string{"甲": "乙丙"}); err == nil {
		t.Error("an answer that is no word is taken")
	}
}

func TestSynonymsRefused(t *testing.T) {
	o := openOffice(t)
	satisfied, partly := o.word("征询意见", "满意"), o.word("征询意见", "基本满意")
	o.change(record.Dictionaries, satisfied, record.Values{"synonyms": "很满意、很 满意、满意、非常满意"})
	o.expect(record.Dictionaries, satisfied, record.Values{"synonyms": "很满意、非常满意"})
	office{o.Store, t}.refuses(record.Dictionaries, partly, record.Values{"synonyms": "非常 满意"}, "「非常 满意」已经是「满意」的别的写法，不能再是「基本满意」；请先从「满意」里删去它。")
	office{o.Store, t}.refuses(record.Dictionaries, partly, record.Values{"synonyms": "不满意"}, "「不满意」是「征询意见」里的一个词，不能再是「基本满意」的别的写法。")
	o.change(record.Dictionaries, o.word("政治面貌", "民建"), record.Values{"synonyms": "民建会员一"})
	office{o.Store, t}.refuses(record.Dictionaries, 0, record.Values{"list": "政治面貌", "name": "民建会员一"}, "已经是「民建」的别的写法")
}
