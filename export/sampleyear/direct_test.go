package sampleyear

import "testing"

// The 直通车 of the sample year is counted from its model: most items are answered, some late, some not at all, two are not taken up, one is sent back.
func TestDirectsOfTheSampleYear(t *testing.T) {
	c, err := newCounty(DefaultYear)
	if err != nil {
		t.Fatal(err)
	}
	reported, declined, passed, replied, told, returned := 0, 0, 0, 0, 0, 0
	for _, d := range c.directs() {
		reported++
		for counted, on := range map[*int]bool{&declined: d.declined != "", &passed: !d.passed.IsZero(), &replied: !d.replied.IsZero(), &told: !d.told.IsZero(), &returned: !d.returned.IsZero()} {
			if on {
				*counted++
			}
		}
		if d.on.After(c.asOf) || d.passed.After(c.asOf) || d.told.After(c.asOf) {
			t.Errorf("%s lies behind the day of the ledger", d.text)
		}
	}
	if got, want := [...]int{reported, declined, passed, replied, told, returned}, [...]int{20, 2, 16, 14, 14, 1}; got != want {
		t.Errorf("reported, declined, passed, replied, told, returned %v, want %v", got, want)
	}
}
