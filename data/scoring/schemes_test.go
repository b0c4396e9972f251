package scoring

// Schemes that offices publish, as what the examples are worked with.

// publicService is 「万众评公务」: five items of 100 points each, the plain mean, four grades.
func publicService() Rubric {
	return Rubric{
		Name:       "五项均值四等次",
		Indicators: alike("机关作风", "服务质量", "依法行政", "办事效率", "廉政状况"),
		Grades:     []Grade{{"满意", 8500}, {"比较满意", 7500}, {"基本满意", 6000}, {"不满意", 0}},
	}
}

// mutual is half of 双向评议: what one side is rated by (泾县), graded as in 延边州, whose paper names nothing below 60.
func mutual(items ...string) Rubric {
	return Rubric{
		Name:       "双向评议",
		Indicators: alike(items...),
		Grades:     []Grade{{"优秀", 9000}, {"良好", 7500}, {"一般", 6000}, {"较差", 0}},
	}
}

// singleCase is the scheme of 海南省 2002: speed 20, reply 50, outcome 30. It has no grades of its own.
func singleCase() Rubric {
	return Rubric{
		Name: "单件百分制",
		Indicators: []Indicator{
			{ID: 1, Name: "办理速度", Weight: 200, Max: 2000},
			{ID: 2, Name: "答复质量", Weight: 500, Max: 5000},
			{ID: 3, Name: "办理结果", Weight: 300, Max: 3000},
		},
	}
}

func alike(names ...string) []Indicator {
	indicators := make([]Indicator, len(names))
	for i, name := range names {
		indicators[i] = Indicator{ID: int64(i + 1), Name: name, Weight: 1, Max: 10000}
	}
	if 1000%len(names) == 0 {
		for i := range indicators {
			indicators[i].Weight = 1000 / len(names)
		}
	}
	return indicators
}
