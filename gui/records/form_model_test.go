package records

import (
	"testing"

	"cppccdesk/data"
	"cppccdesk/gui/kit"
)

func TestFormFieldChoosesTheInput(t *testing.T) {
	many := make([]kit.Option, pickable+1)
	cases := []struct {
		name, key string
		options   []kit.Option
		open      bool
		kind      kit.FieldKind
		free      bool
		readOnly  bool
	}{
		{"text", "name", nil, true, kit.FieldText, false, false},
		{"a date that may be a month", "birth_on", nil, true, kit.FieldDate, false, false},
		{"yes or no", "birth_lunar", nil, true, kit.FieldBool, false, false},
		{"a number", "terms_served", nil, true, kit.FieldInt, false, false},
		{"a few words of a dictionary", "political", many[:3], true, kit.FieldChoice, false, false},
		{"many options", "workplace", many, true, kit.FieldPicker, false, false},
		{"several words of a dictionary, others too", "posts", many, true, kit.FieldSeveral, true, false},
		{"several of a list", "committees", many, true, kit.FieldSeveral, false, false},
		{"several where there is no list", "sector_post", nil, true, kit.FieldSeveral, true, false},
		{"prose", "note", nil, true, kit.FieldMultiLine, false, false},
		{"masked", "mobile", nil, false, kit.FieldText, false, true},
		{"a phone number shown", "mobile", nil, true, kit.FieldText, false, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := formField(*data.Members.Field(c.key), c.options, c.open)
			if got.Kind != c.kind || got.Free != c.free || got.ReadOnly != c.readOnly {
				t.Errorf("kind %d, free %v, read only %v", got.Kind, got.Free, got.ReadOnly)
			}
		})
	}
}

func TestFormFieldChecksAsTheStoreDoes(t *testing.T) {
	cases := []struct {
		name, key, value string
		refused          bool
	}{
		{"phone", "mobile", "13812345678", false},
		{"phone cut short", "mobile", "138123456", true},
		{"ID number with a wrong check digit", "id_number", "110101199003070001", true},
		{"masked number typed back", "mobile", "138****5678", true},
		{"name", "name", "张小明", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			field := formField(*data.Members.Field(c.key), nil, true)
			if err := field.Validate(c.value); (err != nil) != c.refused {
				t.Errorf("%s: %v", c.value, err)
			}
		})
	}
	if got, err := formField(*data.Members.Field("birth_on"), nil, true).Read("1975.3"); got != "1975-03" || err != nil {
		t.Errorf("a month of birth is read as %q: %v", got, err)
	}
}
