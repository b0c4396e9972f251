package export

import (
	"testing"

	"cppccdesk/data/measure"
)

// A share that a year has none of is 0 % of what the year's other shares are of; without any other it is of nothing.
func TestShareThatAYearHasNoneOf(t *testing.T) {
	then := []measure.Figure{{Code: "filed_share.class.委员提案", IsRate: true, Num: 150, Den: 150}}
	now := measure.Figure{Code: "filed_share.class.集体提案", IsRate: true, Num: 3, Den: 160}
	if f := likeFigure(then, now); share(f.Ratio()) != 0.0 {
		t.Errorf("of 150 it is %v", share(f.Ratio()))
	}
	if f := likeFigure(nil, now); share(f.Ratio()) != measure.Undefined {
		t.Errorf("of nothing it is %v", share(f.Ratio()))
	}
	if f := likeFigure(then, measure.Figure{Code: "reply_rate", IsRate: true}); share(f.Ratio()) != measure.Undefined {
		t.Errorf("a rate the year does not have is %v", share(f.Ratio()))
	}
}
