package intake

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"

	"github.com/richardlehane/mscfb"
	"github.com/xuri/excelize/v2"
)

// securityPrograms are those that encrypt the files of a unit's computers, by the mark at the beginning of such a file and who leaves it. The programs
// of the unit see the file as it was; others, or a copy that left the unit, see the mark.
var securityPrograms = []struct {
	mark   []byte
	within int // bytes from the beginning in which the mark is found
	name   string
}{
	{[]byte("E-SafeNet"), 1024, "亿赛通"},
	{[]byte("b\x14#e"), 4, "亿赛通"},
	{[]byte("%TSD-Header-###%"), 64, "绿盾一类"},
}

// refuseSecured refuses a file that the security program of a unit has encrypted.
func refuseSecured(data []byte) error {
	for _, program := range securityPrograms {
		if bytes.Contains(data[:min(len(data), program.within)], program.mark) {
			return &refusal{
				what: "被单位的安全软件（" + program.name + "）加密了",
				do:   "请在装有这个软件的电脑上解密，或请管理员解密后再导入",
			}
		}
	}
	return nil
}

// defaultPassword is that of an encrypted workbook which opens without being asked for one: Excel encrypts with it what is only to be protected from
// changes ([MS-OFFCRYPTO] 2.3.7, [MS-XLS] 2.2.10).
const defaultPassword = "VelvetSweatshop"

// maxSpins is how often at most a password is hashed for a key; Office does so 100,000 times.
const maxSpins = 1_000_000

var spinCount = regexp.MustCompile(`spinCount="(\d+)"`)

// readEncrypted reads an .xlsx that is encrypted with the default password; with any other it is refused.
func readEncrypted(b *budget, data []byte, info *mscfb.File) ([]Sheet, error) {
	head, err := io.ReadAll(io.LimitReader(info, 1<<16))
	if err != nil {
		return nil, encrypted(err)
	}
	for _, found := range spinCount.FindAllSubmatch(head, -1) {
		if n, err := strconv.Atoi(string(found[1])); err != nil || n > maxSpins {
			return nil, encrypted(errors.New("spinCount " + string(found[1])))
		}
	}
	opened, err := excelize.Decrypt(data, &excelize.Options{Password: defaultPassword})
	if err != nil {
		return nil, encrypted(err)
	}
	if !bytes.HasPrefix(opened, []byte("PK")) {
		return nil, encrypted(errors.New("another password"))
	}
	return readPackage(b, opened)
}
