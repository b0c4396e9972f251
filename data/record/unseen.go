package record

import (
	"cppccdesk/data/cell"
	"cppccdesk/data/store"
)

// RefuseUnseen does for the values of a record, before anything is looked up by them, what is done for a row when it is written.
func (k *Kind) RefuseUnseen(v Values) error {
	for i := range k.Fields {
		f := &k.Fields[i]
		if character := cell.Unseen(v[f.Key]); character != "" && f.Part == nil { // the rows of a part are looked at one by one
			return store.Refuse(store.CodeInvalid, "「%s」里%s，不能保存。", f.Title, store.UnseenFault(character))
		}
	}
	return nil
}
