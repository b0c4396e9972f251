package docket

// Stage is an opinion of a stage of the review (初审, 复审) before the conclusion.
type Stage struct{ Name, On string }

// The stages of a review, in their order. The last is the conclusion itself.
const (
	FirstStage  = "初审"
	SecondStage = "复审"
	LastStage   = "审定"
)

// stagesOn are the opinions there were on the day.
func (c *Case) stagesOn(day string) []Stage {
	return until(c.Stages, day, func(s *Stage) string { return s.On })
}

// stageFault says that the stages of the review, and what was done with a refused proposal, do not follow each other.
func (c *Case) stageFault() string {
	days := map[string]string{}
	for _, s := range c.Stages {
		days[s.Name] = s.On
	}
	if fault := disordered(day{"收到日期", c.ReceivedOn}, day{"转送日期", c.PassedOn}); fault != "" {
		return fault
	}
	return disordered(day{"收到日期", c.ReceivedOn}, day{"初审日期", days[FirstStage]}, day{"复审日期", days[SecondStage]}, day{"审查日期", c.ReviewedOn})
}
