package scoring

// PublicService is 「万众评公务」: five items of 100 points each, the plain mean,
// four grades.
func PublicService() Rubric {
	return Rubric{
		Name:       "五项均值四等次",
		Indicators: alike("机关作风", "服务质量", "依法行政", "办事效率", "廉政状况"),
		Grades:     []Grade{{"满意", 8500}, {"比较满意", 7500}, {"基本满意", 6000}, {"不满意", 0}},
		Note:       "五项综合平均;≥85 满意,[75,85) 比较满意,[60,75) 基本满意,<60 不满意。先定等次,再舍入显示。",
	}
}

// mutualGrades are those of 延边州; its paper names nothing below 60.
func mutualGrades() []Grade {
	return []Grade{{"优秀", 9000}, {"良好", 7500}, {"一般", 6000}, {"较差", 0}}
}

const mutualNote = "双向评议:提案者与承办单位互评。优秀 [90,100],良好 [75,90),一般 [60,75);60 分以下原办法未命名,这里标「较差」,建议重新答复。"

// HandlingQuality is the half of 双向评议 in which the handling is rated
// (泾县: 三项办理质量), graded as in 延边州.
func HandlingQuality() Rubric {
	return Rubric{
		Name:       "双向评议·办理质量",
		Indicators: alike("答复及时规范", "办理充分协商", "注重实效"),
		Grades:     mutualGrades(),
		Note:       mutualNote,
	}
}

// ProposalQuality is the other half, in which the proposal is rated
// (泾县: 四项提案质量).
func ProposalQuality() Rubric {
	return Rubric{
		Name:       "双向评议·提案质量",
		Indicators: alike("选题", "内容", "格式", "效益"),
		Grades:     mutualGrades(),
		Note:       mutualNote,
	}
}

// SingleCase is the scheme of 海南省 2002: speed 20, reply 50, outcome 30. It has
// no grades of its own.
func SingleCase() Rubric {
	return Rubric{
		Name: "单件百分制",
		Indicators: []Indicator{
			{ID: 1, Name: "办理速度", Weight: 200, Max: 20},
			{ID: 2, Name: "答复质量", Weight: 500, Max: 50},
			{ID: 3, Name: "办理结果", Weight: 300, Max: 30},
		},
		Note: "办理速度按期满分,超期 0 分;办理结果 30 分为 100−20−50 推得。",
	}
}

// BallotConversion converts three marks to points; that 满意 is worth 100 is
// inferred, the paper gives 70 and 30 only.
func BallotConversion() BallotScheme {
	return BallotScheme{
		Name:    "票决换算",
		Choices: []Choice{{"满意", 10000}, {"基本满意", 7000}, {"不满意", 3000}},
		Note:    "得分 = Σ(档分×票) ÷ 有效票;「不了解」不计有效票,弃权另列。满意 100 分为推断,请确认。",
	}
}

func alike(names ...string) []Indicator {
	indicators := make([]Indicator, len(names))
	for i, name := range names {
		indicators[i] = Indicator{ID: int64(i + 1), Name: name, Weight: 1, Max: 100}
	}
	if 1000%len(names) == 0 {
		for i := range indicators {
			indicators[i].Weight = 1000 / len(names)
		}
	}
	return indicators
}
