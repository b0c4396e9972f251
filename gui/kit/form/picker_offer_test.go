package form

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// TestKeysOfManyOptionsAreMadeBesideTheWindow searches while they are being made and changes the options meanwhile.
func TestKeysOfManyOptionsAreMadeBesideTheWindow(t *testing.T) {
	test.NewTempApp(t)
	p := NewPicker(manyUnits(manyOptions))
	p.offer.add(Option{Value: "+", Label: "欧阳建国"})
	if found := p.offer.search("oyjg"); len(found) != 1 || p.offer.options[found[0]].Value != "+" {
		t.Errorf("found %v", found)
	}
	p.SetOptions(manyUnits(manyOptions + 1))
	if found := p.offer.search("oyjg"); len(found) != 0 {
		t.Errorf("found %v among options that do not have it", found)
	}
}
