package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

func (o office) rubric(name string) evaluation.Rubric {
	o.tb.Helper()
	all, err := evaluation.Rubrics(o.tb.Context(), o.DB())
	if err != nil {
		o.tb.Fatal(err)
	}
	i := slices.IndexFunc(all, func(r evaluation.Rubric) bool { return r.Name == name })
	if i < 0 {
		o.tb.Fatalf("no scheme %s", name)
	}
	return all[i]
}

// The schemes that offices publish are shipped, and their worked figures come out to the digit.
func TestShippedSchemesCalculate(t *testing.T) {
	o := openOffice(t)
	for _, tc := range []struct {
		scheme string
		given  map[string]string
		score  string
		grade  string
		step   string
	}{
		{"五项均值四等次（万众评公务）", map[string]string{"机关作风": "88", "服务质量": "84", "依法行政": "90", "办事效率": "79", "廉政状况": "86"}, "85.40", "满意", "满意 ≥ 85"},
		{"五项均值四等次（万众评公务）", map[string]string{"机关作风": "84.99", "服务质量": "84.99", "依法行政": "84.99", "办事效率": "84.99", "廉政状况": "84.99"}, "84.99", "比较满意", "比较满意 [75, 85)"},
		{"双向评议三等次（延边州）", map[string]string{"答复及时规范": "89.5", "办理充分协商": "89.5", "注重实效": "89.5"}, "89.50", "良好", "良好 [75, 90)"},
		{"双向评议：提案质量（泾县）", map[string]string{"选题": "90", "内容": "90", "格式": "90", "效益": "90"}, "90.00", "优秀", "优秀 ≥ 90"},
		{"单件百分制（按期取自提案记录）", map[string]string{"办理速度": "1/1", "答复质量": "45.5", "办理结果": "28"}, "93.50", "", "20.00 + 45.50 + 28.00 = 93.50"},
		{"单件百分制（按期取自提案记录）", map[string]string{"办理速度": "0/1", "答复质量": "45.5", "办理结果": "28"}, "73.50", "", "0.00 + 45.50 + 28.00 = 73.50"},
		{"120 分制承办单位考核", map[string]string{
			"组织领导": "9", "面商率": "97%", "其他程序": "20", "其余（按本地办法分设）": "80", "机构制度缺项": "2", "自评材料缺项": "1",
		}, "109.00", "优秀", "9.00 + 2.00 + 20.00 + 80.00 − 0.25×2.00 − 1.5×1.00 = 109.00"},
		{"扣分制（宝鸡）", map[string]string{"有条件解决未及时解决": "1 0", "暂不能解决又无计划": "0 0", "答复空洞无针对性": "1 2", "反馈不满意": "3"}, "96.40", "优秀", "100 − 3×0.50 − 2×0.00 − 1×1.50 − 0.2×3.00 = 96.40"},
		{"目标考核小分值（凤阳，2 分）", map[string]string{"领导制度": "0.4", "时限": "0.4", "质量": "0.5", "协作": "0.4", "其余（按本地办法）": "0.2"}, "1.90", "", "0.40 + 0.40 + 0.50 + 0.40 + 0.20 = 1.90"},
		{"票决换算", map[string]string{"满意": "42", "基本满意": "10", "不满意": "3", "不了解": "5"}, "90.73", "", "(100×42 + 70×10 + 30×3) ÷ 55 = 90.73"},
		{"满意度线（60%）", map[string]string{"满意": "20", "基本满意": "10", "不满意": "21", "不了解": "5"}, "58.82", "", "满意率低于 60%，跟踪督办并重新办理"},
		{"绩效公众评价（20/20/20/40）", map[string]string{"态度": "18", "能力": "17", "效率": "19", "效果": "35.5"}, "89.50", "", "18.00 + 17.00 + 19.00 + 35.50 = 89.50"},
		{"办理评价票（单位平均分）", map[string]string{"总评": "60 80 100"}, "80.00", "基本满意", "基本满意 [60, 85)"},
		{"办理评价票（单位平均分）", map[string]string{"总评": "100 60 80"}, "80.00", "基本满意", "评委 3 人，各得 100.00、60.00、80.00"},
	} {
		got, err := o.rubric(tc.scheme).Try(tc.given)
		if err != nil || got.Score != tc.score || got.Grade != tc.grade || !strings.Contains(strings.Join(got.Steps, "\n"), tc.step) {
			t.Errorf("%s: %v, %s %s, %q; want %s %s", tc.scheme, err, got.Score, got.Grade, got.Steps, tc.score, tc.grade)
		}
	}
}

func TestTrialRefuses(t *testing.T) {
	o := openOffice(t)
	for name, tc := range map[string]struct {
		scheme string
		given  map[string]string
		want   string
	}{
		"an indicator short":       {"办理评价票（单位平均分）", nil, "「总评」填了 0 个分"},
		"raters who gave one each": {"双向评议：提案质量（泾县）", map[string]string{"选题": "90 80", "内容": "90"}, "「内容」填了 1 个分，别的指标填了 2 个"},
		"too much":                 {"办理评价票（单位平均分）", map[string]string{"总评": "101"}, "超过满分 100"},
		"half a case":              {"扣分制（宝鸡）", map[string]string{"有条件解决未及时解决": "0.5"}, "不是整数件数"},
		"a rate over all":          {"120 分制承办单位考核", map[string]string{"组织领导": "9", "面商率": "101%"}, "不超过 100%"},
		"no votes":                 {"票决换算", map[string]string{"不了解": "3"}, "没有一张计入的票"},
	} {
		if _, err := o.rubric(tc.scheme).Try(tc.given); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTrialTellsOfTrimming(t *testing.T) {
	o := openOffice(t)
	o.do("UPDATE rubric SET aggregation = '去一高一低' WHERE name = '办理评价票（单位平均分）'")
	got, err := o.rubric("办理评价票（单位平均分）").Try(map[string]string{"总评": "92 88 95 90 60"})
	if want := []string{"去掉 95.00、60.00，其余平均", "若不去极值：85.00 满意"}; err != nil || got.Score != "90.00" || got.Grade != "满意" || !slices.Contains(got.Steps, want[0]) || !slices.Contains(got.Steps, want[1]) {
		t.Errorf("%v, %s %s, %q", err, got.Score, got.Grade, got.Steps)
	}
	o.do("INSERT INTO rater_weight (rubric_id, category, weight) SELECT id, x.category, x.weight FROM rubric, (SELECT '常委' AS category, 700 AS weight UNION ALL SELECT '服务对象', 300) x WHERE name = '办理评价票（单位平均分）'")
	o.do("UPDATE rubric SET weighted = 1 WHERE name = '办理评价票（单位平均分）'")
	got, err = o.rubric("办理评价票（单位平均分）").Try(map[string]string{"总评": "92 88 95 90 60", evaluation.TrialCategories: "常委 常委 服务对象 常委 常委"})
	for _, want := range []string{"去掉 95.00、60.00，其余按评委类别加权", "「服务对象」的评分表作为最高分或最低分去掉了，其余类别的权重按比例放大到 100%"} {
		if err != nil || got.Score != "90.00" || !slices.Contains(got.Steps, want) {
			t.Errorf("%v, %s, %q without %q", err, got.Score, got.Steps, want)
		}
	}
}

// twoLevels is a scheme in two levels with a name under both, one indicator of the records and one that deducts.
func (o office) twoLevels() {
	o.tb.Helper()
	o.save(evaluation.Schemes, record.Values{
		"name": "两级", "indicators": rows.Text([]rows.Row{
			{"heading": "办理过程", "indicator": "及时", "weight": "20", "max_score": "10"},
			{"heading": "办理过程", "indicator": "面商", "weight": "30", "max_score": "30", "source": "本件面商"},
			{"heading": "办理结果", "indicator": "及时", "weight": "50", "max_score": "10"},
			{"indicator": "迟交材料", "weight": "0", "max_score": "0", "manner": "扣分", "step": "1.5"},
		}), "least": "2", "grades": rows.Text([]rows.Row{{"grade": "好", "lower": "80"}, {"grade": "差", "lower": "0"}}),
	})
	o.save(evaluation.Evaluations, record.Values{"name": "两级评议", "rubric": "两级"})
}

func TestTwoLevelsWithRepeatedNames(t *testing.T) {
	o := openOffice(t)
	o.twoLevels()
	o.do("INSERT INTO consultation (proposal_id, on_date, mode) VALUES (1, '2026-04-01', '面谈')")
	for _, rater := range []string{"评一", "评二"} {
		o.save(evaluation.Panels, record.Values{"evaluation": "两级评议", "number": "1", "name": rater, "proposals": "12"})
	}
	for i, rater := range []string{"评一", "评二"} {
		o.save(evaluation.Scores, record.Values{
			"number": "1", "proposal": "12", "name": rater, "submitted_on": "2026-10-15",
			"points:办理过程·及时": "9", "points:办理结果·及时": fmt.Sprint(8 + i), "points:迟交材料": fmt.Sprint(i),
		})
	}
	r := o.rubric("两级")
	if len(r.Indicators) != 3 || len(r.All) != 4 || r.Least != 2 {
		t.Fatalf("%+v", r)
	}
	got := o.results()[0].Targets[0]
	// 18 + 30 + 40 = 88 and 18 + 30 + 45 − 1.5 = 91.5
	if got.ScoreText != "89.75" || got.Result.Grade != "好" || len(got.Records) != 1 || got.Records[0].Text != "1 / 1 件" {
		t.Errorf("%s %s, %v, %v", got.ScoreText, got.Result.Grade, got.Records, got.Notices)
	}
	if !slices.Contains(got.Notices, "「面商」取自提案记录（本件面商）：1 / 1 件") {
		t.Errorf("notices %q", got.Notices)
	}
	o.do("DELETE FROM consultation")
	if got := o.results()[0].Targets[0]; got.ScoreText != "59.75" || got.Result.Grade != "差" {
		t.Errorf("without a talk: %s %s", got.ScoreText, got.Result.Grade)
	}
	if got := o.results()[0].Targets[0].Sheets[1].Points; !slices.Equal(got, []string{"9", "9", "1"}) {
		t.Errorf("points %q", got)
	}
}

func TestSchemeMannersRefused(t *testing.T) {
	o := openOffice(t)
	for name, tc := range map[string]struct {
		row  rows.Row
		want string
	}{
		"deducts nothing":   {rows.Row{"indicator": "缺项", "weight": "0", "max_score": "0", "manner": "扣分"}, "要写明「每件扣」几分"},
		"deducts by weight": {rows.Row{"indicator": "缺项", "weight": "10", "max_score": "0", "manner": "扣分", "step": "1"}, "权重填 0"},
		"no full marks":     {rows.Row{"indicator": "缺项", "weight": "10", "max_score": "0"}, "满分应大于 0"},
		"heading scored":    {rows.Row{"heading": "总评", "indicator": "甲", "weight": "10", "max_score": "10"}, "既是上级指标又单独打分"},
		"unknown source":    {rows.Row{"indicator": "办结", "weight": "10", "max_score": "10", "source": "天气"}, "天气"},
	} {
		_, sentence := o.saveAs(evaluation.Schemes, 0, record.Values{"name": "甲", "indicators": rows.Text([]rows.Row{{"indicator": "总评", "weight": "100", "max_score": "100"}, tc.row})})
		if !strings.Contains(sentence, tc.want) {
			t.Errorf("%s: %q", name, sentence)
		}
	}
}

func TestTargetsAreRankedWithinTheirClass(t *testing.T) {
	o := openEvaluated(t)
	o.save(evaluation.Panels, record.Values{"number": "2", "name": "评七", "class": "部门"})
	o.save(evaluation.Panels, record.Values{"number": "3", "name": "评八", "class": "部门"})
	var got []string
	for _, r := range o.results()[0].Targets {
		got = append(got, fmt.Sprintf("%d组%s第%d名", r.PanelNumber, r.Class, r.Rank))
	}
	if want := []string{"1组第1名", "2组部门第1名", "3组部门第2名", "4组第0名"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
