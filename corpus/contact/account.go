package contact

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	mail = regexp.MustCompile(`(?i)[a-z0-9][\w.+\-]*\s?(?:@|\(at\)|\[at\])\s?[a-z0-9][\w\-]*(?:\.[\w\-]+)+`)
	// messenger is the name of a messenger and an account there. Without a word
	// such as 号 between them the account must contain a digit.
	messenger = regexp.MustCompile(`(?i)(微\s?信|威信|薇信|v信|weixin|wechat|\b(?:vx|wx)|抖音|快手|小红书|小紅書|支付宝|支付寶|\b(?:line|telegram|skype)|公众号)` +
		`((?:同)?(?:号码|号|號|id|账号|帐号|帳號|账户)?\s*[:是为為=]?\s*)([a-z0-9][\w\-]{4,})`)
	penguin = regexp.MustCompile(`(?i)(?:\bqq|扣扣|企鹅号)(?:号码|号|群|號|邮箱)?\s*[:是为為=]?\s*[1-9]\d{4,11}`)
	// called is a word for a telephone or a card and digits too few to be one
	// by themselves. 12345 is the mayor's.
	called = regexp.MustCompile(`(?i)(?:电话|電話|手机|手機|联系方式|聯絡方式|聯繫方式|座机|传真|傳真|\b(?:tel|phone|mobile|fax))(?:号码|号|號碼|no\.?)?\s*[:是为為=.]?\s*[+(]?\d(?:[ \-()]{0,2}\d){6,}`)
	card   = regexp.MustCompile(`(?i)(?:身份证|身份證|身分證|银行卡|銀行卡|证件)(?:号码|号|號碼|字號|字号|號)?\s*[:是为為=]?\s*[a-z]?\d(?:[ \-]?\d){5,}[x]?`)
)

// findAccounts finds addresses of mail and of messengers, and numbers after
// a word that names them, such as 电话 or 身份证.
func (f folded) findAccounts() (found []Span) {
	for _, pattern := range []*regexp.Regexp{mail, penguin, called, card} {
		for _, at := range pattern.FindAllStringIndex(f.text, -1) {
			found = append(found, Span{at[0], at[1]})
		}
	}
	for _, at := range messenger.FindAllStringSubmatchIndex(f.text, -1) {
		said, account := strings.TrimSpace(f.text[at[4]:at[5]]), f.text[at[6]:at[7]]
		if said != "" || strings.ContainsFunc(account, unicode.IsDigit) || strings.Contains(account, "_") {
			found = append(found, Span{at[0], at[1]})
		}
	}
	return found
}
